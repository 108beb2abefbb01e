"""What each error means over HTTP, for pages and the API alike."""

from __future__ import annotations

from coranto.errors import (
    Conflict,
    CorantoError,
    FetchError,
    InputError,
    InputTooLarge,
    LibraryBusy,
    ModelUnavailable,
    NotAllowed,
    NotFound,
    TooManyRequests,
)

_STATUS: tuple[tuple[type[CorantoError], int], ...] = (
    (InputTooLarge, 413),
    (InputError, 400),
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (TooManyRequests, 429),
    (LibraryBusy, 503),
    (ModelUnavailable, 503),
    (FetchError, 502),
)


def status_of(error: CorantoError) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def sentence_of(error: CorantoError) -> str:
    """Return what a reader is told: what happened and what to do, without paths or addresses of ours."""
    message = error.message[:1].upper() + error.message[1:]
    hint = f" – {error.hint}" if error.hint else ""
    return f"{message}{hint}."
