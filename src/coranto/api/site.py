"""The API as an ASGI application, to be mounted under its version."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from coranto.api import pages, problem
from coranto.api.call import Call, Service
from coranto.api.openapi import description
from coranto.api.table import ENDPOINTS, Endpoint
from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.reading.insights import Insights
from coranto.app.reading.viewer import Viewer, asks_for_safe, languages_of
from coranto.app.service import Coranto
from coranto.app.subscriptions import Subscriptions
from coranto.app.talk import Talk
from coranto.errors import CorantoError, InputError

LARGEST_BODY = 256 * 1024
_log = logging.getLogger(__name__)


def make_api(coranto: Coranto, limits: RateLimits | None = None) -> Starlette:
    """Return the API of one Coranto; the caller closes it."""
    service = Service(
        coranto=coranto,
        accounts=Accounts(coranto.library, coranto.clock),
        talk=Talk(coranto.library, coranto.clock),
        subscriptions=Subscriptions(coranto.library, coranto.clock),
        limits=limits or RateLimits(),
        insights=Insights(coranto),
    )
    routes = [Route(one.path, _answering(one, service), methods=[one.method], name=one.name) for one in ENDPOINTS]
    return Starlette(
        routes=[*routes, Route("/openapi.json", _openapi), Route("/docs", _docs), Route("/docs.css", _style)],
        exception_handlers={
            CorantoError: lambda _, error: problem.of_error(cast(CorantoError, error)),
            HTTPException: lambda _, error: problem.answer(cast(HTTPException, error).status_code),
            Exception: _on_crash,
        },
        max_body_size=LARGEST_BODY,
    )


def _answering(endpoint: Endpoint, service: Service) -> Callable[[Request], Awaitable[Response]]:
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(endpoint.takes)

    async def answer(request: Request) -> Response:
        body = await request.body() if endpoint.method == "POST" else b""
        return await run_in_threadpool(answer_now, request, body)

    def answer_now(request: Request, body: bytes) -> Response:
        try:
            if endpoint.method == "POST":
                given = decoder.decode(body)
            else:
                given = msgspec.convert(dict(request.query_params), endpoint.takes, strict=False)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"cannot be read: {error}") from error
        found = endpoint.handler(_call(request, service), given)
        if found is None:
            return Response(status_code=204)
        status = 201 if endpoint.method == "POST" else 200
        response = Response(msgspec.json.encode(found), status, media_type="application/json")
        response.headers["Vary"] = "Accept-Language, Authorization, Prefer"
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    return answer


def _call(request: Request, service: Service) -> Call:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    reader = service.accounts.reader(token)
    bound = asks_for_safe(request.headers.getlist("prefer"))
    safe = reader.safe if reader else request.query_params.get("safe") != "0"
    languages = languages_of(reader, request.headers.get("accept-language", ""))
    viewer = Viewer(
        now=service.coranto.clock.now(), reader=reader, safe=safe or bound, bound=bound, languages=languages
    )
    client = request.client.host if request.client else "unknown"
    return Call(service, viewer, dict(request.path_params), token, client)


async def _openapi(request: Request) -> Response:
    return Response(msgspec.json.encode(description(request.scope.get("root_path", ""))), media_type="application/json")


async def _docs(request: Request) -> Response:
    return HTMLResponse(pages.page(description(request.scope.get("root_path", ""))))


async def _style(_request: Request) -> Response:
    return Response(pages.STYLE, media_type="text/css")


def _on_crash(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem.answer(500, "Something broke on our side.")
