"""The limit of guesses at codes, kept in the database: it holds without Redis, on any number of servers.

The rule is participation.md, section 5: wrong tries are counted by beginning of code, by address and in all. A shared
address (a France services house) waits a minute at most, and is never shut out.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone

from portal.common.codes import digest, normalise
from portal.common.models import FailedAttempt

logger = logging.getLogger("portal.codes")

TRIES_BEFORE_WAIT = 5
PREFIX_WINDOW = timedelta(minutes=10)
FIRST_WAIT = 5
LONGEST_WAIT = 60
TRIES_A_MINUTE = 10
KEPT = timedelta(hours=1)
ALARM_EVERY = 100
_PREFIX_LENGTH = 5


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, as told by the trusted proxies alone."""
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if trusted and len(forwarded) >= trusted:
        return forwarded[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def attempt(scope: str, address: str, code: str) -> int:
    """Seconds to wait before this code may be tried; 0 when it may be at once. A refused try is not counted."""
    now = timezone.now()
    mine, theirs = _prefix(scope, code), _address(scope, address)
    prefix = _tries(scope, now - PREFIX_WINDOW, prefix=mine)
    minute = _tries(scope, now - timedelta(minutes=1), address=theirs)
    waits = [0]
    if prefix["tries"] > TRIES_BEFORE_WAIT:
        longer = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(prefix["tries"] - TRIES_BEFORE_WAIT - 1, 10))
        waits.append(_left(prefix["last"], longer, now))
    if minute["tries"] >= TRIES_A_MINUTE:
        waits.append(_left(minute["last"], LONGEST_WAIT, now))
    return max(waits)


def record_failure(scope: str, address: str, code: str) -> None:
    """Count a wrong try, forget those of more than an hour ago, and sound the alarm when there are very many."""
    now = timezone.now()
    forget_old()
    FailedAttempt.objects.create(
        scope=scope, address=_address(scope, address), prefix=_prefix(scope, code), failed_at=now
    )
    in_all = _tries(scope, now - PREFIX_WINDOW)["tries"]
    if in_all % ALARM_EVERY == 0:
        logger.error("many wrong codes", extra={"scope": scope, "tries": in_all})


def forget_old() -> int:
    """Delete the wrong tries of more than an hour ago; how many."""
    return FailedAttempt.objects.filter(failed_at__lt=timezone.now() - KEPT).delete()[0]


def _tries(scope: str, since: datetime, **whose: str) -> dict:
    rows = FailedAttempt.objects.filter(scope=scope, failed_at__gt=since, **whose)
    return rows.aggregate(tries=Count("pk"), last=Max("failed_at"))


def _left(last: datetime, wait: int, now: datetime) -> int:
    """Whole seconds that remain of a wait, at least one as long as it lasts."""
    left = (last + timedelta(seconds=wait) - now).total_seconds()
    return max(0, min(wait, int(left) + (left > int(left))))


def _prefix(scope: str, code: str) -> str:
    return digest((normalise(code) or code)[:_PREFIX_LENGTH], f"prefix:{scope}")


def _address(scope: str, address: str) -> str:
    return digest(address, f"address:{scope}")
