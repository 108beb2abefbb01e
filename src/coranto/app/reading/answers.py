"""An answer to a reader's question, from the whole library, one story or one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.app import assisting
from coranto.app.reading.lines import articles_by_id
from coranto.app.reading.panel import Evidence, Point
from coranto.app.reading.viewer import Viewer
from coranto.app.service import Coranto
from coranto.errors import NotAllowed
from coranto.model import ArticleId, StoryId

MOST_BEFORE = 4
"""Earlier questions that a follow-up keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """What was asked of what, and what is said; ``abstained`` with the closest evidence in ``points``."""

    question: str
    before: tuple[str, ...]
    of: str = ""
    story: StoryId | None = None
    article: ArticleId | None = None
    points: tuple[Point, ...] = ()
    abstained: bool = False


def read_answer(
    coranto: Coranto,
    viewer: Viewer,
    question: str,
    *,
    story: StoryId | None = None,
    article: ArticleId | None = None,
    before: Sequence[str] = (),
) -> AnswerPage:
    """Answer; without a question the page only asks for one.

    Raises:
        NotFound: no such story or article.
        NotAllowed: safe reading keeps the article back.
    """
    library = coranto.library
    kept = tuple(before)[-MOST_BEFORE:]
    of = library.stories.get(story).headline if story else ""
    if article is not None:
        held = library.articles.get(article)
        if viewer.withholds(held.labels):
            raise NotAllowed("safe reading keeps this back")
        of = held.article.title
    if not question:
        return AnswerPage(question="", before=kept, of=of, story=story, article=article)
    found = assisting.ask(coranto, question, story=story, article=article, context=kept, safe=viewer.safe)
    held_articles = articles_by_id(library, [span.article for said in found.statements for span in said.spans])
    points = tuple(
        Point(
            said.text,
            tuple(
                Evidence(span, 0, held_articles[span.article].article.publisher)
                for span in said.spans
                if span.article in held_articles
            ),
            said.reports,
        )
        for said in found.statements
    )
    return AnswerPage(
        question=question, before=kept, of=of, story=story, article=article, points=points, abstained=found.abstained
    )
