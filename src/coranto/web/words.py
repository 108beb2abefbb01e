"""Times and numbers in words, for templates."""

from __future__ import annotations

import datetime as dates
import re
from datetime import datetime, timedelta

from markupsafe import Markup

from coranto.app.reading.lines import Piece
from coranto.app.reading.viewer import Viewer

_QUOTATION_MARKS = '"“”„«»‟, '
_CONJUNCTION = re.compile(r"(?:that|dass|daß|que|che|что|що)\s+", re.IGNORECASE)
_WORDS = re.compile(r"(\W+)")
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def age(at: datetime, now: datetime) -> str:
    """Return how long ago it was, coarse as people say it; the day where that is long."""
    past = now - at
    if past < _MINUTE:
        return "just now"
    if past < _HOUR:
        return f"{past // _MINUTE} min ago"
    if past < _DAY:
        return f"{past // _HOUR} h ago"
    if past < 7 * _DAY:
        days = past // _DAY
        return "1 day ago" if days == 1 else f"{days} days ago"
    return f"{at.day} {at:%b}" if at.year == now.year else f"{at.day} {at:%b %Y}"


def until(at: datetime, now: datetime) -> str:
    """Return how soon it will be."""
    wait = at - now
    if wait < _MINUTE:
        return "now"
    if wait < 2 * _HOUR:
        return f"in {wait // _MINUTE} min"
    return f"in {wait // _HOUR} h" if wait < 2 * _DAY else f"in {wait // _DAY} days"


def moment(at: datetime) -> str:
    """Return a local time in full: ``23 November 2026, 14:05 CET``."""
    return f"{at.day} {at:%B %Y}, {at:%H:%M} {at.tzname()}"


def day(at: datetime) -> str:
    """Return a local day in full: ``Monday, 23 November 2026``."""
    return f"{at:%A}, {at.day} {at:%B %Y}"


def age_tag(at: datetime, viewer: Viewer) -> Markup:
    """Return a ``time`` element that says how long ago it was, and exactly when on demand."""
    return _time(at, age(at, viewer.now), moment(viewer.local(at)))


def moment_tag(at: datetime, viewer: Viewer) -> Markup:
    """Return a ``time`` element that says exactly when it was."""
    return _time(at, moment(viewer.local(at)), age(at, viewer.now))


def _time(at: datetime, text: str, title: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(timespec="seconds"), title, text)


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 article``, ``41 articles``."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def date(at: dates.date, now: datetime) -> str:
    """Return a day: ``23 Nov``, with the year where it is another."""
    return f"{at.day} {at:%b}" if at.year == now.year else f"{at.day} {at:%b %Y}"


def own_words(text: str, own: frozenset[str]) -> tuple[Piece, ...]:
    """Cut a headline so that the words of its own are marked."""
    parts = _WORDS.split(text)
    return tuple(Piece(part, part.casefold() in own or part in own) for part in parts if part)


def tick(at: datetime) -> str:
    """Return a local time as a scale shows it: ``23 Nov, 14:05``."""
    return f"{at.day} {at:%b}, {at:%H:%M}"


def capitalize_first(text: str) -> str:
    """Return the text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def said(content: str, direct: bool) -> str:
    """Return a quote as it is set: in our marks instead of its own, or, told indirectly, without its conjunction."""
    if direct:
        return f"“{content.strip(_QUOTATION_MARKS)}”"
    conjunction = _CONJUNCTION.match(content)
    return f"… {content[conjunction.end() :]}" if conjunction else content


def possessive(name: str) -> str:
    """Return ``Reuters'``, ``AP's``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
