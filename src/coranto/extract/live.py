"""The entries of a live blog, with their times, laid over the article's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.values import clean
from coranto.extract.tally import find_timed
from coranto.model import LiveEntry
from coranto.text.dates import find_dates, read_date

_HEADINGS = ("h2", "h3", "h4", "h5")
_CLOCK = re.compile(
    r"(?<![\d.:/-])(?P<hour>\d{1,2})\s?[:.h٫時时点點시]\s?(?P<minute>\d\d)(?:[:.]\d\d)?(?![\d.:/-]*\d)[分분]?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<zone>\s?(?:uhr|hrs?|h|[a-z]{2,4}t|gmt|utc)\b\.?)?",
    re.IGNORECASE,
)
_AFTERNOON = re.compile("下午|午後|오후")
_SEPARATORS = " \t\n|·•–—:,;-\u2009\u00a0"
_MAX_ENTRIES = 500
_MOST_READ = 100_000_000
"""Characters of a text that are looked through for what does not stand in it, all searches together."""
_LONGEST_TIME = 100
"""Characters of a written time that are read."""
_FEW = 3
"""Entries below which another way to find them is tried."""
_LABEL = 15
"""Characters up to which a passage beside a time is taken for a label."""
_LABEL_LONGEST = 40
"""Characters of a label that holds a time of day, and perhaps a day and a place."""
_WORDS = 20
"""Letters beside the time of day that such a label may hold."""
_OPENING = 40
"""Characters of an entry's text by which it is found."""
_LINKED = 0.8
_MIDNIGHT = timedelta(hours=6)
"""How far a clock falls back, from the older entry to the newer, where a day ends between them."""


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    published: datetime | None
    bare: bool
    """Whether only a time of day is known."""
    title: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A time as written, before the passage of that number."""

    passage: int
    written: str
    cut: int = 0
    """Characters of the passage itself that are the time, where the entry's text follows it there."""


class _Text:
    """A text in which pieces are looked for, as long as not too much of it has been looked through for nothing."""

    def __init__(self, text: str) -> None:
        self._text, self._left = text, _MOST_READ

    def find(self, piece: str, at: int = 0) -> int:
        """Return the place of a piece from a place on, or -1."""
        place = self._text.find(piece, at) if self._left > 0 else -1
        if place < 0:
            self._left -= len(self._text) - at
        return place


