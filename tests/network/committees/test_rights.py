"""The rights table of committees, whole: every role, every kind of row, in listed, unlisted and internal committees."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from network.models import (
    Convocation,
    ConvocationRecipient,
    DocumentAccess,
    Mandate,
    MeetingEvaluation,
    MinutesExtract,
    MinutesRemark,
    PracticalNeed,
    TerritoryStaff,
)
from portal.accounts.models import DepartmentRole
from tests.factories.committees import (
    make_account,
    make_attendance,
    make_call,
    make_candidacy,
    make_committee,
    make_decision,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    make_organisation,
    make_version,
)
from tests.factories.network import make_territory

TABLE = yaml.safe_load((Path(__file__).parent / "rights.yaml").read_text())
GROUPS = TABLE["groups"]


def expected(name: str, world: str) -> set[str]:
    row = TABLE["objects"][name]["listed" if world == "listed" else "unlisted"]
    roles = {role for word in row.split() for role in GROUPS.get(word, [word])}
    # An internal body is known to its members alone, not to who runs its parent.
    return roles - {"parent_secretary"} if world == "internal" else roles


def people(committee) -> dict:
    """One account a role, and the rows that give it."""
    parent, other = committee.parent, make_committee(is_listed=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    rows = {
        "member": make_mandate(committee),
        "newcomer": make_mandate(committee, starts_on=yesterday),
        "accompanied": make_mandate(committee, accompanied=True),
        "facilitator": make_mandate(committee, role="facilitator"),
        "chair": make_mandate(committee, role="chair"),
        "secretary": make_mandate(committee, role="secretary"),
        "parent_secretary": make_mandate(parent, role="secretary"),
        "parent_member": make_mandate(parent),
        "ex_member": make_mandate(committee, role="secretary", ended=True),
        "future_member": make_mandate(committee, to_come=True),
        "other_member": make_mandate(other),
        "other_secretary": make_mandate(other, role="secretary"),
        "inactive_member": make_mandate(committee, user=make_account(is_active=False)),
    }
    rows["substitute"] = make_mandate(committee, substitute_of=rows["member"])
    accounts = {name: mandate.user for name, mandate in rows.items()}
    accounts |= {"visitor": AnonymousUser(), "person": make_account()}
    for role in ("administrator", "dpo"):
        accounts[role] = make_account()
        DepartmentRole.objects.create(user=accounts[role], role=role)
    accounts["staff"] = make_account()
    TerritoryStaff.objects.create(user=accounts["staff"], territory=committee.territory)
    assert set(accounts) == set(GROUPS["everybody"])
    return {"accounts": accounts, "mandates": rows}


def papers(committee, mandates: dict) -> dict:
    """One row of each kind."""
    member = mandates["member"]
    draft, convened, held = (make_meeting(committee, state) for state in ("draft", "convened", "held"))
    minutes = {
        state: make_minutes(make_meeting(committee, "held"), state)
        for state in ("drafting", "review", "submitted", "approved")
    }
    items = {state: make_item(row.meeting) for state, row in minutes.items()}
    published = make_document(convened, published=True)
    prepared = make_minutes(make_meeting(committee, "held"), "approved")
    convocation = Convocation.objects.create(
        meeting=convened, method="request", snapshot={}, snapshot_hash="", ical_sequence=0, sent_at=timezone.now()
    )
    return {
        "committee": committee,
        "mandate": member,
        "mandate_ended": mandates["ex_member"],
        "meeting_draft": draft,
        "meeting_cancelled_draft": make_meeting(committee, "cancelled", convened_at=None),
        "meeting_convened": convened,
        "meeting_held": held,
        "item_of_draft": make_item(draft, visibility="public"),
        "item_public": make_item(convened, visibility="public"),
        "item_members": make_item(convened),
        "item_secretariat": make_item(convened, visibility="secretariat"),
        "item_proposed": make_item(convened, state="proposed", proposed_by=member, visibility="public"),
        "convocation": convocation,
        "recipient": ConvocationRecipient.objects.create(
            convocation=convocation, mandate=member, channel="paper", code_digest=f"code-{committee.pk}"
        ),
        "document_of_committee": make_document(committee),
        "document_of_draft": make_document(draft),
        "document_inherit": make_document(held),
        "document_restricted": make_document(held, qualities=["professional"]),
        "document_of_secretariat_item": make_document(make_item(held, visibility="secretariat")),
        "document_of_draft_minutes": make_document(minutes["drafting"]),
        "document_published": published,
        "version_published": published.published_version,
        "version_not_published": make_version(published),
        "version_infected": make_version(published, scan="infected"),
        "document_access": DocumentAccess.objects.create(
            version=published.published_version, user=member.user, outcome="served"
        ),
        "attendance": make_attendance(held, member),
        "need": PracticalNeed.objects.create(meeting=convened, mandate=member, kind="meal"),
        "evaluation": MeetingEvaluation.objects.create(
            meeting=held, understood=1, could_speak=2, was_heard=3, was_useful=3
        ),
        **{f"minutes_{state}": row for state, row in minutes.items()},
        "minutes_version": minutes["approved"].versions.get(),
        "remark": MinutesRemark.objects.create(minutes=minutes["submitted"], mandate=member, text="Remarque"),
        "extract_prepared": MinutesExtract.objects.create(minutes=minutes["approved"], text="Extrait"),
        "extract_published": MinutesExtract.objects.create(
            minutes=prepared, text="Extrait", names_checked=True, published_at=timezone.now()
        ),
        "decision_of_draft_minutes": make_decision(items["drafting"], is_public=True),
        "decision_submitted": make_decision(items["submitted"], is_public=True),
        "decision_approved": make_decision(items["approved"]),
        "decision_public": make_decision(items["approved"], is_public=True),
        "call_draft": make_call(committee, published=False),
        "call_published": make_call(committee),
        "candidacy": make_candidacy(make_call(committee)),
    }


def who_sees(rows: dict, accounts: dict) -> dict[str, set[str]]:
    """Roles that see each row: each queryset is asked once a role."""
    seen: dict[str, set[str]] = {name: set() for name in rows}
    for role, user in accounts.items():
        visible = {
            model: set(model.objects.visible_to(user).values_list("pk", flat=True))
            for model in {type(obj) for obj in rows.values()}
        }
        for name, obj in rows.items():
            if obj.pk in visible[type(obj)]:
                seen[name].add(role)
    return seen


def who_reads(mandate: Mandate, annotation: str, accounts: dict) -> set[str]:
    return {
        role
        for role, user in accounts.items()
        if (row := Mandate.objects.visible_to(user).filter(pk=mandate.pk).first()) and getattr(row, annotation)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["listed", "unlisted", "internal"])
def test_each_role_sees_exactly_its_rows(world: str) -> None:
    committee = make_committee(
        "technical",
        parent=make_committee(is_listed=True),
        territory=make_territory(),
        is_listed=world == "listed",
        is_internal=world == "internal",
    )
    cast = people(committee)
    rows = papers(committee, cast["mandates"])
    shown = make_mandate(committee, accompanied=True, show_name=True)

    seen = who_sees(rows, cast["accounts"])
    seen["name"] = who_reads(cast["mandates"]["member"], "shown_name", cast["accounts"])
    seen["name_accompanied"] = who_reads(cast["mandates"]["accompanied"], "shown_name", cast["accounts"])
    seen["name_accompanied_shown"] = who_reads(shown, "shown_name", cast["accounts"])
    seen["contacts"] = who_reads(cast["mandates"]["member"], "has_contacts", cast["accounts"])
    # One's own ended mandate stays one's own: the list of one's path.
    seen["mandate_ended"] -= {"ex_member"}

    assert set(seen) == set(TABLE["objects"])
    wrong = {
        name: {"leaks": sorted(roles - expected(name, world)), "lacks": sorted(expected(name, world) - roles)}
        for name, roles in seen.items()
        if roles != expected(name, world)
    }
    assert wrong == {}


@pytest.mark.django_db
def test_a_mandate_that_ends_now_opens_nothing_at_the_next_request() -> None:
    mandate = make_mandate(role="secretary")
    committee, user = mandate.committee, mandate.user
    rows = papers(committee, {"member": mandate, "ex_member": mandate})
    mandate.ended_at, mandate.ended_reason = timezone.now(), "left"
    mandate.save()
    # What stays one's own: one's path, and what one opened.
    own = {"mandate", "mandate_ended", "document_access"}
    assert {name for name, roles in who_sees(rows, {"ex": user}).items() if roles} == own


@pytest.mark.django_db
def test_the_bodies_of_a_committee_whose_name_tells_a_status_are_never_public() -> None:
    organisation = make_organisation("CAF de l’Hérault")
    shown, hidden = make_committee(), make_committee(is_membership_hidden=True)
    for committee in (shown, hidden):
        make_mandate(committee, organisation=organisation)
        make_mandate(committee, organisation=make_organisation(), ended=True)
    assert shown.mandates.bodies() == ["CAF de l’Hérault"]
    assert hidden.mandates.bodies() == []


@pytest.mark.django_db
def test_rights_are_read_in_a_bounded_number_of_queries(django_assert_max_num_queries) -> None:
    mandate = make_mandate()
    rows = papers(mandate.committee, {"member": mandate, "ex_member": mandate})
    for obj in rows.values():
        with django_assert_max_num_queries(3):
            list(type(obj).objects.visible_to(mandate.user))
