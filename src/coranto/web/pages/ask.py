"""``/ask``: a question to the library, one story or one article."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.answers import read_answer
from coranto.model import ArticleId, StoryId
from coranto.web.asking import site_of, spend, viewer_of
from coranto.web.render import page

_LONGEST = 600


def show(request: Request) -> Response:
    """Show the form and, to a question, the sentences that answer it, or that nothing here does."""
    asked = request.query_params
    question = asked.get("q", "").strip()[:_LONGEST]
    if question:
        spend(request, "search")
    found = read_answer(
        site_of(request).coranto,
        viewer_of(request),
        question,
        story=StoryId(asked["story"]) if asked.get("story") else None,
        article=ArticleId(asked["article"]) if asked.get("article") else None,
        before=[one[:_LONGEST] for one in asked.getlist("before") if one.strip()],
    )
    return page(request, "ask.html", answer=found)
