"""Lists of names: people, places, organisations, demonyms, and words that are no names.

Made by ``coranto.bench.annotate.gazetteer``, which names their sources and licences; organisations,
demonyms, head words and aliases are kept by hand.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale

from coranto.annotate.lexicon import read_data

_NATIONS = {"England", "Scotland", "Wales", "Northern Ireland", "Yugoslavia", "Soviet Union", "Czechoslovakia"}
"""Nations that play and are counted as countries are, beside the territories of CLDR."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``people`` maps a name to its flags (``m``, ``f`` given, ``s`` surname); ``places``, ``organisations`` and
    ``persons`` a spelling to the canonical name; ``heads`` a type's tell-tale words; ``words`` a lower-case English
    word to the number of articles, of ``articles``, that write it so.
    """

    people: dict[str, str]
    places: dict[str, str]
    organisations: dict[str, str]
    persons: dict[str, str]
    demonyms: frozenset[str]
    heads: dict[str, frozenset[str]]
    connectors: frozenset[str]
    after_place: frozenset[str]
    before_place: frozenset[str]
    not_names: frozenset[str]
    countries: frozenset[str]
    regions: frozenset[str]
    elections: frozenset[str]
    votes: frozenset[str]
    listed: frozenset[str]
    words: dict[str, int]
    articles: int

    def given(self, word: str) -> bool:
        """Tell whether a word is a given name."""
        flags = self.people.get(word, "")
        return "m" in flags or "f" in flags

    def common(self, word: str) -> bool:
        """Tell whether a word is mostly an ordinary one."""
        return self.words.get(word.lower(), 0) > 20


@cache
def gazetteer() -> Gazetteer:
    """Read the lists, once (about 60 ms)."""
    heads = read_data("heads.json")
    aliases = read_data("aliases.json")
    words = {word: int(count) for word, count in _pairs("words.txt.gz")}
    places = dict(_pairs("places.txt.gz"))
    for name, spellings in aliases["place"].items():
        places |= dict.fromkeys((name, *filter(None, spellings.split("|"))), name)
    persons = {
        alias: name for name, spellings in aliases["person"].items() for alias in filter(None, spellings.split("|"))
    }
    organisations = dict(_pairs("organisations.txt"))
    countries = frozenset(_countries(places))
    return Gazetteer(
        listed=frozenset((*places, *organisations, *persons)),
        countries=countries,
        votes=frozenset(heads["votes"].split()),
        elections=frozenset(heads["elections"].split()),
        regions=countries | frozenset(heads["regions"].split("|")),
        people=dict(_pairs("people.txt.gz")),
        places=places,
        organisations=organisations,
        persons=persons,
        demonyms=frozenset(_read("demonyms.txt").split()),
        heads={kind: frozenset(heads[kind].split()) for kind in ("organisation", "place", "event")},
        connectors=frozenset(heads["connectors"].split()),
        before_place=frozenset(heads["before_place"].split()),
        after_place=frozenset(heads["after_place"].split()),
        not_names=frozenset(heads["not_names"].split()),
        articles=words.pop("*"),
        words=words,
    )


def _countries(places: dict[str, str]) -> Iterator[str]:
    territories = set(Locale("en").territories.values()) | _NATIONS
    return (name for name, canonical in places.items() if canonical in territories)


def _pairs(name: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (line.partition("\t") for line in _read(name).splitlines())]


def _read(name: str) -> str:
    raw = resources.files("coranto.annotate").joinpath("data", name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
