"""An article leaves the library for good: its story is told without it, and a tombstone keeps it away."""

from __future__ import annotations

from coranto.model import ArticleId
from coranto.pipeline.follow import MEMBERS
from coranto.ports.library import ArticleQuery, Library
from coranto.ports.outside import Clock
from coranto.stories.facts import describe_story


def remove_article(library: Library, article: ArticleId, clock: Clock) -> None:
    """Delete an article; a story that has no other goes with it. Indexes follow by the change log.

    Raises:
        NotFound: there is no such article.
    """
    story, now = library.articles.get(article).story, clock.now()
    library.articles.delete(article, now)
    if story is None:
        return
    members = library.articles.query(ArticleQuery(story=story, limit=MEMBERS))
    if members:
        library.stories.write([describe_story(story, members, now=now)])
    else:
        library.stories.drop(story)
