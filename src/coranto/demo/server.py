"""The demo's sites on loopback: one port a publisher, plain HTTP/1.1 with validators."""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from coranto.demo.edition import TrueArticle, load_edition, load_publishers
from coranto.demo.sites import Page, Site

HOST = "127.0.0.1"
DEFAULT_PORT = 8651
"""The first publisher's port. The same ports give the same addresses, so a second demo doubles nothing."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The running sites: the addresses to subscribe to, what is true of the articles, and the way to stop.

    ``sitemaps`` are addresses of news sitemaps, for sources that are followed without a feed.
    """

    feeds: list[str]
    sitemaps: list[str]
    articles: Sequence[TrueArticle]
    _servers: Sequence[_Server]

    def publish_corrections(self) -> None:
        """From now on serve corrected articles in their second revision."""
        for server in self._servers:
            server.site.corrected = True

    def stop(self) -> None:
        """Stop answering and free the ports."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Sites:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


def start_sites(now: datetime, *, port: int = DEFAULT_PORT) -> Sites:
    """Serve the edition that ends at ``now`` from threads of this process, until ``stop`` is called.

    Publisher number i listens on ``port`` + i, or on any free port where that one is taken or ``port`` is 0.
    One port each, and not ``NAME.localhost``, because not every resolver knows those names.
    """
    publishers = load_publishers()
    servers = {slug: _listen(port + number if port else 0) for number, slug in enumerate(publishers)}
    bases = {slug: f"http://{HOST}:{server.server_port}" for slug, server in servers.items()}
    articles = load_edition(now, bases.__getitem__)
    for slug, server in servers.items():
        own = [true for true in articles if true.site == slug]
        server.site = Site(publishers[slug], bases[slug], own, now)
        threading.Thread(target=server.serve_forever, args=(0.05,), name=f"demo-{slug}", daemon=True).start()
    return Sites(
        feeds=[bases[slug] + publisher.feed for slug, publisher in publishers.items()],
        sitemaps=[bases[slug] + publisher.sitemap for slug, publisher in publishers.items() if publisher.sitemap],
        articles=articles,
        _servers=list(servers.values()),
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


def _listen(port: int) -> _Server:
    with contextlib.suppress(OSError):
        return _Server((HOST, port), _Handler)
    return _Server((HOST, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the server's site."""

    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        """Answer with the page."""
        self._answer(send_body=True)

    def do_HEAD(self) -> None:
        """Answer with the page's headers."""
        self._answer(send_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - http.server's signature
        """Keep the demo's terminal for the demo."""

    def _answer(self, *, send_body: bool) -> None:
        site = self.server.site
        page = site.answer(unquote(urlsplit(self.path).path))
        if page.status == 200 and self._is_fresh(page):
            page = replace(page, status=304)
        body = b"" if page.status == 304 else page.body
        self.send_response(page.status)
        self.send_header("ETag", page.etag)
        self.send_header("Last-Modified", format_datetime(page.modified.astimezone(UTC), usegmt=True))
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.status != 304:
            self.send_header("Content-Type", page.type)
            if site.publisher.compressed and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if send_body:
            self.wfile.write(body)

    def _is_fresh(self, page: Page) -> bool:
        """Tell whether the client holds this page already (RFC 9110, 13.2.2: the ETag goes first)."""
        given = self.headers.get("If-None-Match")
        if given is not None:
            return page.etag in (tag.strip().removeprefix("W/") for tag in given.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        with contextlib.suppress(ValueError, TypeError):
            return page.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        return False
