"""Related articles follow the change log: candidates from the indexes, judged by ``stories.related``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from coranto.model import Annotations, ArticleId, StoredArticle
from coranto.pipeline.articles import arrival_of
from coranto.pipeline.follow import BATCH, articles_of, cursor, move_cursor
from coranto.pipeline.parts import Parts
from coranto.ports.index import SearchQuery
from coranto.stories.related import find_related
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


def follow_related(parts: Parts) -> None:
    """Find what is related to each new article, and tell the articles it is related to, while they are fresh."""
    library = parts.library
    while batch := library.changes.since(cursor(library, "related"), BATCH):
        kept, _ = articles_of(library, batch)
        known = {one.id for one, _ in kept}
        touched = {near for one, notes in kept for near in _relate(parts, one, notes)} - known
        for one in library.articles.get_many(sorted(touched)):
            notes = library.annotations.get(one.id)
            if notes and parts.clock.now() - one.when < FRESH:
                _relate(parts, one, notes)
        move_cursor(library, "related", batch[-1][0])


def about(one: StoredArticle, notes: Annotations) -> str:
    """Return a search for what an article is about: its names and tags, and the words of its headline."""
    names = dict.fromkeys(entity.text for entity in notes.entities)
    words = [word for word in _WORD.findall(one.article.title) if len(word) > SHORT]
    terms = [f'"{name}"' for name in [*names][:NAMES]] + words[:WORDS]
    return " OR ".join(term.replace("\n", " ") for term in terms)


def _relate(parts: Parts, one: StoredArticle, notes: Annotations) -> list[ArticleId]:
    """Write what is related to an article; returns it."""
    since = one.when - WINDOW
    query = SearchQuery(text=about(one, notes), since=since, limit=CANDIDATES, snippets=False)
    near = [*(hit.article for hit in parts.texts.search(query).hits), *_neighbours(parts, one, since)]
    others = parts.library.articles.get_many([article for article in dict.fromkeys(near) if article != one.id])
    embed = parts.embedder.embed if parts.embedder else None
    found = find_related(one, others, now=parts.clock.now(), embed=embed)
    parts.library.annotations.write_related(one.id, found)
    return [other.article for other in found]


def _neighbours(parts: Parts, one: StoredArticle, since: datetime) -> list[ArticleId]:
    if parts.vectors is None or parts.embedder is None:
        return []
    vector = parts.embedder.embed(embed_texts([arrival_of(one)]))[0]
    return [article for article, _ in parts.vectors.nearest(vector, NEIGHBOURS, since=since)]
