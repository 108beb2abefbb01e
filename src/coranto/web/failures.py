"""What a reader sees when something cannot be done: what happened, and what to do."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from coranto.app.problems import sentence_of, status_of
from coranto.errors import CorantoError, TooManyRequests
from coranto.web.asking import SignInNeeded
from coranto.web.render import page

_log = logging.getLogger(__name__)
_SENTENCES = {
    404: "There is no such page.",
    405: "This page does not do that.",
    413: "That is more than this site takes in one piece.",
}


def on_error(request: Request, error: Exception) -> Response:
    """Show an error of ours."""
    known = cast(CorantoError, error)
    if isinstance(known, SignInNeeded) and request.method == "GET":
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
    response = page(request, "failure.html", status_of(known), sentence=sentence_of(known), code=status_of(known))
    if isinstance(known, TooManyRequests):
        response.headers["Retry-After"] = str(max(1, round(known.retry_after)))
    return response


def on_status(request: Request, error: Exception) -> Response:
    """Show an HTTP error that Starlette raised."""
    known = cast(HTTPException, error)
    sentence = _SENTENCES.get(known.status_code, f"{HTTPStatus(known.status_code).phrase}.")
    response = page(request, "failure.html", known.status_code, sentence=sentence, code=known.status_code)
    response.headers.update(known.headers or {})
    return response


def on_crash(request: Request, error: Exception) -> Response:
    """Say that it is our fault, without what a template could fail on again; the log has the rest."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return PlainTextResponse("Something broke on our side. It was noted; please try again.", 500)
