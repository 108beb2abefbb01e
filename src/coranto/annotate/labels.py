"""Sensitivity labels, by words of ``data/labels.json``: a label needs several, or one in the headline."""

from __future__ import annotations

import re
from functools import cache

from coranto.annotate.document import Document
from coranto.annotate.lexicon import read_data

_READ = 40_000
"""Characters looked at."""
_ENOUGH = 3.0
_IN_TITLE = 2.0
_MOST_OF_ONE = 2
"""Times that one word counts."""


def find_labels(document: Document, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the publisher's labels and those that the text earns, sorted."""
    body = document.text[:_READ].lower()
    title = document.title.lower()
    earned = {label for label, words in _patterns(document.language).items() if _weight(words, body, title) >= _ENOUGH}
    return tuple(sorted(earned | set(given)))


def _weight(words: re.Pattern[str], body: str, title: str) -> float:
    counts: dict[str, int] = {}
    for found in words.finditer(body):
        counts[found.group()] = counts.get(found.group(), 0) + 1
    weight = float(sum(min(count, _MOST_OF_ONE) for count in counts.values()))
    return weight + _IN_TITLE * (words.search(title) is not None)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    data = read_data("labels.json")
    return {
        label: re.compile(
            r"(?<!\w)(?:" + "|".join(stem.replace("*", r"\w{0,8}") for stem in words[language].split("|")) + r")(?!\w)"
        )
        for label, words in data.items()
        if language in words
    }
