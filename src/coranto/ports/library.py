"""The record. One ``Library``, made of small parts; SQLite and PostgreSQL implement all of them and
``tests/storage`` runs one contract suite over both.

Each write method is one transaction. Every write that changes what readers see appends to the change log,
which derived indexes follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coranto.model import (
    Annotations,
    Article,
    ArticleId,
    Capture,
    Entity,
    FamilyId,
    Placement,
    PollState,
    Quote,
    RelatedArticle,
    Source,
    SourceId,
    SourceState,
    StoredArticle,
    Story,
    StoryChange,
    StoryId,
    Subscription,
)
from coranto.ports.people import Comments, Readers


class Stage(StrEnum):
    """How far an article has come; a killed run continues from here."""

    TAKEN = "taken"
    GROUPED = "grouped"
    ANNOTATED = "annotated"


class Outcome(StrEnum):
    """What became of an article offered to the library."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"
    TOMBSTONED = "tombstoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article about to be written. ``addresses`` are all URLs that lead to it."""

    id: ArticleId
    article: Article
    seen: datetime
    source: SourceId | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article over time."""

    number: int
    seen: datetime
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleQuery:
    """Which articles to list, newest first. Empty fields do not restrict; names compare by key."""

    publisher: str = ""
    author: str = ""
    hashtag: str = ""
    entity: str = ""
    source: SourceId | None = None
    story: StoryId | None = None
    family: FamilyId | None = None
    since: datetime | None = None
    until: datetime | None = None
    safe: bool = False
    readable: bool = True
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class NameCount:
    """A publisher, author, hashtag or entity with the number of its articles."""

    key: str
    name: str
    articles: int


class Articles(Protocol):
    """Articles, their addresses and revisions."""

    def take(self, batch: Sequence[NewArticle]) -> list[Outcome]:
        """Write new articles and new revisions; same order out. A changed text, title or standfirst is a revision."""

    def get(self, article: ArticleId) -> StoredArticle:
        """Return one article.

        Raises:
            NotFound: there is none, or it was deleted.
        """

    def get_many(self, articles: Sequence[ArticleId]) -> list[StoredArticle]:
        """Return those that exist, in the order asked."""

    def find(self, url: str) -> ArticleId | None:
        """Return the article at an address (normalised by the caller)."""

    def query(self, query: ArticleQuery) -> list[StoredArticle]:
        """Return articles, newest first."""

    def count(self, query: ArticleQuery) -> int:
        """Return how many articles ``query`` would give without limit."""

    def walk(self, after: ArticleId | None, limit: int) -> list[StoredArticle]:
        """Return articles of every kind by id, those behind ``after``: for going through all of them."""

    def revisions(self, article: ArticleId) -> list[Revision]:
        """Return all states, oldest first."""

    def pending(self, stage: Stage, limit: int) -> list[StoredArticle]:
        """Return articles for readers that have come just this far, oldest first."""

    def waiting(self, stage: Stage) -> int:
        """Return how many articles for readers have come just this far."""

    def delete(self, article: ArticleId, at: datetime) -> None:
        """Remove it and leave a tombstone, so that it does not come back."""

    def set_labels(self, article: ArticleId, labels: Sequence[str]) -> None:
        """Replace the sensitivity labels (the owner's decision outlives annotation)."""


class Stories(Protocol):
    """Copy families and stories."""

    def place(self, placements: Sequence[Placement], changes: Sequence[StoryChange]) -> None:
        """Record where articles were put and what changed; moves the articles to ``GROUPED``."""

    def write(self, stories: Sequence[Story]) -> None:
        """Record stories' derived facts (headline, counts, score)."""

    def drop(self, story: StoryId) -> None:
        """Forget the facts of a story that has no articles left."""

    def get(self, story: StoryId) -> Story:
        """Return one story. An id that was merged away gives the story it went into.

        Raises:
            NotFound: there never was one.
        """

    def get_many(self, stories: Sequence[StoryId]) -> list[Story]:
        """Return those that exist, in the order asked."""

    def front(self, *, limit: int, offset: int = 0, since: datetime | None = None, safe: bool = False) -> list[Story]:
        """Return stories, highest score first."""

    def followed(self, follows: Sequence[tuple[str, str]], since: datetime) -> dict[StoryId, tuple[str, str]]:
        """Return stories that lead to a follow (kind, key): by a hashtag, publisher, author or entity of a recent
        article, or by the story itself.
        """

    def history(self, story: StoryId) -> list[StoryChange]:
        """Return the merges and splits that touched this story, oldest first."""

    def placements(self, articles: Sequence[ArticleId]) -> list[Placement]:
        """Return placements of those that have one."""

    def touched(self, position: int) -> list[StoryId]:
        """Return stories whose articles changed after a change-log position."""


class AnnotationsStore(Protocol):
    """Annotations, and what can be looked up through them."""

    def write(self, batch: Sequence[Annotations]) -> None:
        """Replace the annotations of these articles; moves them to ``ANNOTATED``."""

    def get(self, article: ArticleId) -> Annotations | None:
        """Return the annotations of the current revision, if any."""

    def get_many(self, articles: Sequence[ArticleId]) -> list[Annotations]:
        """Return those that exist."""

    def hashtags(self, *, since: datetime | None, limit: int) -> list[NameCount]:
        """Return hashtags by number of articles."""

    def entity(self, key: str) -> Entity | None:
        """Return one mention that shows an entity's name and type."""

    def spellings(self, key: str, *, limit: int = 20) -> list[NameCount]:
        """Return the names that articles give an entity, by number of articles."""

    def quotes(
        self,
        *,
        speaker: str = "",
        text: str = "",
        since: datetime | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[tuple[ArticleId, Quote]]:
        """Return quotes newest first; one quote counts once across the copies of a family."""

    def write_related(self, article: ArticleId, related: Sequence[RelatedArticle]) -> None:
        """Replace the related articles of one article."""

    def related(self, article: ArticleId) -> list[RelatedArticle]:
        """Return the related articles, closest first."""


class Sources(Protocol):
    """Sources and their poll state."""

    def add(self, source: Source) -> bool:
        """Add a source; False if its URL is known already."""

    def get(self, source: SourceId) -> Source:
        """Return one source.

        Raises:
            NotFound: there is none.
        """

    def all(self) -> list[Source]:
        """Return all, by folder and title."""

    def update(self, source: Source) -> None:
        """Replace a source's own fields."""

    def remove(self, source: SourceId) -> None:
        """Forget a source; its articles stay."""

    def state(self, source: SourceId) -> PollState:
        """Return its poll state (a fresh one before the first poll)."""

    def states(self) -> list[PollState]:
        """Return the poll states of all that were polled."""

    def polled(self, state: PollState, health: SourceState) -> None:
        """Record a poll. A source that was paused or forgotten meanwhile stays so."""

    def due(self, now: datetime, limit: int) -> list[tuple[Source, PollState]]:
        """Return sources to poll, longest overdue first; paused and gone ones are left out."""

    def claim(self, now: datetime, limit: int, until: datetime) -> list[tuple[Source, PollState]]:
        """Return what ``due`` does and put it off until then, so that no other process takes it too.

        A poll records its own next time; what a killed process had claimed comes back at ``until``.
        """

    def recent_errors(self, limit: int) -> list[tuple[str, str, str, datetime]]:
        """Return (where, code, message, when) of inputs that were refused, newest first."""

    def note_error(self, where: str, code: str, message: str, at: datetime) -> None:
        """Record an input that was refused."""


class Subscriptions(Protocol):
    """WebSub subscriptions, at most one a source; they go with their source."""

    def get(self, token: str) -> Subscription | None:
        """Return the subscription whose callback has this token."""

    def of_source(self, source: SourceId) -> Subscription | None:
        """Return a source's subscription."""

    def write(self, subscription: Subscription) -> None:
        """Record a subscription in place of the one that its source had."""

    def due(self, now: datetime, limit: int) -> list[Subscription]:
        """Return those whose hub is to be asked, longest due first."""


class Captures(Protocol):
    """What was fetched and not yet processed: recorded first, so that a crash loses nothing."""

    def add(self, capture: Capture, source: SourceId | None, kind: str) -> int:
        """Record a capture; returns its number. ``kind`` is what the pipeline will do with it."""

    def pending(self, limit: int, kind: str = "") -> list[tuple[int, Capture, SourceId | None, str]]:
        """Return captures not yet processed, oldest first; with ``kind`` only those."""

    def waiting(self) -> int:
        """Return how many captures are not yet processed."""

    def done(self, number: int) -> None:
        """Drop a processed capture."""


class Changes(Protocol):
    """The change log that derived indexes follow."""

    def since(self, position: int, limit: int) -> list[tuple[int, ArticleId]]:
        """Return (position, article) after a position, oldest first; an article may come more than once."""

    @property
    def position(self) -> int:
        """The newest position."""


class Names(Protocol):
    """Publishers and authors as readers browse them."""

    def publishers(self, limit: int = 500) -> list[NameCount]:
        """Return publishers by number of articles."""

    def authors(self, limit: int = 500) -> list[NameCount]:
        """Return authors by number of articles."""

    def publisher_name(self, key: str) -> str:
        """Return the name to show, or the key itself."""

    def author_name(self, key: str) -> str:
        """Return the name to show, or the key itself."""

    def hashtag_name(self, key: str) -> str:
        """Return the tag to show, or the key itself."""


class Settings(Protocol):
    """Small values that belong to the library itself (secret key, owner's choices)."""

    def get(self, key: str) -> str | None:
        """Return a value."""

    def set(self, key: str, value: str) -> None:
        """Store a value."""


class Library(Protocol):
    """The whole record."""

    @property
    def articles(self) -> Articles:
        """Articles, their addresses and revisions."""

    @property
    def stories(self) -> Stories:
        """Copy families and stories."""

    @property
    def annotations(self) -> AnnotationsStore:
        """Annotations."""

    @property
    def sources(self) -> Sources:
        """Sources and their poll state."""

    @property
    def subscriptions(self) -> Subscriptions:
        """WebSub subscriptions."""

    @property
    def captures(self) -> Captures:
        """What was fetched and not yet processed."""

    @property
    def readers(self) -> Readers:
        """Accounts."""

    @property
    def comments(self) -> Comments:
        """Comments."""

    @property
    def names(self) -> Names:
        """Publishers and authors."""

    @property
    def changes(self) -> Changes:
        """The change log."""

    @property
    def settings(self) -> Settings:
        """Small values of the library itself."""

    def check(self) -> list[str]:
        """Return what is wrong with the store, in plain words; empty if nothing is."""

    def close(self) -> None:
        """Release connections."""
