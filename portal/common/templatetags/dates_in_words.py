"""Days and hours as people say them: « mardi 11 mai 2027 à 14 h »."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

register = template.Library()


@register.filter
def day_in_words(value: date | datetime) -> str:
    """The day of a date, or of a moment in the time of the portal."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "l j F Y")


@register.filter
def moment_in_words(value: datetime) -> str:
    """The day and the hour of a moment."""
    local = timezone.localtime(value)
    sentence = gettext("%(day)s à %(hour)s h %(minutes)s") if local.minute else gettext("%(day)s à %(hour)s h")
    return sentence % {"day": day_in_words(value), "hour": local.hour, "minutes": f"{local.minute:02}"}
