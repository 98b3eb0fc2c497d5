"""Blocks of editorial text that every story's pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PLAIN_FEATURES = ["bold", "ol", "ul", "link"]


class CalloutBlock(blocks.StructBlock):
    """A boxed remark: what a reader in a hurry must not miss."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.RichTextBlock(label=_("texte"), features=PLAIN_FEATURES)

    class Meta:
        icon = "warning"
        label = _("encadré")
        template = "common/blocks/callout.html"


class EditorialBlock(blocks.StreamBlock):
    """Headings, paragraphs and boxed remarks."""

    heading = blocks.CharBlock(
        label=_("intertitre"), max_length=150, icon="title", template="common/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label=_("paragraphe"), features=PLAIN_FEATURES, icon="pilcrow")
    callout = CalloutBlock()
