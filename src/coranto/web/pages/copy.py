"""``/article/ID/copy/OTHER``: what a copy changed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.versions import read_copy
from coranto.model import ArticleId
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show two copies of one text, paragraph by paragraph."""
    article, other = (ArticleId(request.path_params[name]) for name in ("article", "other"))
    found = read_copy(site_of(request).coranto.library, viewer_of(request), article, other)
    return page(request, "copy.html", found=found, labels=found.origin.labels + found.copy.labels)
