"""An answer to a reader's question, from the whole library, one story or one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.app import assisting
from coranto.app.reading.lines import articles_by_id
from coranto.app.reading.panel import Evidence, Point
from coranto.app.reading.viewer import Viewer
from coranto.app.service import Coranto
from coranto.errors import ModelUnavailable, NotAllowed
from coranto.model import Answer, ArticleId, StoryId

MOST_BEFORE = 4
"""Earlier questions that a follow-up keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """What was asked of what, and what is said; ``abstained`` with the closest evidence in ``points``.

    ``worded_by`` names the model that worded it, ``dropped`` counts its sentences that the evidence lacks.
    """

    question: str
    before: tuple[str, ...]
    of: str = ""
    story: StoryId | None = None
    article: ArticleId | None = None
    points: tuple[Point, ...] = ()
    abstained: bool = False
    worded_by: str = ""
    dropped: int = 0


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
    found, worded_by, dropped = _worded(coranto, found)
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
        question=question,
        before=kept,
        of=of,
        story=story,
        article=article,
        points=points,
        abstained=found.abstained,
        worded_by=worded_by,
        dropped=dropped,
    )


def _worded(coranto: Coranto, found: Answer) -> tuple[Answer, str, int]:
    """Return the answer, worded by the model where the owner wants that; who worded it, and how much fell."""
    if coranto.model is None or not assisting.offers_wording(coranto):
        return found, "", 0
    try:
        worded = assisting.word(coranto, found)
    except ModelUnavailable:
        return found, "", 0
    return worded.answer, coranto.model.name if worded.answer is not found else "", worded.dropped
