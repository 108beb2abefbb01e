"""Related articles: not the same story, not a copy, about the same matter, fresh first, with the reason in words.

    candidates -> rate (closeness of each) -> choose (above the floor, one of a story, fresh first, reasons)

Closeness is the same from both sides: what is found for a new article is told to the older ones as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from coranto.model import RelatedArticle, StoredArticle
from coranto.stories.closeness import closeness, stem_columns, vector_columns
from coranto.stories.matter import Matters, Numbers
from coranto.stories.reasons import shared_names, shared_words

FLOOR = 0.5
"""Closeness under which nothing is shown: fewer rather than fillers. Of the pairs above it people call one in sixteen
unrelated, and four in five of those that they call related are above it (cross-validated)."""
_NAMELESS = 0.65
"""Closeness from which on two articles need no name in common: people and places are what relates news."""
LIMIT = 6
_HALF_LIFE_DAYS = 60.0
_FRESH = 0.25
"""Share of the order that freshness decides."""
_EMBEDDED = 8
"""Candidates in the article's own language, closest by stems, whose vectors are looked at too."""

Rated = Sequence[tuple[StoredArticle, float]]


def find_related(
    article: StoredArticle,
    candidates: Sequence[StoredArticle],
    *,
    now: datetime,
    limit: int = LIMIT,
    matters: Matters | None = None,
) -> list[RelatedArticle]:
    """Return up to ``limit`` related articles, best first, of one story at most one."""
    matters = matters or Matters()
    return choose(article, rate(article, candidates, matters), now=now, limit=limit)


def rate(article: StoredArticle, candidates: Sequence[StoredArticle], matters: Matters) -> Rated:
    """Return the candidates that are close enough in matter, with their closeness, in order."""
    others = [other for other in candidates if _apart(article, other)]
    if not others:
        return []
    one, *rest = matters.of([article, *others])
    stems = stem_columns(one, rest)
    scores = closeness(stems, with_vectors=False)
    if matters.embed is not None:
        looked = _to_embed(article, others, scores)
        scores = np.zeros(len(others))
        vectors = matters.vectors([one, *(rest[number] for number in looked)])
        columns = np.hstack((stems[looked], vector_columns(vectors[0], vectors[1:])))
        scores[looked] = closeness(columns, with_vectors=True)
    return [(other, float(score)) for other, score in zip(others, scores, strict=True) if score >= FLOOR]


def choose(article: StoredArticle, rated: Rated, *, now: datetime, limit: int = LIMIT) -> list[RelatedArticle]:
    """Return the best of what was rated, of one story at most one, with reasons."""
    found: list[RelatedArticle] = []
    seen: set[str] = set()
    for other, score in sorted(rated, key=lambda pair: (-pair[1] * _freshness(pair[0], now), pair[0].id)):
        matter = other.story or other.family or other.id
        if len(found) < limit and matter not in seen and _apart(article, other):
            reason = _reason(article, other, score)
            if reason:
                seen.add(matter)
                found.append(RelatedArticle(other.id, score, reason))
    return found


def _reason(article: StoredArticle, other: StoredArticle, score: float) -> str:
    """Return one line that says why, nothing where closeness alone does not carry it."""
    names = shared_names(article, other)
    if names:
        return "also about " + ", ".join(names)
    if score < _NAMELESS:
        return ""
    words = shared_words(article, other)
    return "on the same matter: " + ", ".join(words) if words else "on the same matter"


def _to_embed(article: StoredArticle, others: Sequence[StoredArticle], scores: Numbers) -> list[int]:
    """Return the closest by stems, and those in other languages, of which stems tell little."""
    language = article.article.language
    foreign = [number for number, other in enumerate(others) if other.article.language != language]
    own = [number for number in np.argsort(-scores, kind="stable").tolist() if number not in foreign]
    return sorted([*own[:_EMBEDDED], *foreign[:_EMBEDDED]])


def _freshness(other: StoredArticle, now: datetime) -> float:
    age = max(0.0, (now - other.when).total_seconds() / 86400)
    return float(1 - _FRESH + _FRESH * 0.5 ** (age / _HALF_LIFE_DAYS))


def _apart(article: StoredArticle, other: StoredArticle) -> bool:
    same_story = article.story is not None and other.story == article.story
    same_text = article.family is not None and other.family == article.family
    return other.id != article.id and not same_story and not same_text
