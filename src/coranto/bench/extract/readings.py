"""What a tool makes of pages, with the CPU time it took; a peer's answers are kept on disk by tool and version."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from coranto.bench.extract.scores import Found
from coranto.bench.extract.sets import Labelled

KEPT = Path(".bench") / "extract"
"""Where answers are kept, from the folder the command runs in; delete it to have every peer read again."""

Tool = Callable[[Labelled], Found]
"""From a page's bytes and its address; the labels are for the judge."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read by one tool; a tool that raised has found nothing."""

    found: Found
    seconds: float
    failed: bool = False


Reader = Callable[[Sequence[Labelled]], Iterator[Reading]]
"""Reads pages in order, one reading each."""


def timed(tool: Tool) -> Reader:
    """Return a tool as a reader; CPU time is taken around the tool alone."""

    def read(pages: Sequence[Labelled]) -> Iterator[Reading]:
        for page in pages:
            start, failed = time.process_time(), False
            try:
                found = tool(page)
            except Exception:
                found, failed = Found(""), True
            yield Reading(found, time.process_time() - start, failed)

    return read


def kept(name: str, version: str, make: Callable[[], Reader]) -> Reader:
    """Return a reader that answers from disk what this version of a tool has read before; ``make`` makes the tool."""
    file = KEPT / f"{name.replace(' ', '-')}-{version}.jsonl.gz"

    def read(pages: Sequence[Labelled]) -> Iterator[Reading]:
        known = _load(file)
        missing = [page for page in pages if _key(page) not in known]
        if missing:
            for page, reading in zip(missing, make()(missing), strict=True):
                known[_key(page)] = reading
            _save(file, known)
        for page in pages:
            yield known[_key(page)]

    return read


def _key(page: Labelled) -> str:
    return f"{page.set} {page.id} {hashlib.blake2b(page.html, digest_size=8).hexdigest()}"


def _load(file: Path) -> dict[str, Reading]:
    if not file.exists():
        return {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["key"]: Reading(_found(row["found"]), row["seconds"], row["failed"]) for row in rows}


def _save(file: Path, known: dict[str, Reading]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=3) as lines:
        for key, reading in known.items():
            lines.write(json.dumps({"key": key, **asdict(reading)}, ensure_ascii=False) + "\n")


def _found(row: dict[str, object]) -> Found:
    authors = row["authors"]
    return Found(**{**row, "authors": tuple(authors) if isinstance(authors, list) else None})  # type: ignore[arg-type]
