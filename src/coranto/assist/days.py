"""The days that a sentence speaks of: ``Jan. 25``, ``am 3. März``, ``last Tuesday``, ``hier``, ``two days ago``.

Days are resolved against the day of publication, as HeidelTime does for news (Strötgen & Gertz 2010): a weekday is
the nearest one that lies back, unless the sentence looks ahead; a day without a year lies within half a year of
publication. Words are data (``data/days.json``; names of months come from ``text.calendar``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from coranto.assist.words import of_language
from coranto.text.calendar import month_number
from coranto.text.dates import find_dates

_NAME = r"[^\W\d_]{3,12}"
_MONTH_DAY = re.compile(
    rf"\b(?P<m1>{_NAME})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]\d|\s?%)"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<m2>{_NAME})\b"
)
_HALF_A_YEAR = 183
_BEFORE = 16
"""Characters around a weekday in which ``last`` or ``next`` stands."""
_READ = 1200
"""Characters of a sentence that are read."""


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day that ``text[start:end]`` means."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words for days; ``named`` are offsets from the day of publication."""

    weekdays: dict[str, int]
    named: dict[str, int]
    pattern: re.Pattern[str]
    ago: re.Pattern[str]
    numbers: dict[str, int]
    weeks: frozenset[str]
    ahead: re.Pattern[str]
    back: re.Pattern[str]
    future: re.Pattern[str]


def find_days(text: str, published: date, language: str = "en") -> list[FoundDay]:
    """Return the days that a sentence names, in order, each place once."""
    text = text[:_READ]
    taken: list[FoundDay] = []
    words = _words(language)
    for found in (_full(text), _partial(text, published), _relative(text, published, words)):
        taken += [one for one in found if all(one.end <= other.start or other.end <= one.start for other in taken)]
    return sorted(taken, key=lambda one: one.start)


def _full(text: str) -> Iterator[FoundDay]:
    for found in find_dates(text):
        yield FoundDay(found.when.date(), found.start, found.end)


def _partial(text: str, published: date) -> Iterator[FoundDay]:
    """Yield days without a year: of the years around publication, the one that brings it nearest."""
    for found in _MONTH_DAY.finditer(text):
        name = found["m1"] or found["m2"]
        month = month_number(name) if name[0].isupper() or found["m2"] else 0
        day = _nearest(month, int(found["d1"] or found["d2"]), published) if month else None
        if day is not None:
            yield FoundDay(day, found.start(), found.end())


def _nearest(month: int, day: int, published: date) -> date | None:
    for year in (published.year, published.year - 1, published.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if abs((found - published).days) <= _HALF_A_YEAR:
            return found
    return None


def _relative(text: str, published: date, words: _Words) -> Iterator[FoundDay]:
    for found in words.ago.finditer(text):
        count = found["count"].lower()
        number = int(count) if count.isdigit() else words.numbers.get(count, 0)
        days = number * (7 if found["unit"].lower() in words.weeks else 1)
        yield FoundDay(published - timedelta(days=days), found.start(), found.end())
    for found in words.pattern.finditer(text):
        name = found[0].lower()
        if name in words.named:
            yield FoundDay(published + timedelta(days=words.named[name]), found.start(), found.end())
        else:
            day = _weekday(text, found, published, words)
            yield FoundDay(day, found.start(), found.end())


def _weekday(text: str, found: re.Match[str], published: date, words: _Words) -> date:
    """Return the nearest such day back (today counts), or ahead where the words around it say so."""
    around = text[max(0, found.start() - _BEFORE) : found.end() + _BEFORE]
    back = (published.weekday() - words.weekdays[found[0].lower()]) % 7
    if words.back.search(around):
        return published - timedelta(days=back or 7)
    if words.ahead.search(around) or words.future.search(text):
        return published + timedelta(days=(7 - back) % 7)
    return published - timedelta(days=back)


@cache
def _words(language: str) -> _Words:
    words = of_language("days", language)
    weekdays = {name: number for number, names in enumerate(words["weekdays"]) for name in names.split()}
    return _Words(
        weekdays=weekdays,
        named=words["days"],
        pattern=_any([*words["days"], *(name for name in weekdays if len(name) > 3)]),
        ago=re.compile("|".join(rf"\b{form}\b" for form in words["ago"]), re.IGNORECASE),
        numbers=words["numbers"],
        weeks=frozenset(words["weeks"]),
        ahead=_any(words["next"]),
        back=_any(words["last"]),
        future=_any(words["future"]),
    )


def _any(names: list[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
