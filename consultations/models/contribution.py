"""What was said: contributions, and the counters that are moved with them. No person, no hour (design.md, rule 2)."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.enums import Channel, ContributionState
from consultations.models.questionnaire import QuestionnaireVersion
from consultations.querysets import ContributionQuerySet


class Contribution(models.Model):
    """One person's answers, under a random identifier.

    `answers` maps a question's id to `{"value": …}` or `{"special": …}` (enums.Special); values of a question that
    became hidden are kept and left out of results.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="contributions")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="contributions")
    state = models.CharField(max_length=10, choices=ContributionState.choices, default=ContributionState.DRAFT)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    territory = models.ForeignKey("network.Territory", models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    code_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    touched_on = models.DateField(default=timezone.localdate)
    submitted_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ContributionState.values), name="contribution_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ContributionState.SUBMITTED) | models.Q(submitted_on__isnull=False),
                name="contribution_submitted_has_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ContributionState.WITHDRAWN) | models.Q(withdrawn_on__isnull=False),
                name="contribution_withdrawn_has_day",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "state"], name="contribution_by_state")]


class Counter(models.Model):
    """How many submitted contributions gave an answer: question × cell × territory × channel.

    `cell` is "" for the question's base, "answered", "special:<name>", an option's id, or "<row>/<column>".
    `question` is "" for the consultation's own base. Moved in the contribution's transaction, rebuilt by
    `rebuild_counters`, and always equal to the rebuild.
    """

    consultation = models.ForeignKey("consultations.Consultation", models.CASCADE, related_name="counters")
    question = models.CharField(max_length=64, blank=True)
    cell = models.CharField(max_length=140, blank=True)
    territory = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    count = models.IntegerField(default=0)
    total = models.DecimalField(max_digits=20, decimal_places=4, default=0)

    class Meta:
        verbose_name = _("compteur")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "question", "cell", "territory", "channel"], name="counter_unique"
            ),
        ]
