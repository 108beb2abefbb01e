"""Signs that a sentence says something else than its evidence, each a number from 0 (none) to 1.

A name must stand among the words that it has here, in their sentence or just before it, and not where the evidence
has another; its parts must stand together; two names must stand in an order that the evidence has. A number must keep
what it counts. Negations must stand where the evidence has them. ``check`` weighs the signs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations

from coranto.assist.claims import (
    Evidence,
    Fault,
    Token,
    Tokens,
    denied_in,
    negated_in,
    negates,
    pairs_of,
    without_articles,
)

_NEIGHBOURS = 2
"""Words on each side of a name among which it must stand in the evidence too."""
_REACH = 7
"""Words of the evidence within which it counts as standing among them."""
_BEFORE = 2
"""Sentences before one in which a name may stand that the sentence means by a pronoun."""
_MISSPELT = 0.84
_LEAST_SPELT = 5

SIGNS = {
    "unsupported": Fault.SUPPORT,
    "novel": Fault.SUPPORT,
    "replaced": Fault.SUPPORT,
    "parted": Fault.NAME,
    "apart": Fault.NAME,
    "far": Fault.NAME,
    "opening_apart": Fault.NAME,
    "opening_far": Fault.NAME,
    "opening_astray": Fault.NAME,
    "displaced": Fault.NAME,
    "order": Fault.NAME,
    "number_apart": Fault.NUMBER,
    "number_displaced": Fault.NUMBER,
    "number_loose": Fault.NUMBER,
    "unit": Fault.NUMBER,
    "negation_put": Fault.NEGATION,
    "negation_taken": Fault.NEGATION,
    "denied": Fault.NEGATION,
    "negations": Fault.NEGATION,
    "negated_anew": Fault.NEGATION,
    "negation_gone": Fault.NEGATION,
}
"""Each sign, with the fault that it speaks for."""


@dataclass(frozen=True)
class Claim:
    """A sentence read, with the sentences of its evidence that say most of it."""

    words: Tokens
    near: Sequence[Tokens]
    evidence: Evidence

    @cached_property
    def opening(self) -> int:
        """The place of the last word of the name that opens it, -1 where none does."""
        return next((place for place, word in enumerate(self.words) if word.kind is not Fault.NAME), 0) - 1

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much each telling term tells: its inverse frequency in the sentences of the evidence."""
        count, holding = len(self.evidence.sentences) or 1, self.evidence.holding
        telling = {word.term for word in self.words if word.telling}
        return {term: math.log(1 + count / (holding[term] + 0.5)) for term in telling}

    @cached_property
    def local(self) -> frozenset[str]:
        """The terms of the nearest sentences."""
        return frozenset(word.term for sentence in self.near for word in sentence)

    @cached_property
    def named(self) -> list[list[int]]:
        """The places of each name, whose words stand together, and of each number."""
        found: list[list[int]] = []
        for place, word in enumerate(self.words):
            joins = word.kind is Fault.NAME and place > 0 and self.words[place - 1].kind is Fault.NAME
            if word.kind is not None and joins:
                found[-1].append(place)
            elif word.kind is not None:
                found.append([place])
        return found

    def missing(self, place: int) -> bool:
        """Tell whether a name or number stands nowhere in the evidence, nor, of a name, one spelt nearly so."""
        word, known = self.words[place], self.evidence.every_key
        if word.key in known:
            return False
        if word.kind is Fault.NUMBER or len(word.key) < _LEAST_SPELT:
            return True
        likely = [key for key in known if abs(len(key) - len(word.key)) < 3 and key[:1] == word.key[:1]]
        return not get_close_matches(word.key, likely, 1, _MISSPELT)


def support_of(claim: Claim) -> float:
    """Return the mean share of telling words and of pairs of neighbours that the nearest sentences hold."""
    telling = [word.term for word in claim.words if word.telling]
    pairs = {pair for sentence in claim.near for pair in pairs_of(sentence)}
    own = pairs_of(claim.words)
    single = sum(term in claim.local for term in telling) / (len(telling) or 1)
    paired = sum(pair in pairs for pair in own) / (len(own) or 1)
    return (single + paired) / 2


