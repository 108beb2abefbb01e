"""Every error that Coranto raises on purpose.

CorantoError
├── InputError             what came in cannot be used (never helps to retry)
│   ├── UnreadableInput        bytes that are no known kind, or broken beyond use
│   ├── EmptyInput             nothing in it
│   ├── NoArticle              a page, but no article: index, error page, consent wall, ...
│   └── InputTooLarge          over a bound that a setting names
├── FetchError             something outside did not answer as needed
│   ├── AddressRefused         the guard does not let us go there (never helps to retry)
│   ├── FetchTimedOut          (retry can help)
│   ├── FetchRefused           the other side said no: 4xx, robots.txt (see ``retry``)
│   ├── FetchGone              410: retire the source
│   └── FetchFailed            5xx, connection lost, bad encoding (retry can help)
├── StorageError           the library's store failed
│   ├── NotFound               no such article, story, source, reader, ...
│   ├── Conflict               it exists already, or changed under our hands
│   ├── LibraryBusy            another process holds the lock (retry can help)
│   └── LibraryTooNew          written by a newer Coranto
├── SettingsError          a setting that cannot be used
├── ParserRefused          the HTML parser is not the version that Coranto was built for
├── NotAllowed             this reader may not do that
├── TooManyRequests        rate limit; ``retry_after`` in seconds
└── ModelError             a language model or encoder failed
    ├── ModelUnavailable       none configured, or it did not answer (retry can help)
    └── ModelFileRefused       a weights file whose hash is not the pinned one

A message says what happened and where; ``hint`` says what to do. ``code`` is stable and is what
JSON Lines, the API and the sources page show.
"""

from __future__ import annotations


class CorantoError(Exception):
    """Base of all. ``where`` names the file, line, URL or setting the error is about."""

    code = "error"
    retry = False
    hint = ""

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint or type(self).hint

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{hint}"


class InputError(CorantoError):
    """What came in cannot be used."""

    code = "input"


class UnreadableInput(InputError):
    """Bytes that are no known kind, or broken beyond use."""

    code = "unreadable"


class EmptyInput(InputError):
    """Nothing in it."""

    code = "empty"


class NoArticle(InputError):
    """A page, but no article: index, error page, consent wall, bot challenge."""

    code = "no-article"


class InputTooLarge(InputError):
    """Over a bound that a setting names."""

    code = "too-large"


class FetchError(CorantoError):
    """Something outside did not answer as needed. ``status`` is the HTTP status, 0 without one."""

    code = "fetch"
    retry = True

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        status: int = 0,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.status = status
        self.retry_after = retry_after


class AddressRefused(FetchError):
    """The guard does not let us go there."""

    code = "address-refused"
    retry = False
    hint = "only public http(s) addresses are fetched; the owner can allow a host with CORANTO_ALLOWED_HOSTS"


class FetchTimedOut(FetchError):
    """No complete answer in time."""

    code = "timed-out"


class FetchRefused(FetchError):
    """The other side said no (4xx, robots.txt)."""

    code = "refused"
    retry = False


class FetchGone(FetchError):
    """410: it will not come back."""

    code = "gone"
    retry = False


class FetchFailed(FetchError):
    """5xx, connection lost, or an answer that cannot be decoded."""

    code = "failed"


class StorageError(CorantoError):
    """The library's store failed."""

    code = "storage"


class NotFound(StorageError):
    """No such thing in the library."""

    code = "not-found"


class Conflict(StorageError):
    """It exists already, or changed under our hands."""

    code = "conflict"


class LibraryBusy(StorageError):
    """Another process holds the lock."""

    code = "busy"
    retry = True


class LibraryTooNew(StorageError):
    """Written by a newer Coranto."""

    code = "too-new"
    hint = "upgrade Coranto, or name another folder with --library"


class SettingsError(CorantoError):
    """A setting that cannot be used."""

    code = "settings"
    hint = "'coranto settings' lists every setting and its value"


class ParserRefused(CorantoError):
    """The HTML parser that is installed is not the one that Coranto was built for."""

    code = "parser"


class NotAllowed(CorantoError):
    """This reader may not do that."""

    code = "not-allowed"


class TooManyRequests(CorantoError):
    """Over a rate limit. ``retry_after`` is in seconds."""

    code = "too-many-requests"
    retry = True

    def __init__(self, message: str, *, retry_after: float, where: str = "", hint: str = "") -> None:
        super().__init__(message, where=where, hint=hint)
        self.retry_after = retry_after


class ModelError(CorantoError):
    """A language model or encoder failed."""

    code = "model"


class ModelUnavailable(ModelError):
    """None configured, or it did not answer."""

    code = "model-unavailable"
    retry = True


class ModelFileRefused(ModelError):
    """A weights file whose hash is not the pinned one."""

    code = "model-file-refused"
