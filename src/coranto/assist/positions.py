"""Positions side by side: what each party to a dispute demands, offers, accepts, refuses, denies and says.

A sentence takes a position if a verb of stance (``data/stances.json``) stands behind a party (``parties``), or in a
quote whose speaker is one; mere saying counts where it is about another party or more than ``said``. Matters are the
words that several parties speak of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache

from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.assist.parties import Actor, Parties, idle_words
from coranto.assist.question import stopwords
from coranto.assist.words import of_language
from coranto.model import Statement
from coranto.text.analysis import family_of, term_set

_SAME = 0.6
"""Share of a sentence that a newer one of the same party holds, from which on it is told once."""
_EACH = 8
"""Positions of one party."""
_PARTIES_SHOWN = 12
_NO_NOUN = (
    r"(?<!\b(?:its|the|pay|any|was|are) )(?<!\b(?:were|been|took) )(?<!\b(?:an|in|be|is|no|by|of|to) )(?<!\ba )"
    r"(?<!\btheir )(?<!['’]s )"
)
"""``its demand`` and ``in dispute`` are nouns, ``was rejected`` has no party before it, ``to agree`` one of its own."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Stance(StrEnum):
    """What a sentence does."""

    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REFUSES = "refuses"
    DENIES = "denies"
    SAYS = "says"


_WITH_AMOUNTS = (Stance.DEMANDS, Stance.OFFERS)


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

    actor: Actor
    stance: Stance
    said: Said


def positions(materials: Sequence[Material]) -> tuple[Party, ...]:
    """Return the parties that take positions, those with most first; who only says something is left out."""
    pool = sentences_of(materials)
    weights = Weights(pool)
    known = Parties(materials)
    held: dict[str, list[_Taken]] = defaultdict(list)
    for said in sorted(pool, key=lambda one: (-one.material.when.timestamp(), one.place)):
        taken = _stance(said, known)
        if taken and not _told(taken, held[taken.actor.key], weights):
            held[taken.actor.key].append(taken)
    parties = {key: taken for key, taken in held.items() if any(one.stance is not Stance.SAYS for one in taken)}
    matters = _matters(parties, weights)
    found = [_party(taken, matters) for taken in parties.values()]
    return tuple(sorted(found, key=lambda party: -len(party.positions)))[:_PARTIES_SHOWN]


def _told(taken: _Taken, held: Iterable[_Taken], weights: Weights) -> bool:
    return any(weights.shared(taken.said, other.said) >= _SAME for other in held)


def _stance(said: Said, known: Parties) -> _Taken | None:
    """Return the first stance of a sentence that has a party before it, mere saying last."""
    if not said.whole:
        return None
    text = said.sentence.text
    found = [
        (stance is Stance.SAYS, verb.start(), stance)
        for stance, pattern in _verbs(said.material.language).items()
        for verb in pattern.finditer(text)
        if not _quoted(text, verb.start())
    ]
    for _, at, stance in sorted(found):
        actor = known.subject(said, at)
        if actor:
            return _Taken(actor, stance, said)
    return _spoken(said, known, sorted(found)[0] if found else None)


def _spoken(said: Said, known: Parties, verb: tuple[bool, int, Stance] | None) -> _Taken | None:
    """Return the stance of a speaker: in the speaker's own words, or behind the speaker's name.

    What a speaker reports of others (``ships have asked for berths, the harbourmaster said``) is none of the speaker's.
    """
    first, last = said.sentence.start, said.sentence.end
    for quote in said.material.found.quotes:
        if not first <= quote.content.start < last or not quote.speaker_name[:1].isupper():
            continue
        actor = known.named(quote.speaker_name)
        own = quote.direct or (quote.speaker is not None and verb is not None and quote.speaker.start < first + verb[1])
        if verb is not None and own:
            return _Taken(actor, verb[2], said)
        if verb is None and known.others(said, actor):
            return _Taken(actor, Stance.SAYS, said)
    return None


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place lies inside quotation marks: those words are not the reporter's."""
    before = text[:at]
    return (
        before.count("“") + before.count("«") + before.count("„")
        > before.count("”") + before.count("»") + (before.count("“") if "„" in before else 0)
        or before.count('"') % 2 == 1
    )


def _matters(parties: dict[str, list[_Taken]], weights: Weights) -> dict[str, str]:
    """Return the terms that several parties use, with a word to show for each."""
    users: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    names = {term for key in parties for term in key.split("-")}
    for key, taken in parties.items():
        for one in taken:
            for word in _plain_words(one.said, names):
                for term in term_set(word, family_of(one.said.material.language)):
                    users[term].add(key)
                    shown[term][word] += 1
    common = [term for term, who in users.items() if len(who) > 1 and sum(shown[term].values()) > 2]
    telling = sorted(common, key=lambda term: -len(users[term]) * weights[term])[:12]
    return {term: shown[term].most_common(1)[0][0] for term in telling}


def _plain_words(said: Said, names: set[str]) -> Iterator[str]:
    """Yield the words that may name a matter: neither names, nor verbs of stance, nor a figure's unit."""
    language = said.material.language
    figures = [(one.start - said.sentence.start, one.end - said.sentence.start) for one in said.material.found.figures]
    for found in _WORD.finditer(said.sentence.text):
        word = found[0].lower()
        if word in stopwords(language) | idle_words(language) or found[0][0].isupper() or word in names:
            continue
        if any(verb.fullmatch(word) for verb in _verbs(language).values()):
            continue
        if not any(start <= found.start() < end for start, end in figures):
            yield found[0]


def _party(taken: Sequence[_Taken], matters: dict[str, str]) -> Party:
    found = [_position(one, matters) for one in taken]
    marked = [
        replace(one, changed=any(_differs(one, older) for older in found[number + 1 :]))
        for number, one in enumerate(found)
    ]
    return Party(taken[0].actor.key, taken[0].actor.name, tuple(marked[:_EACH]))


def _position(one: _Taken, matters: dict[str, str]) -> Position:
    matter = next((word for term, word in matters.items() if term in one.said.terms), "")
    return Position(one.stance, matter, one.said.material.when, one.said.stated())


def _differs(newer: Position, older: Position) -> bool:
    """Tell whether a party moved: another stance than saying, or other numbers in it, on the same matter.

    What it offers or demands without a matter is the same one where both name an amount.
    """
    if newer.matter != older.matter or Stance.SAYS in (newer.stance, older.stance):
        return False
    numbers = [set(_NUMBER.findall(one.statement.text)) for one in (newer, older)]
    if not newer.matter and (newer.stance is not older.stance or newer.stance not in _WITH_AMOUNTS):
        return False
    return newer.stance is not older.stance or (all(numbers) and numbers[0] != numbers[1])


@cache
def _verbs(language: str) -> dict[Stance, re.Pattern[str]]:
    return {
        Stance(stance): re.compile(rf"{_NO_NOUN}\b(?:{'|'.join(forms.split(' '))})\b", re.IGNORECASE)
        for stance, forms in of_language("stances", language).items()
    }
