"""Copies and stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coranto.model.ids import ArticleId, FamilyId, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article as it arrives at grouping. ``when`` has a zone; an empty ``publisher`` is unknown.

    ``dated`` is False where nothing is known of the time, so that ``when`` only keeps the order of arrival;
    ``original`` is as an ``Article``'s.
    """

    id: ArticleId
    title: str
    text: str
    when: datetime
    publisher: str = ""
    agency: str = ""
    url: str = ""
    original: str = ""
    language: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one article was put. ``first_story`` is the story chosen on arrival, before any later merge."""

    article: ArticleId
    family: FamilyId
    origin: bool
    story: StoryId
    first_story: StoryId


@dataclass(frozen=True, slots=True)
class Heading:
    """The headline that best stands for a story among its articles in one language."""

    article: ArticleId
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event as it develops, with the facts its page and its rank need.

    ``independent`` counts copy families once and sister titles once; ``publishers`` are the names,
    first to report first; ``headings`` is the best headline in each language, the story's own first. Times are UTC.
    """

    id: StoryId
    headline: str
    lead: ArticleId
    articles: int
    independent: int
    publishers: tuple[str, ...]
    first: datetime
    last: datetime
    image: str = ""
    language: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()


class StoryChangeKind(StrEnum):
    """What can happen to a story's identity."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A recorded merge (``story`` became part of ``into``) or split (``articles`` left ``story`` for ``into``)."""

    kind: StoryChangeKind
    story: StoryId
    into: StoryId
    at: datetime
    why: str
    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """A related article, how close it is (0..1) and one line that says why."""

    article: ArticleId
    score: float
    reason: str
