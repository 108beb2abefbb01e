"""Articles move on: taken -> grouped -> annotated, and what is derived follows.

    pending(TAKEN)   -> grouper.place    -> stories.place
    pending(GROUPED) -> annotate_article -> annotations.write
    change log       -> stories described, full text, vectors, related

Each step is one transaction over a small batch, and asks the library for what is unfinished: a killed run is
continued by the next.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coranto.annotate.article import annotate_article
from coranto.errors import CorantoError, UnreadableInput
from coranto.model import Annotations, Arrival, ArticleId, StoredArticle
from coranto.pipeline.follow import follow_related, follow_stories, follow_texts, follow_vectors
from coranto.pipeline.grouping import Grouper
from coranto.ports.derived import Blobs
from coranto.ports.index import TextIndex, VectorIndex
from coranto.ports.library import Library, Stage
from coranto.ports.outside import Clock, Embedder

BATCH = 50
"""Articles a transaction (shared/components.md)."""
SAVED_EVERY = 5000
"""Articles grouped until the grouper's state is saved; those since are placed again after a kill."""
STATE = "groups"
_HEAD = struct.Struct("<q")

Progress = Callable[[str, int], None]
"""Told a stage's name and how many articles it has just done."""


@dataclass(frozen=True)
class Parts:
    """What moving articles on needs."""

    library: Library
    texts: TextIndex
    blobs: Blobs
    clock: Clock
    vectors: VectorIndex | None = None
    embedder: Embedder | None = None


class Advance:
    """Holds the grouper, kept in step with the library. One at a time over a library."""

    def __init__(self, parts: Parts, progress: Progress = lambda _stage, _count: None) -> None:
        self._parts = parts
        self._progress = progress
        self._unsaved = 0
        self._grouper = self._load()

    def run(self) -> None:
        """Move on everything that can be moved."""
        while self._group() + self._annotate():
            follow_stories(self._parts.library, self._parts.clock)
        self.follow()
        if self._unsaved:
            self._save()

    def follow(self) -> None:
        """Bring what is derived up to the change log."""
        parts = self._parts
        follow_stories(parts.library, parts.clock)
        follow_texts(parts.library, parts.texts, lambda count: self._progress("index", count))
        if parts.vectors is not None and parts.embedder is not None:
            follow_vectors(parts.library, parts.vectors, parts.embedder, lambda count: self._progress("embed", count))
        follow_related(parts.library, parts.texts, parts.clock)

    def _group(self) -> int:
        batch = self._parts.library.articles.pending(Stage.TAKEN, BATCH)
        if batch:
            self._place(batch)
            self._progress("group", len(batch))
            self._unsaved += len(batch)
            if self._unsaved >= SAVED_EVERY:
                self._save()
        return len(batch)

    def _place(self, batch: Sequence[StoredArticle]) -> None:
        placements, changes = self._grouper.place([arrival_of(one) for one in batch])
        self._parts.library.stories.place(placements, changes)

    def _annotate(self) -> int:
        batch = self._parts.library.articles.pending(Stage.GROUPED, BATCH)
        if batch:
            self._parts.library.annotations.write([self._annotated(one) for one in batch])
            self._progress("annotate", len(batch))
        return len(batch)

    def _annotated(self, one: StoredArticle) -> Annotations:
        """Annotate one article; what cannot be annotated is noted and goes on without."""
        try:
            return annotate_article(one.article, id=one.id, revision=one.revision)
        except (CorantoError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            where, at = one.article.url or one.id, self._parts.clock.now()
            self._parts.library.sources.note_error(where, "not-annotated", f"{type(error).__name__}: {error}", at)
            return Annotations(article=one.id, revision=one.revision, language=one.article.language)

    def _load(self) -> Grouper:
        """Load the grouper's state and place again what came since it was saved, in the same order."""
        data = self._parts.blobs.get(STATE)
        position = _HEAD.unpack_from(data)[0] if data else 0
        embedder = self._parts.embedder
        embed = embedder.embed if embedder else None
        try:
            self._grouper = Grouper.load(data[_HEAD.size :], embed) if data else Grouper(embed)
        except UnreadableInput:
            self._grouper, position = Grouper(embed), 0
        self._replay(position)
        return self._grouper

    def _replay(self, position: int) -> None:
        library = self._parts.library
        newest = library.changes.position
        while position < newest and (batch := library.changes.since(position, BATCH)):
            ids = list(dict.fromkeys(article for _, article in batch))
            stored = library.articles.get_many(ids)
            placed = {one.article for one in library.stories.placements(ids)}
            self._forget(set(ids) - {one.id for one in stored})
            self._place([one for one in stored if one.id in placed])
            position = batch[-1][0]

    def _forget(self, gone: set[ArticleId]) -> None:
        moved = [placed for article in sorted(gone) for placed in self._grouper.forget(article)]
        self._parts.library.stories.place(moved, [])

    def _save(self) -> None:
        position = self._parts.library.changes.position
        self._parts.blobs.put(STATE, _HEAD.pack(position) + self._grouper.dump())
        self._unsaved = 0


def arrival_of(one: StoredArticle) -> Arrival:
    """Return an article as grouping takes it."""
    article = one.article
    return Arrival(
        id=one.id,
        title=article.title,
        text=article.text,
        when=one.when,
        publisher=article.publisher,
        agency=article.agency or (article.dateline.agency if article.dateline else ""),
        url=article.url,
        language=article.language,
    )
