"""Writes what intake found into the library, in batches, and counts what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from coranto.errors import Conflict, CorantoError
from coranto.model import ArticleId, Comment, ReaderId, Source, SourceKind, SourceState
from coranto.pipeline.exporting import ExportedReader
from coranto.pipeline.intake import Found, PageWanted
from coranto.ports.library import Library, NewArticle, Outcome
from coranto.ports.outside import Clock

BATCH = 50
"""Articles a transaction: larger ones make other writers wait (shared/components.md)."""


@dataclass(slots=True)
class Taken:
    """What became of an import: outcomes counted, new articles named, refusals told, pages still to fetch."""

    outcomes: Counter[str] = field(default_factory=Counter)
    new: list[ArticleId] = field(default_factory=list)
    refused: list[CorantoError] = field(default_factory=list)
    wanted: list[PageWanted] = field(default_factory=list)
    sources: int = 0


class Taker:
    """Takes findings one by one; ``flush`` writes what is still in hand."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self.taken = Taken()
        self.clock = clock
        self._library = library
        self._batch: list[NewArticle] = []
        self._people: dict[ReaderId, ReaderId] = {}

    def take(self, findings: Iterable[Found]) -> None:
        """Take findings; articles are written whenever a batch is full."""
        for found in findings:
            self._take_one(found)
            if len(self._batch) >= BATCH:
                self.flush()

    def _take_one(self, found: Found) -> None:
        match found:
            case NewArticle():
                self._batch.append(found)
            case PageWanted():
                self.taken.wanted.append(found)
            case Source():
                self.taken.sources += self._library.sources.add(_with_care(found))
            case ExportedReader():
                self._take_reader(found)
            case Comment():
                self._take_comment(found)
            case CorantoError():
                self.refuse(found)

    def _take_reader(self, found: ExportedReader) -> None:
        """Add a reader; one whose name is here already stays as they are."""
        readers = self._library.readers
        known = readers.by_name(found.reader.name)
        if known:
            self._people[found.reader.id] = known[0].id
            return
        added = readers.add(found.reader.name, found.password, found.reader.role, self.clock.now())
        readers.update(replace(found.reader, id=added.id))
        for kind, key in found.follows:
            readers.follow(added.id, kind, key, True)
        self._people[found.reader.id] = added.id

    def _take_comment(self, found: Comment) -> None:
        """Add a comment; one that is here already stays as it is."""
        with suppress(Conflict):
            self._library.comments.add(replace(found, reader=self._people.get(found.reader, found.reader)))

    def refuse(self, error: CorantoError) -> None:
        """Note what cannot be used, for the sources page too."""
        self.taken.refused.append(error)
        self._library.sources.note_error(error.where, error.code, error.message, self.clock.now())

    def flush(self) -> None:
        """Write the articles in hand."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        outcomes = self._library.articles.take(batch)
        self.taken.outcomes.update(outcome.value for outcome in outcomes)
        self.taken.new += [one.id for one, outcome in zip(batch, outcomes, strict=True) if outcome is Outcome.NEW]


def _with_care(source: Source) -> Source:
    """Return a source from a file; a mailbox is paused, for its server would be given the owner's password."""
    return replace(source, state=SourceState.PAUSED) if source.kind is SourceKind.MAIL else source
