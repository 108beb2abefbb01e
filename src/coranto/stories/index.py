"""Stories, found on arrival: the story index.

    article -> terms -> near articles by rare terms -> what they share -> odds of one event -> story -> repair

An article joins the story whose closest members it most likely shares the event with. Each arrival is also evidence
on the stories around it: two that it ties together are compared member by member and may become one, and a story that
has grown is looked at as a whole and may be divided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations

import msgspec
import numpy as np

from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId, FamilyId, StoryChange, StoryChangeKind, StoryId
from coranto.stories.across import language_number
from coranto.stories.corpus import Corpus
from coranto.stories.judge import Embed, Judge
from coranto.stories.repair import best_mover, divide, story_scores
from coranto.stories.terms import Document, embed_texts, read_documents, told
from coranto.text.names import publisher_key
from coranto.text.packing import pack_arrays, unpack_arrays
from coranto.text.words import key_number

JOIN = -0.5
"""Log-odds from which on an article joins a story."""
MERGE = 0.0
"""Mean log-odds between members from which on two stories become one."""
SPLIT = -0.75
"""Mean log-odds between two parts of a story under which it is divided."""

MOVE = 1.0
"""By how much more an article must fit another story before it moves there."""

_NEWEST = 64
_NEAR = 40
_NEAR_BY_VECTOR = 8
"""So many more are looked at for their meaning alone: those in another language, or in quite other words."""
_COMPARED = 6
"""Members of each of two stories that are compared before they become one."""
_DRAWN = 24
"""Members of each of two stories, the newest, that are looked at before one moves."""
_RIVAL = -2.5
"""Log-odds of an article with a story from which on members may move between it and the article's own."""
_LOOKED_AT = (4, 5, 6, 8, 10, 12, 15, 18, 24, 30, 40)
"""Sizes at which a story is looked at as a whole."""
_COPY_DAYS = 60
"""Days within which a copy belongs to the story of its family without further question."""
_VERSION = 2


@dataclass(frozen=True, slots=True)
class StoryPlacement:
    """Which story an article belongs to; ``first_story`` was chosen on arrival."""

    article: ArticleId
    story: StoryId
    first_story: StoryId


class _Saved(msgspec.Struct):
    """``encoded`` says that every article has its vector."""

    version: int
    encoded: bool
    ids: list[str]
    names: list[str]


