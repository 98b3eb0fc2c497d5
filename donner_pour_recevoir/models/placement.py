"""A person and a mission together, and the liaison form that goes with them."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import (
    OPEN,
    SEEN_BY_HOST,
    DeclineReason,
    EndReason,
    GoesOn,
    Met,
    PlacementState,
    Side,
    StartWish,
    Suits,
)
from donner_pour_recevoir.models.consent import Consent
from donner_pour_recevoir.models.mission import Mission
from donner_pour_recevoir.models.volunteer import Volunteer
from donner_pour_recevoir.querysets import PlacementQuerySet
from donner_pour_recevoir.rules import HOST_REMINDER
from donner_pour_recevoir.validators import DISCREET
from donner_pour_recevoir.workflow import PLACEMENT
from portal.common.workflow import state_constraints

_NEEDS_CONSENT = sorted([*map(str, SEEN_BY_HOST), "declined", "expired", "ended"])
_OPEN = sorted(map(str, OPEN))


class Placement(models.Model):
    """One demand: prepared by the person or the orienter, decided by the person, answered by the host."""

    transitions = PLACEMENT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="placements")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="placements")
    initiated_by = models.CharField(max_length=8, choices=Side.choices)
    message = models.CharField(_("message"), max_length=300, blank=True, validators=DISCREET)
    consent = models.OneToOneField(Consent, models.RESTRICT, null=True, blank=True, related_name="placement")
    state = models.CharField(_("état"), max_length=16, choices=PlacementState.choices, default=PlacementState.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    transmitted_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True)
    appointment_at = models.DateTimeField(_("rencontre le"), null=True, blank=True)
    person_agreed_at = models.DateTimeField(null=True, blank=True)
    host_agreed_at = models.DateTimeField(null=True, blank=True)
    trial_at = models.DateTimeField(null=True, blank=True)
    trial_review_on = models.DateField(null=True, blank=True)
    engaged_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=8, choices=Side.choices, blank=True)
    closing_reason = models.CharField(
        _("raison"), max_length=20, choices=[*DeclineReason.choices, *EndReason.choices], blank=True
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("mise en relation")
        verbose_name_plural = _("mises en relation")
        ordering = ("-created_at", "pk")
        constraints = [
            *state_constraints(PLACEMENT, "placement"),
            models.UniqueConstraint(
                fields=["volunteer", "mission"],
                condition=models.Q(state__in=_OPEN),
                name="placement_one_open_a_mission",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=_NEEDS_CONSENT)
                | models.Q(consent__isnull=False, transmitted_at__isnull=False, answer_due_at__isnull=False),
                name="placement_shared_has_consent",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="appointment") | models.Q(appointment_at__isnull=False),
                name="placement_appointment_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["declined", "ended"]) | ~models.Q(closing_reason=""),
                name="placement_closed_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "answer_due_at"], name="placement_state_due")]

    @property
    def remind_at(self) -> object:
        """When the host is reminded, if it has not answered."""
        return self.transmitted_at and self.transmitted_at + HOST_REMINDER


class LiaisonForm(models.Model):
    """What goes with a placement, both ways, in closed lists; its steps are told by its stamps."""

    placement = models.OneToOneField(Placement, models.CASCADE, primary_key=True, related_name="liaison")
    start_wish = models.CharField(_("commencer"), max_length=10, choices=StartWish.choices, default=StartWish.SOON)
    wants_company = models.BooleanField(_("souhaite être accompagné·e au premier rendez-vous"), default=False)
    practical = models.CharField(_("information pratique"), max_length=200, blank=True, validators=DISCREET)
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    met = models.CharField(_("vous êtes-vous rencontrés ?"), max_length=9, choices=Met.choices, blank=True)
    start_on = models.DateField(_("début"), null=True, blank=True)
    goes_on = models.CharField(_("est-ce que cela continue ?"), max_length=6, choices=GoesOn.choices, blank=True)
    needs_a_word = models.BooleanField(_("souhaite parler avec la personne qui oriente"), default=False)
    suits = models.CharField(_("la mission convient-elle ?"), max_length=9, choices=Suits.choices, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fiche de liaison")
