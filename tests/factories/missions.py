"""Hosts, missions, people and placements, in the state that a test names."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from donner_pour_recevoir.enums import Check, bits
from donner_pour_recevoir.models import (
    Consent,
    Host,
    HostReferent,
    LiaisonForm,
    Mission,
    Orienter,
    Placement,
    Volunteer,
)
from donner_pour_recevoir.operations.consents import give_consent
from network.models import Organisation
from portal.accounts.models import User
from portal.common import codes
from tests.factories.accounts import make_user
from tests.factories.network import make_commune

_numbers = count(1)


def make_organisation(name: str = "") -> Organisation:
    """An organisation in a commune of its own."""
    number = next(_numbers)
    return Organisation.objects.create(
        name=name or f"Association fictive {number}",
        commune=make_commune("Loupian"),
        description="Une association fictive.",
    )


def make_coordinator() -> User:
    """Somebody who coordinates the programme."""
    return make_user(role="dpr_coordinator")


def make_host(state: str = "engaged", *, referent: User | None = None, **facts) -> Host:
    """A host in a state, insured for a year, with one referent."""
    now = timezone.now()
    stamps = {"verified_at": now, "engaged_at": now, "suspended_at": now, "withdrawn_at": now}
    host = Host.objects.create(
        **{
            "organisation": make_organisation(),
            "state": state,
            "presentation": "Nous cuisinons ensemble.",
            "funding_reference": "Convention 2027-12",
            "insurance_valid_until": timezone.localdate() + timedelta(days=365),
            "charter_signed_on": timezone.localdate(),
            "charter_version": "1",
            **(stamps if state != "candidate" else {}),
            **facts,
        }
    )
    HostReferent.objects.create(host=host, user=referent or make_referent())
    return host


def make_referent() -> User:
    """An account that may answer for a host: it has an address."""
    number = next(_numbers)
    return make_user(f"association-{number}", email=f"association-{number}@demo.example")


def make_mission(host: Host | None = None, state: str = "published", **facts) -> Mission:
    """A mission in a state, signed, confirmed today, open on Thursday afternoons."""
    now = timezone.now()
    host = host or make_host()
    return Mission.objects.create(
        **{
            "host": host,
            "state": state,
            "title": "Préparer les repas du jeudi",
            "easy_summary": "Vous cuisinez avec nous. Puis nous mangeons ensemble.",
            "activity": "food",
            "commune": host.organisation.commune,
            "half_days": bits(["thu_pm"]),
            "tutor_label": "La cuisinière",
            "checklist": {check: {"by": "coordination", "on": "2027-01-05"} for check in Check.values},
            "submitted_at": now,
            "published_at": now,
            "ended_at": now,
            **facts,
        }
    )


def make_orienter(organisation: Organisation | None = None, user: User | None = None, **facts) -> Orienter:
    """An orienter in force, who has read the guide."""
    number = next(_numbers)
    return Orienter.objects.create(
        user=user or make_user(f"orienteur-{number}", email=f"orienteur-{number}@demo.example"),
        organisation=organisation or make_organisation(),
        guide_read_on=timezone.localdate(),
        **facts,
    )


def make_volunteer(code: str = "", **facts) -> Volunteer:
    """A person free on Thursday afternoons, who comes by bus and agreed to be contacted."""
    volunteer = Volunteer.objects.create(
        **{
            "code_digest": codes.digest(code or codes.new_code(), "volunteer"),
            "first_name": "Nadia",
            "contact_channel": "phone",
            "phone": "06 00 00 00 01",
            "is_adult": True,
            "commune": facts.pop("commune", None) or make_commune(),
            "travel": ["public_transport"],
            "half_days": bits(["thu_pm"]),
            "wishes": ["food"],
            **facts,
        }
    )
    give_consent(volunteer, "be_contacted", "code")
    return volunteer


def make_placement(
    volunteer: Volunteer | None = None, mission: Mission | None = None, state: str = "transmitted", **facts
) -> Placement:
    """A placement in a state, with the consent and the stamps that the state needs."""
    volunteer, mission = volunteer or make_volunteer(), mission or make_mission()
    now = timezone.now()
    consent = None
    if state not in {"draft", "awaiting_consent", "refused"}:
        consent = give_consent(volunteer, "share_with_host", "code", host=mission.host)
    placement = Placement.objects.create(
        **{
            "volunteer": volunteer,
            "mission": mission,
            "initiated_by": "person",
            "state": state,
            "consent": consent,
            "asked_at": now,
            "transmitted_at": now if consent else None,
            "answer_due_at": now + timedelta(days=30) if consent else None,
            "appointment_at": now + timedelta(days=3) if state in {"appointment", "trial", "active"} else None,
            "trial_at": now if state == "trial" else None,
            "engaged_at": now if state in {"active", "paused", "ended"} else None,
            "paused_at": now if state == "paused" else None,
            "closed_at": now if state in {"refused", "declined", "expired", "ended", "withdrawn"} else None,
            "closing_reason": {"declined": "full", "ended": "planned_end"}.get(state, ""),
            **facts,
        }
    )
    LiaisonForm.objects.create(placement=placement, sent_at=placement.transmitted_at)
    if state == "withdrawn":
        Consent.objects.filter(pk=placement.consent_id).update(withdrawn_at=timezone.now())
        placement.refresh_from_db()
    return placement
