"""Participatory committees: calls for members, candidacies, what people thought of a meeting (participation.md, 13)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import CandidacyState, Channel
from network.models.committee import Committee, Mandate
from network.models.commune import Territory
from network.models.meeting import Meeting
from network.models.record import Record
from network.querysets import CallForMembersQuerySet, CandidacyQuerySet, MeetingEvaluationQuerySet
from network.workflow import CANDIDACY
from portal.common.workflow import state_constraints

SMILEYS = ((1, _("non")), (2, _("un peu")), (3, _("oui")))


class CallForMembers(Record):
    """A call for people to join a participatory committee. It is open between its dates once published."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="calls", verbose_name=_("comité"))
    seats = models.PositiveSmallIntegerField(_("nombre de places"))
    opens_on = models.DateField(_("ouvert à partir du"))
    closes_on = models.DateField(_("ouvert jusqu’au"))
    easy_text = models.TextField(_("texte facile à lire"))
    how_to_apply = models.TextField(_("comment se proposer"))
    published_at = models.DateTimeField(_("publié le"), null=True, editable=False)

    objects = CallForMembersQuerySet.as_manager()

    class Meta:
        verbose_name = _("appel à participation")
        verbose_name_plural = _("appels à participation")
        ordering = ("-opens_on",)
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_opening",
                violation_error_message=_("La fin de l’appel vient avant son début."),
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="call_has_seats"),
        ]


class Candidacy(Record):
    """Somebody who proposes to sit: a name of their choice and how to reach them, nothing about their support."""

    call = models.ForeignKey(CallForMembers, models.PROTECT, related_name="candidacies", verbose_name=_("appel"))
    display_name = models.CharField(_("prénom ou pseudonyme"), max_length=80)
    contact_channel = models.CharField(_("comment joindre"), max_length=20, choices=Channel.choices)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    referent_label = models.CharField(_("personne de confiance"), max_length=120, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    availabilities = models.CharField(_("disponibilités"), max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    helped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    agreed_at = models.DateTimeField(_("accord donné le"), null=True, blank=True)
    charter_agreed_at = models.DateTimeField(_("charte acceptée le"), null=True, blank=True)
    reason = models.CharField(_("phrase"), max_length=300, blank=True)
    mandate = models.OneToOneField(Mandate, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        _("état"), max_length=12, choices=CandidacyState.choices, default=CandidacyState.EXPRESSED, editable=False
    )
    met_at = models.DateTimeField(null=True, editable=False)
    waiting_since = models.DateTimeField(null=True, editable=False)
    appointed_at = models.DateTimeField(null=True, editable=False)
    declined_at = models.DateTimeField(null=True, editable=False)
    transitions = CANDIDACY

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ("created_at",)
        constraints = [
            *state_constraints(CANDIDACY, "candidacy"),
            models.CheckConstraint(
                condition=~Q(contact_channel=Channel.EMAIL) | ~Q(email=""),
                name="candidacy_email_channel_has_email",
                violation_error_message=_("Écrivez l’adresse électronique, ou choisissez un autre moyen."),
            ),
            models.CheckConstraint(
                condition=~Q(contact_channel__in=[Channel.SMS, Channel.PHONE]) | ~Q(phone=""),
                name="candidacy_phone_channel_has_phone",
                violation_error_message=_("Écrivez le numéro de téléphone, ou choisissez un autre moyen."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CandidacyState.DECLINED) | ~Q(reason=""), name="candidacy_declined_has_sentence"
            ),
            models.CheckConstraint(
                condition=~Q(state=CandidacyState.APPOINTED) | Q(mandate__isnull=False),
                name="candidacy_appointed_has_mandate",
            ),
        ]


class MeetingEvaluation(models.Model):
    """What somebody thought of a meeting: no person, no time, no order; nobody ever reads one row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="evaluations", verbose_name=_("réunion"))
    understood = models.PositiveSmallIntegerField(_("j’ai compris"), choices=SMILEYS)
    could_speak = models.PositiveSmallIntegerField(_("j’ai pu parler"), choices=SMILEYS)
    was_heard = models.PositiveSmallIntegerField(_("on m’a écouté"), choices=SMILEYS)
    was_useful = models.PositiveSmallIntegerField(_("c’était utile"), choices=SMILEYS)
    line = models.CharField(_("une phrase"), max_length=300, blank=True)

    objects = MeetingEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis sur une réunion")
        verbose_name_plural = _("avis sur les réunions")
        constraints = [
            models.CheckConstraint(
                condition=Q(understood__range=(1, 3), could_speak__range=(1, 3), was_heard__range=(1, 3))
                & Q(was_useful__range=(1, 3)),
                name="meeting_evaluation_smileys",
            )
        ]
