"""The labelled pages of ``extraction/`` and ``dates/``, in one form."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coranto.extract.dom import parse_page
from coranto.text.urls import host_of

BODY_SETS = ("wcxb", "trafilatura", "fundus_tests", "readability")
DATE_SET = "htmldate"
_NO_NAMES = frozenset(("co", "com", "org", "net", "gov", "ac"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page and what is known of it; ``None`` where the set does not say.

    ``wanted`` and ``unwanted`` are pieces of text that the body must and must not hold.
    """

    set: str
    id: str
    url: str
    html: bytes
    body: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] | None = None
    day: str | None = None


def site_of(page: Labelled) -> str:
    """Return the name that the pages of one site share, across sets: ``nytimes`` for ``www.nytimes.com``."""
    if page.set == "readability":
        return re.sub(r"-?\d+$", "", page.id).split("-")[0]
    labels = [label for label in host_of(page.url).split(".") if label not in _NO_NAMES]
    return labels[-2] if len(labels) > 1 else (labels or [page.id])[0]


def read_sets(data: Path) -> Iterator[Labelled]:
    """Yield every page of the five sets."""
    yield from read_wcxb(data)
    yield from read_trafilatura(data)
    yield from read_fundus(data)
    yield from read_readability(data)
    yield from read_htmldate(data)


def read_wcxb(data: Path) -> Iterator[Labelled]:
    """Yield the pages of ``extraction/wcxb``."""
    folder = data / "extraction" / "wcxb"
    for row in _json_lines(folder / "ground_truth.jsonl.gz"):
        yield Labelled(
            "wcxb",
            row["file_id"],
            row["url"] or "",
            _unpack(folder / "html" / f"{row['file_id']}.html.gz"),
            body=row["main_content"],
            wanted=tuple(row["with"]),
            unwanted=tuple(row["without"]),
            title=row["title"],
            authors=(row["author"],) if row["author"] else None,
            day=row["publish_date"],
        )


def read_trafilatura(data: Path) -> Iterator[Labelled]:
    """Yield the pages of ``extraction/trafilatura``."""
    folder = data / "extraction" / "trafilatura"
    for url, row in json.loads((folder / "evaldata.json").read_text()).items():
        yield Labelled(
            "trafilatura",
            row["file"],
            url,
            _unpack(folder / "html" / f"{row['file']}.gz"),
            wanted=tuple(filter(None, row["with"])),
            unwanted=tuple(filter(None, row["without"])),
            title=row.get("title") or None,
            authors=_names(row.get("author")),
            day=row.get("date") or None,
        )


def read_fundus(data: Path) -> Iterator[Labelled]:
    """Yield the pages of ``extraction/fundus_tests``."""
    folder = data / "extraction" / "fundus_tests"
    for row in _json_lines(folder / "ground_truth.jsonl.gz"):
        yield Labelled(
            "fundus_tests",
            row["file"],
            row["url"] or "",
            _unpack(folder / "html" / row["file"]),
            body=row["body"],
            title=row["title"],
            authors=tuple(row["authors"]) if row["authors"] else None,
            day=row["publishing_date"][:10] if row["publishing_date"] else None,
        )


def read_readability(data: Path) -> Iterator[Labelled]:
    """Yield the pages of ``extraction/readability``; the body is the text of Readability.js's own output."""
    for folder in sorted((data / "extraction" / "readability").iterdir()):
        facts = json.loads((folder / "expected-metadata.json").read_text())
        expected = parse_page(_unpack(folder / "expected.html.gz"))
        yield Labelled(
            "readability",
            folder.name,
            "http://fakehost/test/page.html",
            _unpack(folder / "source.html.gz"),
            body="\n".join(passage.text for passage in expected.passages),
            title=facts.get("title"),
        )


def read_htmldate(data: Path) -> Iterator[Labelled]:
    """Yield the pages of ``dates/htmldate``, which know their day only."""
    folder = data / "dates" / "htmldate"
    for url, row in json.loads((folder / "eval.json").read_text()).items():
        yield Labelled(DATE_SET, row["file"], url, _unpack(folder / "html" / f"{row['file']}.gz"), day=row["date"])


def _json_lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _unpack(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def _names(value: str | list[str] | None) -> tuple[str, ...] | None:
    names = value.split(";") if isinstance(value, str) else value or ()
    return tuple(filter(None, (name.strip() for name in names))) or None
