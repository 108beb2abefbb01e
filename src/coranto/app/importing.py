"""Anything that holds news, from files, folders and addresses, into the library."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from coranto.app.network import Network, open_network
from coranto.app.service import Coranto
from coranto.errors import CorantoError, UnreadableInput
from coranto.fetch.archives import read_warc
from coranto.model import ArticleId, Capture
from coranto.pipeline.intake import Intake
from coranto.pipeline.taking import Taken, Taker
from coranto.text.hashing import digest
from coranto.text.urls import is_web_url

RECORDS = 200
"""Records of a web archive between two notes of how far it was read."""
_MAGIC = b"WARC/"

Progress = Callable[[str, int], None]


class Importer:
    """One import. ``reference`` is the time that ages in pasted pages count back from; ``pages`` whether to fetch
    the pages that feeds lead to.
    """

    def __init__(
        self,
        coranto: Coranto,
        *,
        reference: datetime | None = None,
        pages: bool = True,
        progress: Progress = lambda _stage, _count: None,
    ) -> None:
        self._coranto = coranto
        self._progress = progress
        self._pages = pages
        self._taker = Taker(coranto.library, coranto.clock)
        self._intake = Intake(coranto.library.articles.find, max_bytes=coranto.settings.max_bytes, reference=reference)

    def run(self, inputs: Sequence[str]) -> Taken:
        """Take every input; one that cannot be used is told in the result and does not stop the rest."""
        return asyncio.run(self._run(inputs))

    async def _run(self, inputs: Sequence[str]) -> Taken:
        async with open_network(self._coranto) as network:
            for one in inputs:
                try:
                    await self._take(one, network)
                except CorantoError as error:
                    self._taker.refuse(error)
                self._taker.flush()
            await self._take_pages(network)
        return self._taker.taken

    async def _take(self, one: str, network: Network) -> None:
        if is_web_url(one):
            capture = await network.fetcher.fetch(one)
            self._taker.take(self._intake.open(capture))
            self._progress("read", 1)
            return
        for file in _files(Path(one)):
            try:
                self._take_file(file)
            except CorantoError as error:
                self._taker.refuse(error)
            self._progress("read", 1)

    async def _take_pages(self, network: Network) -> None:
        wanted, self._taker.taken.wanted = self._taker.taken.wanted, []
        if self._pages and wanted:
            await network.pages.take(wanted, self._intake, self._taker, None)
            self._progress("fetch", len(wanted))
            return
        for page in wanted:
            self._taker.take(self._intake.entry(page, self._coranto.clock.now()))
        self._taker.flush()

    def _take_file(self, file: Path) -> None:
        with _opened(file) as stream:
            if _is_warc(stream):
                self._take_warc(file, stream)
                return
            body = stream.read(self._coranto.settings.max_bytes + 1)
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        seen = min(changed, self._coranto.clock.now())
        self._taker.take(self._intake.open(Capture(url=str(file), body=body, fetched=seen)))

    def _take_warc(self, file: Path, stream: BinaryIO) -> None:
        """Take an archive record by record; a killed import goes on behind the last record that was written."""
        size = file.stat().st_size
        cursor = f"import:{digest(str(file.resolve()), str(size))}"
        start = int(self._coranto.library.settings.get(cursor) or 0)
        for count, (offset, found) in enumerate(read_warc(stream, where=str(file), start=start), start=1):
            self._taker.take(self._intake.record(found))
            if count % RECORDS == 0:
                self._taker.flush()
                self._coranto.library.settings.set(cursor, str(offset))
                self._progress("read", RECORDS)
        self._taker.flush()
        self._coranto.library.settings.set(cursor, "0")


def count_folded(coranto: Coranto, new: Sequence[ArticleId]) -> int:
    """Return how many of these articles turned out to be copies of another."""
    batches = (new[start : start + RECORDS] for start in range(0, len(new), RECORDS))
    return sum(not placed.origin for ids in batches for placed in coranto.library.stories.placements(ids))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file itself, or every file below a folder, hidden ones left out.

    Raises:
        UnreadableInput: there is nothing at this path.
    """
    if path.is_dir():
        found = (file for file in sorted(path.rglob("*")) if file.is_file())
        yield from (file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts))
    elif path.is_file():
        yield path
    else:
        raise UnreadableInput("no such file or folder", where=str(path), hint="give a path, a folder or an address")


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror}", where=str(file)) from error


def _is_warc(stream: BinaryIO) -> bool:
    """Whether a file is a web archive, packed or not; the stream is left at its beginning."""
    head = stream.read(len(_MAGIC))
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error), gzip.GzipFile(fileobj=stream) as unpacked:
            head = unpacked.read(len(_MAGIC))
        stream.seek(0)
    return head == _MAGIC or head.startswith(b"\x28\xb5\x2f\xfd")
