"""Positions side by side: what each party to a dispute demands, offers, accepts, refuses, denies and says.

A sentence takes a position if a verb of stance (``data/stances.json``) stands behind a party: a person or organisation
named before it, or the resolved speaker of the quote around it. Matters are the words that several parties speak of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache

from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.assist.question import stopwords
from coranto.assist.words import of_language
from coranto.model import Entity, EntityType, Statement
from coranto.text.analysis import family_of, term_set
from coranto.text.names import entity_key

_PARTIES = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_SAME = 0.6
"""Share of a sentence that a newer one of the same party holds, from which on it is told once."""
_OPENING = 12
"""Characters of a sentence in which a place must begin to be a party (``Kyiv said``, not ``ships off Kyiv``)."""
_EACH = 8
"""Positions of one party."""
_PARTIES_SHOWN = 12
_NO_NOUN = r"(?<!\b(?:its|the|pay|any) )(?<!\ba )(?<!\ban )(?<!\btheir )"
"""``its demand`` is a noun, ``dockers demand`` a verb."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Stance(StrEnum):
    """What a sentence does."""

    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REFUSES = "refuses"
    DENIES = "denies"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class Position:
    """One sentence in which a party takes a stance; ``changed`` says that it took another on the matter before."""

    stance: Stance
    matter: str
    when: datetime
    statement: Statement
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation or state and its positions, newest first."""

    key: str
    name: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class _Taken:
    """A stance as found, before matters are known."""

    key: str
    name: str
    stance: Stance
    said: Said


def positions(materials: Sequence[Material]) -> tuple[Party, ...]:
    """Return the parties that take positions, those with most first; who only says something is left out."""
    pool = sentences_of(materials)
    weights = Weights(pool)
    held: dict[str, list[_Taken]] = defaultdict(list)
    for said in sorted(pool, key=lambda one: (-one.material.when.timestamp(), one.place)):
        taken = _stance(said)
        if taken and not _told(taken, held[taken.key], weights):
            held[taken.key].append(taken)
    parties = {key: taken for key, taken in held.items() if any(one.stance is not Stance.SAYS for one in taken)}
    matters = _matters(parties, weights)
    found = [_party(taken, matters) for taken in parties.values()]
    return tuple(sorted(found, key=lambda party: -len(party.positions)))[:_PARTIES_SHOWN]


def _told(taken: _Taken, held: Iterable[_Taken], weights: Weights) -> bool:
    return any(weights.shared(taken.said, other.said) >= _SAME for other in held)


def _stance(said: Said) -> _Taken | None:
    """Return the first stance of a sentence that has a party before it, mere saying last."""
    if not said.whole:
        return None
    found = [
        (stance is Stance.SAYS, verb.start(), stance)
        for stance, pattern in _verbs(said.material.language).items()
        for verb in pattern.finditer(said.sentence.text)
        if not _quoted(said.sentence.text, verb.start())
    ]
    for _, at, stance in sorted(found):
        party = _party_before(said, said.sentence.start + at) or _speaker(said)
        if party:
            return _Taken(entity_key(party), party, stance, said)
    return None


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place lies inside quotation marks: those words are not the reporter's."""
    before = text[:at]
    return (
        before.count("“") + before.count("«") + before.count("„")
        > before.count("”") + before.count("»") + (before.count("“") if "„" in before else 0)
        or before.count('"') % 2 == 1
    )


def _party_before(said: Said, verb: int) -> str:
    named = [
        one
        for one in said.material.found.entities
        if one.type in _PARTIES and said.sentence.start <= one.start and one.end <= verb
    ]
    opening = said.sentence.start + _OPENING
    subjects = [one for one in named if one.type is not EntityType.PLACE or one.start <= opening]
    return _full_name(subjects[0], said.material) if subjects else ""


def _full_name(entity: Entity, material: Material) -> str:
    """Return the longest way in which the article names an entity."""
    same = [one.text for one in material.found.entities if one.key and one.key == entity.key]
    return max([*same, entity.text], key=len)


def _speaker(said: Said) -> str:
    quotes = said.material.found.quotes
    inside = [one for one in quotes if said.sentence.start <= one.content.start < said.sentence.end]
    return next((one.speaker_name for one in inside if one.speaker_name), "")


def _matters(parties: dict[str, list[_Taken]], weights: Weights) -> dict[str, str]:
    """Return the terms that several parties use, with a word to show for each; names and verbs of stance are none."""
    users: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    names = {term for key in parties for term in key.split("-")}
    for key, taken in parties.items():
        for one in taken:
            family = family_of(one.said.material.language)
            language = one.said.material.language
            verbs = _verbs(language).values()
            for word in _WORD.findall(one.said.sentence.text):
                plain = word.lower() in stopwords(language)
                if plain or word[0].isupper() or word.lower() in names or any(verb.fullmatch(word) for verb in verbs):
                    continue
                for term in term_set(word, family):
                    users[term].add(key)
                    shown[term][word] += 1
    common = [term for term, who in users.items() if len(who) > 1 and sum(shown[term].values()) > 2]
    telling = sorted(common, key=lambda term: -len(users[term]) * weights[term])[:12]
    return {term: shown[term].most_common(1)[0][0] for term in telling}


def _party(taken: Sequence[_Taken], matters: dict[str, str]) -> Party:
    found = [_position(one, matters) for one in taken]
    marked = [
        replace(one, changed=any(_differs(one, older) for older in found[number + 1 :]))
        for number, one in enumerate(found)
    ]
    return Party(taken[0].key, max((one.name for one in taken), key=len), tuple(marked[:_EACH]))


def _position(one: _Taken, matters: dict[str, str]) -> Position:
    matter = next((word for term, word in matters.items() if term in one.said.terms), "")
    return Position(one.stance, matter, one.said.material.when, one.said.stated())


def _differs(newer: Position, older: Position) -> bool:
    """Tell whether a party moved: another stance than saying, or other numbers in it, on the same matter."""
    if not newer.matter or newer.matter != older.matter or Stance.SAYS in (newer.stance, older.stance):
        return False
    numbers = [set(_NUMBER.findall(one.statement.text)) for one in (newer, older)]
    return newer.stance is not older.stance or (all(numbers) and numbers[0] != numbers[1])


@cache
def _verbs(language: str) -> dict[Stance, re.Pattern[str]]:
    return {
        Stance(stance): re.compile(rf"{_NO_NOUN}\b(?:{'|'.join(forms.split(' '))})\b", re.IGNORECASE)
        for stance, forms in of_language("stances", language).items()
    }
