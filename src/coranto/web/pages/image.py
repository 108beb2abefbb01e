"""``/image/SIGNATURE?url=``: a picture from outside. Only addresses that a page of ours named are read."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coranto.app.images import HEADERS
from coranto.errors import CorantoError
from coranto.web.asking import site_of


async def show(request: Request) -> Response:
    """Give the picture, or nothing where it cannot be had."""
    site = site_of(request)
    url = request.query_params.get("url", "")
    if site.images is None or not site.accounts.signed(url, request.path_params["signature"]):
        raise HTTPException(404)
    try:
        image = await site.images.get(url)
    except CorantoError:
        return Response(status_code=404, headers={"Cache-Control": "private, max-age=600"})
    return Response(image.body, media_type=image.media_type, headers=HEADERS)
