"""Who reads, and how: one library shows itself to each in their own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from coranto.model import Reader

ADULT = "adult"
UTC_NAME = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader, or someone without an account. ``bound`` is safe reading that the browser asked for (RFC 8674)."""

    now: datetime
    reader: Reader | None = None
    zone: str = UTC_NAME
    safe: bool = True
    bound: bool = False

    def local(self, at: datetime) -> datetime:
        """Return a time in the viewer's zone."""
        return at.astimezone(ZoneInfo(self.zone))

    def withholds(self, labels: tuple[str, ...]) -> bool:
        """Whether safe reading keeps back what carries these labels."""
        return self.safe and ADULT in labels


def asks_for_safe(preferences: Sequence[str]) -> bool:
    """Whether ``Prefer`` headers ask for safe content (RFC 8674)."""
    wanted = ",".join(preferences).split(",")
    return any(one.partition(";")[0].strip().lower() == "safe" for one in wanted)


def known_zone(name: str) -> str:
    """Return the name if it is an IANA time zone, else ``UTC``."""
    return name if name in ZONES else UTC_NAME


ZONES = frozenset(available_timezones())
