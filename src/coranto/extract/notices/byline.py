"""Bylines: what opens them, and the names of a line that holds dates, roles and marks besides."""

from __future__ import annotations

import re
from functools import cache

from coranto.extract.notices.people import (
    BARS,
    after_opening,
    is_proper,
    is_simple,
    joining_words,
    labels,
    opening_of,
    openings,
    particles,
    read_people,
    starts_of,
)
from coranto.extract.notices.words import any_of, words_of
from coranto.text.calendar import month_number

_LONGEST_LINE = 200
_LONGEST_PUBLISHED_LINE = 120
"""Characters of a line in which ``by`` may stand behind a date."""
_LONGEST_PROPER_LINE = 100
_READING_TIME = re.compile(
    r"\(?(?<!\d)\d{1,3}[\s-]?min(?:ute)?s?\b(?:[\s-](?:read|lesezeit|de lecture|de lectura))?\)?", re.IGNORECASE
)
_OTHER_ROLE = re.compile(
    r"\b(?:[Mm]edically\s|[Ff]act[- ])?(?:[Rr]eviewed|[Ee]dited|[Uu]pdated|[Cc]hecked|[Pp]hotographed)(?: & \S+)? by\b"
    r"|(?<=\s)(?:Illustration(?:en)?|Photos?|Fotos?|Bilder|Grafik|Übersetzung)(?:\s(?:von|by)\b|:)"
)
_SECTION_BEHIND = re.compile(r"\son behalf\s.*$|\s(?:in|on|for)\s[A-Z].*$|\s(?:on|am|le|el|il|em)\s*\|.*$")
_GLUED_OPENINGS = ("by", "von", "par", "por", "文", "記", "记")
_GLUED = re.compile(r"(?:\A|[\s|•·–—-])(?i:by|von|par|por)(?=[A-ZÀ-Þ])")
"""An opening that stands in an element of its own, without a blank before the name."""
_GLUED_DATE = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ][^\W\d_]{2,9}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2}\. ?[A-ZÀ-Þ])")
"""Between a name and the date of the next element (``Ann LeeMay 3, 2026``)."""
_INNER_CAPITAL = re.compile(r"[a-zà-ž][A-Z]")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(
    r"(?:(?<![^\W_])|(?=\d\d?\s?[,;]))\d+(?:[.:/,–-]\d+)*(?:(?:st|nd|rd|th|am|pm|h)\b|[年月日時时分秒년월일])?[.,]?"
)
"""A figure of a date or time; those at the end of a pen name are part of it."""
_DAY, _YEAR = "0", "00"
_FIGURE_WORDS = frozenset((_DAY, _YEAR))
"""What stands for a figure of at most two digits, and for a longer one, while dates are cut."""
_HANDLE = re.compile(r"[^\W\d_]{3,}\d{1,4}")
"""A pen name that ends in figures (``freeman1984``)."""


def read_byline(line: str) -> tuple[str, ...]:
    """Return the people of ``By Ann Lee and Bo Ek``, or nothing if the line is no byline."""
    line = line.strip()
    found = opening_of(line)
    if not found or len(line) > _LONGEST_LINE:
        return ()
    people = read_people(line[found.end() :])
    return people if people and all(map(is_proper, people)) else ()


def is_byline_label(text: str) -> bool:
    """Whether this stands before an author's name, alone (``Written by``, ``Autor:``)."""
    return text.lower().strip(" :：") in labels()


@cache
def byline_starts() -> frozenset[str]:
    """Return how the texts begin that open a byline or label one: their first three characters, or two."""
    starts = starts_of((*openings(), *labels()))
    return frozenset(form for start in starts for form in (start, start[:1].upper() + start[1:], start.upper()))


def may_open_byline(text: str) -> bool:
    """Whether the first word of a text opens a byline or its label."""
    first = text.partition(" ")[0].lower()
    return first in _first_words() or first in _first_of_labels() or first.startswith(_GLUED_OPENINGS)


def opens_byline(line: str) -> bool:
    """Whether a line opens with ``By`` or the like."""
    return bool(opening_of(line) or _GLUED.match(line))


def holds_byline(line: str) -> bool:
    """Whether ``by`` or the like stands somewhere in a short line, before something."""
    return len(line) <= _LONGEST_PUBLISHED_LINE and _behind_byline_word(line) is not None


