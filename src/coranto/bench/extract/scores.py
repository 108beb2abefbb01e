"""How one extraction is judged against one label. Every score is 0 to 1, or ``None`` where the label is silent."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_WORD = re.compile(r"\w+")
_AND = re.compile(r"\s*(?:,\s*(?:and|und|et)\s+|,|;|\s(?:and|und|et|&|\|)\s)\s*", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|r\.?d(?:n)?|fand|j\.?d|mba|ms|m\.?s|cfp|cpa|fomA|facl?m|dabom|e-?ryt)\b.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool made of a page; ``None`` where the tool does not read that part."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    day: str | None = None


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded, by which bodies are compared."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def word_bag_f1(found: str, truth: str) -> float:
    """Return the F1 of the two texts' words as multisets; two empty texts agree."""
    got, want = Counter(words(found)), Counter(words(truth))
    if not got and not want:
        return 1.0
    common = sum((got & want).values())
    return 2 * common / (sum(got.values()) + sum(want.values()))


def count_segments(found: str, wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[int, int, int]:
    """Return hits, misses and false alarms over pieces that must and must not be in a text."""
    text = _squeeze(found)
    hits = sum(_squeeze(piece) in text for piece in wanted)
    return hits, len(wanted) - hits, sum(_squeeze(piece) in text for piece in unwanted)


def same_title(found: str | None, truth: str | None) -> float | None:
    """Whether two titles are one, apart from case, blanks and the shape of quotation marks and dashes."""
    return None if truth is None else float(_plain(found or "") == _plain(truth))


def same_authors(found: Sequence[str] | None, truth: Sequence[str] | None) -> float | None:
    """Whether the same people are named, in any order; degrees behind a name do not count."""
    return None if truth is None else float(_people(found or ()) == _people(truth))


def same_day(found: str | None, truth: str | None) -> float | None:
    """Whether two ISO days are one; a truth that knows the month only is met by any day of it."""
    return None if truth is None else float(bool(found) and str(found).startswith(truth))


def day_of(moment: date | None) -> str | None:
    """Return the ISO day of a moment in its own zone."""
    return moment.isoformat()[:10] if moment else None


def f1(hits: float, misses: float, false_alarms: float) -> float:
    """Return F1 from counts; 0 where nothing was hit."""
    return 2 * hits / (2 * hits + misses + false_alarms) if hits else 0.0


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are known."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _squeeze(text: str) -> str:
    return " ".join(text.split())


_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»‹›‘’‚`´', "'") | dict.fromkeys("‐‑‒–—―−", "-"))


def _plain(text: str) -> str:
    return _squeeze(unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()


def _people(names: Iterable[str]) -> frozenset[str]:
    parts = (_DEGREE.sub("", part) for name in names for part in _AND.split(name))
    return frozenset(filter(None, (_plain(part).strip(" .,") for part in parts)))
