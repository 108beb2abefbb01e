"""``/podcast.xml`` and its kind, and ``/audio/SIGNATURE/ARTICLE``: articles to listen to."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.viewer import known_zone
from coranto.model import ArticleId, StoryId
from coranto.web import podcast
from coranto.web.asking import site_of, spend, viewer_of
from coranto.web.render import key

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def front(request: Request) -> Response:
    """Give the main articles of the front page."""
    return podcast.of_episodes(request, "Coranto", "/", site_of(request).listening.of_front(viewer_of(request)))


def own(request: Request) -> Response:
    """Give what a reader follows, by an address that only the reader knows: podcast apps do not sign in."""
    site = site_of(request)
    reader = site.accounts.feed_reader(request.path_params["token"])
    if reader is None:
        raise HTTPException(404)
    viewer = replace(viewer_of(request), reader=reader, zone=known_zone(reader.zone))
    viewer = replace(viewer, safe=reader.safe or viewer.bound)
    episodes = site.listening.of_front(viewer)
    return podcast.of_episodes(request, f"Coranto for {reader.name}", "/", episodes, private=True)


def story(request: Request) -> Response:
    """Give a story's articles."""
    asked = StoryId(request.path_params["story"])
    headline, episodes = site_of(request).listening.of_story(viewer_of(request), asked)
    return podcast.of_episodes(request, headline, f"/story/{key(asked)}", episodes)


def audio(request: Request) -> Response:
    """Give an article's sound, whole or a range of it; only for addresses that a podcast of ours named."""
    site, article = site_of(request), ArticleId(request.path_params["article"])
    if not site.accounts.signed(f"audio:{article}", request.path_params["signature"]):
        raise HTTPException(404)
    spend(request, "audio")
    sound = site.listening.sound(replace(viewer_of(request), safe=viewer_of(request).bound), article)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{sound.tag}"', "Cache-Control": "private, max-age=86400"}
    part = _asked_range(request, sound.tag, len(sound.body))
    if part is None:
        return Response(sound.body, media_type=sound.media_type, headers=headers)
    if not part:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(sound.body)}"})
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(sound.body)}"
    return Response(sound.body[part.start : part.stop], 206, media_type=sound.media_type, headers=headers)


def _asked_range(request: Request, tag: str, size: int) -> range | None:
    """Return the one range of bytes asked for (RFC 9110, 14), empty where it cannot be had, None where all is due."""
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    condition = request.headers.get("if-range", "")
    if found is None or not any(found.groups()) or condition not in ("", f'"{tag}"'):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(size, int(last) + 1 if last else size))
