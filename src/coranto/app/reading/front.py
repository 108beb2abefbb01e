"""The front page: stories ranked, the reader's own follows first among equals, and the newest articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from coranto.app.reading.lines import ArticleLine, Named, Shown, StoryLine, article_line, paged, story_lines
from coranto.app.reading.viewer import Viewer
from coranto.model import Story, StoryId
from coranto.ports.library import ArticleQuery, Library

STORIES = 30
ARTICLES = 40
_LIFT = 1.5
"""How much a follow lifts a story's score: past its neighbours, not past the news of the day."""

_REACH = 60
"""From how far below the page's end a follow can lift a story onto it."""

_FOLLOW_WINDOW = timedelta(days=4)
_TAG_WINDOW = timedelta(days=3)
_TAGS = 14
_OTHERS = 5
_TEXTS = 24


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Stories, most important first; how other papers head the first one; the hashtags of these days."""

    stories: Shown[StoryLine]
    others: tuple[ArticleLine, ...]
    tags: tuple[Named, ...]


def front_page(library: Library, viewer: Viewer, number: int = 1) -> FrontPage:
    """Assemble one page of the front."""
    followed = _followed(library, viewer)
    wanted = number * STORIES + 1
    reach = _REACH if followed else 0
    stories = library.stories.front(limit=wanted + reach, safe=viewer.safe)
    ranked = sorted(stories, key=lambda story: _lifted(story, followed), reverse=True)
    shown = ranked[(number - 1) * STORIES : wanted]
    tags = library.annotations.hashtags(since=viewer.now - _TAG_WINDOW, limit=_TAGS)
    lines = story_lines(library, viewer, shown, followed)
    return FrontPage(
        paged(lines, number, STORIES),
        _others(library, viewer, lines[0]) if lines else (),
        tuple(Named(tag.key, tag.name) for tag in tags),
    )


def latest_page(library: Library, viewer: Viewer, number: int = 1) -> Shown[ArticleLine]:
    """Return articles by time, newest first."""
    return article_page(library, ArticleQuery(safe=viewer.safe), number)


def article_page(library: Library, query: ArticleQuery, number: int) -> Shown[ArticleLine]:
    """Return one page of a list of articles; ``query`` without limit and offset."""
    window = replace(query, limit=ARTICLES + 1, offset=(number - 1) * ARTICLES)
    return paged([article_line(one) for one in library.articles.query(window)], number, ARTICLES)


def _others(library: Library, viewer: Viewer, story: StoryLine) -> tuple[ArticleLine, ...]:
    """Return the newest texts of a story that are no copies, one a paper, without its lead."""
    query = ArticleQuery(story=story.id, safe=viewer.safe, limit=_TEXTS)
    texts = [one for one in library.articles.query(query) if one.origin and one.id != story.lead]
    papers = {one.article.publisher: one for one in reversed(texts)}
    return tuple(article_line(one) for one in texts if papers[one.article.publisher] is one)[:_OTHERS]


def _lifted(story: Story, followed: dict[StoryId, str]) -> float:
    return story.score * _LIFT if story.id in followed else story.score


def _followed(library: Library, viewer: Viewer) -> dict[StoryId, str]:
    """Return what the reader follows that leads to each story, in words."""
    follows = library.readers.follows(viewer.reader.id) if viewer.reader else []
    if not follows:
        return {}
    found = library.stories.followed(follows, viewer.now - _FOLLOW_WINDOW)
    return {story: _in_words(kind, key) for story, (kind, key) in found.items()}


def _in_words(kind: str, key: str) -> str:
    if kind == "hashtag":
        return f"you follow #{key}"
    return "you follow this story" if kind == "story" else f"you follow {key.replace('-', ' ').title()}"