def _behind_byline_word(line: str) -> str | None:
    """Return what follows ``by`` or the like within a line, or None where no such word stands in it."""
    lower = line.lower()
    found = [_within(word.rstrip(":：")).search(line) for word in _first_words().intersection(lower.split())]
    if "by" in lower or "von" in lower or "par" in lower or "por" in lower:
        found.append(_GLUED.search(line))
    ends = [(match.start(), -match.end()) for match in found if match]
    return line[-min(ends)[1] :] if ends else None


def has_capitals(line: str) -> bool:
    """Whether a short line could be names: each word is capitalised, or small, or no word."""
    return len(line) <= _LONGEST_PROPER_LINE and all(
        not word[0].islower() or len(word) <= 3 or word in joining_words() for word in line.split()
    )


def byline_names(line: str) -> tuple[str, ...]:
    """Return the names of a line that holds a byline among dates, roles and marks.

    ``Published August 7, 2023 by Ann Lee``, ``Dec 26, 2025 • Ann Lee in Culture``, ``ByAnn Lee``.
    """
    bare = after_opening(line)
    if is_simple(bare):
        return read_people(bare)
    if _DIGIT.search(line):
        line = _without_dates(_GLUED_DATE.sub(" | ", _READING_TIME.sub("|", line)))
    other = _OTHER_ROLE.search(line) if "by" in line or "von" in line or ":" in line else None
    if other:
        line = line[: other.start()]
    behind = _behind_byline_word(line)
    line = line if behind is None else behind
    cut = _cuts().search(line) if _INNER_CAPITAL.search(line) or not _cut_words().isdisjoint(line.split()) else None
    if cut:
        line = line[: cut.start()]
    line = _SECTION_BEHIND.sub("", line).strip(" |")
    names = read_people(line)
    if behind is not None and not names:
        return (line,) if _HANDLE.fullmatch(line) else ()
    if behind is not None and not all(map(is_proper, names)):
        first = read_people(BARS.split(line.strip(" |"), maxsplit=1)[0])
        return first if all(map(is_proper, first)) else names
    return names


def _without_dates(line: str) -> str:
    """Put a bar where dates and times stand: what holds a figure, and the words beside it that belong to it.

    A month stands behind a day, not behind a year (``2026 Ian Lee``).
    """
    words = _FIGURES.sub(_figure, line).split()
    kept: list[str] = []
    before = ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        lower = word.lower().strip(".,:;()-–/")
        if lower in _FIGURE_WORDS or (following in _FIGURE_WORDS and month_number(lower)):
            if not before:
                while kept and kept[-1].lower().strip(" ,.:") in _beside_dates():
                    kept.pop()
                kept.append("|")
            before = lower
        elif not (before and (lower in _after_dates() or (before == _DAY and month_number(lower)))):
            before = ""
            kept.append(word)
    return " ".join(kept)


def _figure(found: re.Match[str]) -> str:
    return f" {_DAY} " if len(found[0].rstrip("stndrh.,")) <= len("31") else f" {_YEAR} "


@cache
def _within(first: str) -> re.Pattern[str]:
    """Return the pattern of the openings with this first word within a line; one that is part of names needs a bar."""
    words = any_of(word for word in openings() if word.split()[0].rstrip(":") == first)
    before = r"\A|[|•·–—,]\s*" if first in particles() else r"\A|[\s|•·–—-]"
    return re.compile(rf"(?:{before}){words}(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """Return the first word of everything that opens a byline."""
    words = {words.split()[0].rstrip(":") for words in openings() if len(words) > 1}
    return frozenset(word + mark for word in words for mark in ("", ":", "："))


@cache
def _first_of_labels() -> frozenset[str]:
    return frozenset(words.split()[0] + mark for words in labels() for mark in ("", ":", "："))


@cache
def _cut_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in words_of("byline", "cuts"))


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|(?<=[a-zà-ž])(?=[A-Z])){any_of(words_of('byline', 'cuts'))}(?!\w)")


@cache
def _beside_dates() -> frozenset[str]:
    words = (*words_of("byline", "beside_dates"), *words_of("date", "published"), *words_of("date", "updated"))
    return frozenset(("", *(part for word in words for part in word.split())))


@cache
def _after_dates() -> frozenset[str]:
    return frozenset(words_of("byline", "after_dates"))
