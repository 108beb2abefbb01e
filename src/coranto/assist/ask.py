"""Answers made of sentences that stand in articles, or an honest no.

Candidate articles come from a search. In each the place is found where the question's weighty words stand closest
together (``nearness``); the sentence at that place is the passage. Of given choices, the one is taken whose words
stand closest to the question's, over all candidates. Where no article holds enough of the question in one place,
Coranto abstains, and shows the closest evidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coranto.assist.nearness import AROUND, BESIDE, CLOSE, Page, read_page
from coranto.assist.question import Asked, Question, term_of
from coranto.model import Answer, Sentence, Span, Statement, StoredArticle
from coranto.ports.index import TermCounts
from coranto.text.analysis import term_set
from coranto.text.sentences import sentence_bounds

MOST_CANDIDATES = 30
MOST_STATEMENTS = 5
FLOOR = 0.6
"""Evidence (see ``_evidence``) that one article must hold for an answer to be given."""
_RANK = 0.2
"""Part of the evidence that depends on how well the article was found."""
_FRESH = 2.0
_FADES = timedelta(days=20)
"""An article of the day of the question counts 1 + ``_FRESH`` times an old one; the surplus fades by e in this time."""
_PASSED = 0.5
"""What an article from before the time that the question speaks of counts."""
_AHEAD = timedelta(days=2)
_WHOLE = 0.8
"""Share of a choice's weight in one place from which on the choice stands there."""
_SAME = 0.6
"""Share of the terms of the shorter of two sentences that both hold, from which on they say the same."""
_TAIL = 0.3
"""A passage that much worse than the best is left out."""
_TELLING = 0.35
"""Share of the weightiest word's weight from which on a word's places are looked at."""
_LEAST_WORDS = 5
_SPARE = 3
"""Sentences of a candidate that are looked at beyond those wanted, since the nearest need not be the fittest."""
_AROUND = 700
"""Characters on each side of a word that are split into sentences at first: long lines are seldom needed whole."""
_PROMISING = 15
"""Candidates whose sentences are looked at: splitting them is most of the work."""
_DIGITS = re.compile(r"\d")
_FULL_NAME = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]+ [A-ZÀ-ÖØ-Þ][\w’'-]+")
_ENDS = frozenset('.!?…”"»“)。！？')
_CAPITAL = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ]\w+")

Weights = Mapping[str, float]
"""How much each word tells: its inverse document frequency in the whole library."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may hold the answer; ``score`` is how well it was found, fresh ones favoured, best 1."""

    stored: StoredArticle
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence of a candidate, with what it is worth."""

    stored: StoredArticle
    sentence: Sentence
    terms: frozenset[str]
    worth: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate read: the places where the question's words stand, each with how near they stand there."""

    page: Page
    score: float
    places: Mapping[int, float]
    confidence: float


def nearest(
    found: Sequence[tuple[StoredArticle, float]], *, now: datetime, since: datetime | None = None
) -> list[Candidate]:
    """Return the articles to look into, best first, of those that a search found with its scores."""
    weighed = [(one, score * _freshness(one, now, since)) for one, score in found]
    best = max((score for _, score in weighed), default=0.0) or 1.0
    ranked = sorted(weighed, key=lambda pair: (-pair[1], pair[0].id))[:MOST_CANDIDATES]
    return [Candidate(one, score / best) for one, score in ranked]


def wanted_terms(question: Question) -> list[str]:
    """Return the terms whose counts ``answer`` needs."""
    words = {*question.words, *(word for choice in question.choice_words() for word in choice)}
    return sorted({term_of(word, question.family) for word in words})


