"""A small web on loopback for the benchmarks: thousands of hosts (127.x.y.z) in a process of its own, so that the
poller's time and memory are measured alone.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import compress
from html import escape

ENTRIES = 20
Answer = Callable[[str, str], bytes]
"""(host, request head) to the whole answer."""
Delay = Callable[[str], float]
"""Host to the seconds until it answers."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a host answers: after how many seconds and how (good, always: no validators, failing, moved)."""

    delay: float = 0.1
    kind: str = "good"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    path: str
    title: str
    text: str
    published: str = "Tue, 24 Nov 2026 12:00:00 GMT"


def host(number: int) -> str:
    """Return the address of one host on loopback."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


@contextmanager
def web(answer: Answer, delay: Delay = lambda _host: 0.0) -> Iterator[int]:
    """Serve until the end of the block; gives the port, the same for all hosts."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: asyncio.run(_serve(answer, delay, sender.send)), daemon=True)
    process.start()
    try:
        yield receiver.recv()
    finally:
        process.terminate()
        process.join()


@contextmanager
def feeds(manners: dict[str, Manner]) -> Iterator[int]:
    """Serve a feed on each host, in the host's manner."""
    with web(lambda name, head: _feed_answer(name, head, manners[name]), lambda name: manners[name].delay) as port:
        yield port


def response(body: bytes, content_type: str, headers: str = "") -> bytes:
    """Return a 200 with a gzipped body."""
    packed = compress(body, 1)
    head = f"Content-Type: {content_type}\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n{headers}\r\n"
    return b"HTTP/1.1 200 OK\r\n" + head.encode() + packed


def feed(name: str, entries: list[Entry]) -> bytes:
    """Return an RSS feed."""
    items = "".join(
        f"<item><title>{escape(e.title)}</title><link>http://{name}{e.path}</link><guid>{name}{e.path}</guid>"
        f"<pubDate>{e.published}</pubDate><description>{escape(e.text)}</description></item>"
        for e in entries
    )
    head = f"<title>The {name} Post</title><link>http://{name}/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


async def _serve(answer: Answer, delay: Delay, tell: Callable[[int], None]) -> None:
    server = await asyncio.start_server(lambda r, w: _connection(r, w, answer, delay), "0.0.0.0", 0, backlog=4096)
    tell(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer, delay: Delay) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            name = writer.get_extra_info("sockname")[0]
            await asyncio.sleep(delay(name))
            writer.write(answer(name, head))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _feed_answer(name: str, head: str, manner: Manner) -> bytes:
    if manner.kind == "failing":
        return b"HTTP/1.1 500 Sorry\r\nContent-Length: 0\r\n\r\n"
    if manner.kind == "moved" and not head.startswith("GET /new"):
        return b"HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"
    etag = "" if manner.kind == "always" else 'ETag: "1"\r\n'
    if etag and 'If-None-Match: "1"' in head:
        return f"HTTP/1.1 304 Not Modified\r\n{etag}\r\n".encode()
    entries = [Entry(f"/{n}.html", f"Headline {n} of {name}", f"text {n} " * 120) for n in range(ENTRIES)]
    return response(feed(name, entries), "application/rss+xml", etag)
