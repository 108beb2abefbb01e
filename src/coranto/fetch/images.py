"""Images for readers' pages, fetched in their place: what is no image is not passed on, what is, is kept a while."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic

from coranto.errors import CorantoError, FetchRefused, UnreadableInput
from coranto.ports.outside import Fetcher

MAX_IMAGE_BYTES = 10_000_000
"""For the limits of the fetcher that images come through."""

HEADERS = {
    "Cache-Control": "private, max-age=86400, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""To be sent with every image: were it read as a page after all, it could do nothing."""

_ACCEPT = {"Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9"}
_REFUSED_SECONDS = 600.0
_REFUSED_KEPT = 10_000
_KEEP_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class ProxiedImage:
    """An image and its media type, told from its bytes."""

    media_type: str
    body: bytes


def media_type(data: bytes) -> str:
    """Return the media type that the first bytes show, empty for what is no raster image.

    SVG is none: it can carry script.
    """
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "image/avif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)


class Images:
    """Fetches images once and keeps them in a folder of bounded size, least lately used out first.

    ``fetcher`` brings guard and bounds; ``kept_bytes`` bounds the folder.
    """

    def __init__(
        self, fetcher: Fetcher, folder: Path, *, kept_bytes: int = 500_000_000, time: Callable[[], float] = monotonic
    ) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._kept_bytes = kept_bytes
        self._time = time
        self._size: int | None = None
        self._fetching: dict[str, asyncio.Lock] = {}
        self._refused: OrderedDict[str, tuple[float, CorantoError]] = OrderedDict()

    async def get(self, url: str) -> ProxiedImage:
        """Return the image at an address.

        Raises:
            FetchError: the guard or the server says no; asked again only after ten minutes.
            UnreadableInput: it is no image, whatever the server calls it.
            InputTooLarge: it is over the fetcher's bound.
        """
        name = sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        lock = self._fetching.setdefault(name, asyncio.Lock())
        try:
            async with lock:
                kept = await asyncio.to_thread(self._read, name)
                return kept or await self._fetch(url, name)
        finally:
            if not lock.locked():
                self._fetching.pop(name, None)

    async def _fetch(self, url: str, name: str) -> ProxiedImage:
        refused = self._refused.get(name)
        if refused and refused[0] > self._time():
            raise refused[1].with_traceback(None)
        try:
            capture = await self._fetcher.fetch(url, headers=_ACCEPT)
            if capture.status != 200:
                raise FetchRefused(f"answered {capture.status}", where=url, status=capture.status)
            image = ProxiedImage(media_type(capture.body), capture.body)
            if not image.media_type:
                raise UnreadableInput("no image", where=url)
        except CorantoError as error:
            self._refuse(name, error)
            raise
        await asyncio.to_thread(self._write, name, image.body)
        return image

    def _refuse(self, name: str, error: CorantoError) -> None:
        self._refused[name] = (self._time() + _REFUSED_SECONDS, error)
        self._refused.move_to_end(name)
        if len(self._refused) > _REFUSED_KEPT:
            self._refused.popitem(last=False)

    def _read(self, name: str) -> ProxiedImage | None:
        path = self._path(name)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return ProxiedImage(media_type(data), data)

    def _write(self, name: str, data: bytes) -> None:
        """Keep an image. A folder that cannot be written costs the next reader a fetch, no more."""
        path = self._path(name)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            return
        size = self._size + len(data) if self._size is not None else sum(entry.size for entry in self._entries())
        self._size = size if size <= self._kept_bytes else self._shrink()

    def _shrink(self) -> int:
        """Drop what was not read for longest; returns the bytes that stay."""
        entries = sorted(self._entries(), key=lambda entry: entry.used)
        size = sum(entry.size for entry in entries)
        for entry in entries:
            if size <= self._kept_bytes * _KEEP_SHARE:
                break
            entry.path.unlink(missing_ok=True)
            size -= entry.size
        return size

    def _entries(self) -> Iterator[_Entry]:
        for path in self._folder.glob("??/*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            yield _Entry(path, facts.st_size, facts.st_mtime)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    size: int
    used: float
