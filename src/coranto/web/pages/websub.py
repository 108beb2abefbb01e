"""``/websub/TOKEN``: a hub asks whether a subscription is ours, and brings a source's news."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from coranto.pipeline.websub import on_content, on_question
from coranto.web.asking import site_of


async def ask(request: Request) -> Response:
    """Answer the hub's question with its challenge, if the subscription is ours."""
    coranto, token = site_of(request).coranto, request.path_params["token"]
    reply = await run_in_threadpool(on_question, coranto.library, token, request.query_params, coranto.clock.now())
    return PlainTextResponse(reply.body, reply.status)


async def bring(request: Request) -> Response:
    """Record what the hub brings; the site bounds the size of what is posted."""
    coranto, token = site_of(request).coranto, request.path_params["token"]
    body, now = await request.body(), coranto.clock.now()
    reply = await run_in_threadpool(on_content, coranto.library, token, request.headers, body, now)
    return PlainTextResponse(reply.body, reply.status)
