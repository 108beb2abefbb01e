"""``/article/ID/revisions``: every state of an article, and what changed from one to the next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.versions import read_revisions
from coranto.model import ArticleId
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show all states, newest first, each with its changes."""
    asked = ArticleId(request.path_params["article"])
    found = read_revisions(site_of(request).coranto.library, viewer_of(request), asked)
    return page(request, "revisions.html", found=found, labels=found.line.labels)
