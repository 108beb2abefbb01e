"""Given names and surnames of some thirty countries: what a person's name looks like.

``text/data/people.txt.gz`` is made by ``coranto.bench.annotate.gazetteer`` from faker (MIT) and the US Census
of 1990 (public domain, as in the package ``names``, MIT).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def name_flags() -> Mapping[str, str]:
    """Return for each name, as written, ``m`` and ``f`` (given, of men, of women) and ``s`` (surname); read once."""
    file = resources.files("coranto.text").joinpath("data", "people.txt.gz")
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def given_names() -> frozenset[str]:
    """Return all given names, as written."""
    return frozenset(name for name, flags in name_flags().items() if "m" in flags or "f" in flags)


@cache
def surnames() -> frozenset[str]:
    """Return all surnames, as written."""
    return frozenset(name for name, flags in name_flags().items() if "s" in flags)


def is_given_name(word: str) -> bool:
    """Whether a word, as written, is a given name."""
    return word in given_names()


def is_surname(word: str) -> bool:
    """Whether a word, as written, is a surname."""
    return word in surnames()
