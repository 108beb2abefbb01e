"""Words of one language that the annotators go by: ``data/xx.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "ru", "uk")
"""Languages with a file of their own; others go by English marks and no words."""


@dataclass(frozen=True)
class Lexicon:
    """One language's closed classes, lower case. See the keys of ``data/en.json`` for what each holds."""

    language: str
    marks: tuple[str, ...]
    stopwords: frozenset[str]
    cues: frozenset[str]
    telling: frozenset[str]
    sources: frozenset[str]
    between: frozenset[str]
    that: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    determiners: frozenset[str]
    breaks: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    weekdays: tuple[str, ...]
    days: dict[str, int]
    least: tuple[str, ...]
    most: tuple[str, ...]
    ranges: tuple[str, ...]
    openings: tuple[str, ...]
    verbal: tuple[str, ...]
    furniture: tuple[str, ...]
    units: dict[str, str]
    of: frozenset[str]
    countable: frozenset[str]
    bare: frozenset[str]
    joins: frozenset[str]
    passive: frozenset[str]
    core: frozenset[str]
    firms: frozenset[str]
    numbered: frozenset[str]
    changes: frozenset[str]
    ratios: tuple[str, ...]
    offices: tuple[str, ...]

    @cached_property
    def unopened(self) -> frozenset[str]:
        """Words that open a sentence in capitals and no name."""
        return self.stopwords | self.sources | self.prepositions | self.determiners


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language; one that has no file gets marks only."""
    data = read_data(f"{language if language in LANGUAGES else 'xx'}.json")
    return Lexicon(
        language=language,
        marks=tuple(data["marks"]),
        weekdays=tuple(data["weekdays"]),
        days=data["days"],
        least=tuple(data["least"]),
        most=tuple(data["most"]),
        ranges=tuple(data["ranges"]),
        openings=tuple(data["openings"]),
        verbal=tuple(data["verbal"]),
        furniture=tuple(data["furniture"]),
        ratios=tuple(data["ratios"]),
        offices=tuple(data["offices"]),
        units=data["units"],
        **{name: frozenset(data[name].split()) for name in _SETS},
    )


_SETS = (
    "stopwords",
    "cues",
    "telling",
    "sources",
    "between",
    "that",
    "male",
    "female",
    "plural",
    "determiners",
    "breaks",
    "prepositions",
    "titles",
    "roles",
    "of",
    "countable",
    "bare",
    "joins",
    "passive",
    "core",
    "firms",
    "numbered",
    "changes",
)


def read_data(name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return one JSON file of ``annotate/data``."""
    return json.loads(read_text(name))


def read_text(name: str) -> str:
    """Return one text file of ``annotate/data``."""
    return resources.files("coranto.annotate").joinpath("data", name).read_text(encoding="utf-8")
