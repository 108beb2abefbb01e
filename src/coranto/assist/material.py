"""What the comparisons of a story read: its articles with their annotations, and what their sentences share.

Sentences of one language are compared by their weighty words, those of two languages by what survives translation:
numbers and names.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from coranto.model import Annotations, ArticleId, Sentence, Span, Statement, StoredArticle
from coranto.text.analysis import family_of, term_set
from coranto.text.names import name_key

_LEAST_WORDS = 6
_MOST_WORDS = 60
_READ = 80
"""Sentences of one article that are compared: what a report says later is background."""
_ANCHOR = re.compile(r"\d+(?:[.,]\d+)*|(?<=[^\W\d_][\s,])(?:[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]{2,})|[A-Z]{2,}")
_ENDS = frozenset('.!?…”"»“。！？')


@dataclass(frozen=True)
class Material:
    """One article. ``report`` is the number of the independent report that it counts for."""

    stored: StoredArticle
    found: Annotations
    report: int = 0

    @property
    def id(self) -> ArticleId:
        """The article's id."""
        return self.stored.id

    @property
    def when(self) -> datetime:
        """The time to sort by."""
        return self.stored.when

    @property
    def language(self) -> str:
        """The language that it was annotated in."""
        return self.found.language

    @property
    def publisher(self) -> str:
        """The outlet, for saying whose words these are."""
        return self.stored.article.publisher

    def span(self, piece: Sentence) -> Span:
        """Return a piece of its text as evidence."""
        return Span(self.id, self.stored.revision, piece.start, piece.end)

    def sentence_of(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset."""
        return next((one for one in self.found.sentences if one.start <= offset < one.end), None)


@dataclass(frozen=True)
class Said:
    """One sentence of one article, with what it can be compared by. ``place`` counts from 0 in its article."""

    material: Material
    sentence: Sentence
    place: int

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its words as terms; short ones left out."""
        family = family_of(self.material.language)
        return frozenset(term for term in term_set(self.sentence.text, family) if len(term) > 2 or term.isdigit())

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Its names and numbers, which a translation keeps."""
        return anchors_of(self.sentence.text)

    @property
    def span(self) -> Span:
        """The sentence as evidence."""
        return self.material.span(self.sentence)

    @property
    def whole(self) -> bool:
        """Whether it can stand alone: neither a scrap nor a list nor cut off."""
        words = self.sentence.text.count(" ") + 1
        return _LEAST_WORDS <= words <= _MOST_WORDS and self.sentence.text[-1] in _ENDS

    def stated(self, reports: int = 0) -> Statement:
        """Return it as something that Coranto says."""
        return Statement(self.sentence.text, (self.span,), reports)


class Weights:
    """How much each term of a set of sentences tells (inverse document frequency)."""

    def __init__(self, sentences: Iterable[Said]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for one in sentences:
            counts.update(one.terms)
            total += 1
        self._total = total + 1
        self._weights = {term: self._weight(count) for term, count in counts.items()}
        self._unseen = self._weight(0)
        self._sums: dict[frozenset[str], float] = {}

    def __getitem__(self, term: str) -> float:
        return self._weights.get(term, self._unseen)

    def of(self, terms: Iterable[str]) -> float:
        """Return the weight of several terms together."""
        return sum(self[term] for term in terms)

    def shared(self, part: Said, whole: Said) -> float:
        """Return how much of ``part`` the other sentence says too, 0..1."""
        if part.material.language != whole.material.language:
            return _shared_anchors(part.anchors, whole.anchors)
        common = part.terms & whole.terms
        if not common:
            return 0.0
        if part.terms not in self._sums:  # a sentence is compared with hundreds of others
            self._sums[part.terms] = self.of(part.terms)
        return self.of(common) / self._sums[part.terms]

    def _weight(self, count: int) -> float:
        return math.log(1 + self._total / (count + 0.5))


def sentences_of(materials: Sequence[Material]) -> list[Said]:
    """Return the sentences that are compared, article by article."""
    return [
        Said(one, sentence, place) for one in materials for place, sentence in enumerate(one.found.sentences[:_READ])
    ]


def main_language(materials: Sequence[Material], read: Sequence[str] = ()) -> str:
    """Return the language that most reports of a story are in; of several the first to report.

    Where reports are in languages that the reader reads (``read``), it is one of these.
    """
    reports: dict[str, set[int]] = {}
    for one in sorted(materials, key=lambda one: one.when):
        reports.setdefault(one.language, set()).add(one.report)
    readable = [language for language in reports if language in read] or list(reports)
    return max(readable, key=lambda language: len(reports[language]), default="")


def anchors_of(text: str) -> frozenset[str]:
    """Return the names and numbers of a text, without marks and accents; the first word counts for none."""
    return frozenset(name_key(found[0]) for found in _ANCHOR.finditer(text))


def _shared_anchors(part: frozenset[str], whole: frozenset[str]) -> float:
    common = len(part & whole)
    return common / len(part) if common >= 3 else 0.0