def read_entries(page: Page, text: str, *, day: datetime | None = None) -> tuple[LiveEntry, ...]:
    """Return the timed entries in a text, in its order.

    As the JSON-LD tells them, by ``time`` elements, or by lines that are or begin with a time of day, whichever finds
    most. Times of day count from ``day``, that of the oldest entry, over midnight where the clock falls back.
    """
    searched = _Text(text)
    starts = _told(page, searched)
    if len(starts) < _FEW:
        starts = max(starts, _placed(page, searched, [_Mark(*moment) for moment in page.moments if moment[1]]), key=len)
    if len(starts) < _FEW:
        starts = max(starts, _placed(page, searched, list(_clocks(page.passages))), key=len)
    starts = _dated(starts[:_MAX_ENTRIES], day)
    ends = [*(start.at for start in starts[1:]), len(text)][: len(starts)]
    return tuple(
        LiveEntry(start.published, start.title, start.at, len(text[:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    )


def _told(page: Page, text: _Text) -> list[_Start]:
    """Return the updates that the JSON-LD lists, where their headline or text stands."""
    found: dict[int, _Start] = {}
    for update in islice(_updates(page.json_ld), _MAX_ENTRIES):
        title, body = _string(update, "headline") or _string(update, "name"), _string(update, "articleBody")
        at = next((place for part in (title, body) if part and (place := text.find(part[:_OPENING])) >= 0), -1)
        if at >= 0:
            found.setdefault(at, _Start(at, *_read_time(_string(update, "datePublished")), title))
    return [found[at] for at in sorted(found)]


def _updates(objects: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    for value in objects:
        found = value.get("liveBlogUpdate")
        for update in (found if isinstance(found, list) else [found])[:_MAX_ENTRIES]:
            if isinstance(update, dict):
                yield update


def _clocks(passages: list[Passage]) -> Iterator[_Mark]:
    """Yield the passages that are a time of day, or begin with one."""
    timed = find_timed(passages)
    for number in timed if len(timed) >= _FEW else ():
        if mark := _led(passages[number], number) or _label(passages[number], number):
            yield mark


def _label(passage: Passage, number: int) -> _Mark | None:
    """Return the time of a passage that is one, with a day, a place or an "updated" at most."""
    text = passage.text
    if len(text) > _LABEL_LONGEST or passage.tag in ("td", "th"):
        return None
    clock = _CLOCK.search(text)
    if (
        not clock
        or _clock_time(clock) is None
        or ("." in clock[0] and clock.start() and not (clock["zone"] or clock["half"]))
    ):
        return None  # "$15.30"
    return _Mark(number, text) if sum(map(str.isalpha, text)) - len(clock["zone"] or "") <= _WORDS else None


def _led(passage: Passage, number: int) -> _Mark | None:
    """Return the time that a passage begins with, before a title or a text."""
    clock = _CLOCK.match(passage.text)
    if not clock or passage.tag in ("td", "th") or _clock_time(clock) is None:
        return None
    rest = passage.text[clock.end() :]
    bare = rest.lstrip(_SEPARATORS)
    if len(bare) <= _LABEL or rest == bare or _CLOCK.match(bare):
        return None
    if "." in clock[0] and not clock["zone"] and rest[: len(rest) - len(bare)].isspace():
        return None  # "1.40 metres"
    return _Mark(number, clock[0], cut=len(passage.text) - len(bare))


def _placed(page: Page, text: _Text, marks: Sequence[_Mark]) -> list[_Start]:
    """Start an entry at the first passage of the text from each time on."""
    found: dict[int, _Start] = {}
    repeated = _repeated(page.passages) if len(marks) >= _FEW else frozenset[str]()
    at = 0
    ends = [*(mark.passage for mark in marks[1:]), len(page.passages)]
    for mark, end in zip(marks, ends, strict=False):
        for passage in page.passages[mark.passage : max(end, mark.passage + 1)]:
            place = text.find(passage.text, at) if _can_open(passage, repeated) else -1
            if place >= 0:
                title = passage.text[mark.cut :] if passage.tag in _HEADINGS else ""
                found.setdefault(place, _Start(place, *_read_time(mark.written), title))
                at = place + len(passage.text)
                break
    return list(found.values())


def _can_open(passage: Passage, repeated: frozenset[str]) -> bool:
    """Whether an entry may start there: not at a label, nor at a link in a box of key events to an entry further on."""
    return len(passage.text) > _LABEL and not (passage.text in repeated and passage.link_density > _LINKED)


def _repeated(passages: Sequence[Passage]) -> frozenset[str]:
    counts = Counter(passage.text for passage in passages)
    return frozenset(text for text, count in counts.items() if count > 1)


def _dated(starts: Sequence[_Start], day: datetime | None) -> list[_Start]:
    """Give times of day their days: from the oldest on, and a day more where the clock falls back over midnight."""
    bare = [number for number, start in enumerate(starts) if start.bare and start.published]
    if day is None:
        return [replace(start, published=None) if start.bare else start for start in starts]
    clocks = {number: moment for number in bare if (moment := starts[number].published)}
    falls = sum((clocks[one] > clocks[two]) - (clocks[one] < clocks[two]) for one, two in pairwise(bare))
    dated, date, last = list(starts), day.date(), None
    if falls < 0 and clocks[bare[0]] >= max(clocks[bare[1]], clocks[bare[-1]]):
        bare.append(bare.pop(0))  # a summary, pinned above the oldest
    for number in reversed(bare) if falls > 0 else bare:
        clock = clocks[number]
        if last and last - clock > _MIDNIGHT:
            date += timedelta(days=1)
        dated[number] = replace(starts[number], published=datetime.combine(date, clock.time()))
        last = clock
    return dated


def _read_time(written: str) -> tuple[datetime | None, bool]:
    """Return a written time, and whether it is a time of day of no day in particular."""
    written = written[:_LONGEST_TIME]
    try:
        return datetime.fromisoformat(written), False
    except ValueError:
        clock = _CLOCK.search(written)
        dated = next(find_dates(written), None) if not clock or len(written) > len(clock[0]) else None
    if dated or not clock:
        return (dated.when if dated else read_date(written)), False
    return _clock_time(clock, afternoon=bool(_AFTERNOON.search(written))), True


def _clock_time(clock: re.Match[str], *, afternoon: bool = False) -> datetime | None:
    """Return a time of day, of no day in particular, or nothing where it is none."""
    hour, minute, half = int(clock["hour"]), int(clock["minute"]), (clock["half"] or "").lower()
    if half or (afternoon and hour < 12):
        hour = hour % 12 + (0 if half == "a" else 12)
    return datetime.min.replace(hour=hour, minute=minute) if hour < 24 and minute < 60 else None


def _string(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    return clean(found) if isinstance(found, str) else ""
