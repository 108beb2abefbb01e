"""What is derived follows the library's change log, batch by batch; a killed run goes on where each follower stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from coranto.model import Annotations, ArticleId, StoredArticle
from coranto.pipeline.articles import arrival_of
from coranto.ports.index import IndexedArticle, SearchQuery, TextIndex, VectorIndex
from coranto.ports.library import ArticleQuery, Library
from coranto.ports.outside import Clock, Embedder
from coranto.stories.facts import describe_story
from coranto.stories.related import find_related
from coranto.stories.terms import embed_texts

BATCH = 500
MEMBERS = 500
"""Articles, newest first, that a story is described from."""
CANDIDATES = 24
"""Articles that are looked at more closely for what is related."""
RELATED_WINDOW = timedelta(days=60)
FRESH = timedelta(days=7)
"""How long an article's related ones are kept up to date."""
NAMES = 8
WORDS = 12
SHORT = 3
"""Letters of a word that says nothing."""
_WORD = re.compile(r"[^\W_]+")

Progress = Callable[[int], None]
"""Told how many changes were followed."""


def follow_texts(library: Library, texts: TextIndex, progress: Progress = lambda _: None) -> None:
    """Bring the full-text index up to the change log."""
    while batch := library.changes.since(texts.position, BATCH):
        kept, gone = _sorted_out(library, batch)
        tagged = [IndexedArticle(one, tuple(tag.tag for tag in notes.hashtags)) for one, notes in kept]
        texts.write(tagged, gone, batch[-1][0])
        progress(len(batch))


def follow_vectors(
    library: Library, vectors: VectorIndex, embedder: Embedder, progress: Progress = lambda _: None
) -> None:
    """Bring the vector index up to the change log."""
    while batch := library.changes.since(vectors.position, BATCH):
        kept, gone = _sorted_out(library, batch)
        rows = embedder.embed(embed_texts([arrival_of(one) for one, _ in kept]))
        vectors.write([one.id for one, _ in kept], [one.when for one, _ in kept], rows, gone, batch[-1][0])
        progress(len(batch))


def follow_stories(library: Library, clock: Clock) -> None:
    """Describe anew each story whose articles changed: headline, counts, score."""
    position = library.changes.position
    touched = library.stories.touched(_cursor(library, "stories"))
    now = clock.now()
    for start in range(0, len(touched), BATCH):
        ids = touched[start : start + BATCH]
        members = ((story, library.articles.query(ArticleQuery(story=story, limit=MEMBERS))) for story in ids)
        library.stories.write([describe_story(story, found, now=now) for story, found in members if found])
    _move_cursor(library, "stories", position)


def follow_related(library: Library, texts: TextIndex, clock: Clock, embedder: Embedder | None = None) -> None:
    """Find what is related to each new article, and tell the articles it is related to, while they are fresh."""
    while batch := library.changes.since(_cursor(library, "related"), BATCH):
        kept, _ = _sorted_out(library, batch)
        known = {one.id for one, _ in kept}
        touched = {near for one, notes in kept for near in _relate(library, texts, clock, embedder, one, notes)} - known
        for one in library.articles.get_many(sorted(touched)):
            notes = library.annotations.get(one.id)
            if notes and clock.now() - one.when < FRESH:
                _relate(library, texts, clock, embedder, one, notes)
        _move_cursor(library, "related", batch[-1][0])


def _relate(
    library: Library,
    texts: TextIndex,
    clock: Clock,
    embedder: Embedder | None,
    one: StoredArticle,
    notes: Annotations,
) -> list[ArticleId]:
    """Write what is related to an article; returns it."""
    query = SearchQuery(text=about(one, notes), since=one.when - RELATED_WINDOW, limit=CANDIDATES)
    hits = [hit.article for hit in texts.search(query).hits if hit.article != one.id]
    embed = embedder.embed if embedder else None
    found = find_related(one, library.articles.get_many(hits), now=clock.now(), embed=embed)
    library.annotations.write_related(one.id, found)
    return [near.article for near in found]


def about(one: StoredArticle, notes: Annotations) -> str:
    """Return a search for what an article is about: its names and tags, and the words of its headline."""
    names = dict.fromkeys(entity.text for entity in notes.entities)
    words = [word for word in _WORD.findall(one.article.title) if len(word) > SHORT]
    terms = [f'"{name}"' for name in [*names][:NAMES]] + words[:WORDS]
    return " OR ".join(term.replace("\n", " ") for term in terms)


def _cursor(library: Library, name: str) -> int:
    return int(library.settings.get(f"followed:{name}") or 0)


def _move_cursor(library: Library, name: str, position: int) -> None:
    library.settings.set(f"followed:{name}", str(position))


def _sorted_out(
    library: Library, batch: Sequence[tuple[int, ArticleId]]
) -> tuple[list[tuple[StoredArticle, Annotations]], list[ArticleId]]:
    """Return the articles of a batch to hold, and those to let go because readers cannot find them (any more).

    What is not annotated yet is neither: it comes again in the log when it is, so each text is indexed once.
    """
    ids = list(dict.fromkeys(article for _, article in batch))
    stored = library.articles.get_many(ids)
    readable = {one.id: one for one in stored if one.article.kind.readable}
    notes = library.annotations.get_many(list(readable))
    kept = [(readable[one.article], one) for one in notes if one.revision == readable[one.article].revision]
    return kept, [article for article in ids if article not in readable]
