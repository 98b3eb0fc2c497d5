"""Meetings, their agenda, who came, and what people needed to come (network.md, sections 4, 5 and 8)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import (
    AttendanceStatus,
    ItemKind,
    ItemState,
    ItemVisibility,
    MeetingPurpose,
    MeetingState,
    NeedKind,
    NeedState,
    Quality,
)
from network.models.committee import Committee, Mandate
from network.models.directory import Organisation
from network.models.record import Record
from network.querysets import AgendaItemQuerySet, AttendanceQuerySet, MeetingQuerySet, PracticalNeedQuerySet
from network.workflow import ITEM, MEETING, NEED
from portal.common.workflow import state_constraints


class Meeting(Record):
    """A meeting of a committee. Only a draft may be deleted."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("comité"))
    year = models.PositiveSmallIntegerField(_("année"))
    number = models.PositiveSmallIntegerField(_("numéro"))
    title = models.CharField(_("titre"), max_length=200, blank=True)
    purpose = models.CharField(
        _("objet"), max_length=20, choices=MeetingPurpose.choices, default=MeetingPurpose.ORDINARY
    )
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    remote_url = models.URLField(_("lien de visioconférence"), blank=True)
    action_codes = models.CharField(_("actions du schéma"), max_length=200, blank=True)
    freeze_at = models.DateTimeField(_("ordre du jour figé à partir du"), null=True, blank=True)
    ical_uid = models.CharField(max_length=120, unique=True, null=True, editable=False)
    ical_sequence = models.PositiveIntegerField(default=0, editable=False)
    attendance_count = models.PositiveIntegerField(_("nombre de participants"), null=True, blank=True)
    follow_up_declined_reason = models.CharField(_("pourquoi pas de suites à donner"), max_length=300, blank=True)
    without_minutes_reason = models.CharField(_("pourquoi pas de compte rendu"), max_length=300, blank=True)
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    state = models.CharField(
        _("état"), max_length=10, choices=MeetingState.choices, default=MeetingState.DRAFT, editable=False
    )
    convened_at = models.DateTimeField(null=True, editable=False)
    rescheduled_at = models.DateTimeField(null=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    held_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    transitions = MEETING

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ("-starts_at",)
        constraints = [
            *state_constraints(MEETING, "meeting"),
            models.UniqueConstraint(fields=["committee", "year", "number"], name="meeting_number_unique"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("La fin de la réunion vient avant son début."),
            ),
            models.CheckConstraint(
                condition=Q(convened_at=None) | Q(ical_uid__isnull=False), name="meeting_convened_has_uid"
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(reason=""), name="meeting_cancelled_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["committee", "starts_at"], name="meeting_committee_starts_at")]

    def __str__(self) -> str:
        return f"{self.committee} – {self.number}/{self.year}"

    @property
    def is_announced(self) -> bool:
        """Whether members know of it: convened one day, or recorded afterwards."""
        return self.convened_at is not None or self.state in {MeetingState.HELD, MeetingState.CLOSED}


class AgendaItem(Record):
    """A point of the agenda; its level of visibility is shown to every reader."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("réunion"))
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    title = models.CharField(_("titre"), max_length=200)
    easy_title = models.CharField(_("titre facile à lire"), max_length=200, blank=True)
    kind = models.CharField(
        _("ce qui est attendu"), max_length=12, choices=ItemKind.choices, default=ItemKind.INFORMATION
    )
    visibility = models.CharField(
        _("qui le voit"), max_length=11, choices=ItemVisibility.choices, default=ItemVisibility.MEMBERS
    )
    minutes_planned = models.PositiveSmallIntegerField(_("durée, en minutes"), null=True, blank=True)
    rapporteur_label = models.CharField(_("rapporteur"), max_length=120, blank=True)
    action_codes = models.CharField(_("actions du schéma"), max_length=200, blank=True)
    decisions_followed = models.ManyToManyField(
        "network.Decision", blank=True, related_name="followed_in", verbose_name=_("décisions suivies")
    )
    result_text = models.TextField(_("résultat"), blank=True)
    state = models.CharField(
        _("état"), max_length=8, choices=ItemState.choices, default=ItemState.ACCEPTED, editable=False
    )
    proposed_by = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposé par")
    )
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    transitions = ITEM

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("points de l’ordre du jour")
        ordering = ("position", "created_at")
        constraints = [
            *state_constraints(ITEM, "agenda_item"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.DECLINED) | ~Q(reason=""), name="agenda_item_declined_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=ItemVisibility.values), name="agenda_item_visibility_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(Record):
    """Who came: a mandate, or a guest whose name is optional."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name=_("réunion"))
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name=_("membre")
    )
    guest_label = models.CharField(_("invité"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisme")
    )
    quality = models.CharField(_("qualité"), max_length=30, choices=Quality.choices)
    status = models.CharField(_("présence"), max_length=11, choices=AttendanceStatus.choices)
    represented_by = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("représenté par")
    )
    is_remote = models.BooleanField(_("à distance"), default=False)
    earlier = models.JSONField(_("valeurs précédentes"), default=list, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("présence")
        verbose_name_plural = _("émargement")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "mandate"], name="attendance_once"),
            models.UniqueConstraint(
                fields=["meeting", "represented_by"],
                name="attendance_represents_one",
                violation_error_message=_("Une personne n’en représente qu’une autre."),
            ),
            models.CheckConstraint(condition=Q(status__in=AttendanceStatus.values), name="attendance_status_valid"),
            models.CheckConstraint(
                condition=Q(status=AttendanceStatus.REPRESENTED, represented_by__isnull=False, mandate__isnull=False)
                | (~Q(status=AttendanceStatus.REPRESENTED) & Q(represented_by=None)),
                name="attendance_represented_by_somebody",
                violation_error_message=_("Dites qui représente cette personne."),
            ),
            models.CheckConstraint(
                condition=Q(represented_by=None) | ~Q(represented_by=F("mandate")), name="attendance_not_by_oneself"
            ),
        ]


class PracticalNeed(Record):
    """What somebody needs to come. Deleted ninety days after the meeting; NeedTotal keeps the yearly count."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="needs", verbose_name=_("réunion"))
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="needs", verbose_name=_("membre"))
    kind = models.CharField(_("besoin"), max_length=15, choices=NeedKind.choices)
    state = models.CharField(_("état"), max_length=12, choices=NeedState.choices, default=NeedState.ASKED)
    answer = models.CharField(_("réponse donnée"), max_length=200, blank=True)
    transitions = NEED

    objects = PracticalNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("besoin pratique")
        verbose_name_plural = _("besoins pratiques")
        constraints = [
            *state_constraints(NEED, "practical_need"),
            models.UniqueConstraint(fields=["meeting", "mandate", "kind"], name="practical_need_once"),
            models.CheckConstraint(condition=Q(kind__in=NeedKind.values), name="practical_need_kind_valid"),
        ]


class NeedTotal(models.Model):
    """How many needs of a kind a committee had in a year, once the rows that said whose they were are gone."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=NeedKind.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("total de besoins")
        constraints = [models.UniqueConstraint(fields=["committee", "year", "kind"], name="need_total_unique")]


class CalendarFeed(models.Model):
    """The private address of a person's calendar: its digest alone is kept; asking for another ends this one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("agenda personnel")
