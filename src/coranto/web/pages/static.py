"""``/static/NAME`` and what browsers and crawlers look for at fixed addresses."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from coranto.web.render import static_files

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_DAY = "public, max-age=86400"
_ROBOTS = """User-agent: *
Disallow: /search
Disallow: /settings
Disallow: /sign-in
Disallow: /image/
Disallow: /audio/
Disallow: /podcast/
"""
_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Coranto</ShortName><Description>Search the news</Description><InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{base}search?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


async def show(request: Request) -> Response:
    """Give a file; its address holds its hash, so it may be kept for ever."""
    found = static_files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    body, media_type = found
    lasts = _FOR_EVER if "v" in request.query_params else _FOR_A_DAY
    return Response(body, media_type=media_type, headers={"Cache-Control": lasts})


async def icon(_request: Request) -> Response:
    """Give an icon to browsers that do not read the page first."""
    body, media_type = static_files()["icon.svg"]
    return Response(body, media_type=media_type, headers={"Cache-Control": _FOR_A_DAY})


async def robots(_request: Request) -> Response:
    """Say what crawlers need not visit."""
    return PlainTextResponse(_ROBOTS, headers={"Cache-Control": _FOR_A_DAY})


async def opensearch(request: Request) -> Response:
    """Let a browser search here."""
    body = _OPENSEARCH.format(base=request.base_url)
    return Response(body, media_type="application/opensearchdescription+xml")


async def health(_request: Request) -> Response:
    """Say that this process answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})
