"""What a consultation is: an editorial page, its promise, its rules, and the row of what was decided about it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from consultations.enums import Access, AnnouncementState, Layout, Level, Phase, WhatIsKept
from consultations.models.questionnaire import QuestionnaireVersion
from consultations.models.results import PublishedSnapshot
from consultations.querysets import ConsultationManager
from consultations.questions import QuestionnaireBlock, QuestionnaireRefused, questionnaire_faults
from consultations.workflow import ANNOUNCEMENT
from portal.common.blocks import PLAIN_FEATURES, EditorialBlock
from portal.common.pages import BasePage
from portal.common.workflow import state_constraints

RULES = (
    "level",
    "access",
    "what_is_kept",
    "layout",
    "public_threshold",
    "opens_at",
    "closes_at",
    "answer_due_on",
    "decision_due_on",
    "retention_until",
    "territories",
)
# What a person was told when taking part: changing one afterwards would change the promise under their feet.
FIXED_ONCE_ANNOUNCED = ("level", "access", "what_is_kept", "public_threshold", "retention_until", "slug")


LEVELS_IN_WORDS = {
    Level.INFORMATION: _("Information : le Département vous explique ce qu’il fait."),
    Level.CONSULTATION: _("Consultation : vous donnez votre avis, le Département décide et dit pourquoi."),
    Level.CO_CONSTRUCTION: _("Co-construction : vous cherchez les solutions avec le Département, qui décide."),
    Level.CO_DECISION: _("Co-décision : vous décidez avec le Département."),
}
_SHOWN_AMONG = {Phase.OPEN: "open", Phase.UPCOMING: "upcoming", Phase.LATE: "closed", Phase.CLOSED: "closed"}


class ConsultationIndexPage(BasePage):
    """The list of consultations, under the home page of each language."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["consultations.Consultation"]
    max_count_per_parent = 1
    template = "consultations/consultation/index.html"

    class Meta:
        verbose_name = _("liste des consultations")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the announced consultations of this language, by phase; withdrawn ones stand with the closed."""
        context = super().get_context(request, *args, **kwargs)
        pages = list(Consultation.objects.child_of(self).live().public().defer("questionnaire", "body"))
        published = Prefetch("snapshots", PublishedSnapshot.objects.published().defer("data"), "published_snapshots")
        sources = {
            page.translation_key: page for page in Consultation.objects.sources_of(pages).prefetch_related(published)
        }
        phases: dict[str, list[Consultation]] = {"open": [], "upcoming": [], "closed": []}
        for page in pages:
            if (source := sources.get(page.translation_key)) is not None:
                page.source = source
                is_withdrawn = source.announcement.state == AnnouncementState.WITHDRAWN
                phases["closed" if is_withdrawn else _SHOWN_AMONG[page.phase]].append(page)
        for shown in phases.values():
            shown.sort(key=lambda page: page.source.announcement.closes_at, reverse=shown is phases["closed"])
        return context | phases


class Consultation(BasePage):
    """A consultation (participation.md, section 2).

    Dates, rules, versions and contributions belong to the French page, `source`; a translation carries words alone.
    """

    easy_summary = RichTextField(_("résumé facile à lire"), features=PLAIN_FEATURES, blank=True)
    body = StreamField(EditorialBlock(), verbose_name=_("présentation"), blank=True)
    audience = models.CharField(_("à qui elle s’adresse"), max_length=200)
    territories = ParentalManyToManyField("network.Territory", blank=True, verbose_name=_("territoires"))

    level = models.CharField(_("niveau de participation"), max_length=20, choices=Level.choices)
    negotiable = models.TextField(_("ce qui peut changer grâce aux réponses"))
    not_negotiable = models.TextField(_("ce qui ne peut pas changer"))
    decided_by = models.CharField(_("qui décide"), max_length=200)
    decision_due_on = models.DateField(_("décision attendue le"), null=True, blank=True)
    answer_due_on = models.DateField(_("réponse promise le"))
    promised_by = models.CharField(_("service qui promet"), max_length=200)

    opens_at = models.DateTimeField(_("ouverture"))
    closes_at = models.DateTimeField(_("clôture"))
    access = models.CharField(_("qui peut répondre"), max_length=10, choices=Access.choices, default=Access.OPEN)
    what_is_kept = models.CharField(
        _("ce qui est gardé de l’auteur"), max_length=15, choices=WhatIsKept.choices, default=WhatIsKept.ANONYMOUS
    )
    layout = models.CharField(_("présentation des écrans"), max_length=10, choices=Layout.choices, default="question")
    public_threshold = models.PositiveSmallIntegerField(
        _("seuil de publication"),
        default=settings.PUBLIC_THRESHOLD,
        validators=[MinValueValidator(settings.INSIDE_THRESHOLD)],
        help_text=_(
            "Un nombre de réponses plus petit n’est jamais publié. 5 au moins, pour des institutions seulement."
        ),
    )

    notice = models.TextField(
        _("information en cinq phrases"),
        help_text=_(
            "Une phrase par ligne, cinq au plus : qui demande, pourquoi, qui lit, jusqu’à quand, quels droits."
        ),
    )
    purpose = models.TextField(_("finalité"))
    legal_basis = models.CharField(_("base légale"), max_length=200, default=_("mission d’intérêt public"))
    retention_until = models.DateField(_("réponses gardées jusqu’au"))
    contact_phone = models.CharField(_("téléphone"), max_length=20)
    contact_hours = models.CharField(_("horaires"), max_length=120)
    contact_place = models.CharField(_("lieu"), max_length=200, blank=True)

    questionnaire = StreamField(QuestionnaireBlock(), verbose_name=_("questionnaire"), blank=True)

    objects = ConsultationManager()

    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types: list[str] = []
    template = "consultations/consultation/page.html"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("easy_summary"),
        FieldPanel("audience"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "level",
                    "negotiable",
                    "not_negotiable",
                    "decided_by",
                    "decision_due_on",
                    "answer_due_on",
                    "promised_by",
                )
            ],
            heading=_("La promesse"),
        ),
        FieldPanel("questionnaire"),
    ]
    settings_panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "opens_at",
                    "closes_at",
                    "territories",
                    "access",
                    "what_is_kept",
                    "layout",
                    "public_threshold",
                )
            ],
            heading=_("Règles"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("notice", "purpose", "legal_basis", "retention_until")],
            heading=_("Données personnelles"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_phone", "contact_hours", "contact_place")],
            heading=_("À qui parler"),
        ),
    ]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", *RULES)]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(public_threshold__gte=settings.INSIDE_THRESHOLD),
                name="consultation_threshold_protects",
            ),
        ]

    @cached_property
    def source(self) -> "Consultation":
        """The French page, which holds dates, rules and contributions."""
        if self.locale_id == Locale.get_default().pk:
            return self
        return Consultation.objects.select_related("announcement").get(
            translation_key=self.translation_key, locale=Locale.get_default()
        )

    @property
    def is_source(self) -> bool:
        """Whether this is the French page."""
        return self.source.pk == self.pk

    @cached_property
    def published_snapshots(self) -> list[PublishedSnapshot]:
        """The results of the French page that the public may read, without their figures."""
        return list(self.source.snapshots.published().defer("data"))

    @property
    def phase(self) -> Phase:
        """Where the consultation stands now, from its dates in force."""
        return self.source.announcement.phase_at(timezone.now())

    @property
    def is_late(self) -> bool:
        """Whether the promised answer is overdue."""
        return self.phase == Phase.LATE and self.source.announcement.state == AnnouncementState.ANNOUNCED

    @property
    def level_in_words(self) -> str:
        """What the level of participation means for those who answer."""
        return str(LEVELS_IN_WORDS[Level(self.source.level)])

    @property
    def phase_in_words(self) -> str:
        """The phase as lists show it; a withdrawn consultation has none."""
        announcement = self.source.announcement
        is_withdrawn = announcement.state == AnnouncementState.WITHDRAWN
        return announcement.get_state_display() if is_withdrawn else str(self.phase.label)

    @property
    def notice_lines(self) -> list[str]:
        """The information notice, a sentence a line."""
        return [line.strip() for line in self.notice.splitlines() if line.strip()]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page of an announced or withdrawn consultation; in preparation, it is unknown."""
        announcement = Announcement.objects.filter(consultation=self.source).first()
        if announcement is None or announcement.state == AnnouncementState.DRAFT:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the French page and what was decided; an editor previews a page about which nothing was decided yet."""
        context = super().get_context(request, *args, **kwargs)
        announcement = getattr(self.source, "announcement", None)
        if announcement is None:
            announcement = Announcement(consultation=self.source, opens_at=self.opens_at, closes_at=self.closes_at)
            self.source.announcement = announcement
        return context | {"source": self.source, "announcement": announcement}

    def clean(self) -> None:
        """Refuse dates in the wrong order, and a threshold lowered for others than institutions."""
        super().clean()
        faults: dict[str, str] = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            faults["closes_at"] = _("La clôture doit venir après l’ouverture.")
        if self.closes_at and self.answer_due_on and self.answer_due_on < timezone.localdate(self.closes_at):
            faults["answer_due_on"] = _("La réponse est promise avant la clôture : choisissez une date plus tardive.")
        if self.closes_at and self.retention_until and self.retention_until < timezone.localdate(self.closes_at):
            faults["retention_until"] = _("Les réponses doivent être gardées au moins jusqu’à la clôture.")
        if len(self.notice_lines) > 5:
            faults["notice"] = _("Écrivez cinq phrases au plus, une par ligne.")
        if faults:
            raise ValidationError(faults)

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        """Publish, and freeze what a live questionnaire asks; refuse when the questionnaire or the promise is faulty.

        Every way of publishing passes here (editor, bulk, workflow, schedule). A scheduled publication is put off
        rather than refused: an exception there would stop all the pages that wait behind it.
        """
        page = revision.as_object()
        faults = [*questionnaire_faults(page.questionnaire), *self._broken_promises(page)]
        if faults:
            if kwargs.get("log_action") == "wagtail.publish.scheduled":
                revision.approved_go_live_at = None
                revision.save(update_fields=["approved_go_live_at"])
                return
            raise QuestionnaireRefused(faults)
        with transaction.atomic():
            super().publish(revision, user=user, **kwargs)
            live = Consultation.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if live.live and live.live_revision_id == revision.pk and not live.alias_of_id:
                live.freeze_wording()

    def _broken_promises(self, page: "Consultation") -> list[str]:
        announcement = Announcement.objects.filter(consultation_id=self.pk).first()
        if announcement is None or announcement.state == AnnouncementState.DRAFT:
            return []
        kept = Consultation.objects.get(pk=self.pk)
        return [
            str(_("« %(field)s » ne peut plus changer : la consultation est annoncée."))
            % {"field": self._meta.get_field(name).verbose_name}
            for name in FIXED_ONCE_ANNOUNCED
            if getattr(page, name) != getattr(kept, name)
        ]

    def freeze_wording(self) -> QuestionnaireVersion | None:
        """Freeze what an announced consultation asks, in all its languages; the same data, the same version."""
        source = self.source
        announcement = Announcement.objects.filter(consultation=source).first()
        if announcement is None or announcement.state != AnnouncementState.ANNOUNCED:
            return None
        translations = Consultation.objects.live().filter(translation_key=source.translation_key).exclude(pk=source.pk)
        return QuestionnaireVersion.objects.freeze(source, translations.select_related("locale"))


class Announcement(models.Model):
    """What was decided about a consultation: a row beside the page, which no older draft can bring back."""

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="announcement")
    state = models.CharField(
        _("état"), max_length=10, choices=AnnouncementState.choices, default=AnnouncementState.DRAFT, editable=False
    )
    opens_at = models.DateTimeField(_("ouverture"))
    closes_at = models.DateTimeField(_("clôture"))
    reason = models.TextField(_("raison"), blank=True)
    announced_at = models.DateTimeField(null=True, editable=False)
    extended_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    transitions = ANNOUNCEMENT

    class Meta:
        verbose_name = _("annonce")
        constraints = [
            *state_constraints(ANNOUNCEMENT, "announcement"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="announcement_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} : {self.get_state_display()}"

    def phase_at(self, now: datetime) -> Phase:
        """The phase at `now`: late when the promised answer is overdue and nothing was published after closing."""
        if now < self.opens_at:
            return Phase.UPCOMING
        if now < self.closes_at:
            return Phase.OPEN
        if timezone.localdate(now) > self.consultation.answer_due_on and not self._is_answered():
            return Phase.LATE
        return Phase.CLOSED

    def is_open_at(self, now: datetime) -> bool:
        """Whether somebody may begin to answer."""
        return self.state == AnnouncementState.ANNOUNCED and self.opens_at <= now < self.closes_at

    def accepts_at(self, now: datetime) -> bool:
        """Whether an answer is still taken: a form opened before closing has ten minutes more (section 2)."""
        grace = timedelta(minutes=settings.CLOSING_GRACE_MINUTES)
        return self.state == AnnouncementState.ANNOUNCED and self.opens_at <= now < self.closes_at + grace

    def _is_answered(self) -> bool:
        return any(snapshot.frozen_at >= self.closes_at for snapshot in self.consultation.published_snapshots)
