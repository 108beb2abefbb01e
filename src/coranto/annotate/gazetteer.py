"""Lists of names: people, places, organisations, demonyms, and words that are no names.

Made by ``coranto.bench.annotate.gazetteer``, which names their sources and licences; organisations,
demonyms, head words and aliases are kept by hand.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale

from coranto.annotate.inflection import case_forms
from coranto.annotate.lexicon import read_data
from coranto.model import EntityType
from coranto.text.names import name_key
from coranto.text.people import name_flags

_NATIONS = {"England", "Scotland", "Wales", "Northern Ireland", "Yugoslavia", "Soviet Union", "Czechoslovakia"}
"""Nations that play and are counted as countries are, beside the territories of CLDR."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``people`` maps a name to its flags (``m``, ``f`` given, ``s`` surname); ``places``, ``organisations``,
    ``persons`` and ``events`` a spelling or case form to the canonical name, ``folded`` a key of one (without accents
    and case); ``nominatives`` a case form of ``people`` to its nominative; ``romanised`` a spelling of a Slavic given
    name to the one that keys have; ``heads`` a type's tell-tale words; ``words`` a lower-case English word to the
    number of articles, of ``articles``, that write it so.
    """

    people: dict[str, str]
    places: dict[str, str]
    organisations: dict[str, str]
    persons: dict[str, str]
    events: dict[str, str]
    folded: dict[EntityType, dict[str, str]]
    nominatives: dict[str, str]
    romanised: dict[str, str]
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
    spelled = _spellings(aliases["place"])
    places = {name: spelled.get(place, place) for name, place in _pairs("places.txt.gz")} | spelled
    persons, events = _spellings(aliases["person"]), _spellings(aliases["event"])
    organisations = dict(_pairs("organisations.txt"))
    people = _given(aliases) | dict(name_flags())
    nominatives = _nominatives(people)
    folded = {
        EntityType.PERSON: _folded(persons),
        EntityType.ORGANISATION: _folded(organisations),
        EntityType.PLACE: _folded(_spellings(aliases["place"])),
        EntityType.EVENT: _folded(events),
    }
    for names in (places, persons, organisations, events):
        _inflect(names, surnames=names is persons)
    countries = frozenset(_countries(places))
    return Gazetteer(
        listed=frozenset((*places, *organisations, *persons, *events)),
        events=events,
        folded=folded,
        nominatives=nominatives,
        romanised=_spellings(aliases["given"]),
        countries=countries,
        votes=frozenset(heads["votes"].split()),
        elections=frozenset(heads["elections"].split()),
        regions=countries | frozenset(heads["regions"].split("|")),
        people={form: people[name] for form, name in nominatives.items()} | people,
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


def _spellings(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return each spelling, and the canonical name itself, with the canonical name."""
    return {spelling: name for name, joined in aliases.items() for spelling in (name, *filter(None, joined.split("|")))}


def _inflect(names: dict[str, str], *, surnames: bool) -> None:
    """Add the case forms of the names in Cyrillic; a form that is a name itself stays that name's."""
    for name, canonical in [*names.items()]:
        for form in case_forms(name, surname=surnames):
            names.setdefault(form, canonical)


def _nominatives(people: Mapping[str, str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for name, flags in people.items():
        for form in case_forms(name, surname=flags == "s"):
            forms.setdefault(form, name)
    return forms


def _given(aliases: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the given names of the aliases with their flags; the Slavic ones of women end in ``a``."""
    flags = {name: "f" if name[-1] in "aая" else "m" for name in _spellings(aliases["given"])}
    return flags | {name: flag for flag, names in aliases["more_given"].items() for name in names.split()}


def _folded(names: Mapping[str, str]) -> dict[str, str]:
    return {name_key(spelling): name for spelling, name in names.items()}


def _countries(places: dict[str, str]) -> Iterator[str]:
    territories = set(Locale("en").territories.values()) | _NATIONS
    return (name for name, canonical in places.items() if canonical in territories)


def _pairs(name: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (line.partition("\t") for line in _read(name).splitlines())]


def _read(name: str) -> str:
    raw = resources.files("coranto.annotate").joinpath("data", name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
