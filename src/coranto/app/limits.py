"""Rate limits, held in memory: how often one address or reader may do one kind of thing."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock

from coranto.errors import TooManyRequests

_HELD = 50_000


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in a window."""

    many: int
    window: timedelta


LIMITS = {
    "sign-in": Limit(10, timedelta(minutes=5)),
    "write": Limit(40, timedelta(minutes=1)),
    "search": Limit(90, timedelta(minutes=1)),
    "translation": Limit(20, timedelta(hours=1)),
    "wording": Limit(30, timedelta(minutes=5)),
    "audio": Limit(60, timedelta(hours=1)),
    "image": Limit(600, timedelta(minutes=1)),
}


class RateLimits:
    """Counts in fixed windows; the oldest counts are forgotten, so that memory is bounded."""

    def __init__(self, limits: dict[str, Limit] | None = None) -> None:
        self._limits = LIMITS if limits is None else limits
        self._counts: OrderedDict[tuple[str, str], tuple[datetime, int]] = OrderedDict()
        self._lock = Lock()

    def spend(self, kind: str, who: str, now: datetime) -> None:
        """Count one; a kind without a limit is free.

        Raises:
            TooManyRequests: the window's share is used up; says when it opens again.
        """
        limit = self._limits.get(kind)
        if limit is None:
            return
        key = (kind, who_counts(who))
        with self._lock:
            since, count = self._counts.pop(key, (now, 0))
            if now - since >= limit.window:
                since, count = now, 0
            self._counts[key] = (since, count + 1)
            while len(self._counts) > _HELD:
                self._counts.popitem(last=False)
        if count >= limit.many:
            wait = (since + limit.window - now).total_seconds()
            raise TooManyRequests("too often", retry_after=wait, hint=f"try again in {max(1, round(wait))} seconds")


def who_counts(who: str) -> str:
    """Return whom a request counts for: of an IPv6 address its /64, which one household holds whole."""
    try:
        address = ip_address(who)
    except ValueError:
        return who
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else who
