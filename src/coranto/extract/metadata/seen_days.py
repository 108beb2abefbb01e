"""The days that readers see on a page, each with how it stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import islice

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.standing import surroundings
from coranto.extract.metadata.values import holds_any
from coranto.extract.notices.words import any_of, may_hold_date, words_of
from coranto.text.dates import FoundDate, find_dates

_MOST = 60
"""Visible dates that are considered."""
_SHORT = 160
"""Characters of a passage that holds a date line; what is longer is prose."""
_LONGEST, _LONGEST_FAR = 600, 320
_NEAR = 16
"""Passages around the headline in which a date in prose counts too."""
_AROUND = 4
"""Elements around a date that may tell what it is."""
_BARE = 25
"""Characters beside a date up to which it stands alone."""
_LABEL = 26
"""Characters before a date in which a word says what it is."""
_DATE_NAMES = (
    "date", "time", "datum", "fecha", "publi", "posted", "meta", "byline", "stamp", "info", "created", "header",
    "author",
)  # fmt: skip
_ELSEWHERE = (
    "comment", "related", "teaser", "widget", "popular", "recommend", "sidebar", "foot", "tweet", " nav", "-nav",
    "menu", "more", "latest", "event", "archive", "list", "card", "next", "prev", "recent", "respond", "reply",
)  # fmt: skip
_CLOSE = frozenset(("headline", "next", "2-3 on", "4-7 on"))
_DISTANCES = (
    (-7, "far before"),
    (-1, "before headline"),
    (0, "headline"),
    (1, "next"),
    (3, "2-3 on"),
    (7, "4-7 on"),
    (16, "8-16 on"),
    (40, "17-40 on"),
)


def seen_days(page: Page, headline: int, *, month_first: bool, near: bool) -> Iterator[tuple[FoundDate, list[str]]]:
    """Yield the visible dates around the headline, or all others, in reading order and with their facts."""
    seen = 0
    for number in _near(page, headline) if near else _far(page, headline):
        passage = page.passages[number]
        standing: list[str] = []
        for found in find_dates(passage.text, month_first=month_first):
            standing = standing or list(_standing(page, passage, number, headline))
            order = "seen first" if seen == 0 else "seen second" if seen == 1 else "seen later"
            yield found, [*standing, order, *_beside_words(page, found, number)]
            seen += 1
            if seen >= _MOST:
                return


def is_close(facts: Collection[str]) -> bool:
    """Whether a visible date stands so close to the headline that it is hardly another text's."""
    return not _CLOSE.isdisjoint(facts)


def _near(page: Page, headline: int) -> Iterator[int]:
    """Yield the numbers of the passages around the headline that may hold a date."""
    first, last = _window(headline)
    for number, passage in enumerate(page.passages[first:last], first):
        if len(passage.text) <= _LONGEST and may_hold_date(passage.text):
            yield number


def _far(page: Page, headline: int) -> Iterator[int]:
    """Yield the numbers of the passages elsewhere that may hold a date."""
    first, last = _window(headline)
    for number, passage in enumerate(page.passages):
        if may_hold_date(passage.text) and len(passage.text) <= _LONGEST_FAR and not first <= number < last:
            yield number


def _window(headline: int) -> tuple[int, int]:
    return (max(0, headline - _NEAR), headline + _NEAR + 1) if headline >= 0 else (0, 0)


def _beside_words(page: Page, found: FoundDate, number: int) -> Iterator[str]:
    """Yield whether a date stands alone, with a time, and what a word before it says."""
    text = page.passages[number].text
    words = text[max(0, found.start - _LABEL) : found.start]
    label = _label((words or (page.passages[number - 1].text[-_LABEL:] if number else "")).lower())
    if label:
        yield f"label {label}"
    if found.timed:
        yield "with time"
    yield "bare" if len(text) - (found.end - found.start) < _BARE else "among words"


def _standing(page: Page, passage: Passage, number: int, headline: int) -> Iterator[str]:
    around = list(islice(page.ancestry(passage.container), _AROUND))
    yield "prose" if len(passage.text) > _SHORT else "short"
    if any(_is_date_name(container.names) for container in around[:2]):
        yield "class date"
    yield from surroundings(passage, around, _is_elsewhere)
    distance = number - headline if headline >= 0 else None
    yield (
        "no headline" if distance is None else next((name for limit, name in _DISTANCES if distance <= limit), "far on")
    )
    if number * 10 > len(page.passages) * 8:
        yield "at end"


@lru_cache(maxsize=20_000)
def _is_date_name(names: str) -> bool:
    return holds_any(names, _DATE_NAMES)


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return holds_any(f" {names}", _ELSEWHERE)


def _label(words: str) -> str:
    """Return whether words in lower case say that a date is that of a change or of the publication."""
    if _updated().search(words):
        return "updated"
    return "published" if _published().search(words) else ""


@cache
def _published() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){any_of(words_of('date', 'published'))}\W")


@cache
def _updated() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){any_of(words_of('date', 'updated'))}")