def signs_of(claim: Claim) -> dict[str, float]:
    """Return every sign of ``SIGNS``; of several names the worst speaks."""
    found = dict.fromkeys(SIGNS, 0.0)
    for places in claim.named:
        for name, value in _of_named(claim, places):
            found[name] = max(found[name], value)
    telling = [word.term for word in claim.words if word.telling]
    found["unsupported"] = 1 - support_of(claim)
    found["novel"] = sum(term not in claim.evidence.holding for term in telling) / (len(telling) or 1)
    found["replaced"] = float(_replaced(claim))
    found["order"] = float(_turned_round(claim))
    return found | _negation(claim)


def _of_named(claim: Claim, places: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield the signs of one name or number that the evidence has."""
    words, evidence = claim.words, claim.evidence
    known = [place for place in places if words[place].key in evidence.every_key]
    if not known:
        return
    number = words[places[0]].kind is Fault.NUMBER
    opens = not number and places[-1] <= claim.opening
    same, before = _fits(claim, places, known)
    if number:
        yield "number_apart", 1 - same
        yield from _of_number(claim, places[0])
    elif opens:
        yield "opening_apart", 1 - same
        yield "opening_far", 1 - before
        yield "opening_astray", 1 - _among(claim, places, known)
    else:
        yield "apart", 1 - same
        yield "far", 1 - before
    parted = (pair for pair in pairs_of([words[place] for place in places]) if pair not in evidence.pairs)
    yield "parted", float(len(known) == len(places) and any(parted))
    displaced = any(_displaces(claim, place, opens=opens) for place in known)
    yield "number_displaced" if number else "displaced", float(displaced)


def _fits(claim: Claim, places: Sequence[int], known: Sequence[int]) -> tuple[float, float]:
    """Return how much of the rest of the claim a sentence with the name holds, of what the best one holds.

    The second share also counts sentences that follow one with the name.
    """
    words, evidence = claim.words, claim.evidence
    own = {words[place].term for place in places}
    rest = {word.term for place, word in enumerate(words) if word.telling and place not in places} - own
    held = [sum(claim.weights[term] for term in rest & terms) for terms in evidence.terms]
    best = max(held, default=0.0)
    if not best:
        return 1.0, 1.0
    keys = {words[place].key for place in known}
    having = [number for number, sentence in enumerate(evidence.keys) if keys & sentence]
    after = {number + far for number in having for far in range(_BEFORE + 1) if number + far < len(held)}
    return max((held[number] for number in having), default=0.0) / best, max(held[at] for at in after) / best


def _among(claim: Claim, places: Sequence[int], known: Sequence[int]) -> float:
    """Return how many of the words beside a name here stand around it in the evidence, as a share."""
    words = claim.words
    before = [word.term for word in words[: places[0]] if word.telling][-_NEIGHBOURS:]
    after = [word.term for word in words[places[-1] + 1 :] if word.telling][:_NEIGHBOURS]
    beside = {*before, *after} & claim.local - {words[place].term for place in places}
    if not beside:
        return 1.0
    keys = {words[place].key for place in known}
    around = (
        {near.term for near in sentence[max(0, at - _REACH) : at + _REACH + 1] if near is not other}
        for sentence in claim.evidence.sentences
        for at, other in enumerate(sentence)
        if other.key in keys
    )
    return max((len(beside & terms) for terms in around), default=0) / len(beside)


def _of_number(claim: Claim, place: int) -> Iterator[tuple[str, float]]:
    """Yield whether a number has lost both its neighbours, and whether the evidence counts other things with it."""
    words, evidence = claim.words, claim.evidence
    left = place > 0 and (words[place - 1].term, words[place].term) in evidence.pairs
    after = words[place + 1] if place + 1 < len(words) else None
    right = after is not None and (words[place].term, after.term) in evidence.pairs
    yield "number_loose", float(not left and not right)
    if after is not None and after.telling and after.kind is None:
        counted = [
            sentence[at + 1]
            for sentence in evidence.sentences
            for at, other in enumerate(sentence[:-1])
            if other.key == words[place].key
        ]
        plain = all(one.telling and one.kind is None and one.term != after.term for one in counted)
        yield "unit", float(bool(counted) and plain)


def _displaces(claim: Claim, place: int, *, opens: bool) -> bool:
    """Tell whether the two words before or after a name or number have another of its kind there, and never this."""
    words, pairs = claim.words, claim.evidence.pairs
    word = words[place]
    before = tuple(other.term for other in words[max(0, place - 2) : place])
    after = tuple(other.term for other in words[place + 1 : place + 3])
    left = len(before) == 2 and (before[1], word.term) not in pairs
    right = not opens and len(after) == 2 and (word.term, after[0]) not in pairs
    return any(
        other.kind is word.kind
        and other.key != word.key
        and ((left and _terms(sentence[max(0, at - 2) : at]) == before) or (right and _next_two(sentence, at) == after))
        for sentence in claim.near
        for at, other in enumerate(sentence)
    )


def _terms(words: Sequence[Token]) -> tuple[str, ...]:
    return tuple(word.term for word in words)


def _next_two(sentence: Tokens, at: int) -> tuple[str, ...]:
    return _terms(sentence[at + 1 : at + 3])


def _replaced(claim: Claim) -> bool:
    """Tell whether a word stands between two that the evidence has around another word."""
    pairs = claim.evidence.pairs
    around = {
        (before.term, after.term): between.term
        for sentence in claim.near
        for before, between, after in zip(sentence, sentence[1:], sentence[2:], strict=False)
    }
    return any(
        (before.term, between.term) not in pairs
        and (between.term, after.term) not in pairs
        and around.get((before.term, after.term), between.term) != between.term
        for before, between, after in zip(claim.words, claim.words[1:], claim.words[2:], strict=False)
    )


def _turned_round(claim: Claim) -> bool:
    """Tell whether two names stand in an order that no sentence of the evidence has, though one has the other."""
    names = list(dict.fromkeys(word.key for word in claim.words if word.kind is Fault.NAME))
    for first, second in combinations(names, 2):
        places = [
            (_places(sentence, first), _places(sentence, second))
            for sentence, keys in zip(claim.evidence.sentences, claim.evidence.keys, strict=True)
            if first in keys and second in keys
        ]
        if places and not any(min(one) < max(other) for one, other in places):
            return True
    return False


def _places(sentence: Tokens, key: str) -> list[int]:
    return [at for at, word in enumerate(sentence) if word.key == key]


def _negation(claim: Claim) -> dict[str, float]:
    """Return the signs of a negation put in or taken out."""
    evidence, language = claim.evidence, claim.evidence.language
    if not claim.near:
        return {}
    words, best = without_articles(claim.words), claim.near[0]
    own = frozenset(pairs_of(words))
    held = {word.term for word in claim.words}
    shared = held & claim.local
    denied = denied_in(claim.words, language)
    there = set().union(*(denied_in(sentence, language) for sentence in claim.near)) & shared
    heads = negated_in(claim.words, language)
    counts = [sum(negates(word, language) for word in one) for one in (claim.words, best)]
    return {
        "negation_put": float(_bridged(words, evidence.plain_pairs, language)),
        "negation_taken": float(any(_bridged(without_articles(one), own, language) for one in claim.near)),
        "denied": float(bool(denied & shared) and not denied & there),
        "negations": float(counts[0] > counts[1]),
        "negated_anew": float(bool(heads & evidence.holding.keys() - evidence.negated)),
        "negation_gone": float(bool(negated_in(best, language) & held - denied - heads)),
    }


def _bridged(words: Tokens, pairs: frozenset[tuple[str, str]], language: str) -> bool:
    """Tell whether a negation stands between two words that the other text has side by side."""
    return any(
        negates(word, language)
        and (before.term, after.term) in pairs
        and (before.term, word.term) not in pairs
        and (word.term, after.term) not in pairs
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )
