"""People who give their time: what they said, who accompanies them, who read it. Nothing else is kept (section 9)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import ALL_HALF_DAYS, TRAVEL_LIMITS, ContactChannel, HalfDay, Setting, Travel, half_days
from donner_pour_recevoir.querysets import VolunteerQuerySet
from network.models import Commune, Organisation
from portal.accounts.models import DatedRole
from portal.common.encryption import EncryptedTextField


class Orienter(DatedRole):
    """A professional who accompanies people towards missions; a caseload is personal."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("structure"))
    guide_read_on = models.DateField(_("guide lu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("personne qui oriente")
        verbose_name_plural = _("personnes qui orientent")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "starts_on"], name="orienter_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="orienter_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.get_full_name() or self.user.get_username()}, {self.organisation}"


class Volunteer(models.Model):
    """A person's record. The list of its fields is closed: a test compares it with the product file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_digest = models.CharField(max_length=64, unique=True)
    first_name = models.CharField(_("prénom ou surnom"), max_length=40)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    contact_channel = models.CharField(_("comment vous joindre"), max_length=16, choices=ContactChannel.choices)
    phone = EncryptedTextField(_("téléphone"), blank=True, default="")
    email = EncryptedTextField(_("adresse électronique"), blank=True, default="")
    is_adult = models.BooleanField(_("j’ai 18 ans ou plus"))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name=_("commune"))
    travel = models.JSONField(_("comment vous venez"), default=list)
    max_km = models.PositiveSmallIntegerField(_("kilomètres au plus"), null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(_("quand vous êtes libre"), default=0)
    wishes = models.JSONField(_("ce que vous aimez"), default=list, blank=True)
    setting_wish = models.CharField(_("avec qui"), max_length=18, choices=Setting.choices, blank=True, default="")
    orienter = models.ForeignKey(
        Orienter, models.SET_NULL, null=True, blank=True, related_name="caseload", verbose_name=_("qui vous accompagne")
    )
    last_contact_on = models.DateField(default=timezone.localdate)
    counted_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne volontaire")
        verbose_name_plural = _("personnes volontaires")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_adult=True), name="volunteer_is_adult"),
            models.CheckConstraint(condition=models.Q(half_days__lte=ALL_HALF_DAYS), name="volunteer_half_days_known"),
        ]

    @property
    def half_day_list(self) -> list[HalfDay]:
        """The half-days when the person is free, in the order of the week."""
        return half_days(self.half_days)

    @property
    def limit(self) -> int:
        """Kilometres that the person accepts: what was said, or the largest of the ways ticked."""
        return self.max_km or max((TRAVEL_LIMITS[Travel(way)] for way in self.travel), default=0)

    @property
    def contact(self) -> str:
        """How a host reaches the person, in words: the agreed way and nothing else."""
        if self.contact_channel == ContactChannel.PHONE:
            return self.phone
        if self.contact_channel == ContactChannel.EMAIL:
            return self.email
        return ""


class VolunteerDraft(models.Model):
    """Answers of somebody who has not finished: resumed by its code, forgotten after some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_digest = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    orienter = models.ForeignKey(Orienter, models.CASCADE, null=True, blank=True, related_name="+")
    touched_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("fiche en cours")
        indexes = [models.Index(fields=["touched_on"], name="volunteer_draft_touched")]


class PersonAccess(models.Model):
    """Who read what of a person, for that person: « Qui a vu mes informations »."""

    class What(models.TextChoices):
        """What was opened."""

        RECORD = "record", _("votre fiche")
        PLACEMENT = "placement", _("votre demande")

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="accesses")
    organisation = models.CharField(max_length=200)
    role = models.CharField(max_length=60)
    what = models.CharField(max_length=9, choices=What.choices)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lecture d’une fiche")
        ordering = ("-seen_at",)
