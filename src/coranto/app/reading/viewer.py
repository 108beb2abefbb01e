"""Who reads, and how: one library shows itself to each in their own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from coranto.model import Reader

ADULT = "adult"
UTC_NAME = "UTC"
_MOST_LANGUAGES = 10
_CODE = re.compile(r"([a-z]{2,3})(?:-|$)")
_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{1,3})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader, or someone without an account.

    ``bound`` is safe reading that the browser asked for (RFC 8674). A story is told in one of ``languages``
    (ISO 639-1 codes, best first) where one of its articles is; nothing is hidden for its language.
    """

    now: datetime
    reader: Reader | None = None
    zone: str = UTC_NAME
    safe: bool = True
    bound: bool = False
    languages: tuple[str, ...] = ()

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


def languages_of(reader: Reader | None, header: str, *, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the languages somebody reads: by account, else as ``chosen`` in this browser, else by its header."""
    return (reader.languages if reader else ()) or tuple(chosen) or accepted_languages(header)


def accepted_languages(header: str) -> tuple[str, ...]:
    """Return the languages of an ``Accept-Language`` header, best first, without regions (RFC 9110, 12.5.4)."""
    weighted: list[tuple[float, str]] = []
    for one in header.split(",")[:_MOST_LANGUAGES]:
        tag, _, parameter = one.strip().partition(";")
        weight = _WEIGHT.fullmatch(parameter.strip())
        weighted.append((-float(weight[1]) if weight else -1.0, tag.strip()))
    return known_languages(tag for weight, tag in sorted(weighted, key=lambda pair: pair[0]) if weight)


def known_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the codes among language tags (``de``, ``de-CH``), each once, in order."""
    codes = (_CODE.match(tag.strip().lower()) for tag in tags)
    return tuple(dict.fromkeys(code[1] for code in codes if code))[:_MOST_LANGUAGES]


def known_zone(name: str) -> str:
    """Return the name if it is an IANA time zone, else ``UTC``."""
    return name if name in ZONES else UTC_NAME


ZONES = frozenset(available_timezones())
