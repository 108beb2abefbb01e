"""The entries of a live blog, with their times, laid over the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from coranto.extract.dom import Page
from coranto.model import LiveEntry

_HEADINGS = ("h2", "h3", "h4", "h5")
_CLOCK = re.compile(
    r"(?P<time>(?:[01]?\d|2[0-3])[:.][0-5]\d)(?:[:.][0-5]\d)?\s?(?:uhr|h|[ap]\.?m\.?|[A-Z]{2,4})?", re.IGNORECASE
)
_MAX_ENTRIES = 500
_LABEL = 15
"""Characters up to which a passage beside a time is taken for a label."""
_OPENING = 40
"""Characters of an entry's text by which it is found."""


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    published: datetime | None
    title: str


def read_entries(page: Page, text: str, *, day: datetime | None = None) -> tuple[LiveEntry, ...]:
    """Return the timed entries in a text, in its order.

    As the JSON-LD tells them, else by ``time`` elements, else by lines that are a time of day (of ``day``).
    """
    starts = list(_told(page, text)) or list(_timed(page, text)) or list(_clocked(page, text, day))
    ordered = sorted({start.at: start for start in starts}.values(), key=lambda start: start.at)[:_MAX_ENTRIES]
    ends = [*(start.at for start in ordered[1:]), len(text)][: len(ordered)]
    return tuple(
        LiveEntry(start.published, start.title, start.at, len(text[:end].rstrip()))
        for start, end in zip(ordered, ends, strict=True)
    )


def _told(page: Page, text: str) -> Iterator[_Start]:
    for update in _updates(page.json_ld):
        title, body = _string(update, "headline"), _string(update, "articleBody")
        at = next((place for part in (title, body) if part and (place := text.find(part[:_OPENING])) >= 0), -1)
        if at >= 0:
            yield _Start(at, read_moment(_string(update, "datePublished")), title)


def _updates(objects: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    for value in objects:
        found = value.get("liveBlogUpdate")
        for update in (found if isinstance(found, list) else [found])[:_MAX_ENTRIES]:
            if isinstance(update, dict):
                yield update


def _timed(page: Page, text: str) -> Iterator[_Start]:
    """Start an entry at the first passage of the text after each time."""
    moments = iter([*page.moments, (len(page.passages) + 1, "")])
    number, written = next(moments)
    pending, at = "", 0
    for index, passage in enumerate(page.passages):
        while number <= index:
            pending = written
            number, written = next(moments)
        place = text.find(passage.text, at) if pending and len(passage.text) > _LABEL else -1
        if place >= 0:
            yield _Start(place, read_moment(pending), passage.text if passage.tag in _HEADINGS else "")
            pending, at = "", place + len(passage.text)


def _clocked(page: Page, text: str, day: datetime | None) -> Iterator[_Start]:
    """Start an entry at the first passage of the text after each line that is a time of day."""
    pending, at = "", 0
    for passage in page.passages:
        is_label = len(passage.text) < _LABEL and passage.tag not in ("td", "th")
        clock = _CLOCK.fullmatch(passage.text) if is_label else None
        if clock:
            pending = clock["time"].replace(".", ":").zfill(5)
        place = text.find(passage.text, at) if pending and len(passage.text) > _LABEL else -1
        if place >= 0:
            moment = read_moment(f"{day.date()} {pending}") if day else None
            yield _Start(place, moment, passage.text if passage.tag in _HEADINGS else "")
            pending, at = "", place + len(passage.text)


def read_moment(written: str) -> datetime | None:
    """Return an ISO 8601 time as such, or nothing."""
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def _string(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    return " ".join(found.split()) if isinstance(found, str) else ""
