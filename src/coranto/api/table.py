"""Every call of the API; its description and its routes are both made from this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from coranto.api import keeping, reading
from coranto.api.inputs import Nothing


@dataclass(frozen=True)
class Endpoint:
    """One call. ``handler`` takes the call and its query (GET, PUT, DELETE) or body (POST)."""

    method: str
    path: str
    handler: Callable[[Any, Any], Any]
    signed: bool = False

    @property
    def name(self) -> str:
        """The operation's id."""
        return self.handler.__name__

    @property
    def takes(self) -> type:
        """The type of the query or body."""
        hints = get_type_hints(self.handler)
        return next((kind for name, kind in hints.items() if name in ("query", "body", "_query")), Nothing)

    @property
    def gives(self) -> Any:  # noqa: ANN401 - a type, also a generic one
        """The type of the answer; ``None`` is 204."""
        return get_type_hints(self.handler)["return"]


ENDPOINTS = (
    Endpoint("GET", "/", reading.welcome),
    Endpoint("GET", "/stories", reading.stories),
    Endpoint("GET", "/stories/{story}", reading.story),
    Endpoint("GET", "/stories/{story}/history", reading.story_history),
    Endpoint("GET", "/stories/{story}/points", reading.story_points),
    Endpoint("GET", "/stories/{story}/compared", reading.story_compared),
    Endpoint("GET", "/ask", reading.ask),
    Endpoint("GET", "/articles", reading.articles),
    Endpoint("GET", "/articles/{article}", reading.article),
    Endpoint("GET", "/articles/{article}/annotations", reading.annotated),
    Endpoint("GET", "/articles/{article}/revisions", reading.revisions),
    Endpoint("GET", "/articles/{article}/related", reading.related),
    Endpoint("GET", "/articles/{article}/copies", reading.copies),
    Endpoint("GET", "/articles/{article}/comments", reading.comments),
    Endpoint("POST", "/articles/{article}/comments", keeping.comment, signed=True),
    Endpoint("DELETE", "/comments/{comment}", keeping.delete_comment, signed=True),
    Endpoint("GET", "/search", reading.search),
    Endpoint("GET", "/quotes", reading.quotes),
    Endpoint("GET", "/hashtags", reading.hashtags),
    Endpoint("GET", "/publishers", reading.publishers),
    Endpoint("GET", "/authors", reading.authors),
    Endpoint("GET", "/sources", reading.sources),
    Endpoint("POST", "/sources", keeping.add_source, signed=True),
    Endpoint("DELETE", "/sources/{source}", keeping.remove_source, signed=True),
    Endpoint("POST", "/sessions", keeping.sign_in),
    Endpoint("DELETE", "/sessions/current", keeping.sign_out, signed=True),
    Endpoint("GET", "/me", keeping.me, signed=True),
    Endpoint("GET", "/follows", keeping.follows, signed=True),
    Endpoint("PUT", "/follows/{kind}/{key}", keeping.follow, signed=True),
    Endpoint("DELETE", "/follows/{kind}/{key}", keeping.unfollow, signed=True),
)
