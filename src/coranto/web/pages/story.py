"""``/story/ID``: one event and its coverage."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.reading.lines import article_line
from coranto.app.reading.story import members_of, read_story
from coranto.model import StoryId
from coranto.web import feeds
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import key, page


def show(request: Request) -> Response:
    """Show the story; an address that was merged away leads to where its articles are now."""
    site, asked = site_of(request), StoryId(request.path_params["story"])
    found = read_story(site.coranto.library, site.insights, viewer_of(request), asked)
    if found.line.id != asked:
        return RedirectResponse(f"/story/{key(found.line.id)}", 301)
    return page(request, "story.html", story=found, labels=found.line.labels)


def feed(request: Request) -> Response:
    """Give the story's articles as a feed."""
    asked = StoryId(request.path_params["story"])
    story, members = members_of(site_of(request).coranto.library, viewer_of(request), asked)
    return feeds.of_articles(request, story.headline, [article_line(one) for one in members])
