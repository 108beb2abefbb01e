"""``/``: the stories of these days."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.front import front_page
from coranto.web import feeds
from coranto.web.asking import page_number, site_of, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show stories by rank."""
    found = front_page(site_of(request).coranto.library, viewer_of(request), page_number(request))
    return page(request, "front.html", front=found)


def feed(request: Request) -> Response:
    """Give the same as a feed: one entry a story."""
    found = front_page(site_of(request).coranto.library, viewer_of(request))
    return feeds.of_stories(request, "Coranto", found.stories.items)
