"""One name for one thing: within a text by surnames, acronyms and case forms, across texts by known spellings.

``John Smith`` is ``Smith`` where the text says so; ``Selenskyj`` is ``Volodymyr Zelenskiy`` by a list of spellings;
``Ивана Петрова`` is ``Иван Петров``, whose key is the one that ``Ivan Petrov`` has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coranto.annotate.chunks import Chunk
from coranto.annotate.evidence import shouted_place
from coranto.annotate.gazetteer import Gazetteer
from coranto.annotate.inflection import SURNAME_ENDINGS, case_forms, is_cyrillic, romanise
from coranto.model import EntityType
from coranto.text.names import entity_key, name_key

_ENDINGS = {"de": ("s",), "ru": (), "uk": ()}
"""Genitive endings that a name takes without an apostrophe."""
_SUFFIX_WORDS = 4
"""Words of the longest surname: ``von der Leyen``."""
_LEAST_INITIALS = 2

Names = dict[tuple[str, EntityType], str]
"""The canonical name of each name and type in a text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A chunk with its type, as words of the document, and its name as a nominative."""

    chunk: Chunk
    type: EntityType
    name: str


def base_form(words: Sequence[str], language: str, names: Gazetteer) -> str:
    """Return a name as lists have it: Russian and Ukrainian in the nominative, German without its genitive ``s``."""
    text = " ".join(words)
    if text in names.listed:
        return text
    for ending in _ENDINGS.get(language, ()):
        if text.endswith(ending) and text.removesuffix(ending) in names.listed:
            return text.removesuffix(ending)
    if not is_cyrillic(text):
        return text
    if len(words) == 1:
        return (
            text
            if text in names.people and "s" in names.people[text] and text not in names.nominatives
            else (names.nominatives.get(text, text))
        )
    given = _given(words[0], words[-1], names)
    if given == words[0]:
        return text
    gender = "f" if "f" in names.people[given] and "m" not in names.people[given] else "m"
    middle = [names.nominatives.get(word, word) for word in words[1:-1]]
    return " ".join([given, *middle, _surname(words[-1], names.nominatives.get(words[-1], words[-1]), gender)])


def _given(word: str, surname: str, names: Gazetteer) -> str:
    """Return the nominative of a given name; ``Володимира`` is a woman's unless the surname is a man's in that case."""
    base = names.nominatives.get(word, word)
    if not names.given(base) or base == word:
        return word
    doubtful = "f" in names.people[word] and "f" not in names.people[base]
    womans = surname.endswith(SURNAME_ENDINGS["f"]) or surname not in names.nominatives
    return word if doubtful and womans else base


def _surname(word: str, listed: str, gender: str) -> str:
    """Return the nominative of an oblique surname, which must decline to the word: of men, then of women."""
    cuts = (word[: len(word) - size] for size in range(1, 4) if len(word) - size > 1)
    endings = ("", "й", "ий", "ій", "ь", "о", "а") if gender == "m" else ("а", "я", "ая")
    guesses = [cut + ending for cut in cuts for ending in endings]
    fitting = [guess for guess in guesses if word in case_forms(guess, surname=True)]
    shaped = [guess for guess in fitting if guess.endswith(SURNAME_ENDINGS[gender])]
    if gender == "f":
        return (shaped or [word])[0]
    return listed if listed != word else (shaped or fitting or [word])[0]


def known_forms(
    texts: Sequence[str], types: Sequence[EntityType | None], language: str, names: Gazetteer
) -> tuple[list[str], list[EntityType | None]]:
    """Give case forms and German genitives of surnames that the text has in full their name, and type them."""
    surnames = {
        text.split()[-1]: text
        for text, kind in zip(texts, types, strict=True)
        if kind is EntityType.PERSON and " " in text
    }
    forms: dict[str, str] = {}
    for surname in surnames:
        forms.update(dict.fromkeys(case_forms(surname, surname=True), surname))
        forms.update({surname + ending: surname for ending in _ENDINGS.get(language, ())})
    bases = [
        forms.get(text) or (_place(text) if kind is EntityType.PLACE and text not in names.places else text)
        for text, kind in zip(texts, types, strict=True)
    ]
    return bases, [
        EntityType.PERSON if base in surnames and (kind is None or base != text) else kind
        for base, text, kind in zip(bases, texts, types, strict=True)
    ]


def _place(name: str) -> str:
    """Return the nominative of an unlisted town in the locative, where its shape tells it."""
    bare = name[:-1]
    return bare if name[-1] in "еі" and bare.endswith(_TOWNS) else name


_TOWNS = ("ск", "цк", "ськ", "цьк", "град", "город", "бург", "ен", "ан", "он", "ин", "ін", "ов", "ев", "ів", "штадт")
"""How towns end whose names decline as men's do."""


