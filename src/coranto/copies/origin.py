"""Which member of a copy family the others come from, where it can be known.

In order: the member that another one names as its source (by a canonical link or a notice of first publication), the
agency whose text it is, the time, and where two came within minutes, the more complete text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.copies.rows import Rows
from coranto.model import Arrival
from coranto.text.names import publisher_key
from coranto.text.urls import host_of
from coranto.text.words import Hashes, key_number, read_words

OWN_TEXT, NO_MARK, AGENCY_TEXT, FOREIGN_TEXT = range(4)
"""Rank of a member: the agency's own page; a page without marks; one with an agency's mark; one that says that it
was published elsewhere first."""

_SAME_TIME = 600
"""Seconds within which two reports count as simultaneous."""
_EDGE = 600
"""Characters at the start and the end of a text in which such a notice stands."""
_EDGE_WORDS = 150
"""At least as many words as stand there."""
_OUTLET = 60
"""Characters of an outlet's name."""
_OUTLETS = 10_000


def rank_arrival(arrival: Arrival, named: int) -> int:
    """Return how likely an article is to be the origin of its family, lower is likelier; ``named`` as it ``names``."""
    publisher = outlet_number(arrival.publisher)
    if publisher and arrival.agency and publisher == outlet_number(arrival.agency):
        return OWN_TEXT
    if named:
        return FOREIGN_TEXT
    return AGENCY_TEXT if arrival.agency else NO_MARK


def names(arrival: Arrival, words: Hashes) -> int:
    """Return the number of the address or outlet that an article names as where it was published first, 0 if none."""
    if arrival.original and not _one_site(arrival.original, arrival.url):
        return address_number(arrival.original)
    outlet = _named_outlet(arrival.text, words)
    if not outlet or publisher_key(outlet).startswith(publisher_key(arrival.publisher) or "?"):
        return 0
    return outlet_number(outlet)


def address_number(url: str) -> int:
    """Return the number of an address, as ``text.urls.clean_url`` gives it; 0 for none."""
    key = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if key else 0


@lru_cache(_OUTLETS)
def outlet_number(name: str) -> int:
    """Return the number of a publisher or agency, 0 for none."""
    return key_number(publisher_key(name))


@lru_cache(_OUTLETS)
def outlet_words(name: str) -> Hashes:
    """Return the words of a publisher's name."""
    return read_words([name])[0].hashes


def choose_origin(rows: Rows, members: Sequence[int]) -> int:
    """Return the member (a row) that the others come from."""
    table = rows.table[list(members)]
    likely = _named_members(table)
    rank = table["rank"][likely]
    likely = likely[rank == rank.min()]
    when = table["when"][likely]
    together = likely[when - when.min() <= _SAME_TIME]
    nearest: list[int] = [members[number] for number in together.tolist()]
    return max(nearest, key=lambda row: (int(rows.table["size"][row]), -row))


def _named_members(table: NDArray[Any]) -> NDArray[np.intp]:
    """Return the members (positions) that another one names as its source, all where none does."""
    named = np.unique(table["names"])
    named = named[named > 0]
    if not named.size:
        return np.arange(len(table))
    found = np.flatnonzero(np.isin(table["address"], named) | np.isin(table["publisher"], named))
    return found if found.size else np.arange(len(table))


def _one_site(one: str, other: str) -> bool:
    first, second = host_of(one), host_of(other)
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _named_outlet(text: str, words: Hashes) -> str:
    """Return the outlet that a notice at the edge of a text names."""
    edge_words = words if len(words) <= 2 * _EDGE_WORDS else np.concatenate((words[:_EDGE_WORDS], words[-_EDGE_WORDS:]))
    if not (edge_words == _tell_tales()).any():
        return ""
    edges = text if len(text) <= 2 * _EDGE else text[:_EDGE] + "\n" + text[-_EDGE:]
    found = _notice().search(edges)
    return found["outlet"].strip() if found else ""


@cache
def _phrases() -> list[str]:
    file = resources.files("coranto.copies") / "data" / "first_published.toml"
    held: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return [phrase for phrases in held.values() for phrase in phrases]


@cache
def _tell_tales() -> Hashes:
    """Return the longest word of each phrase, one a row: a text without any of them holds no notice."""
    longest = {max(re.findall(r"\w+", phrase), key=len) for phrase in _phrases()}
    return read_words([" ".join(sorted(longest))])[0].hashes[:, np.newaxis]


@cache
def _notice() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in _phrases())
    return re.compile(rf"\b(?:{phrases})\s+(?P<outlet>[^\n.,;:()]{{2,{_OUTLET}}})", re.IGNORECASE)
