"""What the text of a front page is made of: the shared blocks, and lists, contacts and images."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from portal.common.blocks import EditorialBlock


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


class BodyBlock(EditorialBlock):
    """The text of a page, from top to bottom."""

    list = blocks.ListBlock(
        blocks.CharBlock(label=_("élément"), max_length=300),
        label=_("liste"),
        icon="list-ul",
        template="home/blocks/list.html",
    )
    contact = ContactBlock()
    image = ImageBlock(label=_("image"), template="home/blocks/image.html")
