"""``/latest``: articles as they came."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.front import latest_page
from coranto.web import feeds
from coranto.web.asking import page_number, site_of, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show articles, newest first."""
    shown = latest_page(site_of(request).coranto.library, viewer_of(request), page_number(request))
    return page(request, "latest.html", shown=shown)


def feed(request: Request) -> Response:
    """Give the same as a feed."""
    shown = latest_page(site_of(request).coranto.library, viewer_of(request))
    return feeds.of_articles(request, "Coranto: latest", shown.items)
