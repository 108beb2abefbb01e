"""What is derived follows the library's change log, batch by batch; a killed run goes on where each follower stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from coranto.model import Annotations, ArticleId, StoredArticle, Story, StoryId
from coranto.pipeline.articles import arrival_of
from coranto.ports.index import IndexedArticle, TextIndex, VectorIndex
from coranto.ports.library import ArticleQuery, Library
from coranto.ports.outside import Clock, Embedder
from coranto.stories.facts import describe_story
from coranto.stories.independent import Groups, groups_key
from coranto.stories.terms import embed_texts

BATCH = 500
MEMBERS = 500
"""Articles, newest first, that a story is described from."""

_GROUPS = "publisher groups"

Progress = Callable[[int], None]
"""Told how many changes were followed."""


def follow_texts(library: Library, texts: TextIndex, progress: Progress = lambda _: None) -> None:
    """Bring the full-text index up to the change log."""
    while batch := library.changes.since(texts.position, BATCH):
        kept, gone = articles_of(library, batch)
        tagged = [IndexedArticle(one, tuple(tag.tag for tag in notes.hashtags)) for one, notes in kept]
        texts.write(tagged, gone, batch[-1][0])
        progress(len(batch))


def follow_vectors(
    library: Library, vectors: VectorIndex, embedder: Embedder, progress: Progress = lambda _: None
) -> None:
    """Bring the vector index up to the change log."""
    while batch := library.changes.since(vectors.position, BATCH):
        kept, gone = articles_of(library, batch)
        rows = embedder.embed(embed_texts([arrival_of(one) for one, _ in kept]))
        vectors.write([one.id for one, _ in kept], [one.when for one, _ in kept], rows, gone, batch[-1][0])
        progress(len(batch))


def follow_stories(library: Library, clock: Clock, groups: Groups | None = None) -> None:
    """Describe anew each story whose articles changed: headline, counts, score.

    Once the owner's publisher groups have changed, all of them.
    """
    counted_by = groups_key(groups)
    if (library.settings.get(_GROUPS) or "") != counted_by:
        move_cursor(library, "stories", 0)
        library.settings.set(_GROUPS, counted_by)
    told, position = cursor(library, "stories"), library.changes.position
    if told == position:
        return  # a running Coranto looks every other second; a write each time would wear disks for nothing
    touched = library.stories.touched(told)
    now = clock.now()
    for start in range(0, len(touched), BATCH):
        told_anew = (told_now(library, story, now, groups) for story in touched[start : start + BATCH])
        library.stories.write([story for story in told_anew if story])
    move_cursor(library, "stories", position)


def told_now(library: Library, story: StoryId, now: datetime, groups: Groups | None = None) -> Story | None:
    """Return a story as its articles tell it now, None if it has none."""
    members = library.articles.query(ArticleQuery(story=story, limit=MEMBERS))
    return describe_story(story, members, now=now, groups=groups) if members else None


def cursor(library: Library, name: str) -> int:
    """Return the position up to which a follower without an index of its own has come."""
    return int(library.settings.get(f"followed:{name}") or 0)


def move_cursor(library: Library, name: str, position: int) -> None:
    """Note it."""
    library.settings.set(f"followed:{name}", str(position))


def articles_of(
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
