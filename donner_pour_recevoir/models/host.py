"""Organisations that welcome people, and who answers for them."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import HostState
from donner_pour_recevoir.querysets import HostQuerySet
from donner_pour_recevoir.rules import INSURANCE_NOTICE
from donner_pour_recevoir.validators import refuse_shouting
from donner_pour_recevoir.workflow import HOST
from network.models import Organisation
from portal.accounts.models import DatedRole
from portal.common.workflow import state_constraints


class Host(models.Model):
    """An organisation that the Département supports and that commits itself to welcome people."""

    transitions = HOST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT, verbose_name=_("structure"))
    state = models.CharField(_("état"), max_length=10, choices=HostState.choices, default=HostState.CANDIDATE)
    presentation = models.TextField(_("présentation"), max_length=600, blank=True, validators=[refuse_shouting])
    funding_reference = models.CharField(_("convention ou soutien du Département"), max_length=120, blank=True)
    funded_until = models.DateField(_("soutenue jusqu’au"), null=True, blank=True)
    insurance_valid_until = models.DateField(_("assurance valable jusqu’au"), null=True, blank=True)
    charter_signed_on = models.DateField(_("charte signée le"), null=True, blank=True)
    charter_version = models.CharField(_("version de la charte"), max_length=20, blank=True)
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    engaged_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure d’accueil")
        verbose_name_plural = _("structures d’accueil")
        ordering = ("organisation__name",)
        constraints = state_constraints(HOST, "host")

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_covered(self) -> bool:
        """Whether its insurance is valid today."""
        return bool(self.insurance_valid_until and self.insurance_valid_until >= timezone.localdate())

    @property
    def insurance_ends_soon(self) -> bool:
        """Whether the insurance ends within the notice."""
        return self.is_covered and self.insurance_valid_until <= timezone.localdate() + INSURANCE_NOTICE


class HostReferent(DatedRole):
    """Somebody who answers for a host, from a day to a day."""

    host = models.ForeignKey(Host, models.CASCADE, related_name="referents", verbose_name=_("structure d’accueil"))

    class Meta:
        verbose_name = _("référent")
        verbose_name_plural = _("référents")
        constraints = [
            models.UniqueConstraint(fields=["host", "user", "starts_on"], name="host_referent_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="host_referent_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()
