"""Sentences and the evidence that they are checked against, read once: words, names, numbers, negations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from coranto.assist.question import stopwords
from coranto.assist.words import of_language
from coranto.text.analysis import family_of, term_set
from coranto.text.names import name_key
from coranto.text.numbers import find_numbers
from coranto.text.sentences import sentence_bounds

_MOST_EVIDENCE = 600
"""Sentences of evidence that are compared."""
_DENIED = 3
"""Telling words that a negation reaches."""
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DIGIT = re.compile(r"\d")
_ARTICLES = frozenset(("a", "an", "the"))


class Fault(StrEnum):
    """What the evidence does not bear out."""

    NAME = "name"
    NUMBER = "number"
    QUOTE = "quote"
    NEGATION = "negation"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, as a term, whether it is a name or number, and whether it tells anything."""

    text: str
    term: str
    key: str
    kind: Fault | None
    telling: bool


Tokens = tuple[Token, ...]
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Evidence:
    """Texts that sentences are checked against, split once. Build with ``read_evidence``."""

    text: str
    language: str
    sentences: tuple[Tokens, ...]

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that it writes in lower case."""
        return frozenset(word.text for sentence in self.sentences for word in sentence if word.text.islower())

    @cached_property
    def pairs(self) -> Pairs:
        """Its neighbouring terms."""
        return frozenset(pair for sentence in self.sentences for pair in pairs_of(sentence))

    @cached_property
    def plain_pairs(self) -> Pairs:
        """Its neighbouring terms, articles left out."""
        return frozenset(pair for sentence in self.sentences for pair in pairs_of(without_articles(sentence)))

    @cached_property
    def terms(self) -> list[frozenset[str]]:
        """The terms of each sentence."""
        return [frozenset(word.term for word in sentence) for sentence in self.sentences]

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """The words of each sentence as keys of names."""
        return [frozenset(word.key for word in sentence) for sentence in self.sentences]

    @cached_property
    def every_key(self) -> frozenset[str]:
        """All keys."""
        return frozenset().union(*self.keys)

    @cached_property
    def holding(self) -> Counter[str]:
        """The number of sentences that hold each term."""
        return Counter(term for terms in self.terms for term in terms)

    @cached_property
    def negated(self) -> frozenset[str]:
        """The terms that follow a negation at once, anywhere."""
        return frozenset().union(*(negated_in(sentence, self.language) for sentence in self.sentences))


def read_evidence(texts: Iterable[str], language: str = "en") -> Evidence:
    """Prepare the cited texts; those of one article in their order."""
    whole = "\n".join(texts)
    bounds = sentence_bounds(whole, language)[:_MOST_EVIDENCE]
    return Evidence(bare(whole), language, tuple(_tokens(whole[start:end], language) for start, end in bounds))


def read_claim(sentence: str, evidence: Evidence) -> Tokens:
    """Return the words of a sentence.

    The capital that opens it is taken for a name's, unless the evidence writes the word in lower case.
    """
    words = _tokens(sentence, evidence.language)
    if not words or not words[0].text[:1].isupper() or words[0].kind or not words[0].telling:
        return words
    if words[0].text.lower() in evidence.lower:
        return words
    return (replace(words[0], kind=Fault.NAME), *words[1:])


def nearest(words: Tokens, evidence: Evidence) -> list[Tokens]:
    """Return the sentences that say most of it: the best, those beside it, and two that add most to it."""
    wanted = {word.term for word in words if word.telling}
    held = [wanted & terms for terms in evidence.terms]
    if not held:
        return []
    best = max(range(len(held)), key=lambda number: (len(held[number]), -number))
    chosen, covered = [best], set(held[best])
    for _ in range(2):
        more = max(range(len(held)), key=lambda number: (len(held[number] - covered), -number))
        if held[more] - covered:
            chosen.append(more)
            covered |= held[more]
    beside = [number for number in (best - 1, best + 1) if 0 <= number < len(held)]
    return [evidence.sentences[number] for number in dict.fromkeys([*chosen, *beside])]


def pairs_of(words: Sequence[Token]) -> list[tuple[str, str]]:
    """Return neighbouring terms."""
    return [(a.term, b.term) for a, b in pairwise(words)]


def without_articles(words: Tokens) -> Tokens:
    """Return words without those that come and go around a negation (``no tsunami``, ``a tsunami``)."""
    return tuple(word for word in words if word.text.lower() not in _ARTICLES)


def negates(word: Token, language: str) -> bool:
    """Tell whether a word denies what follows."""
    return word.text.lower() in _negations(language) or word.text.lower().endswith(("n't", "n’t"))


def denied_in(words: Tokens, language: str) -> set[str]:
    """Return the telling words that follow a negation."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if negates(word, language):
            found.update([other.term for other in words[place + 1 :] if other.telling][:_DENIED])
    return found


def negated_in(words: Tokens, language: str) -> set[str]:
    """Return the telling word that follows each negation within four words."""
    places = [place for place, word in enumerate(words) if negates(word, language)]
    heads = (next((other.term for other in words[at + 1 : at + 5] if other.telling), "") for at in places)
    return {head for head in heads if head}


def bare(text: str) -> str:
    """Return a text's words alone, for comparing quotations."""
    return " ".join(_TOKEN.findall(text.lower().replace("’", "'")))


def _tokens(text: str, language: str) -> Tokens:
    found = [match[0] for match in _TOKEN.finditer(text)]
    return tuple(_token(word, place, language) for place, word in enumerate(found))


def _token(word: str, place: int, language: str) -> Token:
    stem = _POSSESSIVE.sub("", word)
    term = min(term_set(stem, family_of(language)), default=stem.lower())
    if counted := _counted(word.lower(), language):
        return Token(stem, counted, counted, Fault.NUMBER, telling=True)
    plain = stem.lower() in stopwords(language)
    named = stem[:1].isupper() and place > 0 and not plain
    kind = Fault.NUMBER if _DIGIT.search(word) else Fault.NAME if named else None
    return Token(stem, term, name_key(stem), kind, kind is not None or (len(stem) > 3 and not plain))


@lru_cache(maxsize=20_000)
def _counted(word: str, language: str) -> str:
    """Return the key of a number in words (``eleven`` is ``11``, ``million`` itself), nothing for other words."""
    if not word.isalpha():
        return ""
    alone = next(find_numbers(word, language), None)
    if alone is not None and alone.worded and alone.value >= 2:
        return str(int(alone.value))
    scaled = next(find_numbers(f"2 {word}", language), None)
    return word if scaled is not None and scaled.scale != 1 and len(word) > 3 else ""


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(of_language("negations", language).split())
