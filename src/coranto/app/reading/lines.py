"""Articles and stories as they stand in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from coranto.app.reading.viewer import Viewer
from coranto.model import ArticleId, FamilyId, Heading, StoredArticle, Story, StoryId
from coranto.ports.library import Library
from coranto.text.names import name_key, publisher_key

SUMMARY = 260
_WORDS_A_MINUTE = 230
_IDEOGRAPHS_A_MINUTE = 500
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a page of its own: the key in its address and the name to show."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; ``marked`` where a search matched or a version differs."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """One article in a list. ``note`` says why it is here, where that needs saying."""

    id: ArticleId
    title: str
    summary: str
    publisher: Named
    agency: str
    when: datetime
    language: str
    url: str
    minutes: int
    labels: tuple[str, ...] = ()
    image: str = ""
    story: StoryId | None = None
    family: FamilyId | None = None
    origin: bool = False
    note: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story in a list; the article ``lead`` heads it; ``followed`` names the follow that leads here."""

    id: StoryId
    headline: str
    lead: ArticleId
    summary: str
    image: str
    language: str
    publishers: tuple[Named, ...]
    articles: int
    independent: int
    first: datetime
    last: datetime
    reasons: tuple[str, ...]
    labels: tuple[str, ...] = ()
    followed: str = ""


_T = TypeVar("_T")


@dataclass(frozen=True)
class Shown(Generic[_T]):
    """A page of a list: number (from 1), items, and whether more follow."""

    items: tuple[_T, ...]
    number: int
    more: bool


def paged(found: Sequence[_T], number: int, size: int) -> Shown[_T]:
    """Make a page of what was asked for with one more than ``size``."""
    return Shown(tuple(found[:size]), number, len(found) > size)


def named_publisher(name: str) -> Named:
    """Return a publisher as a link."""
    return Named(publisher_key(name), name)


def named_person(name: str) -> Named:
    """Return an author as a link."""
    return Named(name_key(name), name)


def article_line(stored: StoredArticle, note: str = "") -> ArticleLine:
    """Return one article as it stands in lists."""
    article = stored.article
    return ArticleLine(
        id=stored.id,
        title=article.title or "Untitled",
        summary=cut(article.standfirst or article.text),
        publisher=named_publisher(article.publisher),
        agency=article.agency,
        when=stored.when,
        language=article.language,
        url=article.url,
        minutes=reading_minutes(article.text),
        labels=stored.labels,
        image=article.image.url if article.image else "",
        story=stored.story,
        family=stored.family,
        origin=stored.origin,
        note=note,
    )


def heading_of(story: Story, languages: Sequence[str]) -> Heading:
    """Return the story's own headline, or the best in the first of ``languages`` that it has, if its own is in none."""
    own = Heading(story.lead, story.headline, story.language)
    if story.language in languages:
        return own
    readable = [one for one in story.headings if one.language in languages]
    return min(readable, key=lambda one: languages.index(one.language), default=own)


def story_line(story: Story, viewer: Viewer, articles: Mapping[ArticleId, StoredArticle]) -> StoryLine:
    """Return one story as it stands in lists; its summary is that of the article it is headed by."""
    heading = heading_of(story, viewer.languages)
    if heading.article not in articles or viewer.withholds(articles[heading.article].labels):
        heading = heading_of(story, ())
    lead = articles.get(heading.article)
    return StoryLine(
        id=story.id,
        headline=heading.text,
        lead=heading.article,
        summary=cut(lead.article.standfirst or lead.article.text) if lead else "",
        image=story.image,
        language=heading.language,
        publishers=tuple(named_publisher(name) for name in story.publishers),
        articles=story.articles,
        independent=story.independent,
        first=story.first,
        last=story.last,
        reasons=story.reasons,
        labels=lead.labels if lead else (),
    )


def story_lines(
    library: Library, viewer: Viewer, stories: Sequence[Story], followed: Mapping[StoryId, str]
) -> list[StoryLine]:
    """Return stories with their lead articles' summaries, in order."""
    wanted = [one for story in stories for one in (story.lead, heading_of(story, viewer.languages).article)]
    articles = articles_by_id(library, wanted)
    lines = [story_line(story, viewer, articles) for story in stories]
    return [replace(line, followed=followed.get(line.id, "")) for line in lines]


def articles_by_id(library: Library, ids: Iterable[ArticleId]) -> dict[ArticleId, StoredArticle]:
    """Return those that exist."""
    return {one.id: one for one in library.articles.get_many(list(dict.fromkeys(ids)))}


def cut(text: str, length: int = SUMMARY) -> str:
    """Return the first paragraph, cut after a sentence or a word where it is long."""
    first = " ".join(text.split("\n\n", 1)[0].split())
    if len(first) <= length:
        return first
    head = first[:length]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if stop > length // 2:
        return head[: stop + 1]
    return head.rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def reading_minutes(text: str) -> int:
    """Return the minutes an adult needs to read it (238 words a minute: Brysbaert 2019, rounded down)."""
    ideographs = len(_IDEOGRAPH.findall(text))
    words = len(text.split()) if not ideographs else 0
    return max(1, round(words / _WORDS_A_MINUTE + ideographs / _IDEOGRAPHS_A_MINUTE))
