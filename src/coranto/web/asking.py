"""What a request says about who asks, and the few things that every handler needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urlencode

from jinja2 import Environment
from starlette.requests import Request

from coranto.app.accounts import Accounts
from coranto.app.images import Images
from coranto.app.limits import RateLimits
from coranto.app.listening import Listening
from coranto.app.reading.insights import Insights
from coranto.app.reading.viewer import UTC_NAME, Viewer, asks_for_safe, known_languages, known_zone, languages_of
from coranto.app.service import Coranto
from coranto.app.talk import Talk
from coranto.errors import NotAllowed
from coranto.model import Reader, Role
from coranto.text.urls import is_web_url

SESSION = "coranto_session"
VISIT = "coranto_visit"
LOOK = "coranto_look"
ZONE = "coranto_zone"
"""Cookies: the session; a random value that forms of people without one are bound to; theme, zone and safe reading
as chosen and languages read; the time zone that the browser's script found."""

VARY = "Accept-Language, Cookie, Prefer"
"""The headers that what is shown depends on."""
THEMES = ("auto", "light", "dark")
_MAX_PAGE = 500


@dataclass(frozen=True)
class Site:
    """What the handlers of one site share."""

    coranto: Coranto
    accounts: Accounts
    talk: Talk
    limits: RateLimits
    insights: Insights
    listening: Listening
    templates: Environment
    images: Images | None = None

    def image_address(self, url: str) -> str:
        """Return where a picture from outside is read through us, so that its host learns nothing of the reader."""
        if self.images is None or not is_web_url(url):
            return ""
        return f"/image/{self.accounts.sign(url)}?{urlencode({'url': url})}"


class SignInNeeded(NotAllowed):
    """Only readers with an account may do that."""


@dataclass(frozen=True, slots=True)
class Look:
    """How this browser shows pages; it needs no account."""

    theme: str = "auto"
    zone: str = ""
    safe: bool = True
    languages: tuple[str, ...] = ()

    def cookie(self) -> str:
        """Return it as the cookie's value."""
        return f"{self.theme}|{self.zone}|{int(self.safe)}|{'.'.join(self.languages)}"


def site_of(request: Request) -> Site:
    """Return the site that serves this request."""
    return cast(Site, request.app.state.site)


def look_of(request: Request) -> Look:
    """Read the look from its cookie; what cannot be read is the default."""
    theme, zone, safe, languages = (*request.cookies.get(LOOK, "").split("|"), "", "", "", "")[:4]
    return Look(
        theme if theme in THEMES else "auto",
        known_zone(zone) if zone else "",
        safe != "0",
        known_languages(languages.split(".")),
    )


def viewer_of(request: Request) -> Viewer:
    """Return who asks. A reader's own settings win over the browser's, ``Prefer: safe`` over both."""
    held = getattr(request.state, "viewer", None)
    if held is None:
        held = request.state.viewer = _viewer(request)
    return cast(Viewer, held)


def reader_of(request: Request, *roles: Role) -> Reader:
    """Return the reader who asks.

    Raises:
        SignInNeeded: nobody is signed in.
        NotAllowed: the reader has none of ``roles`` (an owner has them all).
    """
    reader = viewer_of(request).reader
    if reader is None:
        raise SignInNeeded("this needs an account", hint="sign in first")
    if roles and reader.role not in (*roles, Role.OWNER):
        raise NotAllowed("this is not yours to decide", hint="ask the owner of this library")
    return reader


def who_asks(request: Request) -> str:
    """Return whom rate limits count this request for."""
    reader = viewer_of(request).reader
    if reader is not None:
        return reader.id
    return request.client.host if request.client else "unknown"


def spend(request: Request, kind: str) -> None:
    """Count one request against a rate limit.

    Raises:
        TooManyRequests: the share is used up.
    """
    site_of(request).limits.spend(kind, who_asks(request), viewer_of(request).now)


def page_number(request: Request) -> int:
    """Return ``?page=``, from 1."""
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), _MAX_PAGE) if given.isdecimal() and len(given) < 6 else 1


def own_path(target: str, otherwise: str = "/") -> str:
    """Return an address to go on to, if it is a path of this site (no open redirects)."""
    bad = not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable()
    return otherwise if bad or "\\" in target else target


def _viewer(request: Request) -> Viewer:
    site = site_of(request)
    look = look_of(request)
    bound = asks_for_safe(request.headers.getlist("prefer"))
    reader = site.accounts.reader(request.cookies.get(SESSION, ""))
    chosen = reader.zone if reader and reader.zone != UTC_NAME else look.zone
    zone = chosen or unquote(request.cookies.get(ZONE, ""))
    safe = reader.safe if reader else look.safe
    return Viewer(
        now=site.coranto.clock.now(),
        reader=reader,
        zone=known_zone(zone),
        safe=safe or bound,
        bound=bound,
        languages=languages_of(reader, request.headers.get("accept-language", ""), chosen=look.languages),
    )
