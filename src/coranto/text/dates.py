"""Dates and ages as people write them, in some forty languages.

Names of months, words of ages and zones are data (``data/dates.json``; months from CLDR). A date
without a time is midnight; a time has a zone where the text names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from coranto.text.ages import read_age
from coranto.text.calendar import month_number, zone_named

__all__ = ["FoundDate", "find_dates", "in_utc_unless_zoned", "read_age", "read_date"]

_YEARS = range(1990, 2100)
"""News on the web is not older; what is newer is a mistake."""
_BUDDHIST = 543
_READ = 400
"""Characters of a text in which one date is looked for."""

_NAME = r"[^\s\d,.;:()/|\-–—]{2,15}"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_GAP = r"[\s\-–/.,]{0,3}"
_DATE = re.compile(
    "|".join(
        form.replace("P<", f"P<{prefix}_")
        for prefix, form in (
            ("iso", rf"(?<!\d){_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"),
            ("ymd", rf"(?<!\d){_YEAR}(?P<mark>[./])\s?(?P<month>\d\d?)[./]\s?(?P<day>\d\d?)(?![\d])"),
            ("cjk", rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)"),
            ("num", rf"(?<![\d.])(?P<day>\d\d?)(?P<mark>[./-])\s?(?P<month>\d\d?)[./-]\s?{_YEAR}"),
            ("two", r"(?<![\d.])(?P<day>\d\d)(?P<mark>[./])(?P<month>\d\d)[./](?P<year>\d\d)(?![\d./])"),
            (
                "dmy",
                rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|ª|º|ος)?{_GAP}(?:de\s|of\s|d[’']|ta['’]\s)?"
                rf"(?P<name>{_NAME}(?:\s{_NAME})?){_GAP}(?:del?\s)?{_YEAR}",
            ),
            ("mdy", rf"(?P<name>{_NAME}+)[.\s]{{1,2}}(?P<day>\d\d?)(?:st|nd|rd|th)?[\s,]{{1,3}}(?:de\s)?{_YEAR}"),
            ("ynd", rf"(?<!\d){_YEAR}\.?(?:\sm\.)?\s(?:gada\s)?(?P<name>{_NAME})\s(?P<day>\d\d?)(?!\d)"),
            ("vie", rf"(?<!\d)(?P<day>\d\d?)\s(?:tháng|thg)\s(?P<month>\d\d?),?\s(?:năm\s)?{_YEAR}"),
        )
    )
)
_NUMBERS = re.compile(r"\d(?<!\d\d)(?:\d?(?!\d)\D{1,46}\d{4}(?!\d)|\d{3}(?!\d)\D{1,40}\d|\d[./]\d\d[./]\d\d(?!\d))")
"""Two numbers near each other of which one may be a year, or three of two digits: every date holds such."""
_NAMED = frozenset(("dmy", "mdy", "ynd"))
"""Forms of a date that name the month."""
_OPEN = frozenset(("num", "two"))
"""Forms that leave the order of day and month open."""
_BEFORE_DIGIT = 17
"""Characters of a name of a month and what parts it from the day behind it."""
_CLOCK = (
    r"(?P<half>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d\d?)(?:(?:[:.hH]|\s?[時时点시]\s?)(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<ampm>[ap]\.?m\b\.?))?|\s?(?P<ampm2>[ap]\.?m\b\.?)|\s(?=Uhr|Uhr\b|o['’]clock))"
    r"(?:\s?(?:Uhr|hrs|h|Hrs|IST(?=:))\b)?(?:\s?\(?(?P<zone>[A-Z]{2,5}(?=[+-]\d)|[A-ZА-Я]{1,5}\b)?(?P<offset>[+-]\d\d?(?::?\d\d)?)?)?"
)
_TIME_AFTER = re.compile(r"(?:T|[^\d\n]{0,14}?(?<![\d.]))" + _CLOCK, re.IGNORECASE)
_TIME_BEFORE = re.compile(r"(?<![\d.,:])" + _CLOCK + r"\)?[^\d\n]{0,16}\Z", re.IGNORECASE)
_AFTERNOON = ("午後", "下午", "오후")
_STAMP = re.compile(r"(?:1\d{9}|1\d{12})(?:\.\d+)?")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<H>\d\d)(?P<M>\d\d)(?:\d\d)?)?(?P<z>Z)?")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands at ``text[start:end]``; ``timed`` tells whether a time of day stands with it."""

    when: datetime
    timed: bool
    start: int
    end: int
    exchanged: datetime | None = None
    """The same with day and month exchanged, where the form leaves open which is which (``3/4/2026``)."""


