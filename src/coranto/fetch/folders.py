"""Archives of files (ZIP, TAR in any packing): one member in memory at a time, bombs stop at a bound."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO, BinaryIO

from coranto.errors import CorantoError, InputTooLarge, UnreadableInput
from coranto.model import Capture

MOST_MEMBERS = 100_000
LONGEST_HEADER = 4096
"""Bytes of a TAR header record (long name, pax keywords): the standard library searches it in quadratic time."""
MOST_BYTES = 50
"""How many times ``max_bytes`` all members together may unpack to."""

_BOOK_MARK = "mimetype"
_CHAPTERS = (".xhtml", ".html", ".htm")
"""An EPUB opens with a file that says so; of the rest of it only the chapters are pages."""

_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    struct.error,
)
"""What the standard library's readers raise on damaged, encrypted or unknown packings."""

_Member = tuple[str, int, Callable[[], IO[bytes] | None]]
"""Name, seconds since 1970 of its last change, and how to open it."""


class _Header(tarfile.TarInfo):
    """A TAR header that refuses records which only a bomb has."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not (self.isreg() or self.isdir() or self.issym() or self.islnk()) and self.size > LONGEST_HEADER:
            raise tarfile.HeaderError(f"a header record of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]  # not in typeshed


def read_archive(file: BinaryIO, *, where: str, max_bytes: int) -> Iterator[Capture | CorantoError]:
    """Yield each file in an archive, named ``archive/member``; one that cannot be read is an error in its place."""
    left = max_bytes * MOST_BYTES
    try:
        for number, (name, changed, opened) in enumerate(_members(file, left)):
            place = f"{where}/{name}"
            if number >= MOST_MEMBERS or left <= 0:
                raise InputTooLarge("too many or too large files in it")
            found = _read(place, opened, max_bytes)
            left -= len(found) if isinstance(found, bytes) else max_bytes
            yield _capture(place, changed, found) if isinstance(found, bytes) else found
    except InputTooLarge as error:
        yield InputTooLarge(error.message, where=where, hint="unpack it and import the folder")
    except _BROKEN as error:
        yield UnreadableInput(f"damaged archive: {error}", where=where, hint="fetch or pack it again")


def _members(file: BinaryIO, bound: int) -> Iterator[_Member]:
    if zipfile.is_zipfile(file):
        file.seek(0)
        yield from _zip_members(zipfile.ZipFile(file))
        return
    file.seek(0)
    with tarfile.open(fileobj=file, mode="r|*", tarinfo=_Header) as archive:
        for entry in archive:
            if entry.isfile() and not _is_hidden(entry.name):
                yield entry.name, int(entry.mtime), lambda entry=entry: archive.extractfile(entry)  # type: ignore[misc]
            if entry.offset_data + entry.size > bound:
                # Going on to the next member would unpack all of this one.
                raise InputTooLarge("too many or too large files in it")


def _zip_members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    members = archive.infolist()
    if members and members[0].filename == _BOOK_MARK:
        members = [entry for entry in members if entry.filename.lower().endswith(_CHAPTERS)]
    for entry in members:
        if not entry.is_dir() and not _is_hidden(entry.filename):
            changed = datetime(*entry.date_time, tzinfo=UTC) if entry.date_time[1:3] > (0, 0) else datetime.now(UTC)
            yield entry.filename, int(changed.timestamp()), lambda entry=entry: archive.open(entry)  # type: ignore[misc]


def _read(place: str, opened: Callable[[], IO[bytes] | None], bound: int) -> bytes | CorantoError:
    try:
        member = opened()
        data = member.read(bound + 1) if member else b""
    except _BROKEN as error:
        return UnreadableInput(f"cannot be unpacked: {error}", where=place)
    return data if len(data) <= bound else InputTooLarge(f"over {bound:,} bytes unpacked", where=place)


def _capture(place: str, changed: int, data: bytes) -> Capture:
    return Capture(url=place, body=data, fetched=min(datetime.fromtimestamp(max(changed, 0), UTC), datetime.now(UTC)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