class StoryIndex:
    """The stories of what arrived; holds ``most`` articles, then forgets the oldest quarter.

    It does no I/O and is derived data: it can be dumped, loaded and rebuilt by placing all articles again.
    """

    def __init__(self, embed: Embed | None = None, *, most: int = 1_000_000) -> None:
        self._embed = embed
        self._most = most
        self._corpus = Corpus()
        self._judge = Judge(self._corpus, with_encoder=embed is not None)
        self._ids: list[ArticleId] = []
        self._row_of: dict[ArticleId, int] = {}
        self._names: list[StoryId] = []
        self._opened: set[ArticleId] = set()
        self._members: dict[int, list[int]] = {}

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
        changes: list[StoryChange] = []
        moved: set[int] = set()
        for row, arrival in zip(rows, batch, strict=True):
            found, alone = self._settle(row, arrival.when)
            changes += found
            moved.update(alone)
            for change in found:
                moved.update(self._row_of[article] for article in change.articles)
        placed = [self._placement(row) for row in [*rows, *sorted(moved - set(rows))]]
        self._make_room()
        return placed, changes

    def placement(self, article: ArticleId) -> StoryPlacement | None:
        """Return where an article is, or nothing if it is not held (any more)."""
        row = self._row_of.get(article)
        return None if row is None else self._placement(row)

    def forget(self, article: ArticleId) -> None:
        """Drop an article; the others stay where they are."""
        row = self._row_of.pop(article, None)
        if row is None:
            return
        self._corpus.table["alive"][row] = False
        story = int(self._corpus.table["story"][row])
        self._members[story].remove(row)
        if not self._members[story]:
            del self._members[story]

    def dump(self) -> bytes:
        """Return the index as bytes."""
        return pack_arrays(
            _Saved(_VERSION, self._embed is not None, list(self._ids), list(self._names)), self._corpus.pack()
        )

    @classmethod
    def load(cls, data: bytes, embed: Embed | None = None, *, most: int = 1_000_000) -> StoryIndex:
        """Return the index that ``dump`` wrote.

        Raises:
            UnreadableInput: it is damaged, of another version, or lacks the vectors that ``embed`` would give; rebuild
                it from the library.
        """
        saved, arrays = unpack_arrays(data, _Saved)
        if saved.version != _VERSION:
            raise UnreadableInput(f"story index of version {saved.version}, not {_VERSION}")
        if embed and not saved.encoded:
            raise UnreadableInput("story index without the vectors of the encoder")
        index = cls(embed, most=most)
        index._hold(Corpus.unpack(arrays), [ArticleId(article) for article in saved.ids])
        index._names = [StoryId(name) for name in saved.names]
        index._opened = {ArticleId(name) for name in saved.names}
        return index

    def _hold(self, corpus: Corpus, ids: list[ArticleId]) -> None:
        """Set the corpus and the look-ups that follow from it."""
        self._corpus, self._ids = corpus, ids
        self._judge = Judge(corpus, with_encoder=self._embed is not None)
        alive = np.flatnonzero(corpus.table["alive"][: corpus.count]).tolist()
        self._row_of = {ids[row]: row for row in alive}
        self._members = {}
        for row in alive:
            self._members.setdefault(int(corpus.table["story"][row]), []).append(row)

    def _append(self, batch: Sequence[Arrival], families: Mapping[ArticleId, FamilyId]) -> list[int]:
        documents = read_documents(batch)
        vectors = self._embed(embed_texts(batch)) if self._embed and batch else None
        rows = [
            self._append_one(arrival, document, families.get(arrival.id))
            for arrival, document in zip(batch, documents, strict=True)
        ]
        self._corpus.index(rows)
        if vectors is not None:
            self._corpus.vectors.set(np.array(rows), vectors)
        return rows

    def _append_one(self, arrival: Arrival, document: Document, family: FamilyId | None) -> int:
        row = self._corpus.add(
            document,
            when=int(arrival.when.timestamp()),
            publisher=key_number(publisher_key(arrival.publisher)),
            language=language_number(arrival.language),
            told=told(document),
            dated=arrival.dated,
        )
        self._ids.append(arrival.id)
        self._row_of[arrival.id] = row
        self._corpus.table["family"][row] = self._row_of.get(ArticleId(family), row) if family else row
        return row

    def _settle(self, row: int, when: datetime) -> tuple[list[StoryChange], list[int]]:
        """Choose the story of a new row and repair the stories around it; returns also the rows that moved alone."""
        near = self._corpus.near(row, newest=_NEWEST, most=_NEAR, most_by_vector=_NEAR_BY_VECTOR)
        odds = self._judge.odds(row, near)
        self._corpus.link(row, near, odds)
        scores = story_scores(self._corpus.table["story"][near], odds, self._members)
        self._join(row, scores)
        changes = self._repair(row, scores, when)
        close = {number for number, score in scores.items() if score > _RIVAL} | {self._story(row)}
        pairs = permutations(sorted(close & self._members.keys()), 2)
        return changes, [moved for story, other in pairs for moved in self._move(story, other)]

    def _join(self, row: int, scores: Mapping[int, float]) -> None:
        """Put a row into the story of its copy family, else the one that it fits best, else a new one."""
        table = self._corpus.table
        story = self._story_of_copy(row)
        if story is None:
            best = max(scores, key=lambda number: (scores[number], -number), default=-1)
            story = best if best >= 0 and scores[best] > JOIN else self._open(row)
        table["story"][row] = table["first_story"][row] = story
        self._members.setdefault(story, []).append(row)

    def _repair(self, row: int, scores: Mapping[int, float], when: datetime) -> list[StoryChange]:
        """Make one story of those that the row ties together, and divide its own where it falls in two."""
        story = self._story(row)
        rivals = [number for number, score in scores.items() if number != story and score > JOIN]
        changes = [change for rival in rivals if (change := self._merge(story, rival, when))]
        story = self._story(row)
        if len(self._members[story]) in _LOOKED_AT and (change := self._divide(story, when)):
            changes.append(change)
        return changes

    def _story(self, row: int) -> int:
        return int(self._corpus.table["story"][row])

    def _open(self, row: int) -> int:
        self._names.append(StoryId(self._ids[row]))
        self._opened.add(self._ids[row])
        return len(self._names) - 1

    def _story_of_copy(self, row: int) -> int | None:
        """Return the story of the article's copy family, if it is a recent one and the text is no furniture."""
        table = self._corpus.table
        first = int(table["family"][row])
        recent = self._corpus.days_between(row, np.array([first]))[0] <= _COPY_DAYS
        return int(table["story"][first]) if first < row and recent and table["told"][row] else None

    def _merge(self, one: int, other: int, when: datetime) -> StoryChange | None:
        """Make one story of two if their members agree; the older one stays."""
        into, gone = min(one, other), max(one, other)
        if into not in self._members or gone not in self._members:
            return None
        mean = self._odds_between(self._members[gone][-_COMPARED:], self._members[into][-_COMPARED:])
        if mean <= MERGE:
            return None
        moved = self._members.pop(gone)
        self._corpus.table["story"][moved] = into
        self._members[into] = sorted(self._members[into] + moved)
        articles = tuple(self._ids[row] for row in moved)
        why = f"{len(moved)} of its articles and those of the older story report one event (log-odds {mean:.1f})"
        return StoryChange(StoryChangeKind.MERGE, self._names[gone], self._names[into], _utc(when), why, articles)

    def _odds_between(self, some: list[int], others: list[int]) -> float:
        """Return the mean odds between the members of two stories; only those not remembered are judged now."""
        rows = np.array(sorted(some + others))
        odds = self._corpus.odds_among(rows)[np.ix_(np.searchsorted(rows, some), np.searchsorted(rows, others))]
        for place in np.flatnonzero(np.isnan(odds).any(axis=1)):
            odds[place] = self._judge.odds(some[place], np.array(others))
        return float(odds.mean())

    def _divide(self, story: int, when: datetime) -> StoryChange | None:
        """Part a story whose members fall in two; the part with its first article keeps the name."""
        members = self._members[story]
        leaving, mean = divide(self._corpus.odds_among(np.array(members)))
        if not leaving or mean >= SPLIT:
            return None
        rows = [members[number] for number in leaving]
        namer = next((row for row in rows if self._ids[row] not in self._opened), None)
        if namer is None:
            return None
        new = self._open(namer)
        self._members[story] = [row for row in members if row not in set(rows)]
        self._members[new] = rows
        self._corpus.table["story"][rows] = new
        why = f"{len(rows)} of its articles report another event (log-odds {mean:.1f})"
        articles = tuple(self._ids[row] for row in rows)
        return StoryChange(StoryChangeKind.SPLIT, self._names[story], self._names[new], _utc(when), why, articles)

    def _move(self, story: int, other: int) -> list[int]:
        """Let the member that fits the other story clearly better go there; one that gave a story its name stays."""
        mine, theirs = self._members[story][-_DRAWN:], self._members[other][-_DRAWN:]
        if len(mine) < 2:
            return []
        rows = np.array(sorted(mine + theirs))
        best, fit, gain = best_mover(self._corpus.odds_among(rows), np.isin(rows, mine))
        row = int(rows[best])
        if gain < MOVE or fit < JOIN or self._ids[row] in self._opened:
            return []
        self._members[story].remove(row)
        self._members[other] = sorted([*self._members[other], row])
        self._corpus.table["story"][row] = other
        return [row]

    def _placement(self, row: int) -> StoryPlacement:
        entry = self._corpus.table[row]
        return StoryPlacement(self._ids[row], self._names[entry["story"]], self._names[entry["first_story"]])

    def _make_room(self) -> None:
        """Once ``most`` rows are held, keep the newest three quarters that are alive."""
        if self._corpus.count <= self._most:
            return
        alive = np.flatnonzero(self._corpus.table["alive"][: self._corpus.count])
        kept = alive[-(3 * self._most // 4) :]
        self._hold(self._corpus.keep(kept), [self._ids[row] for row in kept])


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