def answer(question: Question, candidates: Sequence[Candidate], counts: TermCounts) -> Answer:
    """Return the sentences that answer, best first, at most ``MOST_STATEMENTS``, or the closest and ``abstained``.

    ``counts`` are those of ``wanted_terms``. A choice is named wherever any candidate speaks for one.
    """
    weights = _weights(question.words, question, counts)
    choices = [_weights(words, question, counts, asked=weights) for words in question.choice_words()]
    words = [*weights, *(word for choice in choices for word in choice)]
    seen = [_look(read_page(one.stored, words), one.score, weights) for one in candidates]
    choice = _choose(question, seen, weights, choices) if choices else None
    wanted = choices[choice] if choice is not None and not question.negated else {}
    each = 1 if len(seen) >= MOST_STATEMENTS else MOST_STATEMENTS
    passages = [passage for one in _promising(seen) for passage in _passages(one, question, weights, wanted, each)]
    statements = _statements(sorted(passages, key=lambda one: (-one.worth, one.stored.id)))
    abstained = not statements or _evidence(seen, weights, counts.articles) < FLOOR
    return Answer(question.text, statements, abstained=abstained, choice=choice)


def _evidence(seen: Sequence[_Seen], weights: Weights, articles: int) -> float:
    """Return how much speaks for an answer: the share of the question that one article holds, mostly in one place.

    A third of a long question found together is more than a third of two words, so the share is raised with the
    fourth root of the question's length, counted in words that stand in one article only.
    """
    share = max((one.confidence * (1 - _RANK + _RANK * one.score) for one in seen), default=0.0)
    length = sum(weights.values()) / math.log(2 + articles)
    return float(share * length**0.25)


def _weights(words: Sequence[str], question: Question, counts: TermCounts, asked: Weights | None = None) -> Weights:
    """Return inverse document frequencies; a word of a choice that the question holds too tells little."""
    found = {}
    for word in words:
        holding = counts.holding.get(term_of(word, question.family), 0)
        rarity = math.log(1 + max(counts.articles - holding, 0) / (holding + 0.5))
        found[word] = rarity * (0.3 if asked and word in asked else 1.0)
    return found


def _freshness(one: StoredArticle, now: datetime, since: datetime | None) -> float:
    age = now - one.when
    passed = _PASSED if since is not None and one.when < since else 1.0
    if age < -_AHEAD:
        return passed
    return passed * (1 + _FRESH * math.exp(-max(age, timedelta()) / _FADES))


def _look(page: Page, score: float, weights: Weights) -> _Seen:
    floor = _TELLING * max(weights.values(), default=0.0)
    telling = [word for word, weight in weights.items() if weight >= floor]
    places = {at: page.near(weights, at, CLOSE, AROUND) for at in page.occurrences(telling)}
    near = max(places.values(), default=0.0)
    return _Seen(page, score, places, (2 * near + page.held(weights)) / 3)


def _choose(question: Question, seen: Sequence[_Seen], weights: Weights, choices: Sequence[Weights]) -> int | None:
    """Return the choice nearest to the question's words (of a negated question the farthest), if any is near."""
    support = [_support(seen, weights, choice) for choice in choices]
    best = [max(column) or 1.0 for column in zip(*support, strict=True)]
    sums = [sum(value / most for value, most in zip(row, best, strict=True)) for row in support]
    if not any(sums):
        return None
    return sums.index(min(sums) if question.negated else max(sums))


def _support(seen: Sequence[_Seen], weights: Weights, choice: Weights) -> tuple[float, float, float]:
    """Return how near a choice stands to the question: at its best place, where it stands whole, and over all."""
    best = whole = overall = 0.0
    for one in seen:
        values = []
        for at in one.page.occurrences(choice):
            there = one.page.near(choice, at, BESIDE)
            values.append(one.page.near(weights, at, AROUND) * there)
            if there > _WHOLE:
                whole = max(whole, one.score * one.page.near(weights, at, CLOSE))
        values.sort(reverse=True)
        best = max(best, one.score * max(values, default=0.0))
        overall += one.score**2 * sum(values[:3])
    return best, whole, overall


