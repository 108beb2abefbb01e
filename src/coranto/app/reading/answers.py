"""An answer to a reader's question, from the whole library, one story or one article."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from coranto.app import assisting
from coranto.app.reading.lines import articles_by_id
from coranto.app.reading.panel import Evidence, Point
from coranto.app.reading.viewer import Viewer
from coranto.app.service import Coranto
from coranto.errors import ModelUnavailable, NotAllowed
from coranto.model import Answer, ArticleId, Statement, StoryId

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
    worded: bool = True,
) -> AnswerPage:
    """Answer; without a question the page only asks for one. ``worded`` waits for the model, where there is one.

    Raises:
        NotFound: no such story or article.
        NotAllowed: safe reading keeps the article back.
    """
    kept = tuple(before)[-MOST_BEFORE:]
    of = _asked_of(coranto, viewer, story, article)
    if not question:
        return AnswerPage(question="", before=kept, of=of, story=story, article=article)
    found = assisting.ask(coranto, question, story=story, article=article, context=kept, safe=viewer.safe)
    found, worded_by, dropped = _worded(coranto, found) if worded else (found, "", 0)
    return AnswerPage(
        question=question,
        before=kept,
        of=of,
        story=story,
        article=article,
        points=_points(coranto, found.statements),
        abstained=found.abstained,
        worded_by=worded_by,
        dropped=dropped,
    )


async def stream_answer(
    coranto: Coranto,
    viewer: Viewer,
    question: str,
    *,
    story: StoryId | None = None,
    article: ArticleId | None = None,
    before: Sequence[str] = (),
) -> AsyncIterator[tuple[Point | None, int]]:
    """Yield the model's wording of an answer sentence by sentence, as ``assisting.word_by_sentence`` does.

    Raises:
        NotFound, NotAllowed: as ``read_answer``.
        ModelUnavailable: none may word answers, or it broke off.
    """
    kept = tuple(before)[-MOST_BEFORE:]

    def find() -> Answer:
        _asked_of(coranto, viewer, story, article)
        return assisting.ask(coranto, question, story=story, article=article, context=kept, safe=viewer.safe)

    found = await asyncio.to_thread(find)
    async for said, dropped in assisting.word_by_sentence(coranto, found):
        yield (await asyncio.to_thread(_points, coranto, [said]))[0] if said else None, dropped


def _asked_of(coranto: Coranto, viewer: Viewer, story: StoryId | None, article: ArticleId | None) -> str:
    """Return the headline of what is asked about, if it is one story or article that the viewer may see."""
    if article is not None:
        held = coranto.library.articles.get(article)
        if viewer.withholds(held.labels):
            raise NotAllowed("safe reading keeps this back")
        return held.article.title
    return coranto.library.stories.get(story).headline if story else ""


def _points(coranto: Coranto, statements: Sequence[Statement]) -> tuple[Point, ...]:
    held = articles_by_id(coranto.library, [span.article for said in statements for span in said.spans])
    return tuple(
        Point(
            said.text,
            tuple(Evidence(one, 0, held[one.article].article.publisher) for one in said.spans if one.article in held),
            said.reports,
        )
        for said in statements
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
