"""Hosts, missions and people of the demonstration: visibly invented, in each state, over the six territories."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from django.db import transaction
from django.utils import timezone

from donner_pour_recevoir.enums import Activity, Check, Expenses, French, HalfDay, Regularity, Setting, bits
from donner_pour_recevoir.models import (
    Feedback,
    Host,
    HostReferent,
    LiaisonForm,
    Mission,
    Orienter,
    Placement,
    Volunteer,
)
from donner_pour_recevoir.operations import placements
from donner_pour_recevoir.operations.consents import give_consent
from donner_pour_recevoir.operations.volunteers import CODE_PURPOSE
from network.models import Commune, Organisation, Territory
from portal.accounts.models import DepartmentRole, User
from portal.common import codes

HOSTS, MISSIONS = 30, 80
# Printed on the pages of the demonstration: anybody may try the door of those who have a paper.
PERSON_CODE = "DEM0C0DE34"
_WHAT = {
    Activity.FOOD: ("Préparer les repas", "Vous cuisinez avec nous. Puis nous mangeons ensemble."),
    Activity.CLOTHES: ("Trier les vêtements", "Vous triez et pliez. On discute en travaillant."),
    Activity.WELCOME: ("Tenir l’accueil", "Vous dites bonjour et offrez un café."),
    Activity.GARDEN: ("Cultiver le jardin", "Vous plantez et arrosez. Chacun repart avec des légumes."),
    Activity.REPAIR: ("Réparer des vélos", "Vous réparez avec quelqu’un qui connaît. On apprend en faisant."),
    Activity.DIGITAL: ("Aider sur l’ordinateur", "Vous montrez les gestes simples à une personne."),
    Activity.ADMINISTRATIVE: ("Classer des papiers", "Vous rangez les papiers de l’association."),
    Activity.ANIMATION: ("Animer un atelier", "Vous préparez les jeux et jouez avec tout le monde."),
    Activity.CULTURE_SPORT: ("Préparer une fête", "Vous décorez la salle et accueillez le public."),
    Activity.COMPANY: ("Jouer aux cartes", "Vous jouez avec des personnes âgées, dans leur résidence."),
    Activity.TRANSPORT: ("Marcher ensemble", "Vous faites le trajet à pied avec quelqu’un."),
    Activity.OTHER: ("Donner un coup de main", "Vous aidez à ce qu’il y a à faire ce jour-là."),
}


def load() -> int:
    """Create the hosts, missions and people that are missing; returns how many missions there are."""
    if Host.objects.exists():
        return Mission.objects.count()
    with transaction.atomic():
        role = DepartmentRole.Role.DPR_COORDINATOR
        DepartmentRole.objects.get_or_create(user=User.objects.get(username="redaction"), role=role)
        hosts = list(_hosts())
        missions = list(_missions(hosts))
        _people(missions)
    return len(missions)


def _hosts() -> Iterator[Host]:
    """Thirty hosts, five a territory; the first is that of `association`."""
    now, today = timezone.now(), timezone.localdate()
    association = User.objects.get(username="association")
    communes = _communes()
    states = cycle(["engaged"] * 7 + ["candidate", "verified", "suspended"])
    for number, commune in enumerate(islice(communes, HOSTS), start=1):
        state = next(states)
        organisation = Organisation.objects.create(
            name=f"Association fictive n° {number} de {commune.name}",
            kind="association",
            commune=commune,
            description="Une association inventée pour la démonstration.",
            verified_on=today,
        )
        host = Host.objects.create(
            organisation=organisation,
            state=state,
            presentation="Nous sommes une petite équipe inventée. On s’entraide et on boit le café ensemble.",
            funding_reference="Convention fictive 2027",
            funded_until=today + timedelta(days=400),
            insurance_valid_until=today + timedelta(days=20 if number == 2 else 300),
            charter_signed_on=today,
            charter_version="1",
            reason="Travaux dans le local" if state == "suspended" else "",
            verified_at=None if state == "candidate" else now,
            engaged_at=now if state in {"engaged", "suspended"} else None,
            suspended_at=now if state == "suspended" else None,
        )
        if number <= 2:
            HostReferent.objects.create(host=host, user=association)
        yield host


def _communes() -> Iterator[Commune]:
    """The largest communes of each territory, one territory after the other; Sète first."""
    by_territory = [
        list(Commune.objects.filter(territory=territory, ended_on=None).order_by("-population")[:5])
        for territory in sorted(Territory.objects.all(), key=lambda each: each.code != "MDS-THA")
    ]
    for rank in range(5):
        for communes in by_territory:
            yield communes[rank % len(communes)]


def _missions(hosts: list[Host]) -> Iterator[Mission]:
    """Eighty missions: most are open, some wait to be read again, confirmed, or are over."""
    now, today = timezone.now(), timezone.localdate()
    signed = {check: {"by": "redaction", "on": today.isoformat()} for check in Check.values}
    activities, settings = cycle(_WHAT), cycle(Setting.values)
    engaged = [host for host in hosts if host.state == "engaged"]
    states = cycle(["published"] * 12 + ["submitted", "draft", "suspended", "ended"])
    for number, host in enumerate(islice(cycle(engaged), MISSIONS)):
        activity, state = next(activities), next(states)
        title, summary = _WHAT[activity]
        first = HalfDay.values[(number * 3) % 10]
        yield Mission.objects.create(
            host=host,
            state=state,
            title=title,
            easy_summary=summary,
            activity=activity,
            commune=host.organisation.commune,
            half_days=bits([first, HalfDay.THU_PM] if number % 2 else [first]),
            half_days_needed=1 + number % 2,
            regularity=Regularity.values[number % 4],
            places=1 + number % 4,
            setting=next(settings),
            near_transport=number % 2 == 0,
            step_free=number % 2 == 1,
            seated_possible=number % 3 == 0,
            quiet_place=number % 4 == 0,
            no_reading_needed=number % 3 != 1,
            french_needed=French.values[number % 3],
            expenses=Expenses.values[number % 4],
            tutor_label="Une personne de l’équipe",
            starts_on=today,
            confirmed_on=today - timedelta(days=100 if number % 20 == 19 else number % 30),
            checklist=signed if state in {"published", "suspended", "ended"} else {},
            submitted_at=now,
            published_at=now if state != "draft" else None,
            ended_at=now if state == "ended" else None,
        )


def _people(missions: list[Mission]) -> None:
    """`personne` with a proposal to answer; those whom `orienteur` accompanies, in each state."""
    orienteur = User.objects.get(username="orienteur")
    service = Organisation.objects.create(name="Service social fictif de Sète", kind="service")
    orienter = Orienter.objects.create(user=orienteur, organisation=service, guide_read_on=timezone.localdate())
    sete = Commune.objects.get(insee_code="34301")
    own = [
        mission
        for mission in missions
        if mission.state == "published" and mission.host_id in {missions[0].host_id, missions[1].host_id}
    ]
    person = _volunteer(
        "Eden (fictif)", sete, PERSON_CODE, user=User.objects.get(username="personne"), orienter=orienter
    )
    placements.prepare(person, own[0], by=orienteur)
    states = ("transmitted", "under_review", "appointment", "trial", "active", "paused", "ended", "declined", "expired")
    for number, state in enumerate(states):
        somebody = _volunteer(f"Personne {number + 1} (fictive)", sete, codes.new_code(), orienter=orienter)
        mission = own[(number + 1) % len(own)]
        _placement(somebody, mission, state)


def _volunteer(first_name: str, commune: Commune, code: str, **facts: object) -> Volunteer:
    volunteer = Volunteer.objects.create(
        code_digest=codes.digest(code, CODE_PURPOSE),
        first_name=first_name,
        contact_channel="code",
        is_adult=True,
        commune=commune,
        travel=["public_transport"],
        half_days=bits([HalfDay.MON_AM, HalfDay.TUE_PM, HalfDay.THU_PM]),
        wishes=[Activity.FOOD, Activity.GARDEN],
        **facts,
    )
    give_consent(volunteer, "be_contacted", "code")
    return volunteer


def _placement(volunteer: Volunteer, mission: Mission, state: str) -> None:
    now = timezone.now()
    sent = now - timedelta(days=40 if state in {"ended", "expired", "declined"} else 12)
    placement = Placement.objects.create(
        volunteer=volunteer,
        mission=mission,
        initiated_by="person",
        state=state,
        consent=give_consent(volunteer, "share_with_host", "code", host=mission.host),
        transmitted_at=sent,
        answer_due_at=sent + timedelta(days=30),
        appointment_at=now + timedelta(days=3),
        trial_at=now if state == "trial" else None,
        engaged_at=now if state in {"active", "paused", "ended"} else None,
        paused_at=now if state == "paused" else None,
        closed_at=now if state in {"ended", "declined", "expired"} else None,
        closed_by="host" if state == "declined" else "",
        closing_reason={"declined": "half_days", "ended": "planned_end"}.get(state, ""),
    )
    LiaisonForm.objects.create(placement=placement, sent_at=sent)
    if state == "ended":
        consent = give_consent(volunteer, "publish_testimony", "code")
        Feedback.objects.create(
            placement=placement, by="person", mood="good", text="On rit bien, et je me sens utile.", consent=consent
        )
