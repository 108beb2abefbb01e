"""``/about``: what this is, and how it treats its readers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.ports.library import ArticleQuery
from coranto.web.asking import site_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show the page."""
    library = site_of(request).coranto.library
    return page(
        request,
        "about.html",
        articles=library.articles.count(ArticleQuery()),
        publishers=len(library.names.publishers(10_000)),
        sources=len(library.sources.all()),
    )
