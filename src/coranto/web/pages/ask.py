"""``/ask``: a question to the library, one story or one article; ``/ask/worded``: the same, as a model words it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TypedDict

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from coranto.app.assisting import offers_wording
from coranto.app.problems import sentence_of
from coranto.app.reading.answers import read_answer, stream_answer
from coranto.app.reading.panel import Point
from coranto.errors import CorantoError
from coranto.model import ArticleId, StoryId
from coranto.web.asking import site_of, spend, viewer_of
from coranto.web.render import evidence_address, page

_LONGEST = 600


class _Asked(TypedDict):
    """What a question is asked of."""

    story: StoryId | None
    article: ArticleId | None
    before: list[str]


def show(request: Request) -> Response:
    """Show the form and, to a question, the sentences that answer it, or that nothing here does."""
    coranto, question = site_of(request).coranto, _question(request)
    if question:
        spend(request, "search")
    found = read_answer(coranto, viewer_of(request), question, worded=False, **_asked(request))
    words = bool(found.points) and not found.abstained and offers_wording(coranto)
    return page(request, "ask.html", answer=found, wording=f"/ask/worded?{request.url.query}" if words else "")


async def worded(request: Request) -> Response:
    """Give the sentences of the model that pass the check, a server-sent event each, as they come."""
    coranto, question = site_of(request).coranto, _question(request)
    if not question or not offers_wording(coranto) or request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(404)
    spend(request, "wording")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_lines(request, question), media_type="text/event-stream", headers=headers)


async def _lines(request: Request, question: str) -> AsyncIterator[bytes]:
    coranto = site_of(request).coranto
    last: dict[str, object] = {"dropped": 0}
    try:
        async for point, dropped in stream_answer(coranto, viewer_of(request), question, **_asked(request)):
            last["dropped"] = dropped
            if point is not None:
                yield _event(_line(point))
    except CorantoError as error:
        last["problem"] = sentence_of(error)
    last["by"] = coranto.model.name if coranto.model is not None else ""
    yield _event(last)


def _event(told: dict[str, object]) -> bytes:
    return b"data: " + msgspec.json.encode(told) + b"\n\n"


def _line(point: Point) -> dict[str, object]:
    links = [{"address": evidence_address(one), "name": one.publisher} for one in point.evidence]
    return {"text": point.text, "evidence": links}


def _question(request: Request) -> str:
    return request.query_params.get("q", "").strip()[:_LONGEST]


def _asked(request: Request) -> _Asked:
    asked = request.query_params
    return _Asked(
        story=StoryId(asked["story"]) if asked.get("story") else None,
        article=ArticleId(asked["article"]) if asked.get("article") else None,
        before=[one[:_LONGEST] for one in asked.getlist("before") if one.strip()],
    )