def _promising(seen: Sequence[_Seen]) -> list[_Seen]:
    """Return the candidates whose sentences are worth splitting; the others hold less of the question."""
    return sorted(seen, key=lambda one: -one.score * one.confidence)[:_PROMISING]


def _passages(one: _Seen, question: Question, weights: Weights, choice: Weights, most: int) -> list[_Passage]:
    """Return the best sentences of a candidate: where the question, and the chosen answer, stand nearest."""
    worth = {
        at: near + (one.page.near(choice, at, CLOSE) if choice else 0.0)
        for at, near in [*one.places.items(), *((at, one.page.near(weights, at, AROUND)) for at in _of(one, choice))]
    }
    found: list[_Passage] = []
    for at in sorted(worth, key=lambda at: (-worth[at], at)):
        if len(found) == most + _SPARE:
            break
        offset = one.page.offset(at)
        if any(passage.sentence.start <= offset < passage.sentence.end for passage in found):
            continue
        sentence = _sentence_at(one.page.stored, offset)
        if sentence is None:
            continue
        value = one.score * (worth[at] + one.confidence) * _wholeness(sentence.text)
        found.append(_Passage(one.page.stored, sentence, term_set(sentence.text, question.family), value))
    return sorted(found, key=lambda passage: -passage.worth * _fits(passage.sentence.text, question))[:most]


def _of(one: _Seen, choice: Weights) -> list[int]:
    return one.page.occurrences(choice)


def _sentence_at(stored: StoredArticle, at: int) -> Sentence | None:
    """Return the sentence that holds an offset; only what is around it in its line is split."""
    text = stored.article.text
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = end if end >= 0 else len(text)
    near = max(start, at - _AROUND), min(end, at + _AROUND)
    return _sentence_in(stored, at, near, whole=near == (start, end)) or _sentence_in(
        stored, at, (start, end), whole=True
    )


def _sentence_in(stored: StoredArticle, at: int, part: tuple[int, int], *, whole: bool) -> Sentence | None:
    """Return the sentence at an offset in a part of a line; of a part that is cut, none that reaches its ends."""
    text = stored.article.text[part[0] : part[1]]
    for first, last in sentence_bounds(text, stored.article.language):
        if first <= at - part[0] < last:
            cut = not whole and (first == 0 or last == len(text))
            return None if cut else Sentence(text[first:last], part[0] + first, part[0] + last)
    return None


def _wholeness(text: str) -> float:
    """Put headings and scraps behind sentences."""
    return 1.0 if text[-1] in _ENDS and text.count(" ") + 1 >= _LEAST_WORDS else 0.6


def _fits(text: str, question: Question) -> float:
    """Favour a sentence that holds the kind of thing asked for, not known from the question."""
    if question.asked in (Asked.NUMBER, Asked.TIME):
        return 1.2 if _DIGITS.search(text) else 1.0
    if question.asked is Asked.PERSON:
        known = set(question.words)
        return 1.2 if any(known.isdisjoint(name.lower().split()) for name in _FULL_NAME.findall(text)) else 1.0
    if question.asked is Asked.PLACE:
        return 1.1 if _CAPITAL.search(text) else 0.9
    return 1.0


def _statements(ranked: Sequence[_Passage]) -> tuple[Statement, ...]:
    """Keep the best passages that say different things; one that says the same as a better one supports it."""
    kept: list[tuple[_Passage, list[Span]]] = []
    for one in ranked:
        same = next((spans for other, spans in kept if _overlap(one.terms, other.terms) >= _SAME), None)
        if same is not None:
            same.append(_span(one))
        elif len(kept) < MOST_STATEMENTS and one.worth > _TAIL * ranked[0].worth:
            kept.append((one, [_span(one)]))
    return tuple(Statement(one.sentence.text, tuple(spans)) for one, spans in kept)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)


def _span(one: _Passage) -> Span:
    return Span(one.stored.id, one.stored.revision, one.sentence.start, one.sentence.end)
