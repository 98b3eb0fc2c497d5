"""Open, keep, correct, hand over and erase a person's record."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from donner_pour_recevoir.enums import ConsentMode, Purpose
from donner_pour_recevoir.models import Consent, Orienter, PersonAccess, Placement, Volunteer, VolunteerDraft
from donner_pour_recevoir.notifications import forget_person
from donner_pour_recevoir.operations.consents import give_consent
from donner_pour_recevoir.permissions import follows, owns_record
from network.models import Commune
from portal.common import codes
from portal.common.models import TransitionLog

CODE_PURPOSE = "volunteer"
DRAFT_PURPOSE = "volunteer_draft"
ANSWERS = ("first_name", "contact_channel", "phone", "email", "travel", "max_km", "half_days", "wishes", "setting_wish")


def open_draft(orienter: Orienter | None = None) -> VolunteerDraft:
    """A new draft; its code comes from its identifier and can be shown again."""
    draft = VolunteerDraft(orienter=orienter)
    draft.code_digest = codes.digest(draft_code(draft), CODE_PURPOSE)
    draft.save(force_insert=True)
    return draft


def draft_code(draft: VolunteerDraft) -> str:
    """The code that resumes a draft."""
    return codes.derive(draft.pk, DRAFT_PURPOSE)


def keep_answers(draft: VolunteerDraft, answers: Mapping[str, Any]) -> None:
    """Keep what a page of the wizard gave."""
    with transaction.atomic():
        locked = VolunteerDraft.objects.select_for_update().get(pk=draft.pk)
        locked.answers = {**locked.answers, **answers}
        locked.touched_on = timezone.localdate()
        locked.save(update_fields=["answers", "touched_on"])
    draft.answers = locked.answers


def register_volunteer(draft: VolunteerDraft, *, user: Any = None, mode: str, collected_by: Any = None) -> tuple:
    """Make the record of a finished draft, with the consent to be contacted; the record and its code, told once.

    The draft is used up in the same transaction. Raises VolunteerDraft.DoesNotExist when it was used already.
    """
    with transaction.atomic():
        locked = VolunteerDraft.objects.select_for_update().get(pk=draft.pk)
        answers = locked.answers
        code = codes.new_code()
        volunteer = Volunteer.objects.create(
            code_digest=codes.digest(code, CODE_PURPOSE),
            user=user,
            orienter=locked.orienter,
            is_adult=answers["is_adult"],
            commune=Commune.objects.get(pk=answers["commune"]),
            **{name: answers[name] for name in ANSWERS if name in answers},
        )
        give_consent(
            volunteer,
            Purpose.BE_CONTACTED,
            mode,
            collected_by=collected_by,
            read_aloud=mode == ConsentMode.ORAL,
        )
        locked.delete()
    return volunteer, code


def correct_record(volunteer: Volunteer, answers: Mapping[str, Any], *, by: Any) -> None:
    """Write what the person, or own orienter, corrected. Raises PermissionDenied for anybody else."""
    if not (owns_record(by, volunteer) or follows(by, volunteer)):
        raise PermissionDenied
    changed = {name: value for name, value in answers.items() if name in (*ANSWERS, "commune")}
    for name, value in changed.items():
        setattr(volunteer, name, value)
    volunteer.last_contact_on = timezone.localdate()
    volunteer.save(update_fields=[*changed, "last_contact_on"])


def replace_code(volunteer: Volunteer, *, by: Any) -> str:
    """A new code; the old one opens nothing more. Raises PermissionDenied but for the person and own orienter."""
    if not (owns_record(by, volunteer) or follows(by, volunteer)):
        raise PermissionDenied
    code = codes.new_code()
    volunteer.code_digest = codes.digest(code, CODE_PURPOSE)
    volunteer.save(update_fields=["code_digest"])
    return code


def find_by_code(text: str) -> Volunteer | VolunteerDraft | None:
    """The record, or the draft, that a typed code opens."""
    code = codes.normalise(text)
    if code is None:
        return None
    digest = codes.digest(code, CODE_PURPOSE)
    return (
        Volunteer.objects.filter(code_digest=digest).first()
        or VolunteerDraft.objects.filter(code_digest=digest).first()
    )


def hand_over(volunteer: Volunteer, to: Orienter, *, by: Any) -> None:
    """Give a person of own caseload to a colleague of the same organisation, which the person can read.

    Raises PermissionDenied when the record is not of own caseload, or the colleague not in force.
    """
    if not follows(by, volunteer) or to not in colleagues(volunteer.orienter):
        raise PermissionDenied
    with transaction.atomic():
        Volunteer.objects.filter(pk=volunteer.pk).update(orienter=to)
        note_access(volunteer, to.organisation.name, "nouvelle personne qui vous accompagne", PersonAccess.What.RECORD)
    volunteer.orienter = to


def colleagues(orienter: Orienter) -> list[Orienter]:
    """The other orienters of the same organisation, in force today."""
    rows = Orienter.objects.valid_on().filter(organisation=orienter.organisation_id, user__is_active=True)
    return list(rows.exclude(user=orienter.user_id).select_related("user", "organisation").order_by("user__username"))


def note_access(volunteer: Volunteer, organisation: str, role: str, what: str) -> None:
    """Write for the person who opened what; once a day for the same reader."""
    now = timezone.now()
    same = volunteer.accesses.filter(
        organisation=organisation, role=role, what=what, seen_at__gt=now - timedelta(days=1)
    )
    if not same.exists():
        PersonAccess.objects.create(volunteer=volunteer, organisation=organisation, role=role, what=what, seen_at=now)


def erase_volunteer(volunteer: Volunteer) -> None:
    """Delete a record and all that leads to the person: consents, placements, forms, feedback, logs, mails.

    What was counted stays counted: figures hold no key to anybody.
    """
    with transaction.atomic():
        forget_person(volunteer)
        forget_logs(volunteer.placements.values_list("pk", flat=True))
        Volunteer.objects.filter(pk=volunteer.pk).delete()


def forget_logs(placements: Any) -> None:
    """Delete the log of changes of these placements: it names accounts."""
    identifiers = [str(pk) for pk in placements]
    kind = ContentType.objects.get_for_model(Placement)
    TransitionLog.objects.filter(content_type=kind, object_id__in=identifiers).delete()


def stop_contact(volunteer: Volunteer) -> None:
    """Stop every message to the person: the consent to be contacted is withdrawn, the record stays."""
    Consent.objects.live().filter(volunteer=volunteer, purpose=Purpose.BE_CONTACTED).update(withdrawn_at=timezone.now())
