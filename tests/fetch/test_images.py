"""The image proxy: what it passes on, what it keeps, and what it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from coranto.errors import AddressRefused, CorantoError, FetchRefused, InputTooLarge, UnreadableInput
from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.images import Images, media_type

Serve = Callable[[object], AbstractAsyncContextManager[str]]
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 1000


class Server:
    """Answers with one body under any path."""

    def __init__(self, body: bytes = PNG, content_type: str = "image/png", status: int = 200) -> None:
        self.body, self.content_type, self.status = body, content_type, status
        self.asked: list[web.Request] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        await asyncio.sleep(0.01)
        return web.Response(body=self.body, content_type=self.content_type, status=self.status)


def run(
    serve: Serve,
    server: Server,
    folder: Path,
    script: Callable[[Images, str], Coroutine[Any, Any, None]],
    **values: Any,  # noqa: ANN401
) -> None:
    async def main() -> None:
        async with serve(server) as base:
            fetcher = HttpFetcher(allowed_hosts=("127.0.0.1",), limits=Limits(max_bytes=5000, timeout=2))
            try:
                await script(Images(fetcher, folder, **values), base)
            finally:
                await fetcher.close()

    asyncio.run(main())


def test_an_image_is_fetched_once(serve: Serve, tmp_path: Path) -> None:
    """Readers at the same time and later ones, also after a restart, get what was fetched once."""
    server = Server()

    async def script(images: Images, base: str) -> None:
        got = await asyncio.gather(*(images.get(base + "/a.png") for _ in range(5)))
        assert {(image.media_type, image.body) for image in got} == {("image/png", PNG)}
        assert (await Images(images._fetcher, tmp_path).get(base + "/a.png")).body == PNG

    run(serve, server, tmp_path, script)
    assert len(server.asked) == 1


def test_the_publisher_learns_nothing_of_the_reader(serve: Serve, tmp_path: Path) -> None:
    """No cookie, no referrer, our own User-Agent."""
    server = Server()

    async def script(images: Images, base: str) -> None:
        await images.get(base + "/a.png")

    run(serve, server, tmp_path, script)
    assert not {"Cookie", "Referer", "X-Forwarded-For"} & set(server.asked[0].headers)
    assert server.asked[0].headers["User-Agent"].startswith("Coranto/")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00 ftypavif", "image/avif"),
        (b"\x00\x00\x01\x00", "image/x-icon"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"\x00\x00\x00 ftypmp42", ""),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_the_bytes_say_what_it_is(start: bytes, kind: str) -> None:
    """Raster images by their first bytes; SVG, pages, films and nothing are none."""
    assert media_type(start) == kind


@pytest.mark.parametrize("body", [b"<html>", b"<svg onload=alert(1)>", b"", b"\x7fELF"])
def test_what_only_claims_to_be_an_image_is_refused(body: bytes, serve: Serve, tmp_path: Path) -> None:
    """A page under image/png is not passed on, and nothing is kept of it."""

    async def script(images: Images, base: str) -> None:
        with pytest.raises(UnreadableInput):
            await images.get(base + "/a.png")

    run(serve, Server(body), tmp_path, script)
    assert list(tmp_path.glob("*/*")) == []


def test_an_image_under_a_wrong_name_is_an_image(serve: Serve, tmp_path: Path) -> None:
    """The type that readers get is that of the bytes, not the server's."""

    async def script(images: Images, base: str) -> None:
        assert (await images.get(base + "/a")).media_type == "image/png"

    run(serve, Server(content_type="text/html"), tmp_path, script)


def test_a_failure_is_not_asked_for_again_at_once(serve: Serve, tmp_path: Path) -> None:
    """A page with a dead image does not cost its site a request a view."""
    server = Server(status=404)
    now = [0.0]

    async def script(images: Images, base: str) -> None:
        for now[0] in (0.0, 500.0, 700.0):
            with pytest.raises(FetchRefused):
                await images.get(base + "/a.png")

    run(serve, server, tmp_path, script, time=lambda: now[0])
    assert len(server.asked) == 2


def test_a_large_image_is_refused(serve: Serve, tmp_path: Path) -> None:
    """The fetcher's bound holds."""

    async def script(images: Images, base: str) -> None:
        with pytest.raises(InputTooLarge):
            await images.get(base + "/a.png")

    run(serve, Server(PNG + b"x" * 10_000), tmp_path, script)


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/meta-data/", "http://localhost:8080/favicon.ico", "file:///etc/passwd", ""]
)
def test_the_proxy_goes_nowhere_inside(url: str, serve: Serve, tmp_path: Path) -> None:
    """Icons and images pass the same guard as feeds."""

    async def script(images: Images, _base: str) -> None:
        with pytest.raises(CorantoError) as caught:
            await images.get(url)
        assert isinstance(caught.value, AddressRefused)

    run(serve, Server(), tmp_path, script)


def test_the_folder_stays_within_its_bound(serve: Serve, tmp_path: Path) -> None:
    """What was not looked at for longest goes first."""
    import os

    async def script(images: Images, base: str) -> None:
        for n in range(10):
            await images.get(f"{base}/{n}.png")
            for path in tmp_path.glob("*/*"):
                facts = path.stat()
                os.utime(path, (facts.st_atime, facts.st_mtime - 10))
            await images.get(base + "/0.png")

    server = Server()
    run(serve, server, tmp_path, script, kept_bytes=5000)
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 5000
    assert [request.path for request in server.asked].count("/0.png") == 1


def test_a_full_disk_costs_the_cache_not_the_image(serve: Serve, tmp_path: Path) -> None:
    """Where nothing can be written, images are fetched and shown all the same."""
    (tmp_path / "file").write_text("")

    async def script(images: Images, base: str) -> None:
        assert (await images.get(base + "/a.png")).body == PNG

    run(serve, Server(), tmp_path / "file", script)
