"""Numbers as people write them: ``1,234.5``, ``1.234,5``, ``12 Mio.``, ``three dozen``, ``двести``.

Marks and words of each language are data (``data/numbers.json``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_GROUPED = r"\d{{1,3}}(?:[{groups}]\d{{3}}(?!\d))+"
_CURRENCIES = tuple("$€£¥₽₴")
_LONGEST = 18
"""Digits read: more is an identifier."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number that stands at ``text[start:end]``; ``worded`` where no digit does, ``scale`` of a word like million."""

    value: float
    start: int
    end: int
    worded: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's way of writing numbers."""

    pattern: re.Pattern[str]
    decimal: str
    units: dict[str, float]
    scales: dict[str, float]


def find_numbers(text: str, language: str = "en") -> Iterator[FoundNumber]:
    """Yield the numbers of a text in order; ordinals and numbers inside words or codes are none."""
    words = _words(language)
    for found in words.pattern.finditer(text):
        value = _value(found, words)
        if value is not None and not _is_code(text, found):
            scale = words.scales.get(_bare(found["scale"] or found["scale2"] or ""), 1.0)
            yield FoundNumber(value * scale, found.start(), found.end(), not found["digits"], scale)


def _is_code(text: str, found: re.Match[str]) -> bool:
    """Tell whether a capital after the digits makes a code (``39B``), not a sum (``$39B``)."""
    scale = found["scale"] or ""
    return len(scale) == 1 and scale.isupper() and text[found.start() - 1 : found.start()] not in _CURRENCIES


def _value(found: re.Match[str], words: _Words) -> float | None:
    """Return the number without its scale."""
    if not found["digits"]:
        return _worded(found["words"], words)
    digits = found["digits"]
    if len(digits) > _LONGEST:
        return None
    whole, mark, rest = digits.rpartition(words.decimal)
    if not mark:
        whole, rest = digits, ""
    return float(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{rest or '0'}")


def _worded(text: str, words: _Words) -> float:
    """Add up ``two hundred and five``: a smaller number after a larger one is added, a hundred multiplies."""
    total = 0.0
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        value = words.units.get(word)
        if value is None:
            continue
        total = max(total, 1) * value if value >= 100 and total < value else total + value
    return total


def _bare(word: str) -> str:
    return word.lower().strip(" .\u00a0-")


def _alternatives(names: list[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"


@cache
def _words(language: str) -> _Words:
    data = _data()
    known = data.get(language, data["en"])
    units = {name: float(value) for value, names in known["units"].items() for name in names.split()}
    scales = {name: float(value) for value, names in known["scales"].items() for name in names.split()}
    unit = _alternatives(list(units))
    scale = _alternatives(list(scales))
    digits = _GROUPED.format(groups=known["groups"]) + r"|\d+"
    decimal = re.escape(known["decimal"])
    joint = rf"(?:[\s-](?:{known['and']}\s)?|-)" if known["and"] else r"[\s-]"
    pattern = re.compile(
        rf"(?<![\w.,/:-])(?:(?P<digits>(?:{digits})(?:{decimal}\d{{1,6}})?)(?![\d/:])(?!{decimal}\d)(?:[\s-]?(?P<scale>{scale})\b|(?!\w))"
        rf"|(?P<words>(?:{unit})(?:{joint}(?:{unit})){{0,5}})\b(?:[\s-](?P<scale2>{scale})\b)?)",
        re.IGNORECASE,
    )
    return _Words(pattern, known["decimal"], units, scales)


@cache
def _data() -> dict[str, Any]:
    file = resources.files("coranto.text").joinpath("data", "numbers.json")
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded
