"""``/hashtag/KEY``, ``/publisher/KEY``, ``/author/KEY``, ``/entity/KEY``: all articles that lead there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.reading.topic import TopicPage, read_topic
from coranto.text.names import name_key, publisher_key, tag_key
from coranto.web import feeds
from coranto.web.asking import page_number, site_of, viewer_of
from coranto.web.render import key, page

_KEYS = {"hashtag": tag_key, "publisher": publisher_key, "author": name_key, "entity": name_key}


def show(request: Request) -> Response:
    """Show one page of the topic; another spelling of its key leads to the one that is used."""
    kind, given = _asked(request)
    proper = _KEYS[kind](given)
    if proper != given:
        return RedirectResponse(f"/{kind}/{key(proper)}", 301)
    return page(request, "topic.html", topic=_read(request, page_number(request)))


def feed(request: Request) -> Response:
    """Give the topic's newest articles as a feed."""
    topic = _read(request, 1)
    name = f"#{topic.name}" if topic.kind == "hashtag" else topic.name
    return feeds.of_articles(request, name, topic.shown.items)


def _asked(request: Request) -> tuple[str, str]:
    return request.path_params["kind"], request.path_params["key"]


def _read(request: Request, number: int) -> TopicPage:
    kind, given = _asked(request)
    return read_topic(site_of(request).coranto.library, viewer_of(request), kind, given, number)
