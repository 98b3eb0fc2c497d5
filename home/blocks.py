"""What the text of a page is made of: few blocks, each with one template."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link"]


class CalloutBlock(blocks.StructBlock):
    """A few words that must not be missed."""

    title = blocks.CharBlock(label=_("titre"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("texte"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("à savoir")
        template = "home/blocks/callout.html"


class ContactBlock(blocks.StructBlock):
    """Somebody to call, or a place to go."""

    name = blocks.CharBlock(label=_("qui"), max_length=120)
    phone = blocks.CharBlock(label=_("téléphone"), max_length=20, required=False)
    email = blocks.EmailBlock(label=_("adresse électronique"), required=False)
    address = blocks.CharBlock(label=_("adresse"), max_length=200, required=False)
    hours = blocks.CharBlock(label=_("horaires"), max_length=120, required=False)

    class Meta:
        icon = "user"
        label = _("contact")
        template = "home/blocks/contact.html"


class BodyBlock(blocks.StreamBlock):
    """The text of a page, from top to bottom."""

    heading = blocks.CharBlock(label=_("intertitre"), icon="title", max_length=120, template="home/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("paragraphe"), icon="pilcrow", features=TEXT_FEATURES, template="home/blocks/paragraph.html"
    )
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("élément"), max_length=300),
        label=_("liste"),
        icon="list-ul",
        template="home/blocks/list.html",
    )
    callout = CalloutBlock()
    contact = ContactBlock()
    image = ImageBlock(label=_("image"), template="home/blocks/image.html")

    class Meta:
        required = False
