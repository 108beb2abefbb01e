"""The chat client against a small OpenAI-compatible server on loopback."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from coranto.errors import ModelUnavailable
from coranto.models.chat import ChatModel
from coranto.ports.outside import ChatMessage
from coranto.storage.blobs import FolderBlobs
from newsroom import StillClock

ASKED = [ChatMessage("system", "Be brief."), ChatMessage("user", "What happened?")]


@dataclass
class Endpoint:
    """What the server answers, and what it was asked."""

    status: int = 200
    reply: str = "The bridge reopened."
    seconds: float = 0
    raw: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    told = Endpoint()
    waiting = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(body)
            told.keys.append(self.headers.get("Authorization", ""))
            waiting.wait(told.seconds)
            self.send_response(told.status)
            self.end_headers()
            if told.raw is not None:
                self.wfile.write(told.raw)
            elif body.get("stream"):
                for word in told.reply.split(" "):
                    piece = {"choices": [{"delta": {"content": word + " "}}]}
                    self.wfile.write(b"data: " + json.dumps(piece).encode() + b"\n\n")
                self.wfile.write(b"data: [DONE]\n\n")
            else:
                self.wfile.write(json.dumps({"choices": [{"message": {"content": told.reply}}]}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that gives up is what some tests want
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    waiting.set()
    server.shutdown()
    server.server_close()


def model(endpoint: Endpoint, folder: Path, **changed: str | float) -> ChatModel:
    return ChatModel(url=endpoint.url, name="small", blobs=FolderBlobs(folder), clock=StillClock(), **changed)  # type: ignore[arg-type]


def test_a_reply_is_asked_for_once(endpoint: Endpoint, tmp_path: Path) -> None:
    """The messages go out as they are, with the key; the same question is answered from the cache."""
    chat = model(endpoint, tmp_path, key="secret")
    assert chat.complete(ASKED) == chat.complete(ASKED) == "The bridge reopened."
    assert endpoint.asked[0]["messages"][1] == {"role": "user", "content": "What happened?"}
    assert endpoint.asked[0]["model"] == "small"
    assert endpoint.keys == ["Bearer secret"]


def test_a_reply_comes_in_pieces(endpoint: Endpoint, tmp_path: Path) -> None:
    """A streamed reply is yielded piece by piece."""

    async def pieces() -> list[str]:
        return [piece async for piece in model(endpoint, tmp_path).stream(ASKED)]

    assert asyncio.run(pieces()) == ["The ", "bridge ", "reopened. "]


def streamed(chat: ChatModel) -> list[str]:
    async def pieces() -> list[str]:
        return [piece async for piece in chat.stream(ASKED)]

    return asyncio.run(pieces())


def test_a_streamed_reply_is_kept(endpoint: Endpoint, tmp_path: Path) -> None:
    """What was streamed is not asked for again, whole or in pieces."""
    chat = model(endpoint, tmp_path)
    streamed(chat)
    assert streamed(chat) == ["The bridge reopened. "]
    assert chat.complete(ASKED) == "The bridge reopened. "
    assert len(endpoint.asked) == 1


PIECE = b'data: {"choices": [{"delta": {"content": "The bridge"}}]}\n\n'


@pytest.mark.parametrize(
    "raw",
    [
        PIECE,
        PIECE + b"data: {not json\n\ndata: [DONE]\n\n",
        b"<html>502 Bad Gateway</html>",
        b'data: {"choices": "none"}\n\n',
        b'data: {"error": {"message": "overloaded"}}\n\n',
        b"",
        b"data: " + b"x" * 3_000_000,
        b'data: {"choices": [{"delta": {"content": "' + b"x" * 250_000 + b'"}}]}\n\ndata: [DONE]\n\n',
    ],
    ids=["cut", "garbage", "html", "shape", "error", "empty", "endless-line", "endless-reply"],
)
def test_a_stream_that_misbehaves_is_no_reply(endpoint: Endpoint, tmp_path: Path, raw: bytes) -> None:
    """A stream that is cut, garbage or endless is ``ModelUnavailable``, and is not kept."""
    endpoint.raw = raw
    chat = model(endpoint, tmp_path)
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            streamed(chat)
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("status", [429, 500, 302])
def test_a_stream_that_is_refused_is_no_reply(endpoint: Endpoint, tmp_path: Path, status: int) -> None:
    """A rate limit, an error and a redirect are told alike."""
    endpoint.status = status
    with pytest.raises(ModelUnavailable):
        streamed(model(endpoint, tmp_path))


def test_a_budget_ends(endpoint: Endpoint, tmp_path: Path) -> None:
    """When the day's tokens are spent nothing is sent, also by another process; the next day it is again."""
    clock = StillClock()
    made = {"url": endpoint.url, "name": "small", "blobs": FolderBlobs(tmp_path), "budget": 12}
    ChatModel(**made, clock=clock).complete(ASKED)
    with pytest.raises(ModelUnavailable, match="budget"):
        ChatModel(**made, clock=clock).complete([ChatMessage("user", "And what then, in how many words?")])
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("status", "reply", "seconds"), [(500, "", 0.0), (302, "", 0.0), (200, "late", 5.0)], ids=["error", "moved", "slow"]
)
def test_every_failure_is_told_alike(
    endpoint: Endpoint, tmp_path: Path, status: int, reply: str, seconds: float
) -> None:
    """An error status, a redirect and silence are all ``ModelUnavailable``."""
    endpoint.status, endpoint.reply, endpoint.seconds = status, reply, seconds
    with pytest.raises(ModelUnavailable):
        model(endpoint, tmp_path, timeout=0.5).complete(ASKED)


def test_no_endpoint_is_no_answer(tmp_path: Path) -> None:
    """Where nobody listens, the model is unavailable."""
    with pytest.raises(ModelUnavailable):
        model(Endpoint(url="http://127.0.0.1:9/v1"), tmp_path).complete(ASKED)
