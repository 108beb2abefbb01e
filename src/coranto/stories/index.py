"""Stories, found on arrival: the story index.

    article -> terms -> near articles by rare terms -> what they share -> odds of one event -> story

It does no I/O and is derived data: it can be dumped, loaded and rebuilt by placing all articles again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId, FamilyId, StoryChange, StoryId
from coranto.stories.corpus import Corpus
from coranto.stories.decide import same_event
from coranto.stories.features import pair_features
from coranto.stories.terms import read_documents
from coranto.text.names import publisher_key
from coranto.text.packing import pack_arrays, unpack_arrays
from coranto.text.words import read_words

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_NEWEST = 64
_NEAR = 40
_VERSION = 1


@dataclass(frozen=True, slots=True)
class StoryPlacement:
    """Which story an article belongs to; ``first_story`` was chosen on arrival."""

    article: ArticleId
    story: StoryId
    first_story: StoryId


class _Saved(msgspec.Struct):
    version: int
    ids: list[str]


class StoryIndex:
    """The stories of what arrived."""

    def __init__(self, embed: Embed | None = None) -> None:
        self._embed = embed
        self._corpus = Corpus()
        self._ids: list[ArticleId] = []
        self._row_of: dict[ArticleId, int] = {}

    def __len__(self) -> int:
        return len(self._row_of)

    def place(
        self, batch: Sequence[Arrival], families: Mapping[ArticleId, FamilyId]
    ) -> tuple[list[StoryPlacement], list[StoryChange]]:
        """Place articles in order of arrival; an id that is known already is placed anew.

        Returns the placement of every article of the batch, in order, then those of earlier articles that moved,
        and the merges and splits.
        """
        for arrival in batch:
            self.forget(arrival.id)
        rows = self._append(batch, families)
        self._corpus.index(rows)
        for row in rows:
            self._choose(row)
        return [self._placement(row) for row in rows], []

    def forget(self, article: ArticleId) -> None:
        """Drop an article; the others stay where they are."""
        row = self._row_of.pop(article, None)
        if row is not None:
            self._corpus.table["alive"][row] = False

    def placement(self, article: ArticleId) -> StoryPlacement | None:
        """Return where an article is, or nothing if it is not held (any more)."""
        row = self._row_of.get(article)
        return None if row is None else self._placement(row)

    def dump(self) -> bytes:
        """Return the index as bytes."""
        return pack_arrays(_Saved(_VERSION, list(self._ids)), self._corpus.pack())

    @classmethod
    def load(cls, data: bytes, embed: Embed | None = None) -> StoryIndex:
        """Return the index that ``dump`` wrote.

        Raises:
            UnreadableInput: it is damaged or of another version; rebuild it from the library.
        """
        saved, arrays = unpack_arrays(data, _Saved)
        if saved.version != _VERSION:
            raise UnreadableInput(f"story index of version {saved.version}, not {_VERSION}")
        index = cls(embed)
        index._corpus = Corpus.unpack(arrays)
        index._ids = [ArticleId(article) for article in saved.ids]
        alive = np.flatnonzero(index._corpus.table["alive"][: index._corpus.count])
        index._row_of = {index._ids[row]: int(row) for row in alive}
        return index

    def _append(self, batch: Sequence[Arrival], families: Mapping[ArticleId, FamilyId]) -> list[int]:
        rows = []
        for arrival, document in zip(batch, read_documents(batch), strict=True):
            row = self._corpus.add(
                document, when=int(arrival.when.timestamp()), publisher=_number(publisher_key(arrival.publisher))
            )
            self._ids.append(arrival.id)
            self._row_of[arrival.id] = row
            self._corpus.table["family"][row] = self._row_of.get(ArticleId(families.get(arrival.id, "")), row)
            rows.append(row)
        return rows

    def _choose(self, row: int) -> None:
        table = self._corpus.table
        near = self._corpus.near(row, newest=_NEWEST, most=_NEAR)
        family = int(table["family"][row])
        story = int(table["story"][family]) if family < row else row
        if story == row and len(near):
            odds = same_event(pair_features(self._corpus, row, near))
            best = int(np.argmax(odds))
            story = int(table["story"][near[best]]) if odds[best] > 0 else row
        table["story"][row] = table["first_story"][row] = story

    def _placement(self, row: int) -> StoryPlacement:
        entry = self._corpus.table[row]
        story, first = StoryId(self._ids[entry["story"]]), StoryId(self._ids[entry["first_story"]])
        return StoryPlacement(self._ids[row], story, first)


def _number(key: str) -> int:
    """Return a 64-bit number for a key, 0 for none; the same in every process."""
    words = read_words([key])[0].hashes
    return int(np.add.reduce(words)) if words.size else 0
