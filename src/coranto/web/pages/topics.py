"""``/hashtags``, ``/publishers``, ``/authors``: what there are pages of."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from coranto.ports.library import NameCount
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import page

KINDS = ("hashtags", "publishers", "authors")
_MOST = 300
_TAGS_SINCE = timedelta(days=30)


def show(request: Request) -> Response:
    """Show a list of names by number of articles."""
    kind = request.path_params["kind"]
    return page(request, "topics.html", kind=kind.removesuffix("s"), names=_names(request, kind))


def _names(request: Request, kind: str) -> list[NameCount]:
    library = site_of(request).coranto.library
    if kind == "publishers":
        return library.names.publishers(_MOST)
    if kind == "authors":
        return library.names.authors(_MOST)
    return library.annotations.hashtags(since=viewer_of(request).now - _TAGS_SINCE, limit=_MOST)
