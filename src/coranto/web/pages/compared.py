"""``/story/ID/compared``: the reports of a story beside each other."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.lines import story_line
from coranto.app.reading.story import members_of
from coranto.model import StoryId
from coranto.web.asking import site_of, spend, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show headlines, what all and what only one say, positions, and figures."""
    spend(request, "search")
    site = site_of(request)
    story, members = members_of(site.coranto.library, viewer_of(request), StoryId(request.path_params["story"]))
    found = site.insights.compared(story.id, members)
    line = story_line(story, viewer_of(request), {one.id: one for one in members})
    return page(request, "compared.html", story=line, found=found)
