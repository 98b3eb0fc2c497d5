"""Committees and the dated mandates that give rights in them (network.md, sections 2 and 3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import Channel, CommitteeKind, EndReason, MandateRole, MinutesApproval, Quality, Seat
from network.models.commune import Territory
from network.models.directory import Organisation
from network.models.record import Record
from network.querysets import CommitteeQuerySet, MandateQuerySet
from portal.accounts.models import DatedRole


class Committee(Record):
    """A body of the governance tree. Once it has mandates it is closed, never deleted.

    `territory` is the one MDS of a local committee; `territories` are those of a body that covers several.
    """

    kind = models.CharField(_("type"), max_length=20, choices=CommitteeKind.choices)
    name = models.CharField(_("nom"), max_length=150)
    acronym = models.CharField(_("sigle"), max_length=20, blank=True)
    slug = models.SlugField(_("adresse de la page"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("rattaché à")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("MDS")
    )
    territories = models.ManyToManyField(Territory, blank=True, related_name="+", verbose_name=_("autres territoires"))
    theme = models.CharField(_("thème"), max_length=100, blank=True)
    purpose = models.TextField(_("rôle"), blank=True)
    composition_text = models.TextField(_("composition"), blank=True)
    min_meetings_per_year = models.PositiveSmallIntegerField(_("réunions par an au moins"), null=True, blank=True)
    frequency_text = models.CharField(_("fréquence"), max_length=200, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("délai de convocation, en jours"), default=15)
    minutes_approval = models.CharField(
        _("approbation des comptes rendus"),
        max_length=10,
        choices=MinutesApproval.choices,
        default=MinutesApproval.AT_MEETING,
    )
    is_internal = models.BooleanField(_("interne au Département"), default=False)
    is_listed = models.BooleanField(_("a une page publique"), default=False)
    is_membership_hidden = models.BooleanField(_("composition jamais publique"), default=False)
    secretariat_email = models.EmailField(_("adresse du secrétariat"), blank=True)
    secretariat_phone = models.CharField(_("téléphone du secrétariat"), max_length=20, blank=True)
    mandate_months = models.PositiveSmallIntegerField(_("durée des mandats, en mois"), null=True, blank=True)
    charter = models.TextField(_("charte"), blank=True)
    active_from = models.DateField(_("actif depuis le"))
    active_to = models.DateField(_("actif jusqu’au"), null=True, blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("comité")
        verbose_name_plural = _("comités")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CommitteeKind.values), name="committee_kind_valid"),
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")), name="committee_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitteeKind.WORKING_GROUP) | Q(parent__isnull=False),
                name="committee_working_group_has_parent",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitteeKind.LOCAL) | Q(territory__isnull=False),
                name="committee_local_has_territory",
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="committee_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(is_listed=False), name="committee_internal_unlisted"
            ),
            models.UniqueConstraint(
                fields=["territory"],
                condition=Q(kind=CommitteeKind.LOCAL, active_to=None),
                name="committee_one_active_local",
                violation_error_message=_("Ce territoire a déjà un comité local en activité."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def handles_individual_cases(self) -> bool:
        """Whether files on persons are examined: dates and counts only may then enter the portal."""
        return self.kind == CommitteeKind.CASE_REVIEW


class Mandate(Record, DatedRole):
    """A seat held from a day to a day. Rights follow these dates at each request; the account may come later."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="mandates", verbose_name=_("comité"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("compte"),
    )
    display_name = models.CharField(_("nom affiché"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisme représenté")
    )
    quality = models.CharField(_("qualité"), max_length=30, choices=Quality.choices)
    role = models.CharField(_("rôle"), max_length=12, choices=MandateRole.choices, default=MandateRole.MEMBER)
    seat = models.CharField(_("place"), max_length=10, choices=Seat.choices, default=Seat.TITULAR)
    seat_name = models.CharField(_("siège"), max_length=100, blank=True)
    substitute_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="substitutes", verbose_name=_("suppléant de")
    )
    ended_at = models.DateTimeField(_("fin anticipée"), null=True, blank=True)
    ended_reason = models.CharField(_("raison"), max_length=20, choices=EndReason.choices, blank=True)
    contact_channel = models.CharField(
        _("comment joindre"), max_length=20, choices=Channel.choices, default=Channel.PAPER
    )
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    show_name = models.BooleanField(_("montrer mon nom aux membres"), default=False)
    neutral_subject = models.BooleanField(_("objet de courriel neutre"), default=False)
    trained_on = models.DateField(_("formation suivie le"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        ordering = ("display_name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_start",
                violation_error_message=_("La fin du mandat vient avant son début."),
            ),
            models.CheckConstraint(condition=Q(quality__in=Quality.values), name="mandate_quality_valid"),
            models.CheckConstraint(condition=Q(role__in=MandateRole.values), name="mandate_role_valid"),
            models.CheckConstraint(
                condition=Q(seat=Seat.TITULAR, substitute_of=None)
                | Q(seat=Seat.SUBSTITUTE, substitute_of__isnull=False),
                name="mandate_substitute_has_titular",
                violation_error_message=_("Un suppléant remplace un titulaire : choisissez lequel."),
            ),
            models.CheckConstraint(
                condition=Q(substitute_of=None) | ~Q(substitute_of=F("id")), name="mandate_not_its_own_substitute"
            ),
            models.CheckConstraint(
                condition=(Q(ended_at=None) & Q(ended_reason="")) | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="mandate_early_end_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(contact_channel=Channel.EMAIL) | ~Q(email=""),
                name="mandate_email_channel_has_email",
                violation_error_message=_("Écrivez l’adresse électronique, ou choisissez un autre moyen."),
            ),
            models.CheckConstraint(
                condition=~Q(contact_channel__in=[Channel.SMS, Channel.PHONE]) | ~Q(phone=""),
                name="mandate_phone_channel_has_phone",
                violation_error_message=_("Écrivez le numéro de téléphone, ou choisissez un autre moyen."),
            ),
        ]
        indexes = [models.Index(fields=["user", "committee"], name="mandate_user_committee")]

    def __str__(self) -> str:
        # The name of an accompanied person is shown through `shown_name` alone, never by accident.
        return f"{self.get_quality_display()} – {self.committee}"
