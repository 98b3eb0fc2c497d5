"""Frozen wordings of a questionnaire."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consultations.questions import Structure, frozen_structure, structure_digest

if TYPE_CHECKING:
    from consultations.models.consultation import Consultation


class QuestionnaireVersionManager(models.Manager):
    """Makes versions."""

    def freeze(self, source: "Consultation", translations: Iterable["Consultation"]) -> "QuestionnaireVersion":
        """The version that asks what `source` asks today, in its languages; made if it is not the current one."""
        data = frozen_structure(source, translations)
        digest = structure_digest(data)
        with transaction.atomic():
            current = self.filter(consultation=source).order_by("-number").first()
            if current is not None and current.sha256 == digest:
                return current
            number = (self.filter(consultation=source).aggregate(last=Max("number"))["last"] or 0) + 1
            return self.create(consultation=source, number=number, data=data, sha256=digest)


class QuestionnaireVersion(models.Model):
    """What a questionnaire asked, in every language, from a moment on. The database refuses to change it.

    `data` is the JSON of `consultations.questions.structure`; `sha256` its digest.
    """

    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    objects = QuestionnaireVersionManager()

    class Meta:
        verbose_name = _("version du questionnaire")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"version {self.number}"

    @cached_property
    def structure(self) -> Structure:
        """The questions, ready to be asked."""
        return Structure.from_json(self.data)
