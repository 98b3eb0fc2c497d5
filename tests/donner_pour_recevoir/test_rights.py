"""The table of rights of this story, asked of every page: who reads what, and no canary of another's anywhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from donner_pour_recevoir.models import HostReferent, Placement, Volunteer
from portal.common.models import OutgoingMail
from tests.factories.accounts import make_user
from tests.factories.missions import (
    make_coordinator,
    make_host,
    make_mission,
    make_organisation,
    make_orienter,
    make_placement,
    make_referent,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
CODES = {"a": "AAAAA00001", "b": "BBBBB00002"}
KEYS = ("first_name", "phone", "practical", "message")
# Who may read what of scope a: the four items by person, own orienter and host; the return by those who may.
READS = {
    "person_a": {"first_name", "phone", "practical", "message"},
    "orienter_a": {"first_name", "phone", "practical", "message"},
    "referent_a": {"first_name", "phone", "practical", "message"},
}
ROLES = ("visitor", "person_a", "person_b", "orienter_a", "colleague_a", "orienter_b", "referent_a", "referent_b")
OTHERS = ("ended_referent_a", "ended_orienter_a", "coordinator", "administrator", "dpo")


def canary(scope: str, field: str) -> str:
    return f"CANARI-{scope}-{field}"


class World:
    """Two scopes that know nothing of each other: a person, an orienter, a host, a demand under way."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {"visitor": Client()}
        self.placements: dict[str, Placement] = {}
        for scope in ("a", "b"):
            service, referent = make_organisation(), make_referent()
            orienter = make_orienter(service)
            volunteer = make_volunteer(
                CODES[scope], first_name=canary(scope, "first_name"), phone=canary(scope, "phone"), orienter=orienter
            )
            mission = make_mission(make_host(referent=referent))
            placement = make_placement(volunteer, mission, "under_review", message=canary(scope, "message"))
            placement.liaison.practical = canary(scope, "practical")
            placement.liaison.save()
            self.placements[scope] = placement
            self.enter(f"orienter_{scope}", orienter.user)
            self.enter(f"referent_{scope}", referent)
            self.clients[f"person_{scope}"] = Client()
            self.clients[f"person_{scope}"].post("/d/", {"code": CODES[scope]})
            if scope == "a":
                self.enter("colleague_a", make_orienter(service).user)
                self.end(orienter, referent, mission, service)
        self.enter("coordinator", make_coordinator())
        self.enter("administrator", make_user(role="administrator"))
        self.enter("dpo", make_user(role="dpo"))

    def end(self, orienter, referent, mission, service) -> None:
        """Those who held the role until yesterday."""
        yesterday = timezone.localdate() - timedelta(days=1)
        gone = make_referent()
        HostReferent.objects.create(host=mission.host, user=gone, starts_on=yesterday, ends_on=yesterday)
        self.enter("ended_referent_a", gone)
        self.enter("ended_orienter_a", make_orienter(service, starts_on=yesterday, ends_on=yesterday).user)

    def enter(self, role: str, user) -> None:
        client = Client()
        client.force_login(user)
        self.clients[role] = client

    def pages(self) -> list[str]:
        """Every page of the story, of scope a."""
        placement = self.placements["a"]
        volunteer, mission = placement.volunteer_id, placement.mission_id
        named: list[tuple[str, list]] = [
            *(
                (name, [])
                for name in ("missions", "open_data", "hosts", "rule", "testimonies", "wizard_start", "record")
            ),
            *((name, []) for name in ("matches", "erase", "host_space", "caseload", "desk", "wizard_receipt")),
            *((name, [mission]) for name in ("mission", "demand", "host_mission", "desk_mission", "host_edit_mission")),
            *((name, [placement.mission.host_id]) for name in ("desk_host", "host_new_mission")),
            *((name, [volunteer]) for name in ("orienter_person", "orienter_slip", "hand_over", "propose")),
            *((name, [placement.pk]) for name in ("placement", "say", "certificate", "host_placement", "host_return")),
            *((name, [placement.pk]) for name in ("host_say", "orienter_placement", "orienter_consent")),
        ]
        return [reverse(f"donner_pour_recevoir:{name}", args=args) for name, args in named] + ["/mon-espace/"]


@pytest.fixture
def world() -> World:
    return World()


def test_each_role_reads_what_its_cell_says_and_nobody_reads_the_other_scope(world):
    found: dict[str, set[str]] = {}
    for role in (*ROLES, *OTHERS):
        text = "".join(world.clients[role].get(page).content.decode() for page in world.pages())
        found[role] = {key for key in KEYS if canary("a", key) in text}
        if not role.endswith("_b"):
            assert "CANARI-b-" not in text, role
    assert found == {role: READS.get(role, set()) for role in (*ROLES, *OTHERS)}


def test_no_act_of_another_changes_anything_and_answers_as_if_unknown(world):
    placement = world.placements["a"]
    acts = {
        "act": ("yes", "refuse", "withdraw", "start_trial", "engage", "pause", "resume", "end"),
        "host_act": ("open", "plan_appointment", "decline", "start_trial", "engage", "end"),
        "orienter_agree": ("start_trial", "engage"),
    }
    before = Placement.objects.values().get(pk=placement.pk)
    strangers = [role for role in (*ROLES, *OTHERS) if role not in READS]
    for role in strangers:
        for name, steps in acts.items():
            for step in steps:
                answer = world.clients[role].post(reverse(f"donner_pour_recevoir:{name}", args=[placement.pk, step]))
                assert answer.status_code in {302, 404}, (role, name, step)
                assert answer.status_code == 404 or "/d/" in answer["Location"] or "login" in answer["Location"], role
    assert Placement.objects.values().get(pk=placement.pk) == before
    assert Volunteer.objects.count() == 2


def test_a_get_changes_no_state(world):
    placement = world.placements["a"]
    for role in ("person_a", "referent_a", "orienter_a"):
        for name in ("act", "host_act"):
            path = reverse(f"donner_pour_recevoir:{name}", args=[placement.pk, "withdraw"])
            assert world.clients[role].get(path).status_code in {302, 404, 405}
    assert Placement.objects.get(pk=placement.pk).state == "under_review"


def test_no_mail_carries_a_canary(world):
    placement = world.placements["a"]
    steps: list[Callable] = [
        lambda: world.clients["referent_a"].post(
            reverse("donner_pour_recevoir:host_act", args=[placement.pk, "decline"]), {"closing_reason": "full"}
        ),
        lambda: world.clients["person_b"].post(
            reverse("donner_pour_recevoir:act", args=[world.placements["b"].pk, "withdraw"])
        ),
    ]
    for step in steps:
        assert step().status_code == 302
    assert OutgoingMail.objects.exists()
    assert not any("CANARI" in mail.subject + mail.text for mail in OutgoingMail.objects.all())


def test_a_closed_demand_shows_the_host_a_day_and_nothing_else(world):
    placement, client = world.placements["a"], world.clients["referent_a"]
    world.clients["person_a"].post(reverse("donner_pour_recevoir:act", args=[placement.pk, "withdraw"]))
    text = "".join(client.get(page).content.decode() for page in world.pages())
    assert "CANARI" not in text
    assert "Jour de clôture, et rien d’autre" in text
