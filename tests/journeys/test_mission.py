"""Donner pour recevoir, told as three people: Nadia gives, Paul accompanies her, Inès welcomes; and without e-mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from donner_pour_recevoir.enums import Check
from donner_pour_recevoir.models import Consent, Host, Mission, Placement, Volunteer
from portal.common.models import OutgoingMail
from tests.factories.accounts import make_user
from tests.factories.missions import make_host, make_mission, make_orienter
from tests.factories.network import make_commune

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"donner_pour_recevoir:{name}", args=args)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    """The words of a page, without its tags."""
    assert response.status_code == 200, response
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def code_on(page: str) -> str:
    return re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", page).group()


def fill_wizard(client: Client, commune: str = "Sète", **changes: object) -> None:
    """Answer the seven questions, each on its page."""
    answers = {
        "prenom": {"first_name": "Nadia", "is_adult": "on"},
        "contact": {"contact_channel": "phone", "phone": "06 00 00 00 12"},
        "commune": {"commune": commune},
        "trajet": {"travel": ["public_transport"]},
        "moments": {"half_days": ["thu_pm"]},
        "envies": {"wishes": ["food"]},
        "avec-qui": {"setting_wish": "team"},
        **changes,
    }
    for step, answer in answers.items():
        assert client.get(url("wizard_step", step)).status_code == 200
        response = client.post(url("wizard_step", step), answer)
        assert response.status_code == 302, response.content.decode()


@pytest.fixture
def mission():
    """A host of Sète that cooks on Thursdays; Inès answers for it."""
    ines = make_user("ines", email="ines@demo.example")
    host = make_host(referent=ines)
    return make_mission(host, commune=make_commune("Sète", postal_codes="34200"))


def test_nadia_alone_finds_a_mission_asks_for_it_and_changes_her_mind(mission):
    nadia, ines = Client(), signed_in(mission.host.referents.get().user)
    page = text_of(nadia.get(url("wizard_start")))
    assert "Ce que nous ne demandons pas" in page
    nadia.post(url("wizard_start"))
    fill_wizard(nadia)
    review = text_of(nadia.get(url("wizard_review")))
    assert "jeudi après-midi" in review
    assert not Volunteer.objects.exists()
    assert "Il y a un problème" in text_of(nadia.post(url("wizard_review")))
    nadia.post(url("wizard_review"), {"agrees": "yes"})
    code = code_on(text_of(nadia.get(url("wizard_receipt"))))
    assert Consent.objects.get().purpose == "be_contacted"

    page = text_of(nadia.get(url("matches")))
    assert mission.title in page
    assert "C’est dans votre commune." in page
    demand = text_of(nadia.get(url("demand", mission.pk)))
    assert "06 00 00 00 12" in demand
    assert "Elle ne lira rien d’autre." in demand
    assert text_of(ines.get(url("host_space"))).count("Nadia") == 0
    nadia.post(url("demand", mission.pk), {"start_wish": "soon"})
    placement = Placement.objects.get()
    assert placement.state == "transmitted"

    page = text_of(ines.get(url("host_placement", placement.pk)))
    assert "06 00 00 00 12" in page
    ines.post(url("host_act", placement.pk, "open"))
    seen = text_of(nadia.get(url("record")))
    assert mission.host.organisation.name in seen
    assert "structure d’accueil" in seen

    # Another day, another telephone: the paper is enough.
    elsewhere = Client()
    assert "n’ouvre rien" in text_of(elsewhere.post(url("enter_code"), {"code": "AAAAA-AAAAA"}))
    elsewhere.post(url("enter_code"), {"code": code.lower().replace("-", " ")})
    assert mission.title in text_of(elsewhere.get(url("record")))
    elsewhere.post(url("act", placement.pk, "withdraw"))
    assert ines.get(url("host_placement", placement.pk)).status_code == 404
    late = text_of(ines.post(url("host_act", placement.pk, "decline"), {"closing_reason": "full"}, follow=True))
    assert "Cette demande est close" in late
    assert "Nadia" not in late

    elsewhere.post(url("erase"))
    assert not Volunteer.objects.exists()
    assert not Placement.objects.exists()
    assert not OutgoingMail.objects.filter(reference__startswith="placement").exists()


def test_paul_prepares_the_person_says_yes_on_paper_and_they_go_to_the_end(mission):
    orienter = make_orienter()
    paul, ines = signed_in(orienter.user), signed_in(mission.host.referents.get().user)
    paul.get(url("wizard_start") + "?avec=personne")
    paul.post(url("wizard_start") + "?avec=personne")
    fill_wizard(paul, contact={"contact_channel": "through_orienter"})
    paul.post(url("wizard_review"), {"agrees": "yes"})
    volunteer = Volunteer.objects.get()
    assert volunteer.orienter == orienter
    assert Consent.objects.get().mode == "oral"
    assert "Nadia" in text_of(paul.get(url("caseload")))
    assert "93" not in text_of(paul.get(url("orienter_person", volunteer.pk)))
    assert "points sur 100" in text_of(paul.get(url("propose", volunteer.pk)))
    assert paul.get(url("orienter_prepare", volunteer.pk, mission.pk)).status_code == 200
    paul.post(url("orienter_prepare", volunteer.pk, mission.pk), {"start_wish": "soon", "wants_company": "on"})
    placement = Placement.objects.get()
    assert placement.state == "awaiting_consent"
    assert ines.get(url("host_placement", placement.pk)).status_code == 404

    # The paper path, end to end: a slip with a code, read and answered without an account.
    paul.post(url("orienter_slip", volunteer.pk))
    slip = text_of(paul.get(url("orienter_slip", volunteer.pk)))
    assert mission.title in slip
    assert "Nadia" not in slip.split("Ce papier est pour vous")[1]
    person = Client()
    person.post(url("enter_code"), {"code": code_on(slip)})
    assert "À vous de dire oui ou non" in text_of(person.get(url("placement", placement.pk)))
    person.post(url("act", placement.pk, "yes"))
    assert Placement.objects.get().consent.mode == "code"

    ines.post(url("host_act", placement.pk, "open"))
    day = timezone.localdate() + timedelta(days=4)
    ines.post(url("host_act", placement.pk, "plan_appointment"), {"day": day.isoformat(), "hour": "14:30"})
    assert "14:30" in text_of(person.get(url("placement", placement.pk)))
    assert "Prévenir Nadia" in text_of(paul.get(url("caseload")))
    ines.post(url("host_act", placement.pk, "start_trial"))
    person.post(url("act", placement.pk, "start_trial"))
    assert Placement.objects.get().state == "trial"
    ines.post(url("host_act", placement.pk, "engage"))
    paul.post(url("orienter_agree", placement.pk, "engage"))
    assert Placement.objects.get().state == "active"

    returned = {"met": "yes", "goes_on": "yes", "suits": "yes"}
    assert ines.get(url("host_return", placement.pk)).status_code == 200
    ines.post(url("host_return", placement.pk), returned)
    assert "La mission convient" in text_of(person.get(url("placement", placement.pk)))
    assert "n’a pas donné son accord" in text_of(paul.get(url("orienter_placement", placement.pk)))
    person.post(url("switch", "feedback_to_orienter"))
    assert "La mission convient" in text_of(paul.get(url("orienter_placement", placement.pk)))

    words = {"mood": "good", "useful_for": ["meeting"], "text": "Je me sens utile.", "publish": "on"}
    assert person.get(url("say", placement.pk)).status_code == 200
    person.post(url("say", placement.pk), words)
    assert "Je me sens utile." not in text_of(Client().get(url("testimonies")))
    coordinator = signed_in(make_user(role="dpr_coordinator"))
    desk = text_of(coordinator.get(url("desk")))
    assert "Je me sens utile." in desk
    assert "Nadia" not in desk
    said = placement.feedbacks.get()
    coordinator.post(url("desk_moderate", said.pk, "publish"))
    assert "Je me sens utile." in text_of(Client().get(url("testimonies")))
    person.post(url("unsay", placement.pk))
    assert "Je me sens utile." not in text_of(Client().get(url("testimonies")))

    assert "Nom et prénom" in text_of(person.get(url("certificate", placement.pk)))
    person.post(url("act", placement.pk, "pause"))
    person.post(url("act", placement.pk, "resume"))
    person.post(url("act", placement.pk, "end"))
    assert Placement.objects.get().closing_reason == "prefer_not_to_say"
    closed = text_of(ines.get(url("host_space")))
    assert "Close le" in closed
    assert "Nadia" not in closed


def test_ines_applies_writes_a_mission_and_the_coordinator_publishes_it():
    make_commune("Frontignan", postal_codes="34110")
    ines, coordinator = make_user("ines", email="ines@demo.example"), signed_in(make_user(role="dpr_coordinator"))
    association = signed_in(ines)
    assert association.get(url("host_space")).status_code == 404
    application = {
        "name": "Association fictive des jardins",
        "commune": "frontignan",
        "presentation": "Nous jardinons ensemble.",
        "insurance_valid_until": (timezone.localdate() + timedelta(days=300)).isoformat(),
        "charter": "on",
    }
    assert association.get(url("host_apply")).status_code == 200
    association.post(url("host_apply"), application)
    host = Host.objects.get()
    assert "candidate" in text_of(association.get(url("host_space")))
    refused = coordinator.post(url("desk_step_host", host.pk, "verify"), follow=True)
    assert "convention" in text_of(refused)
    decision = {
        "funding_reference": "Soutien du Département",
        "insurance_valid_until": application["insurance_valid_until"],
        "charter_signed_on": timezone.localdate().isoformat(),
        "charter_version": "1",
    }
    coordinator.post(url("desk_host", host.pk), decision)
    coordinator.post(url("desk_step_host", host.pk, "verify"))
    coordinator.post(url("desk_step_host", host.pk, "engage"))
    assert Host.objects.get().state == "engaged"

    facts = {
        "title": "Arroser le jardin",
        "easy_summary": "Vous arrosez. Vous cueillez avec nous.",
        "activity": "garden",
        "commune": "34110",
        "half_days": ["sat_am"],
        "half_days_needed": "1",
        "hours_each_time": "2",
        "regularity": "weekly",
        "places": "2",
        "setting": "team",
        "tutor_label": "La responsable du jardin",
        "expenses": "transport",
        "french_needed": "none",
        "starts_on": timezone.localdate().isoformat(),
    }
    wrong = association.post(url("host_new_mission", host.pk), {**facts, "easy_summary": "Appelez le 06 12 34 56 78."})
    assert "Enlevez le numéro de téléphone" in text_of(wrong)
    assert "Arroser le jardin" in wrong.content.decode()
    association.post(url("host_new_mission", host.pk), facts)
    mission = Mission.objects.get()
    assert Client().get(url("mission", mission.pk)).status_code == 404
    association.post(url("host_step_mission", mission.pk, "submit"))
    unsigned = coordinator.post(url("desk_step_mission", mission.pk, "publish"), follow=True)
    assert "chaque point de la liste signé" in text_of(unsigned)
    points = Check.values
    coordinator.post(url("desk_mission", mission.pk), {"points": points})
    coordinator.post(url("desk_step_mission", mission.pk, "publish"))
    page = text_of(Client().get(url("mission", mission.pk)))
    assert "pas besoin de parler français" in page
    assert "Arroser le jardin" in text_of(Client().get(url("missions")))
