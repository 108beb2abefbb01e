"""How many words a title shares with the page's address and with its other titles.

A heading that shares none with them is the site's or a section's; of two headlines, the one that the page was
first filed under stands in its address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]+")
_LONGEST_URL = 1000
_REFERENCES = {"h1 only": "h1", "h1 first": "h1", "og:title": "og", "title": "title", "ld headline": "ld"}
_GROUPS = (("h1 ", "h1"), ("ld", "ld"), ("og", "og"), ("title", "title"), ("h2", "h2"))

Words = frozenset[str]


def references(url: str, titles: Mapping[str, Set[str]]) -> dict[str, Words]:
    """Return the words of the address and of the main titles by a short name; ``titles`` gives each title's facts."""
    found = {"slug": _slug_words(url)}
    for text, facts in titles.items():
        for fact in facts & _REFERENCES.keys():
            found[_REFERENCES[fact]] = words_of_title(text)
    return {name: words for name, words in found.items() if len(words) > 1}


def kinship(text: str, facts: Set[str], known: Mapping[str, Words]) -> Iterator[str]:
    """Yield in quarters how many words a title has in common with each of the references."""
    words = words_of_title(text)
    group = next((name for start, name in _GROUPS if any(fact.startswith(start) for fact in facts)), "meta")
    for name, theirs in known.items():
        common = len(words & theirs)
        if name != group:
            yield f"{group} {4 * common // max(1, min(len(words), len(theirs)))} {name}"
        if name == "slug":
            yield f"{4 * common // len(theirs)} of slug"
            yield f"{4 * common // max(1, len(words))} in slug"


@lru_cache(maxsize=4_000)
def words_of_title(text: str) -> Words:
    """Return the words as an address has them: case-folded, without accents and apostrophes."""
    text = text.casefold().replace("'", "").replace("’", "")
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return frozenset(_WORD.findall(text))


def _slug_words(url: str) -> Words:
    """Return the words of the part of the address' path that has most of them."""
    path = url[:_LONGEST_URL].partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    return max(map(words_of_title, unquote(path).split("/")), key=len)
