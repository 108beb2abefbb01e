"""The article page, every element of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.body import Part, body_parts
from coranto.app.reading.lines import (
    ArticleLine,
    Named,
    StoryLine,
    article_line,
    articles_by_id,
    named_person,
    story_lines,
)
from coranto.app.reading.panel import Panel, article_panel
from coranto.app.reading.talk import CommentLine, comment_lines
from coranto.app.reading.viewer import Viewer
from coranto.errors import NotFound
from coranto.model import ArticleId, Credit, StoredArticle
from coranto.ports.library import ArticleQuery, Library

_COPIES = 60


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One role of the credit line, its people as links."""

    role: str
    people: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article with all that belongs to it. ``withheld`` is safe reading: body and panel are left out."""

    line: ArticleLine
    stored: StoredArticle
    authors: tuple[Named, ...]
    credits: tuple[CreditLine, ...]
    body: tuple[Part, ...]
    panel: Panel
    story: StoryLine | None
    related: tuple[ArticleLine, ...]
    copies: tuple[ArticleLine, ...]
    origin: ArticleLine | None
    comments: tuple[CommentLine, ...]
    updated: datetime | None
    withheld: bool = False

    @property
    def revisions(self) -> int:
        """How many states of the article there are."""
        return self.stored.revision


def read_article(
    library: Library, viewer: Viewer, article: ArticleId, evidence: tuple[int, int] | None = None
) -> ArticlePage:
    """Assemble the page; ``evidence`` is the range of the text to mark.

    Raises:
        NotFound: there is no such article.
    """
    stored = library.articles.get(article)
    found = library.annotations.get(article)
    withheld = viewer.withholds(stored.labels)
    sentences = found.sentences if found and found.revision == stored.revision else ()
    copies = _copies(library, stored, viewer)
    parsed = stored.article
    return ArticlePage(
        line=article_line(stored),
        stored=stored,
        authors=tuple(named_person(name) for name in parsed.authors),
        credits=credit_lines(parsed.credits),
        body=() if withheld else body_parts(parsed.text, parsed.blocks, sentences, evidence, parsed.entries),
        panel=Panel() if withheld else article_panel(stored, found),
        story=_story(library, viewer, stored),
        related=_related(library, stored, viewer),
        copies=copies,
        origin=next((copy for copy in copies if copy.origin), None) if not stored.origin else None,
        comments=comment_lines(library.comments.of_article(article), viewer),
        updated=updated(stored),
        withheld=withheld,
    )


def credit_lines(line: Sequence[Credit]) -> tuple[CreditLine, ...]:
    """Return the credit line by role."""
    return tuple(CreditLine(one.role, tuple(named_person(name) for name in one.people)) for one in line)


def updated(stored: StoredArticle) -> datetime | None:
    """Return when the publisher says it changed, where that is later than its publication."""
    modified = stored.article.modified
    if modified is None or modified.tzinfo is None:
        return None
    return modified if modified > stored.when else None


def _story(library: Library, viewer: Viewer, stored: StoredArticle) -> StoryLine | None:
    if stored.story is None:
        return None
    try:
        return story_lines(library, viewer, [library.stories.get(stored.story)], {})[0]
    except NotFound:  # placed, but its facts are not written yet
        return None


def _related(library: Library, stored: StoredArticle, viewer: Viewer) -> tuple[ArticleLine, ...]:
    related = library.annotations.related(stored.id)
    found = articles_by_id(library, [one.article for one in related])
    return tuple(
        article_line(found[one.article], one.reason)
        for one in related
        if one.article in found and not viewer.withholds(found[one.article].labels)
    )


def _copies(library: Library, stored: StoredArticle, viewer: Viewer) -> tuple[ArticleLine, ...]:
    if stored.family is None:
        return ()
    query = ArticleQuery(family=stored.family, safe=viewer.safe, limit=_COPIES + 1)
    others = [article_line(one) for one in library.articles.query(query) if one.id != stored.id]
    return tuple(sorted(others, key=lambda line: (not line.origin, line.when)))
