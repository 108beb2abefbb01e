"""Where news comes from: sources, their state, what was fetched and what a feed said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from coranto.model.article import Article
from coranto.model.ids import SourceId


class SourceKind(StrEnum):
    """What a source is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FILE = "file"
    PASTE = "paste"
    MAIL = "mail"


class SourceState(StrEnum):
    """How a source is doing."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    GONE = "gone"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as the reader knows it. ``url`` is an address, or a path for files."""

    id: SourceId
    url: str
    kind: SourceKind = SourceKind.FEED
    title: str = ""
    site: str = ""
    folder: str = ""
    adult: bool = False
    full_text: bool = False
    state: SourceState = SourceState.NEW
    added: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """What the poller must remember between polls. Validators are kept byte for byte (RFC 9110, 8.8).

    ``changed`` is when the source last had something new, ``rhythm`` the mean seconds between its newest entries.
    ``validated``: these validators have been seen to work. ``digest`` is that of the last body;
    ``ttl``, ``skip_hours`` and ``max_age`` are what the publisher last asked for, in seconds and hours (UTC).
    """

    source: SourceId
    etag: str = ""
    last_modified: str = ""
    due: datetime | None = None
    polled: datetime | None = None
    changed: datetime | None = None
    interval: float = 3600.0
    failures: int = 0
    error_code: str = ""
    error: str = ""
    moved_to: str = ""
    moved_seen: int = 0
    items: int = 0
    duration: float = 0.0
    validated: bool = False
    digest: str = ""
    rhythm: float = 0.0
    ttl: float = 0.0
    max_age: float = 0.0
    skip_hours: tuple[int, ...] = ()


class SubscriptionState(StrEnum):
    """How a WebSub subscription is doing."""

    PENDING = "pending"
    ACTIVE = "active"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """That a hub tells us of a source's news (WebSub). ``token`` is the part of our callback's address that only the
    hub knows, ``secret`` the key of its signatures, ``due`` when the hub is to be asked (again).
    """

    token: str
    source: SourceId
    hub: str
    topic: str
    secret: str
    due: datetime
    state: SubscriptionState = SubscriptionState.PENDING
    expires: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What was fetched: address asked for, address that answered, status, headers (lower-case), bytes.

    ``moved_to`` is where the address has moved for good: set if every redirect on the way was a 301 or 308.

    ``entry`` is what the feed that led to a page said of it.
    """

    url: str
    body: bytes
    fetched: datetime
    final_url: str = ""
    moved_to: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    entry: Article | None = None

    @property
    def address(self) -> str:
        """The address that answered."""
        return self.final_url or self.url

    @property
    def content_type(self) -> str:
        """The declared media type with its parameters, or an empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A media file that a feed entry carries; ``length`` in bytes, 0 if unknown."""

    url: str
    type: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, normalised: URLs absolute, times with zone, HTML not yet sanitised."""

    id: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    language: str = ""
    source_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed. ``ttl`` in seconds, 0 if none was given; ``damaged`` says why parsing fell back."""

    title: str = ""
    site: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    updated: datetime | None = None
    image: str = ""
    authors: tuple[str, ...] = ()
    entries: tuple[FeedEntry, ...] = ()
    hub: str = ""
    next_url: str = ""
    ttl: float = 0.0
    skip_hours: tuple[int, ...] = ()
    adult: bool = False
    damaged: str = ""
