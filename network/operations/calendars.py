"""The private address of a person's calendar (network.md, section 6)."""

import hashlib
import secrets
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from network.calendar import feed
from network.models import CalendarFeed, Meeting


def renew_feed(user: Any) -> str:
    """A new private address: the token to put in it, shown this once; the former one opens nothing more."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(user=user, defaults={"digest": _digest(token)})
    return token


def end_feed(user: Any) -> None:
    """No private address any more."""
    CalendarFeed.objects.filter(user=user).delete()


def feed_of_token(token: str) -> str | None:
    """The calendar file behind a private address, of what its owner may see now; None when it opens nothing."""
    row = CalendarFeed.objects.filter(digest=_digest(token)).select_related("user").first()
    if row is None or not row.user.is_active:
        return None
    return feed(meetings_of(row.user), timezone.now())


def meetings_of(user: Any) -> QuerySet:
    """Meetings to which `user` is convened through a mandate in force."""
    mandates = user.mandates.valid_on().values("pk")
    mine = Meeting.objects.announced().filter(convocations__recipients__mandate__in=mandates, ical_uid__isnull=False)
    return mine.select_related("committee").distinct().order_by("starts_at")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
