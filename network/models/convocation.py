"""Convocations as they were sent, and what became of each (network.md, section 6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.enums import Channel, Method, Response
from network.models.committee import Mandate
from network.models.meeting import Meeting
from network.models.record import Record, SealedRecord
from network.querysets import ConvocationQuerySet, ConvocationRecipientQuerySet


class Convocation(SealedRecord):
    """What was sent: never changed afterwards.

    `snapshot` holds committee, date, place, reason, the agenda as members see it, and the versions of its documents.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="convocations", verbose_name=_("réunion"))
    method = models.CharField(_("type"), max_length=7, choices=Method.choices)
    snapshot = models.JSONField(_("contenu"))
    snapshot_hash = models.CharField(max_length=64)
    ical_sequence = models.PositiveIntegerField()
    sent_at = models.DateTimeField(_("envoyée le"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("envoyée par")
    )
    sent_by_label = models.CharField(max_length=150, blank=True)

    objects = ConvocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("convocation")
        verbose_name_plural = _("convocations")
        ordering = ("sent_at",)
        constraints = [
            models.CheckConstraint(condition=Q(method__in=Method.values), name="convocation_method_valid"),
        ]


class ConvocationRecipient(Record):
    """One person convened, by one means. Delivery is read from the outbox and the notes below: `with_delivery()`."""

    convocation = models.ForeignKey(Convocation, models.PROTECT, related_name="recipients")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="convocations", verbose_name=_("membre"))
    channel = models.CharField(_("moyen"), max_length=20, choices=Channel.choices)
    address_used = models.CharField(_("adresse utilisée"), max_length=254, blank=True)
    mail = models.OneToOneField("common.OutgoingMail", models.SET_NULL, null=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    handed_over_at = models.DateTimeField(_("remise le"), null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(_("lue sur le portail le"), null=True, blank=True)
    response = models.CharField(_("réponse"), max_length=11, choices=Response.choices, default=Response.NONE)
    responded_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    response_channel = models.CharField(_("réponse reçue par"), max_length=20, choices=Channel.choices, blank=True)

    objects = ConvocationRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne convoquée")
        verbose_name_plural = _("personnes convoquées")
        constraints = [
            models.UniqueConstraint(fields=["convocation", "mandate"], name="recipient_once"),
            models.CheckConstraint(condition=Q(response__in=Response.values), name="recipient_response_valid"),
            models.CheckConstraint(
                condition=Q(response=Response.NONE, responded_at=None)
                | (~Q(response=Response.NONE) & Q(responded_at__isnull=False)),
                name="recipient_response_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.EMAIL) | ~Q(address_used=""), name="recipient_email_has_address"
            ),
        ]
