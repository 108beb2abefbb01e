"""Answers made of sentences that stand in articles, or an honest no.

Candidate articles come from a search; their sentences are weighed by how much of the question they and their
surroundings cover (inverse document frequency over the candidates' sentences), by how their article was found, and by
how new it is. Of given choices, the one whose words stand closest to the question's is taken. Where the best
sentences cover too little, nothing is said, and the closest evidence is shown instead.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coranto.assist.question import Asked, Question
from coranto.model import Answer, Sentence, Span, Statement, StoredArticle
from coranto.text.analysis import term_set

MOST_CANDIDATES = 40
MOST_STATEMENTS = 5
FLOOR = 0.55
"""Share of the question's weight that a passage must cover for an answer to be given."""
_FRESH = 2.0
_FADES = timedelta(days=10)
"""An article of the day of the question counts 1 + ``_FRESH`` times an old one; the surplus fades by e in this time."""
_LEAST_WORDS = 5
_DIGITS = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ]\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may hold the answer; ``score`` is how well it was found."""

    stored: StoredArticle
    sentences: tuple[Sentence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence with its terms and those of it and its neighbours."""

    article: int
    sentence: Sentence
    own: frozenset[str]
    around: frozenset[str]
    weight: float = 0.0
    covered: float = 0.0


def nearest(found: Sequence[tuple[StoredArticle, float]], *, now: datetime) -> list[tuple[StoredArticle, float]]:
    """Return the articles to look into, best first, of those that a search found with its scores."""
    best = max((score for _, score in found), default=0.0) or 1.0
    weighed = [(one, score / best * _freshness(one, now)) for one, score in found]
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0].id))[:MOST_CANDIDATES]


def answer(question: Question, candidates: Sequence[Candidate]) -> Answer:
    """Return the sentences that answer, best first, at most ``MOST_STATEMENTS``; abstains where none covers enough."""
    passages = [passage for number, one in enumerate(candidates) for passage in _passages(number, one, question)]
    weights = _weights(question.terms, passages)
    titles = [term_set(one.stored.article.title, question.family) for one in candidates]
    weighed = [_weighed(one, weights, candidates[one.article].score, titles[one.article], question) for one in passages]
    choice, ranked = _choose(question, weighed) if question.choices else (None, _ranked(weighed))
    chosen = _distinct(ranked)
    enough = bool(chosen) and max(one.covered for one in chosen) >= FLOOR
    statements = tuple(_statement(one, candidates[one.article].stored) for one in chosen)
    return Answer(question.text, statements, abstained=not enough, choice=choice if enough else None)


def _passages(number: int, one: Candidate, question: Question) -> list[_Passage]:
    terms = [term_set(sentence.text, question.family) for sentence in one.sentences]
    none: frozenset[str] = frozenset()
    around = zip([none, *terms], terms, [*terms[1:], none], strict=False)
    return [
        _Passage(number, sentence, own, before | own | after)
        for sentence, own, (before, _, after) in zip(one.sentences, terms, around, strict=True)
    ]


def _weights(terms: Sequence[str], passages: Sequence[_Passage]) -> dict[str, float]:
    """Return each term's inverse document frequency over the passages; a word that stands everywhere weighs nothing."""
    wanted = set(terms)
    counts = Counter(term for passage in passages for term in passage.own & wanted)
    return {term: math.log((len(passages) + 1) / (counts[term] + 0.5)) for term in terms}


def _freshness(one: StoredArticle, now: datetime) -> float:
    age = max(now - one.when, timedelta())
    return 1 + _FRESH * math.exp(-age / _FADES)


def _weighed(
    one: _Passage, weights: dict[str, float], standing: float, title: frozenset[str], question: Question
) -> _Passage:
    total = sum(weights.values()) or 1.0
    own, around, headline = (
        sum(weights[term] for term in weights.keys() & held) / total for held in (one.own, one.around, title)
    )
    covered = sum(weights[term] for term in weights.keys() & (one.around | title)) / total
    weight = (own + 0.6 * around + 0.4 * headline) * standing * _fits(one.sentence.text, question.asked)
    return replace(one, weight=weight, covered=covered)


def _fits(text: str, asked: Asked) -> float:
    """Favour a sentence that holds the kind of thing asked for."""
    if len(text.split()) < _LEAST_WORDS:
        return 0.5
    if asked in (Asked.NUMBER, Asked.TIME):
        return 1.2 if _DIGITS.search(text) else 1.0
    if asked in (Asked.PERSON, Asked.PLACE):
        return 1.1 if _CAPITAL.search(text) else 0.9
    return 1.0


def _choose(question: Question, passages: Sequence[_Passage]) -> tuple[int, list[_Passage]]:
    """Return the choice nearest to the question's words (of a negated question, farthest), and its passages."""
    words = [term_set(choice, question.family) for choice in question.choices]
    shared = frozenset.intersection(*words)
    told = _weights(sorted(frozenset.union(*words) - shared), passages)
    support = [[_support(one, own - shared, told) for one in passages] for own in words]
    best = [max(column, default=0.0) for column in support]
    pick = best.index(min(best) if question.negated else max(best))
    shown = support[pick] if not question.negated else [one.weight for one in passages]
    ranked = sorted(zip(shown, passages, strict=True), key=lambda pair: (-pair[0], -pair[1].weight))
    return pick, [replace(passage, weight=weight) for weight, passage in ranked]


def _support(one: _Passage, choice: frozenset[str], told: dict[str, float]) -> float:
    total = sum(told[term] for term in choice) or 1.0
    own = sum(told[term] for term in choice & one.own) / total
    around = sum(told[term] for term in choice & one.around) / total
    return one.weight * (own + 0.5 * around)


def _ranked(passages: Sequence[_Passage]) -> list[_Passage]:
    return sorted(passages, key=lambda one: -one.weight)


def _distinct(ranked: Sequence[_Passage]) -> list[_Passage]:
    """Keep the best passages that say different things: at most ``MOST_STATEMENTS``, none far behind the first."""
    kept: list[_Passage] = []
    for one in ranked:
        if len(kept) == MOST_STATEMENTS or one.weight <= 0:
            break
        if all(_overlap(one.own, other.own) < 0.6 for other in kept):
            kept.append(one)
    return kept


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)


def _statement(one: _Passage, stored: StoredArticle) -> Statement:
    span = Span(stored.id, stored.revision, one.sentence.start, one.sentence.end)
    return Statement(one.sentence.text, (span,))
