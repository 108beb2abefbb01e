"""Related articles: not the same story, not a copy, about the same matter, fresh first, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from coranto.model import Arrival, RelatedArticle, StoredArticle
from coranto.stories.closeness import closeness, vector_cosines
from coranto.stories.corpus import Corpus
from coranto.stories.features import Numbers
from coranto.stories.judge import Embed
from coranto.stories.terms import NAME, read_documents
from coranto.text.words import read_words

FLOOR = 0.4
"""Closeness under which nothing is shown: fewer rather than fillers. People call pairs above it similar in matter."""
_HALF_LIFE_DAYS = 60.0
_FRESH = 0.25
"""Share of the order that freshness decides."""
_NAMED = 3
_EMBEDDED = 24
"""Candidates that are close enough by shared terms to be embedded."""


def find_related(
    article: StoredArticle,
    candidates: Sequence[StoredArticle],
    *,
    now: datetime,
    limit: int = 6,
    embed: Embed | None = None,
) -> list[RelatedArticle]:
    """Return up to ``limit`` related articles, best first, of one story at most one."""
    others = [other for other in candidates if _apart(article, other)]
    if not others:
        return []
    corpus = Corpus()
    arrivals = [_arrival(stored) for stored in [*others, article]]
    for arrival, document in zip(arrivals, read_documents(arrivals), strict=True):
        corpus.add(document, when=int(arrival.when.timestamp()))
    scores = _scores(corpus, arrivals, embed)
    ages = np.array([max(0.0, (now - other.when).total_seconds() / 86400) for other in others])
    order = np.argsort(-scores * (1 - _FRESH + _FRESH * 0.5 ** (ages / _HALF_LIFE_DAYS)), kind="stable")
    return _best(article, others, corpus, scores, order, limit)


def _scores(corpus: Corpus, arrivals: Sequence[Arrival], embed: Embed | None) -> Numbers:
    """Return the closeness of the last arrival to each one before it; with an encoder, of the nearest by terms."""
    last = len(arrivals) - 1
    scores = closeness(corpus, last, np.arange(last), None)
    if embed is not None:
        nearest = np.argsort(-scores, kind="stable")[:_EMBEDDED]
        texts = [f"{arrival.title}. {arrival.text}" for arrival in arrivals]
        cosines = vector_cosines(embed, texts[last], [texts[number] for number in nearest])
        scores = np.zeros(last)
        scores[nearest] = closeness(corpus, last, nearest, cosines)
    return scores


def _best(
    article: StoredArticle,
    others: Sequence[StoredArticle],
    corpus: Corpus,
    scores: Numbers,
    order: NDArray[np.intp],
    limit: int,
) -> list[RelatedArticle]:
    found: list[RelatedArticle] = []
    seen: set[str] = set()
    for number in order.tolist():
        other = others[number]
        matter = other.story or other.family or other.id
        if scores[number] < FLOOR or matter in seen or len(found) == limit:
            continue
        seen.add(matter)
        shared = _shared_names(corpus, len(others), number, article)
        reason = "also about " + ", ".join(shared) if shared else "on the same matter, by its words"
        found.append(RelatedArticle(other.id, min(1.0, float(scores[number])), reason))
    return found


def _apart(article: StoredArticle, other: StoredArticle) -> bool:
    same_story = article.story is not None and other.story == article.story
    same_text = article.family is not None and other.family == article.family
    return other.id != article.id and not same_story and not same_text


def _arrival(stored: StoredArticle) -> Arrival:
    return Arrival(id=stored.id, title=stored.article.title, text=stored.article.text, when=stored.when)


def _shared_names(corpus: Corpus, row: int, other: int, article: StoredArticle) -> list[str]:
    """Return the rarest names that both have, as the article writes them."""
    mine, theirs = corpus.document(row), corpus.document(other)
    named = mine.terms[(mine.fields & NAME) > 0]
    both = np.intersect1d(named, theirs.terms[(theirs.fields & NAME) > 0])
    text = article.article.title + "\n" + article.article.text
    words = read_words([text])[0]
    terms = (words.hashes >> np.uint64(32)).astype(np.uint32)
    names: dict[str, None] = {}
    for term in both[np.argsort(-corpus.idf(both), kind="stable")]:
        places = np.flatnonzero((terms == term) & words.capital)
        if places.size and words.end[places[0]] - words.start[places[0]] > 2:
            names[text[words.start[places[0]] : words.end[places[0]]]] = None
    return list(names)[:_NAMED]
