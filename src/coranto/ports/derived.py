"""Where a stage's state lies between runs: derived, so that losing it costs a rebuild and no more."""

from __future__ import annotations

from typing import Protocol


class Blobs(Protocol):
    """Named pieces of bytes, each written whole or not at all."""

    def get(self, name: str) -> bytes | None:
        """Return what was last put, or None."""

    def put(self, name: str, data: bytes) -> None:
        """Replace it."""

    def drop(self, name: str) -> None:
        """Forget it."""
