"""What a host proposes to do together."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import (
    ALL_HALF_DAYS,
    Activity,
    Check,
    Expenses,
    French,
    HalfDay,
    MissionState,
    Regularity,
    Setting,
    half_days,
)
from donner_pour_recevoir.models.host import Host
from donner_pour_recevoir.querysets import MissionQuerySet
from donner_pour_recevoir.rules import CONFIRMED_FOR, OVER_AFTER_END
from donner_pour_recevoir.validators import DISCREET, refuse_shouting
from donner_pour_recevoir.workflow import MISSION
from network.models import Commune
from portal.common.workflow import state_constraints


class Mission(models.Model):
    """Some hours of help; accessibility is said of the mission, never of a person."""

    transitions = MISSION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, models.PROTECT, related_name="missions", verbose_name=_("structure d’accueil"))
    state = models.CharField(_("état"), max_length=17, choices=MissionState.choices, default=MissionState.DRAFT)
    title = models.CharField(_("titre"), max_length=80, validators=[*DISCREET, refuse_shouting])
    easy_summary = models.TextField(
        _("résumé facile à lire"), max_length=300, blank=True, validators=[*DISCREET, refuse_shouting]
    )
    activity = models.CharField(_("activité"), max_length=14, choices=Activity.choices)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name=_("commune"))
    half_days = models.PositiveSmallIntegerField(_("demi-journées possibles"), default=0)
    half_days_needed = models.PositiveSmallIntegerField(
        _("demi-journées nécessaires"), default=1, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    hours_each_time = models.PositiveSmallIntegerField(
        _("heures à chaque fois"), default=2, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    regularity = models.CharField(_("rythme"), max_length=7, choices=Regularity.choices, default=Regularity.FREE)
    places = models.PositiveSmallIntegerField(
        _("nombre de places"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    setting = models.CharField(_("avec qui"), max_length=18, choices=Setting.choices, default=Setting.TEAM)
    near_transport = models.BooleanField(_("près d’un arrêt de bus, de tram ou de train"), default=False)
    step_free = models.BooleanField(_("sans marche"), default=False)
    seated_possible = models.BooleanField(_("on peut rester assis"), default=False)
    quiet_place = models.BooleanField(_("lieu calme"), default=False)
    no_reading_needed = models.BooleanField(_("pas besoin de lire"), default=False)
    french_needed = models.CharField(_("français"), max_length=6, choices=French.choices, default=French.SOME)
    expenses = models.CharField(_("frais"), max_length=9, choices=Expenses.choices, default=Expenses.NONE)
    tutor_label = models.CharField(
        _("qui accueille"), max_length=80, help_text=_("Une fonction, par exemple : « la responsable du jardin ».")
    )
    starts_on = models.DateField(_("à partir du"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    confirmed_on = models.DateField(_("toujours d’actualité le"), default=timezone.localdate)
    checklist = models.JSONField(_("points signés"), default=dict, blank=True)
    reason = models.CharField(_("message"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ("title", "pk")
        constraints = [
            *state_constraints(MISSION, "mission"),
            models.CheckConstraint(condition=models.Q(half_days__lte=ALL_HALF_DAYS), name="mission_half_days_known"),
            models.CheckConstraint(
                condition=models.Q(half_days__gt=0) | models.Q(state="draft"), name="mission_has_a_half_day"
            ),
            models.CheckConstraint(
                condition=models.Q(places__gte=1, half_days_needed__range=(1, 4)), name="mission_has_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="mission_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["state", "confirmed_on"], name="mission_state_confirmed")]

    def __str__(self) -> str:
        return self.title

    @property
    def half_day_list(self) -> list[HalfDay]:
        """Its half-days in the order of the week."""
        return half_days(self.half_days)

    @property
    def is_to_confirm(self) -> bool:
        """Whether nobody has said for too long that it is still wanted: it is hidden until then."""
        return self.confirmed_on < timezone.localdate() - CONFIRMED_FOR

    @property
    def is_over(self) -> bool:
        """Whether its end is past for long enough to leave the list."""
        return bool(self.ends_on and self.ends_on <= timezone.localdate() - OVER_AFTER_END)

    @property
    def unsigned(self) -> list[Check]:
        """The points of the checklist that nobody has signed."""
        return [check for check in Check if not self.checklist.get(check)]
