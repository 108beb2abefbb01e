"""An article leaves the library for good: its story is told without it, and a tombstone keeps it away."""

from __future__ import annotations

from coranto.model import ArticleId
from coranto.pipeline.follow import told_now
from coranto.ports.library import Library
from coranto.ports.outside import Clock
from coranto.stories.independent import Groups


def remove_article(library: Library, article: ArticleId, clock: Clock, groups: Groups | None = None) -> None:
    """Delete an article; a story that has no other goes with it. Indexes follow by the change log.

    Raises:
        NotFound: there is no such article.
    """
    story, now = library.articles.get(article).story, clock.now()
    library.articles.delete(article, now)
    if story is None:
        return
    told = told_now(library, story, now, groups)
    if told:
        library.stories.write([told])
    else:
        library.stories.drop(story)
