"""Copies and stories composed: where each article of a batch belongs.

State stays in memory and can be dumped and loaded; the library is the record, this is derived from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from coranto.copies.index import CopyIndex, FamilyPlacement
from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId, Placement, StoryChange
from coranto.stories.index import StoryIndex, StoryPlacement
from coranto.stories.judge import Embed


class _Saved(msgspec.Struct):
    copies: bytes
    stories: bytes


class Grouper:
    """Places articles into copy families and stories, in order of arrival."""

    def __init__(self, embed: Embed | None = None) -> None:
        self._copies = CopyIndex()
        self._stories = StoryIndex(embed)

    def place(self, batch: Sequence[Arrival]) -> tuple[list[Placement], list[StoryChange]]:
        """Place a batch.

        Returns the placements of the batch, in order, then those of earlier articles whose family, origin or story
        changed, and the merges and splits of stories. An id twice in one batch counts once, the last time.
        """
        arrivals = list({arrival.id: arrival for arrival in batch}.values())
        families = {placed.article: placed for placed in self._copies.add(arrivals)}
        names = {article: placed.family for article, placed in families.items()}
        told, changes = self._stories.place(arrivals, names)
        stories = {placed.article: placed for placed in told}
        touched = dict.fromkeys([arrival.id for arrival in arrivals] + [*families, *stories])
        return list(self._together(touched, families, stories)), changes

    def forget(self, article: ArticleId) -> list[Placement]:
        """Drop an article; returns the placements that changed by it."""
        families = {placed.article: placed for placed in self._copies.forget(article)}
        self._stories.forget(article)
        return list(self._together(families, families, {}))

    def dump(self) -> bytes:
        """Return the whole state as bytes."""
        return msgspec.msgpack.encode(_Saved(self._copies.dump(), self._stories.dump()))

    @classmethod
    def load(cls, data: bytes, embed: Embed | None = None) -> Grouper:
        """Return the state that ``dump`` wrote.

        Raises:
            UnreadableInput: it is damaged or of another version; rebuild it from the library.
        """
        try:
            saved = msgspec.msgpack.decode(data, type=_Saved)
        except msgspec.MsgspecError as error:
            raise UnreadableInput(f"damaged grouping state: {error}") from error
        grouper = cls(embed)
        grouper._copies = CopyIndex.load(saved.copies)
        grouper._stories = StoryIndex.load(saved.stories, embed)
        return grouper

    def _together(
        self,
        touched: Iterable[ArticleId],
        families: dict[ArticleId, FamilyPlacement],
        stories: dict[ArticleId, StoryPlacement],
    ) -> Iterable[Placement]:
        for article in touched:
            family = families.get(article) or self._copies.placement(article)
            story = stories.get(article) or self._stories.placement(article)
            if family and story:
                yield Placement(article, family.family, family.origin, story.story, story.first_story)
