"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.responses import Response

from coranto.api.call import SignInNeeded
from coranto.app.problems import sentence_of, status_of
from coranto.errors import CorantoError, TooManyRequests

MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong. ``code`` is stable; ``detail`` says what happened and what to do."""

    title: str
    status: int
    detail: str = ""
    code: str = ""
    type: str = "about:blank"


def of_error(error: CorantoError) -> Response:
    """Return one of our errors."""
    status = 401 if isinstance(error, SignInNeeded) else status_of(error)
    response = answer(status, sentence_of(error), error.code)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="coranto"'
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
    return response


def answer(status: int, detail: str = "", code: str = "") -> Response:
    """Return a problem with a status."""
    problem = Problem(HTTPStatus(status).phrase, status, detail, code)
    return Response(msgspec.json.encode(problem), status, media_type=MEDIA_TYPE)
