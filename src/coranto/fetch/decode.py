"""Content codings undone piece by piece under a bound, so that a bomb stops at the bound and not after it."""

from __future__ import annotations

import zlib
from typing import Protocol

import brotli
from backports import zstd

from coranto.errors import FetchFailed, InputTooLarge

ACCEPTED = "gzip, deflate, br, zstd"
_STEP = 65536
_LAYERS = 2
"""Codings on top of each other; each one more multiplies what a small body can grow to."""
_ZSTD_WINDOW_LOG = 23
"""8 MB, the largest window that RFC 9659 lets a server use."""


class Coding(Protocol):
    """One content coding, undone."""

    def feed(self, data: bytes, room: int) -> bytes:
        """Return what ``data`` decodes to; stops soon after more than ``room`` bytes."""

    @property
    def complete(self) -> bool:
        """Whether the coded data has come to its end."""


class Body:
    """Collects a body as it arrives. ``limit`` bounds its bytes, as sent and after each decoding."""

    def __init__(self, encoding: str, limit: int, where: str = "") -> None:
        self._codings = _codings(encoding, where)
        self._limit = limit
        self._where = where
        self._sizes = [0] * (len(self._codings) + 1)
        self._parts: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Take a piece.

        Raises:
            InputTooLarge: the body is over the limit.
            FetchFailed: it cannot be decoded.
        """
        self._count(0, data)
        for layer, coding in enumerate(self._codings, start=1):
            data = self._decoded(coding, data, self._limit - self._sizes[layer])
            self._count(layer, data)
        self._parts.append(data)

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            FetchFailed: it ends too early.
        """
        if self._sizes[0] and not all(coding.complete for coding in self._codings):
            raise FetchFailed("the body ends before its compressed data does", where=self._where)
        return b"".join(self._parts)

    def _count(self, layer: int, data: bytes) -> None:
        self._sizes[layer] += len(data)
        if self._sizes[layer] > self._limit:
            raise InputTooLarge(f"more than {self._limit:,} bytes", where=self._where, hint="see the setting max_bytes")

    def _decoded(self, coding: Coding, data: bytes, room: int) -> bytes:
        try:
            return coding.feed(data, room)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise FetchFailed(f"the body cannot be decoded: {error}", where=self._where) from error


def _codings(encoding: str, where: str) -> list[Coding]:
    """Return the codings in the order in which they are undone: last applied first (RFC 9110, 8.4)."""
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > _LAYERS:
        raise FetchFailed("the body is compressed more than twice", where=where)
    unknown = [name for name in names if name not in _KINDS]
    if unknown:
        raise FetchFailed(f"the body has the content coding {unknown[0][:40]!r}", where=where)
    return [_KINDS[name]() for name in reversed(names)]


class _Gzip:
    """gzip (RFC 1952), also of several members; what follows the last one is left out, as browsers do."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.complete = False

    def feed(self, data: bytes, room: int) -> bytes:
        """Return decoded bytes."""
        parts: list[bytes] = []
        while data and room >= 0:
            if self._decoder.eof:
                if not data.startswith(b"\x1f"):
                    break
                self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
            part = self._decoder.decompress(data, room + 1)
            data = self._decoder.unused_data or self._decoder.unconsumed_tail
            room -= len(part)
            parts.append(part)
        self.complete = self._decoder.eof
        return b"".join(parts)


class _Deflate:
    """deflate: zlib data (RFC 1950), or the bare stream that some servers send instead."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj()
        self._first = True

    @property
    def complete(self) -> bool:
        """Whether the stream has ended."""
        return self._decoder.eof

    def feed(self, data: bytes, room: int) -> bytes:
        """Return decoded bytes."""
        if self._first and data:
            self._first = False
            if data[0] & 0x0F != zlib.DEFLATED:
                self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._decoder.decompress(data, room + 1)


class _Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._decoder.is_finished())

    def feed(self, data: bytes, room: int) -> bytes:
        """Return decoded bytes."""
        parts: list[bytes] = []
        while room >= 0 and not self._decoder.is_finished():
            part = self._decoder.process(data, output_buffer_limit=_STEP)
            data = b""
            room -= len(part)
            parts.append(part)
            if not part:  # can_accept_more_data() is true already while output is left
                break
        return b"".join(parts)


class _Zstd:
    """zstd (RFC 8878), also of several frames."""

    def __init__(self) -> None:
        self._decoder = self._new()
        self.complete = False

    def feed(self, data: bytes, room: int) -> bytes:
        """Return decoded bytes."""
        parts: list[bytes] = []
        while room >= 0:
            if self._decoder.eof:
                if not data:
                    break
                self._decoder = self._new()
            part = self._decoder.decompress(data, min(room + 1, _STEP))
            data = self._decoder.unused_data if self._decoder.eof else b""
            room -= len(part)
            parts.append(part)
            if self._decoder.needs_input and not self._decoder.eof:
                break
        self.complete = self._decoder.eof
        return b"".join(parts)

    @staticmethod
    def _new() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})


_KINDS: dict[str, type[_Gzip] | type[_Deflate] | type[_Brotli] | type[_Zstd]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
