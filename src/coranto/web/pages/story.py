"""``/story/ID``: one event and its coverage."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.reading.story import read_story
from coranto.model import StoryId
from coranto.web import feeds
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import key, page


def show(request: Request) -> Response:
    """Show the story; an address that was merged away leads to where its articles are now."""
    asked = StoryId(request.path_params["story"])
    found = read_story(site_of(request).coranto.library, viewer_of(request), asked)
    if found.line.id != asked:
        return RedirectResponse(f"/story/{key(found.line.id)}", 301)
    return page(request, "story.html", story=found, labels=found.line.labels)


def feed(request: Request) -> Response:
    """Give the story's articles as a feed."""
    found = read_story(site_of(request).coranto.library, viewer_of(request), StoryId(request.path_params["story"]))
    return feeds.of_articles(request, found.line.headline, found.articles)
