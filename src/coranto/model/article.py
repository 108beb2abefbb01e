"""An article as parsed (``Article``) and as stored (``StoredArticle``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from coranto.model.ids import ArticleId, FamilyId, SourceId, StoryId


class Kind(StrEnum):
    """Article, or the reason why a page is none."""

    ARTICLE = "article"
    INDEX = "index"
    PAYWALL = "paywall"
    CONSENT = "consent"
    ERROR = "error"
    CHALLENGE = "challenge"
    GALLERY = "gallery"
    VIDEO = "video"
    LIVE = "live"
    EMPTY = "empty"

    @property
    def readable(self) -> bool:
        """Whether the page goes to readers as an article."""
        return self in (Kind.ARTICLE, Kind.LIVE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed, and by which agency: ``ISTANBUL (Reuters) -``."""

    place: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """One part of a credit line: ``Editing by Jane Merriman and Lincoln Feast``."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """The lead image; ``url`` is absolute."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Light structure over ``Article.text``: ``text[start:end]`` is one block.

    ``kind`` is ``p``, ``h2`` to ``h4``, ``li``, ``quote`` or ``table`` (rows by newline, cells by tab).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog; ``text[start:end]`` of the article."""

    published: datetime | None
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, as parsed.

    ``text`` is the body, paragraphs joined by a blank line, without headline, standfirst, byline,
    dateline mark or credit line. Times carry a zone where the publisher gave one. ``labels`` are
    the publisher's own ratings (``adult``). ``original`` is an address on another site that the page names
    as its own (a canonical link): there the text was published first.
    """

    title: str
    text: str = ""
    kind: Kind = Kind.ARTICLE
    url: str = ""
    original: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    publisher: str = ""
    agency: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    section: str = ""
    keywords: tuple[str, ...] = ()
    image: Image | None = None
    language: str = ""
    blocks: tuple[Block, ...] = ()
    entries: tuple[LiveEntry, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article in the library: what was parsed, and what Coranto knows of it.

    ``revision`` counts from 1. ``seen`` is when Coranto first took it in (UTC, with zone); ``when``
    is the time to sort and show by.
    """

    id: ArticleId
    article: Article
    revision: int
    seen: datetime
    source: SourceId | None = None
    family: FamilyId | None = None
    origin: bool = False
    story: StoryId | None = None
    labels: tuple[str, ...] = ()

    @property
    def when(self) -> datetime:
        """The publisher's time, UTC where it named no zone, and never later than it was seen."""
        published = self.article.published
        if published is None:
            return self.seen
        return min(published if published.tzinfo else published.replace(tzinfo=UTC), self.seen)
