"""Any OpenAI-compatible chat endpoint (hosted, Ollama, llama.cpp, vLLM), over aiohttp.

One request a reply, with a time limit, a daily budget of tokens, and a cache of whole replies. What is sent, and
whether anything is, the caller decides (``app.assisting``).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from coranto.errors import ModelUnavailable
from coranto.ports.derived import Blobs
from coranto.ports.outside import ChatMessage, Clock
from coranto.text.hashing import digest

_LONGEST_LINE = 1 << 20
_LONGEST_REPLY = 200_000
"""Characters of one reply that are read."""
_A_TOKEN = 4
"""Characters that are reckoned as one token where the endpoint does not count."""
_SPENT = "model-spent"
_KEPT = 512
"""Replies that are kept; a new one takes the place of another."""


class ChatModel:
    """``ports.outside.LanguageModel``. ``url`` ends before ``/chat/completions`` (``http://localhost:11434/v1``)."""

    def __init__(
        self,
        *,
        url: str,
        name: str,
        blobs: Blobs,
        clock: Clock,
        key: str = "",
        timeout: float = 60.0,
        budget: int = 200_000,
    ) -> None:
        self.name = name
        self._url = url.rstrip("/") + "/chat/completions"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._budget = budget
        self._blobs = blobs
        self._clock = clock

    def complete(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> str:
        """Return the whole reply, from the cache where the same was asked before; not from inside an event loop.

        Raises:
            ModelUnavailable: no answer in time, over budget, or an error status.
        """
        asked = self._asked(messages, max_tokens)
        reply = self._held(asked)
        if reply is None:
            reply = asyncio.run(self._whole(messages, max_tokens))
            self._keep(asked, reply)
        return reply

    async def stream(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> AsyncIterator[str]:
        """Yield the reply in pieces, as they come; one that was asked for before in one piece.

        Raises:
            ModelUnavailable: as ``complete``; also where the reply is cut off, after the pieces that came.
        """
        asked = self._asked(messages, max_tokens)
        held = self._held(asked)
        if held is not None:
            yield held
            return
        pieces: list[str] = []
        async with self._answered(self._body(messages, max_tokens) | {"stream": True}, messages) as response:
            async for piece in _pieces(response.content):
                pieces.append(piece)
                yield piece
        reply = "".join(pieces)
        self._spend(len(reply) // _A_TOKEN)
        self._keep(asked, reply)

    def _asked(self, messages: Sequence[ChatMessage], max_tokens: int) -> str:
        return digest(json.dumps([self._url, self._body(messages, max_tokens)]))

    def _held(self, asked: str) -> str | None:
        held, _, reply = (self._blobs.get(_place(asked)) or b"").decode("utf-8").partition("\n")
        return reply if held == asked else None

    def _keep(self, asked: str, reply: str) -> None:
        self._blobs.put(_place(asked), f"{asked}\n{reply}".encode())

    async def _whole(self, messages: Sequence[ChatMessage], max_tokens: int) -> str:
        async with self._answered(self._body(messages, max_tokens), messages) as response:
            raw = await response.content.read(_LONGEST_LINE)
        reply = _content(raw, lambda choice: choice["message"]["content"])
        self._spend(len(reply) // _A_TOKEN)
        return reply[:_LONGEST_REPLY]

    @asynccontextmanager
    async def _answered(
        self, body: dict[str, Any], messages: Sequence[ChatMessage]
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send one request; every way in which it can fail is ``ModelUnavailable``."""
        self._spend(sum(len(one.content) for one in messages) // _A_TOKEN)
        try:
            async with (
                aiohttp.ClientSession(timeout=self._timeout, read_bufsize=_LONGEST_LINE) as session,
                session.post(self._url, json=body, headers=self._headers, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    raise ModelUnavailable(f"the model answered {response.status}", where=self._url)
                yield response
        except (aiohttp.ClientError, HttpProcessingError, TimeoutError, ValueError) as error:
            raise ModelUnavailable(f"no answer from the model: {type(error).__name__}", where=self._url) from error

    def _body(self, messages: Sequence[ChatMessage], max_tokens: int) -> dict[str, Any]:
        told = [{"role": one.role, "content": one.content} for one in messages]
        return {"model": self.name, "messages": told, "max_tokens": max_tokens, "temperature": 0}

    def _spend(self, tokens: int) -> None:
        """Count tokens against the budget of the day.

        Raises:
            ModelUnavailable: it is used up.
        """
        today = self._clock.now().date().isoformat()
        day, _, count = (self._blobs.get(_SPENT) or b"").decode("ascii").partition(" ")
        spent = (int(count) if day == today and count.isdigit() else 0) + tokens
        if spent > self._budget:
            raise ModelUnavailable("the day's budget of tokens is used up", hint="raise the setting model_budget")
        self._blobs.put(_SPENT, f"{today} {spent}".encode("ascii"))


def _place(asked: str) -> str:
    return f"model-reply-{int(asked[:8], 16) % _KEPT}"


async def _pieces(lines: aiohttp.StreamReader) -> AsyncIterator[str]:
    """Yield the words that each server-sent event adds, up to the event that ends them.

    Raises:
        ModelUnavailable: the reply is cut off, cannot be read, or never ends.
    """
    written = 0
    async for line in lines:
        if not line.startswith(b"data:"):
            continue
        if line[5:].strip() == b"[DONE]":
            return
        piece = _content(line[5:], lambda choice: choice.get("delta", {}).get("content"))
        written += len(piece)
        if written > _LONGEST_REPLY:
            break
        if piece:
            yield piece
    raise ModelUnavailable("the model's answer was cut off")


def _content(raw: bytes, read: Callable[[dict[str, Any]], str | None]) -> str:
    """Return the content of the first choice of a reply, or of a piece of one."""
    try:
        choices = json.loads(raw).get("choices") or [{}]
        return str(read(choices[0]) or "")
    except (ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        raise ModelUnavailable("the model's answer cannot be read") from error
