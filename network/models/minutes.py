"""Minutes, remarks on them, what the public reads, and decisions (network.md, sections 9 and 10)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.enums import DecisionState, MinutesApproval, MinutesState, RemarkState
from network.models.committee import Mandate
from network.models.directory import Organisation
from network.models.meeting import AgendaItem, Meeting
from network.models.record import Record, SealedRecord
from network.querysets import (
    DecisionQuerySet,
    MinutesExtractQuerySet,
    MinutesQuerySet,
    MinutesRemarkQuerySet,
    MinutesVersionQuerySet,
)
from network.workflow import DECISION, MINUTES, REMARK
from portal.common.workflow import state_constraints


class Minutes(Record):
    """The minutes of a meeting. `version` counts every writing: two people never overwrite one another.

    What members read once submitted and once approved is kept as MinutesVersion rows, which never change.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name=_("réunion"))
    body = models.TextField(_("texte"), blank=True)
    easy_body = models.TextField(_("relevé de décisions facile à lire"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(
        _("état"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFTING, editable=False
    )
    remarks_until = models.DateField(_("remarques jusqu’au"), null=True, blank=True)
    reason = models.TextField(_("raison"), blank=True)
    approval_mode = models.CharField(_("approbation"), max_length=10, choices=MinutesApproval.choices, blank=True)
    approved_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approuvé à la réunion")
    )
    sent_to_review_at = models.DateTimeField(null=True, editable=False)
    sent_back_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    reworked_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    corrected_at = models.DateTimeField(null=True, editable=False)
    transitions = MINUTES

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte rendu")
        verbose_name_plural = _("comptes rendus")
        constraints = [
            *state_constraints(MINUTES, "minutes"),
            models.CheckConstraint(
                condition=~Q(state=MinutesState.APPROVED)
                | Q(approval_mode=MinutesApproval.TACIT)
                | Q(approval_mode=MinutesApproval.AT_MEETING, approved_in__isnull=False),
                name="minutes_approved_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class MinutesVersion(SealedRecord):
    """A text that members were given: submitted, approved, or corrected with a note."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions", verbose_name=_("compte rendu"))
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("état"), max_length=10, choices=MinutesState.choices)
    body = models.TextField(_("texte"))
    easy_body = models.TextField(_("relevé de décisions facile à lire"), blank=True)
    note = models.TextField(_("rectificatif"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version de compte rendu")
        verbose_name_plural = _("versions de compte rendu")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_number_unique")]


class MinutesRemark(Record):
    """What a member says about submitted minutes; each remark gets an answer."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="remarks", verbose_name=_("compte rendu"))
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+", verbose_name=_("membre"))
    text = models.TextField(_("remarque"))
    state = models.CharField(
        _("état"), max_length=8, choices=RemarkState.choices, default=RemarkState.OPEN, editable=False
    )
    answer = models.TextField(_("réponse"), blank=True)
    transitions = REMARK

    objects = MinutesRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remarque")
        verbose_name_plural = _("remarques")
        ordering = ("created_at",)
        constraints = state_constraints(REMARK, "minutes_remark")


class MinutesExtract(Record):
    """What the public reads of approved minutes: a text of its own, without names, signed twice."""

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="extract", verbose_name=_("compte rendu"))
    text = models.TextField(_("texte public"))
    names_checked = models.BooleanField(_("aucun nom de personne"), default=False)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("publié le"), null=True, editable=False)

    objects = MinutesExtractQuerySet.as_manager()

    class Meta:
        verbose_name = _("extrait public")
        verbose_name_plural = _("extraits publics")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(names_checked=True), name="minutes_extract_published_without_names"
            ),
        ]


class Decision(Record):
    """What was decided on an agenda item, who does it, by when, and what became of it."""

    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", verbose_name=_("point"))
    number = models.PositiveSmallIntegerField(_("numéro"))
    text = models.TextField(_("décision"))
    easy_text = models.TextField(_("décision facile à lire"), blank=True)
    owner_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisme responsable")
    )
    owner_label = models.CharField(_("responsable"), max_length=120, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    action_codes = models.CharField(_("sous-actions du schéma"), max_length=200, blank=True)
    follow_up_text = models.TextField(_("ce qui a été fait"), blank=True)
    is_public = models.BooleanField(_("visible par tous"), default=False)
    reason = models.TextField(_("raison"), blank=True)
    state = models.CharField(
        _("état"), max_length=11, choices=DecisionState.choices, default=DecisionState.TODO, editable=False
    )
    done_at = models.DateTimeField(null=True, editable=False)
    dropped_at = models.DateTimeField(null=True, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    transitions = DECISION

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ("created_at",)
        constraints = [
            *state_constraints(DECISION, "decision"),
            models.UniqueConstraint(fields=["agenda_item", "number"], name="decision_number_unique"),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.DONE) | ~Q(follow_up_text=""), name="decision_done_is_told"
            ),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.DROPPED) | ~Q(reason=""), name="decision_dropped_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"

    def is_overdue(self, today: date | None = None) -> bool:
        """Whether it is still open after its date."""
        is_open = self.state in {DecisionState.TODO, DecisionState.IN_PROGRESS}
        return bool(is_open and self.due_on and self.due_on < (today or timezone.localdate()))
