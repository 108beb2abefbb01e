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
from datetime import datetime

from coranto.annotate.article import annotate_article
from coranto.errors import CorantoError, UnreadableInput
from coranto.model import Annotations, ArticleId, Placement, StoredArticle, StoryChange
from coranto.pipeline.articles import arrival_of
from coranto.pipeline.follow import follow_stories, follow_texts, follow_vectors
from coranto.pipeline.grouping import Grouper
from coranto.pipeline.parts import Parts
from coranto.pipeline.relating import follow_related
from coranto.ports.library import Stage
from coranto.stories.matter import Matters

BATCH = 50
"""Articles a transaction (shared/components.md)."""
REPLAYED = 1000
"""Entries of the change log read at a time."""
SAVED_EVERY = 5000
"""Articles grouped until the grouper's state is saved; those since are placed again after a kill."""
STATE = "groups"
_HEAD = struct.Struct("<q")

Progress = Callable[[str, int], None]
"""Told a stage's name and how many articles it has just done."""


class Advance:
    """Holds the grouper, kept in step with the library. One at a time over a library."""

    def __init__(self, parts: Parts, progress: Progress = lambda _stage, _count: None) -> None:
        self._parts = parts
        self._progress = progress
        self._unsaved = 0
        self._matters = Matters(parts.embedder.embed if parts.embedder else None)
        self._grouper = self._load()

    def run(self) -> None:
        """Move on everything that can be moved."""
        while self._group() + self._annotate():
            follow_stories(self._parts.library, self._parts.clock, self._parts.groups)
        self._follow()
        if self._unsaved:
            self._save()

    def _follow(self) -> None:
        parts = self._parts
        follow_stories(parts.library, parts.clock, parts.groups)
        follow_texts(parts.library, parts.texts, lambda count: self._progress("index", count))
        if parts.vectors is not None and parts.embedder is not None:
            follow_vectors(parts.library, parts.vectors, parts.embedder, lambda count: self._progress("embed", count))
        follow_related(parts, self._matters)

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
        """Place again what was placed since the state was saved, in the order in which `_group` did, and save it.

        What comes out as it is recorded is not written: the change log does not grow by being followed, and stories
        keep their names, however often a run is killed.
        """
        order, gone = self._placed_since(position)
        self._record([placed for article in sorted(gone) for placed in self._grouper.forget(article)], [])
        for start in range(0, len(order), BATCH):
            stored = self._parts.library.articles.get_many(order[start : start + BATCH])
            self._record(*self._grouper.place([arrival_of(one) for one in stored]))
        if order or gone:
            self._save()

    def _placed_since(self, position: int) -> tuple[list[ArticleId], set[ArticleId]]:
        """Return articles of the log that have a placement, oldest first as `pending` gives them, and deleted ones."""
        library = self._parts.library
        when: dict[ArticleId, datetime] = {}
        gone: set[ArticleId] = set()
        while batch := library.changes.since(position, REPLAYED):
            ids = [article for article in dict.fromkeys(article for _, article in batch) if article not in when]
            placed = {one.article for one in library.stories.placements(ids)}
            stored = {one.id: one.when for one in library.articles.get_many(ids)}
            when |= {article: at for article, at in stored.items() if article in placed}
            gone |= set(ids) - stored.keys()
            position = batch[-1][0]
        return sorted(when, key=lambda article: (when[article], article)), gone

    def _record(self, placements: Sequence[Placement], changes: Sequence[StoryChange]) -> None:
        """Write the placements that differ from the record, and the changes of stories that go with them."""
        stories = self._parts.library.stories
        known = {_place_of(one) for one in stories.placements([one.article for one in placements])}
        moved = [one for one in placements if _place_of(one) not in known]
        if moved:
            stories.place(moved, changes)

    def _save(self) -> None:
        position = self._parts.library.changes.position
        self._parts.blobs.put(STATE, _HEAD.pack(position) + self._grouper.dump())
        self._unsaved = 0


def _place_of(placed: Placement) -> tuple[str, ...]:
    """Return where an article lies now; the story that was chosen on arrival stays as it was recorded."""
    return (placed.article, placed.family, str(placed.origin), placed.story)
