"""What the person and the host say of a mission."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import FeedbackState, Mood, Side
from donner_pour_recevoir.models.consent import Consent
from donner_pour_recevoir.models.placement import Placement
from donner_pour_recevoir.querysets import FeedbackQuerySet
from donner_pour_recevoir.validators import DISCREET
from donner_pour_recevoir.workflow import FEEDBACK
from portal.common.workflow import state_constraints


class Feedback(models.Model):
    """Three faces and a few words, once a side; a person's words are public only with their own consent."""

    transitions = FEEDBACK

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="feedbacks")
    by = models.CharField(max_length=8, choices=Side.choices)
    mood = models.CharField(_("comment cela s’est-il passé ?"), max_length=5, choices=Mood.choices)
    useful_for = models.JSONField(_("à quoi cela a servi"), default=list, blank=True)
    would_recommend = models.BooleanField(_("je le conseillerais"), default=False)
    text = models.CharField(_("quelques mots"), max_length=500, blank=True, validators=DISCREET)
    state = models.CharField(max_length=9, choices=FeedbackState.choices, default=FeedbackState.SUBMITTED)
    consent = models.OneToOneField(Consent, models.SET_NULL, null=True, blank=True, related_name="feedback")
    written_at = models.DateTimeField(default=timezone.now)
    moderated_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("retour d’expérience")
        verbose_name_plural = _("retours d’expérience")
        constraints = [
            *state_constraints(FEEDBACK, "feedback"),
            models.UniqueConstraint(fields=["placement", "by"], name="feedback_once_a_side"),
        ]
