"""Related articles follow the change log: candidates from the indexes, judged by ``stories.related``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from coranto.model import Annotations, ArticleId, StoredArticle
from coranto.pipeline.articles import arrival_of
from coranto.pipeline.follow import BATCH, articles_of, cursor, move_cursor
from coranto.pipeline.parts import Parts
from coranto.ports.index import SearchQuery
from coranto.stories.matter import Matters
from coranto.stories.related import Rated, choose, rate
from coranto.stories.terms import embed_texts

CANDIDATES = 24
"""Articles found by words that are looked at more closely."""
NEIGHBOURS = 8
"""Articles found by meaning, in whatever language, that are looked at as well."""
WINDOW = timedelta(days=60)
FRESH = timedelta(days=7)
"""How long an article's related ones are kept up to date."""
NAMES = 8
WORDS = 12
SHORT = 3
"""Letters of a word that says nothing."""
_WORD = re.compile(r"[^\W_]+")


def follow_related(parts: Parts, matters: Matters | None = None) -> None:
    """Find what is related to each new article, and tell the fresh ones among them of it.

    ``matters`` remember what was read in an earlier run.
    """
    library = parts.library
    matters = matters or Matters(parts.embedder.embed if parts.embedder else None)
    while batch := library.changes.since(cursor(library, "related"), BATCH):
        kept, _ = articles_of(library, batch)
        matters.prepare([one for one, _ in kept])
        told: dict[ArticleId, list[tuple[StoredArticle, float]]] = {one.id: [] for one, _ in kept}
        for one, notes in kept:
            rated = rate(one, _candidates(parts, one, notes), matters)
            _write(parts, one, rated)
            for other, score in rated:
                if parts.clock.now() - other.when < FRESH:
                    told.setdefault(other.id, []).append((one, score))
        _tell(parts, told)
        move_cursor(library, "related", batch[-1][0])


def _tell(parts: Parts, told: Mapping[ArticleId, Rated]) -> None:
    """Add what was found for other articles to what articles are related to already."""
    library = parts.library
    for one in library.articles.get_many([article for article, found in told.items() if found]):
        found = {other.id: (other, score) for other, score in told[one.id]}
        known = {near.article: near.score for near in library.annotations.related(one.id)}
        earlier = library.articles.get_many([article for article in known if article not in found])
        _write(parts, one, [*found.values(), *((other, known[other.id]) for other in earlier)])


def _write(parts: Parts, one: StoredArticle, rated: Rated) -> None:
    parts.library.annotations.write_related(one.id, choose(one, rated, now=parts.clock.now()))


def about(one: StoredArticle, notes: Annotations) -> str:
    """Return a search for what an article is about: its names and tags, and the words of its headline."""
    names = dict.fromkeys(entity.text for entity in notes.entities)
    words = [word for word in _WORD.findall(one.article.title) if len(word) > SHORT]
    terms = [f'"{name}"' for name in [*names][:NAMES]] + words[:WORDS]
    return " OR ".join(term.replace("\n", " ") for term in terms)


def _candidates(parts: Parts, one: StoredArticle, notes: Annotations) -> list[StoredArticle]:
    since = one.when - WINDOW
    query = SearchQuery(text=about(one, notes), since=since, limit=CANDIDATES, snippets=False)
    near = [*(hit.article for hit in parts.texts.search(query).hits), *_neighbours(parts, one, since)]
    return parts.library.articles.get_many([article for article in dict.fromkeys(near) if article != one.id])


def _neighbours(parts: Parts, one: StoredArticle, since: datetime) -> list[ArticleId]:
    if parts.vectors is None or parts.embedder is None:
        return []
    vector = parts.embedder.embed(embed_texts([arrival_of(one)]))[0]
    return [article for article, _ in parts.vectors.nearest(vector, NEIGHBOURS, since=since)]
