"""What calls take: queries and bodies, checked when they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from coranto.app.talk import LONGEST

Text = Annotated[str, Meta(max_length=500)]
PageNumber = Annotated[int, Meta(ge=1, le=500)]
Time = Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True)
class Nothing:
    """No query."""


@dataclass(frozen=True)
class Paged:
    """Which page of a list, from 1."""

    page: PageNumber = 1


@dataclass(frozen=True)
class ArticlesInput:
    """Which articles; names compare by key, times are ISO 8601 with offset."""

    publisher: Text = ""
    author: Text = ""
    hashtag: Text = ""
    entity: Text = ""
    story: Text = ""
    source: Text = ""
    since: Time | None = None
    until: Time | None = None
    page: PageNumber = 1


@dataclass(frozen=True)
class SearchInput:
    """A search; ``order`` is ``best`` or ``newest``."""

    q: Text = ""
    publisher: Text = ""
    author: Text = ""
    hashtag: Text = ""
    agency: Text = ""
    language: Text = ""
    since: Time | None = None
    until: Time | None = None
    order: Annotated[str, Meta(pattern="^(best|newest)$")] = "best"
    page: PageNumber = 1


@dataclass(frozen=True)
class QuestionInput:
    """A question, to the whole library, one story or one article."""

    q: Annotated[str, Meta(min_length=1, max_length=600)]
    story: Text = ""
    article: Text = ""


@dataclass(frozen=True)
class QuotesInput:
    """Who said what."""

    speaker: Text = ""
    text: Text = ""
    since: Time | None = None
    page: PageNumber = 1


@dataclass(frozen=True)
class Credentials:
    """A name and its password."""

    name: Text
    password: Annotated[str, Meta(max_length=200)]


@dataclass(frozen=True)
class CommentInput:
    """A comment, or a reply to ``parent``."""

    text: Annotated[str, Meta(max_length=LONGEST)]
    parent: Text | None = None


@dataclass(frozen=True)
class SourceInput:
    """A feed, a page of a site whose feed is to be found, or a mailbox."""

    url: Annotated[str, Meta(max_length=2000)]
    folder: Text = ""
