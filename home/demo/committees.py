"""Committees of the demonstration: the bodies, who sits there, two years of meetings, papers in every state."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from home.demo import bodies, meetings
from home.demo.accounts import DOMAIN
from home.demo.committee_texts import ACCOMPANIED, BODIES, CALL, FIRST_NAMES, HOW_TO_APPLY
from network.enums import Channel, MandateRole, Quality, Seat
from network.models import CallForMembers, Candidacy, Committee, Mandate, Organisation
from network.operations.candidacies import apply_to, meet, put_on_waiting_list
from network.operations.indexing import rebuild
from portal.accounts.models import User

LOCAL = ("hlo", "chp", "mtp", "bit", "tha", "pca")
SECRETARIES = {"cdas": "secretaire.cdas", "comite_local_tha": "secretaire.thau", "consultatif_tha": "secretaire.thau"}
MEMBERS = {"cdas": "membre.cdas", "comite_local_tha": "membre.thau"}


def load() -> int:
    """Make what is missing, and say how many bodies there are; committees that have members stay as they are."""
    is_new = not Mandate.objects.exists()
    with transaction.atomic():
        content = bodies.file()
        made = bodies.load(content)
        bodies.load_figures(content["controle_pti"])
        for rank, code in enumerate(("cdas", *(f"comite_local_{name}" for name in LOCAL))):
            if not made[code].mandates.exists():
                _seat_members(made[code], code, rank)
                meetings.hold(made[code], rank)
        if not made["consultatif_tha"].mandates.exists():
            _call_for_members(made["consultatif_tha"])
        if is_new:
            # The words of the files come with the command of every minute: reading them here would be felt.
            rebuild()
    return Committee.objects.count()


def _seat_members(committee: Committee, code: str, rank: int) -> None:
    """A secretary, a facilitator, bodies with a substitute, two accompanied people; the accounts where they belong."""
    today = timezone.localdate()
    end = today.replace(year=today.year + 1, month=12, day=31)
    _mandate(committee, "Secrétariat (exemple)", _user(SECRETARIES.get(code)), role=MandateRole.SECRETARY)
    _mandate(committee, f"{FIRST_NAMES[rank]} Animation", role=MandateRole.FACILITATOR)
    account = _user(MEMBERS.get(code))
    for number, (body, quality) in enumerate(BODIES):
        organisation, _created = Organisation.objects.get_or_create(name=body)
        name = f"{FIRST_NAMES[(rank + number) % len(FIRST_NAMES)]} Exemple"
        facts = {"organisation": organisation, "quality": quality, "ends_on": end}
        # The first seat is the account's; the next one ends soon, so that the secretary is told.
        if number == 1:
            facts["ends_on"] = today + timedelta(days=40)
        titular = _mandate(committee, name, account if number == 0 else None, **facts)
        if number < 2:
            facts |= {"seat": Seat.SUBSTITUTE, "substitute_of": titular}
            _mandate(committee, f"{name} (suppléance)", **facts)
    for number, name in enumerate(ACCOMPANIED[:2]):
        _mandate(
            committee,
            name,
            quality=Quality.ACCOMPANIED,
            ends_on=end,
            show_name=number == 0,
            contact_channel=Channel.PAPER if number else Channel.SMS,
            phone=bodies.PHONE,
        )


def _mandate(committee: Committee, name: str, user: User | None = None, **facts: object) -> Mandate:
    """A mandate reached by e-mail when it has an account, by telephone otherwise: nobody real is written to."""
    defaults = {
        "quality": Quality.PROFESSIONAL,
        "starts_on": date(2023, 1, 1),
        "contact_channel": Channel.EMAIL if user else Channel.PHONE,
        "email": f"{user.username}@{DOMAIN}" if user else "",
        "phone": bodies.PHONE,
    }
    return Mandate.objects.create(committee=committee, display_name=name, user=user, **defaults | facts)


def _user(name: str | None) -> User | None:
    return User.objects.get(username=name) if name else None


def _call_for_members(committee: Committee) -> None:
    """An open call, and three candidacies that stand at three points of their way."""
    _mandate(committee, "Secrétariat (exemple)", _user(SECRETARIES["consultatif_tha"]), role=MandateRole.SECRETARY)
    today = timezone.localdate()
    call = CallForMembers.objects.create(
        committee=committee,
        seats=6,
        opens_on=today - timedelta(days=10),
        closes_on=today + timedelta(days=50),
        easy_text=CALL,
        how_to_apply=HOW_TO_APPLY,
        published_at=timezone.now(),
    )
    for number, name in enumerate(ACCOMPANIED):
        candidacy = _candidacy(call, name)
        if number:
            meet(candidacy, None)
        if number == len(ACCOMPANIED) - 1:
            put_on_waiting_list(candidacy, None)


def _candidacy(call: CallForMembers, name: str) -> Candidacy:
    candidacy, _code = apply_to(
        call,
        agrees=True,
        display_name=name,
        contact_channel=Channel.PHONE,
        phone=bodies.PHONE,
        availabilities="Le mardi matin",
    )
    return candidacy
