"""Derived state as files in one folder."""

from __future__ import annotations

import os
from pathlib import Path

from coranto.errors import StorageError


class FolderBlobs:
    """``ports.derived.Blobs`` over a folder; a file is replaced by renaming, so a killed write leaves the old one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """Return what was last put, or None."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, data: bytes) -> None:
        """Replace it.

        Raises:
            StorageError: the disk is full or the folder cannot be written.
        """
        fresh = self._folder / f"{name}.{os.getpid()}.new"
        try:
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._folder / name)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise StorageError(
                f"cannot be written: {error.strerror}",
                where=str(fresh),
                hint="nothing stored was lost; free some space",
            ) from error

    def drop(self, name: str) -> None:
        """Forget it."""
        (self._folder / name).unlink(missing_ok=True)