def canonical_names(mentions: Sequence[Mention], words: Sequence[str], names: Gazetteer) -> Names:
    """Return the full name for each spelling: ``Zelenskiy`` is ``Volodymyr Zelenskiy`` where the text says so."""
    full: dict[str, str] = {}
    for mention in mentions:
        parts = mention.name.casefold().split()
        if mention.type is EntityType.PERSON:
            for size in range(1, min(len(parts), _SUFFIX_WORDS + 1)):
                full.setdefault(" ".join(parts[-size:]), mention.name)
    canonical = {(one.name, one.type): _canonical(one, full, names) for one in mentions}
    return canonical | dict(_initials(mentions, names)) | dict(_acronyms(mentions, words, names))


def _acronyms(
    mentions: Sequence[Mention], words: Sequence[str], names: Gazetteer
) -> Iterator[tuple[tuple[str, EntityType], str]]:
    """Yield the full name for ``ADF`` in ``Allied Democratic Forces (ADF)``."""
    for full, short in pairwise(mentions):
        after = words[short.chunk.end : short.chunk.end + 1]
        bracketed = words[full.chunk.end : short.chunk.first] == ["("] and after == [")"]
        initials = _initials_of(full.name)
        if bracketed and short.name.isupper() and initials.startswith(short.name[0]) and len(initials) > 1:
            yield (short.name, short.type), _canonical(full, {}, names)


def _initials(mentions: Sequence[Mention], names: Gazetteer) -> Iterator[tuple[tuple[str, EntityType], str]]:
    """Yield the full name for an unlisted ``FNO`` where the text has ``Federal Network Office``."""
    full = {_initials_of(one.name): one for one in mentions if one.type is EntityType.ORGANISATION and " " in one.name}
    for one in mentions:
        if one.name in full and len(one.name) > _LEAST_INITIALS and one.name not in names.listed:
            yield (one.name, one.type), _canonical(full[one.name], {}, names)


def _initials_of(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _canonical(mention: Mention, full: dict[str, str], names: Gazetteer) -> str:
    name = mention.name
    lists = {
        EntityType.PERSON: names.persons,
        EntityType.PLACE: names.places,
        EntityType.ORGANISATION: names.organisations,
        EntityType.EVENT: names.events,
    }[mention.type]
    if mention.type is EntityType.PERSON:
        name = full.get(name.casefold(), name)
    if mention.type is EntityType.PLACE:
        name = shouted_place(name, names) or name
    return lists.get(name) or names.folded[mention.type].get(name_key(name), name)


def link_key(name: str, kind: EntityType, language: str, names: Gazetteer) -> str:
    """Return the key of an entity's page: a person's is in Latin letters, with one spelling of Slavic given names."""
    if kind is not EntityType.PERSON:
        return entity_key(name)
    given, _, rest = name.partition(" ")
    latin = f"{names.romanised.get(given, given)} {rest}" if rest else name
    return entity_key(romanise(latin, language) if is_cyrillic(latin) else latin)
