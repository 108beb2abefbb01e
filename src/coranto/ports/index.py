"""Derived indexes: they follow the library's change log and can be rebuilt from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coranto.model import ArticleId, StoredArticle
from coranto.ports.outside import Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A parsed search. ``text`` is in the query language of ``docs/reference/search.md``."""

    text: str = ""
    publisher: str = ""
    author: str = ""
    hashtag: str = ""
    language: str = ""
    agency: str = ""
    since: datetime | None = None
    until: datetime | None = None
    safe: bool = False
    snippets: bool = True
    newest_first: bool = False
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``snippet`` is plain text, ``marks`` the (start, end) of matches in it."""

    article: ArticleId
    score: float
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What the full-text index takes of one article."""

    stored: StoredArticle
    hashtags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How many of ``articles`` hold each term in their body."""

    articles: int
    holding: Mapping[str, int]


class TextIndex(Protocol):
    """Full text, BM25."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Return matching articles.

        Raises:
            InputError: the query text cannot be parsed.
        """

    def count(self, terms: Sequence[str], family: str) -> TermCounts:
        """Return how many articles hold terms of a family of languages (``text.analysis``)."""

    def write(self, articles: Sequence[IndexedArticle], deleted: Sequence[ArticleId], position: int) -> None:
        """Add or replace, remove, and remember the change-log position in one commit."""

    @property
    def position(self) -> int:
        """The change-log position that this index holds."""

    def clear(self) -> None:
        """Empty the index, position 0."""

    def close(self) -> None:
        """Release files."""


class VectorIndex(Protocol):
    """Nearest neighbours by cosine, inside a time window if asked."""

    def nearest(self, vector: Vectors, limit: int, *, since: datetime | None = None) -> list[tuple[ArticleId, float]]:
        """Return (article, cosine), best first."""

    def write(
        self,
        ids: Sequence[ArticleId],
        when: Sequence[datetime],
        vectors: Vectors,
        deleted: Sequence[ArticleId],
        position: int,
    ) -> None:
        """Add or replace, remove, and remember the change-log position."""

    @property
    def position(self) -> int:
        """The change-log position that this index holds."""

    def clear(self) -> None:
        """Empty the index, position 0."""

    def close(self) -> None:
        """Release files."""