def read_date(text: str, *, month_first: bool = False, reference: datetime | None = None) -> datetime | None:
    """Return the first date of a text: ISO 8601, RFC 5322, seconds since 1970, a date in words, or an age.

    ``month_first`` decides ``3/4/2026``; ages (``2 hours ago``) need a ``reference``.
    """
    text = text.strip()[:_READ]
    found = _read_machine(text) or next((date.when for date in find_dates(text, month_first=month_first)), None)
    return found or (read_age(text, reference) if reference else None)


def in_utc_unless_zoned(when: datetime) -> datetime:
    """Return a time as it is, in UTC where it names no zone."""
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def find_dates(text: str, *, month_first: bool = False) -> Iterator[FoundDate]:
    """Yield the dates that stand in a text, in order."""
    position = last = 0
    while found := _search(text, position):
        day = _day(found, month_first=month_first)
        if day is None:
            position = found.start() + 1
            continue
        timed, end = _with_time(text, found, day, free_from=last)
        when = timed or day
        yield FoundDate(when, timed is not None, found.start(), end, _exchanged(found, when))
        position = last = end


def _search(text: str, position: int) -> re.Match[str] | None:
    """Look for a date from a position on: it begins at most a word before its first numbers."""
    numbers = _NUMBERS.search(text, position)
    return _DATE.search(text, max(position, numbers.start() - _BEFORE_DIGIT)) if numbers else None


def _read_machine(text: str) -> datetime | None:
    """Read the forms that machines write: they are most of what metadata holds, and read fast."""
    if _STAMP.fullmatch(text):
        return _from_stamp(float(text))
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute = (int(compact[name] or 0) for name in "ymdHM")
        return _make(year, month, day, hour, minute, zone=UTC if compact["z"] else None)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _from_stamp(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _day(found: re.Match[str], *, month_first: bool) -> datetime | None:
    form = (found.lastgroup or "")[:3]
    year, day = int(found[f"{form}_year"]), int(found[f"{form}_day"])
    month = month_number(found[f"{form}_name"]) if form in _NAMED else int(found[f"{form}_month"])
    if form in _OPEN and (month > 12 or (month_first and found[f"{form}_mark"] != "." and day <= 12)):
        day, month = month, day
    if year < 100:
        year += 2000
    elif year > _YEARS.stop:
        year -= _BUDDHIST
    return _make(year, month, day)


def _exchanged(found: re.Match[str], when: datetime) -> datetime | None:
    """Return the date with day and month exchanged where the mark leaves the order open and both are up to 12."""
    is_open = (found["num_mark"] or found["two_mark"] or ".") != "." and when.month != when.day <= 12
    return when.replace(day=when.month, month=when.day) if is_open else None


def _with_time(text: str, found: re.Match[str], day: datetime, *, free_from: int) -> tuple[datetime | None, int]:
    """Look for a time of day just after the date, else just before it but not within the date before that."""
    after = _TIME_AFTER.match(text, found.end(), found.end() + 60)
    if after and (timed := _at(day, after)):
        return timed, after.end()
    before = _TIME_BEFORE.search(text, max(free_from, found.start() - 32), found.start())
    return (_at(day, before) if before else None), found.end()


def _at(day: datetime, clock: re.Match[str]) -> datetime | None:
    hour, minute, second = int(clock["hour"]), int(clock["minute"] or 0), int(clock["second"] or 0)
    half = (clock["ampm"] or clock["ampm2"] or "").lower()
    if clock["half"] in _AFTERNOON:
        half = "pm"
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    made = _make(day.year, day.month, day.day, hour, minute, second)
    return made.replace(tzinfo=_zone(clock, made)) if made else None


def _zone(clock: re.Match[str], when: datetime) -> tzinfo | None:
    if offset := clock["offset"]:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        delta = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-delta if offset[0] == "-" else delta) if delta < timedelta(hours=15) else None
    return zone_named(clock["zone"], when) if clock["zone"] else None


def _make(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, *, zone: tzinfo | None = None
) -> datetime | None:
    if year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
