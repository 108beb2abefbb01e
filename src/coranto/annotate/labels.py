"""Sensitivity labels, by words of ``data/labels.json``: a label needs several, fewer where they are plain (``!``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from coranto.annotate.document import Document
from coranto.annotate.lexicon import read_data

_READ = 40_000
"""Characters looked at."""
_ENOUGH = 3.0
_IN_TITLE = 2.0
_PLAIN = 2.0
"""What a word weighs that says so by itself."""
_MOST_OF_ONE = 2
"""Times that one word counts."""


def find_labels(document: Document, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the publisher's labels and those that the text earns, sorted."""
    body = document.text[:_READ].lower()
    title = document.title.lower()
    words = _words(document.language)
    earned = {label for label, known in words.items() if _weight(known, body, title) >= _ENOUGH}
    return tuple(sorted(earned | set(given)))


@dataclass(frozen=True, slots=True)
class _Words:
    """One label's words: any of them, and those that say so by themselves."""

    every: re.Pattern[str]
    plain: re.Pattern[str]


def _weight(words: _Words, body: str, title: str) -> float:
    counts = Counter(found.group() for found in words.every.finditer(body))
    weight = sum(
        min(count, _MOST_OF_ONE) * (_PLAIN if words.plain.fullmatch(word) else 1.0) for word, count in counts.items()
    )
    return weight + _IN_TITLE * (words.every.search(title) is not None)


@cache
def _words(language: str) -> dict[str, _Words]:
    data = read_data("labels.json")
    return {
        label: _Words(
            _pattern(word.removeprefix("!") for word in words[language].split("|")),
            _pattern(word[1:] for word in words[language].split("|") if word[0] == "!"),
        )
        for label, words in data.items()
        if language in words
    }


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any of the words, longest first; of none, what matches nothing."""
    choices = "|".join(stem.replace("*", r"\w{0,8}") for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices or '(?!)'})(?!\w)")
