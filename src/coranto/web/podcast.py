"""Podcasts out: RSS 2.0 with an enclosure an article, and the tags that podcast apps read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.listening import Episode
from coranto.web.asking import VARY, site_of, viewer_of
from coranto.web.feeds import ATOM, add, writable, xml
from coranto.web.render import key, static_address

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_COVER = "cover.png"
"""1,400 pixels square, the least that podcast directories take; ``icon.svg`` on paper."""
_ENDINGS = {"audio/mpeg": "mp3", "audio/wav": "wav"}
Xml.register_namespace("itunes", _ITUNES)


def of_episodes(
    request: Request, title: str, page: str, episodes: Sequence[Episode], *, private: bool = False
) -> Response:
    """Return a podcast; ``page`` is the path that it mirrors, a private one asks directories to leave it out."""
    base = str(request.base_url)
    when = max((one.line.when for one in episodes), default=viewer_of(request).now)
    root = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(root, "channel")
    add(channel, "title", writable(title))
    add(channel, "link", base.rstrip("/") + page)
    add(channel, "description", f"{writable(title)}, read aloud by a machine.")
    add(channel, "language", next((one.line.language for one in episodes if one.line.language), "en"))
    add(channel, "lastBuildDate", format_datetime(when.astimezone(UTC)))
    Xml.SubElement(channel, f"{{{ATOM}}}link", rel="self", href=str(request.url), type="application/rss+xml")
    add(channel, f"{{{_ITUNES}}}author", "Coranto")
    add(channel, f"{{{_ITUNES}}}explicit", "false")
    Xml.SubElement(channel, f"{{{_ITUNES}}}image", href=base.rstrip("/") + static_address(_COVER))
    Xml.SubElement(channel, f"{{{_ITUNES}}}category", text="News")
    if private:
        add(channel, f"{{{_ITUNES}}}block", "Yes")
    for episode in episodes:
        _item(channel, request, episode)
    headers = {"Cache-Control": "private, max-age=300", "Vary": VARY}
    return Response(xml(root), media_type="application/rss+xml", headers=headers)


def _item(channel: Xml.Element, request: Request, episode: Episode) -> None:
    line, base = episode.line, str(request.base_url)
    site = site_of(request)
    media_type = site.listening.speaker().media_type
    address = f"{base}audio/{site.accounts.sign(f'audio:{line.id}')}/{key(line.id)}.{_ENDINGS.get(media_type, 'bin')}"
    item = Xml.SubElement(channel, "item")
    add(item, "title", writable(line.title))
    add(item, "link", f"{base}article/{key(line.id)}")
    Xml.SubElement(item, "guid", isPermaLink="false").text = f"{base}article/{key(line.id)}"
    add(item, "pubDate", format_datetime(line.when.astimezone(UTC)))
    add(item, "description", writable(line.summary))
    add(item, f"{{{_ITUNES}}}author", writable(line.publisher.name))
    add(item, f"{{{_ITUNES}}}duration", str(episode.seconds))
    Xml.SubElement(item, "enclosure", url=address, length=str(episode.size), type=media_type)
