"""Pictures from outside, read through us: the reader's address stays with us, and nothing but pictures comes in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from coranto.app.service import Coranto
from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.images import HEADERS, MAX_IMAGE_BYTES, Images, ProxiedImage
from coranto.fetch.polite import Manners, PoliteFetcher

__all__ = ["HEADERS", "Images", "ProxiedImage", "open_images"]

_TIMEOUT = 10.0
"""Seconds: a picture that takes longer is missed less than a page that waits for it."""


@asynccontextmanager
async def open_images(coranto: Coranto) -> AsyncIterator[Images]:
    """Open the way in for pictures, kept in a folder of bounded size; connections are closed at the end."""
    settings = coranto.settings
    http = HttpFetcher(
        contact=settings.contact,
        allowed_hosts=settings.allowed_hosts,
        ports=settings.fetch_ports,
        limits=Limits(max_bytes=MAX_IMAGE_BYTES, timeout=min(settings.timeout, _TIMEOUT)),
    )
    fetcher = PoliteFetcher(http, Manners(delay=0.0))  # a reader waits: one at a time a host, without a pause
    try:
        yield Images(fetcher, coranto.derived / "images")
    finally:
        await fetcher.close()
