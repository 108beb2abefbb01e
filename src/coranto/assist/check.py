"""The evidence check: whether a sentence says only what its evidence says.

Names, numbers, dates, quotation marks and negation are compared first, each with the sentences of the evidence that
say most of the sentence: a name must stand there, among the same words, and not in the place of another. Then the
share of the sentence that the evidence holds in the same order (words and pairs of words) stands for entailment. It
is lexical: what is said in other words fails, which is the safe side, since what fails is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from coranto.assist.question import stopwords
from coranto.assist.words import of_language
from coranto.text.analysis import family_of, term_set
from coranto.text.names import name_key
from coranto.text.sentences import sentence_bounds

SUPPORTED = 0.45
"""Share of a sentence that its evidence must hold."""
_MOST_EVIDENCE = 600
"""Sentences of evidence that are compared."""
_LONGEST = 2000
"""Characters of a sentence that are checked; what is longer has no support."""
_NEIGHBOURS = 2
"""Words on each side of a name among which it must stand in the evidence too."""
_REACH = 6
"""Words of the evidence within which it counts as standing among them."""
_DENIED = 3
"""Telling words that a negation reaches."""
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_QUOTED = re.compile(r"“([^“”]{2,400})”|«\s?([^«»]{2,400}?)\s?»|„([^„“”]{2,400})[“”]|\"([^\"]{2,400})\"")
_POSSESSIVE = re.compile(r"['’]s?$")
_DIGIT = re.compile(r"\d")


class Fault(StrEnum):
    """What the evidence does not bear out."""

    NAME = "name"
    NUMBER = "number"
    QUOTE = "quote"
    NEGATION = "negation"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one sentence: faults with the words at fault, and the share of it that the evidence holds."""

    faults: tuple[tuple[Fault, str], ...]
    support: float

    @property
    def passes(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Token:
    """A word: as written, as a term, whether it is a name or number, and whether it tells anything."""

    text: str
    term: str
    key: str
    kind: Fault | None
    telling: bool


_Tokens = tuple[_Token, ...]


@dataclass(frozen=True)
class Evidence:
    """Texts that sentences are checked against, split once. Build with ``read_evidence``."""

    text: str
    language: str
    sentences: tuple[_Tokens, ...]
    lower: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def read_evidence(texts: Iterable[str], language: str = "en") -> Evidence:
    """Prepare the cited texts; those of one article in their order."""
    whole = "\n".join(texts)
    bounds = sentence_bounds(whole, language)[:_MOST_EVIDENCE]
    sentences = tuple(_tokens(whole[start:end], language) for start, end in bounds)
    lower = frozenset(word.text for sentence in sentences for word in sentence if word.text.islower())
    pairs = frozenset(pair for sentence in sentences for pair in _pairs(sentence))
    return Evidence(_bare(whole), language, sentences, lower, pairs)


def check(sentence: str, evidence: Evidence) -> Verdict:
    """Compare one sentence with its evidence."""
    words = _opened(_tokens(sentence[:_LONGEST], evidence.language), evidence)
    near = _nearest(words, evidence.sentences)
    support = _support(words, near) if len(sentence) <= _LONGEST else 0.0
    faults = [
        *((Fault.QUOTE, quoted) for quoted in _invented(sentence, evidence)),
        *_unfounded(words, near, evidence),
        *((Fault.NEGATION, word) for word in _turned(words, near, evidence)),
    ]
    if support < SUPPORTED:
        faults.append((Fault.SUPPORT, f"{support:.2f}"))
    return Verdict(tuple(faults), support)


def _tokens(text: str, language: str) -> _Tokens:
    found = [match[0] for match in _TOKEN.finditer(text)]
    return tuple(_token(word, place, language) for place, word in enumerate(found))


def _token(word: str, place: int, language: str) -> _Token:
    bare = _POSSESSIVE.sub("", word)
    term = min(term_set(bare, family_of(language)), default=bare.lower())
    plain = bare.lower() in stopwords(language)
    named = bare[:1].isupper() and place > 0 and not plain
    kind = Fault.NUMBER if _DIGIT.search(word) else Fault.NAME if named else None
    telling = kind is not None or (len(bare) > 3 and not plain)
    return _Token(bare, term, name_key(bare), kind, telling)


def _opened(words: _Tokens, evidence: Evidence) -> _Tokens:
    """Take the capital that opens a sentence for a name's, unless the evidence writes the word in lower case."""
    if not words or not words[0].text[:1].isupper() or words[0].kind or not words[0].telling:
        return words
    if words[0].text.lower() in evidence.lower:
        return words
    return (replace(words[0], kind=Fault.NAME), *words[1:])


def _nearest(words: _Tokens, sentences: Sequence[_Tokens]) -> list[_Tokens]:
    """Return the sentences that say most of it: the best, those beside it, and two that add most to it."""
    wanted = {word.term for word in words if word.telling}
    held = [wanted & {word.term for word in sentence} for sentence in sentences]
    if not held:
        return []
    best = max(range(len(held)), key=lambda number: (len(held[number]), -number))
    chosen, covered = [best], set(held[best])
    for _ in range(2):
        more = max(range(len(held)), key=lambda number: (len(held[number] - covered), -number))
        if held[more] - covered:
            chosen.append(more)
            covered |= held[more]
    beside = [number for number in (best - 1, best + 1) if 0 <= number < len(sentences)]
    return [sentences[number] for number in dict.fromkeys([*chosen, *beside])]


def _support(words: _Tokens, near: Sequence[_Tokens]) -> float:
    """Return the mean share of telling words and of pairs of neighbours that the nearest sentences hold."""
    telling = [word.term for word in words if word.telling]
    terms = {word.term for sentence in near for word in sentence}
    pairs = {pair for sentence in near for pair in _pairs(sentence)}
    own = _pairs(words)
    single = sum(term in terms for term in telling) / (len(telling) or 1)
    paired = sum(pair in pairs for pair in own) / (len(own) or 1)
    return (single + paired) / 2


def _pairs(words: _Tokens) -> list[tuple[str, str]]:
    return [(a.term, b.term) for a, b in pairwise(words)]


def _unfounded(words: _Tokens, near: Sequence[_Tokens], evidence: Evidence) -> list[tuple[Fault, str]]:
    """Return names and numbers that stand nowhere in the evidence, only among other words, or in another's place.

    A name that opens the sentence may stand for a pronoun or a role, so that it may stand among other words; its own
    must stand together.
    """
    everywhere = {word.key for sentence in evidence.sentences for word in sentence}
    local = {word.term for sentence in near for word in sentence}
    opening = next((place for place, word in enumerate(words) if word.kind is not Fault.NAME), 0) - 1
    found = []
    for place, word in enumerate(words):
        if word.kind is None:
            continue
        opens = place <= opening
        beside = set() if opens else _neighbours(words, place) & local
        astray = beside and not any(_stands_among(word, beside, sentence) for sentence in near)
        joined = opens and place > 0 and (words[place - 1].term, word.term) not in evidence.pairs
        if word.key not in everywhere or astray or joined or _displaces(words, place, near, evidence, opens=opens):
            found.append((word.kind, word.text))
    return found


def _displaces(words: _Tokens, place: int, near: Sequence[_Tokens], evidence: Evidence, *, opens: bool) -> bool:
    """Tell whether the two words before or after a name or number have another of its kind there, and never this."""
    word = words[place]
    before = tuple(other.term for other in words[max(0, place - 2) : place])
    after = tuple(other.term for other in words[place + 1 : place + 3])
    left = len(before) == 2 and (before[1], word.term) not in evidence.pairs
    right = not opens and len(after) == 2 and (word.term, after[0]) not in evidence.pairs
    return any(
        other.kind is word.kind
        and other.key != word.key
        and (
            (left and tuple(one.term for one in sentence[max(0, at - 2) : at]) == before)
            or (right and tuple(one.term for one in sentence[at + 1 : at + 3]) == after)
        )
        for sentence in near
        for at, other in enumerate(sentence)
    )


def _neighbours(words: _Tokens, place: int) -> set[str]:
    before = [word.term for word in words[:place] if word.telling][-_NEIGHBOURS:]
    after = [word.term for word in words[place + 1 :] if word.telling][:_NEIGHBOURS]
    return {*before, *after}


def _stands_among(word: _Token, beside: set[str], sentence: _Tokens) -> bool:
    return any(
        other.key == word.key
        and any(near.term in beside for near in sentence[max(0, at - _REACH) : at + _REACH + 1] if near is not other)
        for at, other in enumerate(sentence)
    )


def _invented(sentence: str, evidence: Evidence) -> list[str]:
    """Return what stands in quotation marks and not in the evidence."""
    quoted = [next(filter(None, match.groups())) for match in _QUOTED.finditer(sentence)]
    return [words for words in quoted if _bare(words) not in evidence.text]


def _turned(words: _Tokens, near: Sequence[_Tokens], evidence: Evidence) -> list[str]:
    """Return words that are denied here and not in the nearest sentences, or there and not here."""
    if not near:
        return []
    language = evidence.language
    own = frozenset(_pairs(words))
    turned = [*_bridged(words, evidence.pairs, language), *_bridged(near[0], own, language)]
    if turned:
        return turned
    shared = {word.term for word in words} & {word.term for sentence in near for word in sentence}
    here = _denied(words, language) & shared
    there = set().union(*(_denied(sentence, language) for sentence in near)) & shared
    first = _denied(near[0], language) & shared
    if here and not here & there:
        return sorted(here)
    return sorted(first) if first and not first & _denied(words, language) else []


def _bridged(words: _Tokens, pairs: frozenset[tuple[str, str]], language: str) -> list[str]:
    """Return words before which a negation stands that the other text leaves out between the same two words."""
    return [
        after.text
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if _negates(word, language)
        and (before.term, after.term) in pairs
        and (before.term, word.term) not in pairs
        and (word.term, after.term) not in pairs
    ]


def _negates(word: _Token, language: str) -> bool:
    return word.text.lower() in _negations(language) or word.text.lower().endswith(("n't", "n’t"))


def _denied(words: _Tokens, language: str) -> set[str]:
    """Return the telling words that follow a negation."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if _negates(word, language):
            found.update([other.term for other in words[place + 1 :] if other.telling][:_DENIED])
    return found


def _bare(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower().replace("’", "'")))


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(of_language("negations", language).split())
