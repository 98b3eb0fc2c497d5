"""What one may search: the text of documents, minutes, agenda items and decisions, one row each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.enums import PaperKind
from network.models.committee import Committee
from network.models.document import DocumentVersion
from network.models.meeting import AgendaItem, Meeting
from network.models.minutes import Decision, Minutes
from network.querysets import PaperTextQuerySet


class PaperText(models.Model):
    """The text of one paper. Its words stand in an index beside the table (`portal.common.search`).

    The row holds no right: `visible_to` reads those of the paper itself.
    """

    kind = models.CharField(_("nature"), max_length=8, choices=PaperKind.choices)
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")
    version = models.OneToOneField(DocumentVersion, models.CASCADE, null=True, related_name="searched")
    minutes = models.OneToOneField(Minutes, models.CASCADE, null=True, related_name="searched")
    agenda_item = models.OneToOneField(AgendaItem, models.CASCADE, null=True, related_name="searched")
    decision = models.OneToOneField(Decision, models.CASCADE, null=True, related_name="searched")
    is_last = models.BooleanField(default=True)
    happened_on = models.DateField()
    title = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)

    objects = PaperTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("texte cherché")
        indexes = [models.Index(fields=["-happened_on", "id"], name="paper_text_happened_on")]
