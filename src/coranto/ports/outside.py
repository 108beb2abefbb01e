"""The world outside: the network, encoders, language models, the clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from coranto.model import Capture

Vectors = npt.NDArray[np.float32]


class Clock(Protocol):
    """What time it is; tests hold it still."""

    def now(self) -> datetime:
        """Return the current time, UTC, with zone."""


class Fetcher(Protocol):
    """One guarded request. Implementations pass every address through the guard, on every redirect."""

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Capture:
        """Return the capture, also for 304 (empty body).

        Raises:
            FetchError: one of its kinds, for anything but a 2xx or 304.
            InputTooLarge: the body went over the bound after decompression.
        """

    async def close(self) -> None:
        """Close connections."""


class Poster(Protocol):
    """One guarded form sent (to a WebSub hub)."""

    async def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a form and return the status of the answer; a 307 or 308 has it sent again.

        Raises:
            FetchError: the guard says no, or there was no answer.
        """


class Embedder(Protocol):
    """Texts to vectors of unit length."""

    name: str
    size: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, shape (len(texts), size)."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message to a language model; ``role`` is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


class LanguageModel(Protocol):
    """Any OpenAI-compatible chat model. Its output is untrusted and passes ``assist.check``."""

    name: str

    def complete(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> str:
        """Return the whole reply.

        Raises:
            ModelUnavailable: no answer in time, over budget, or an error status.
        """

    def stream(self, messages: Sequence[ChatMessage], *, max_tokens: int = 800) -> AsyncIterator[str]:
        """Yield the reply in pieces."""


class Speaker(Protocol):
    """Texts to sound, offline. ``name`` changes with anything that makes it sound otherwise."""

    name: str
    media_type: str

    def speak(self, text: str, language: str) -> bytes:
        """Return the sound of a text in a language (ISO 639-1).

        Raises:
            ModelUnavailable: the engine fails, takes too long or writes too much.
        """
