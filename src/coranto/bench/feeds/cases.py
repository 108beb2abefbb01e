"""The labelled feed cases: feedparser's (an assertion in a comment), gofeed's (the parse beside it), the W3C's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from coranto.bench.feeds.facts import Fact, expected_by_feedparser, expected_by_gofeed

_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*(?:\n|-->)")
_HEADER = re.compile(rb"Header:\s*([\w-]+):\s*(.*?)\s*(?:\n|-->)")
_SERVER = "http://127.0.0.1:8097/"
"""Where feedparser's own tests serve the files whose name starts with ``http_`` from."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file: its bytes, how it was served, and the facts that must survive (none for the W3C's)."""

    name: str
    data: bytes
    url: str = ""
    facts: tuple[Fact, ...] = ()


def feedparser_cases(data: Path) -> Iterator[Case]:
    """Yield the cases that assert at least one fact that Coranto keeps."""
    folder = data / "feeds" / "feedparser"
    for file in sorted(folder.rglob("*.xml")):
        content = file.read_bytes()
        expectation = _EXPECT.search(content)
        facts = expected_by_feedparser(expectation[1].decode()) if expectation else []
        if facts:
            name = file.relative_to(folder).as_posix()
            headers = {key.decode().lower(): value.decode() for key, value in _HEADER.findall(content)}
            url = urljoin(_SERVER + name, headers.get("content-location", "")) if file.name.startswith("http_") else ""
            yield Case(name, content, url, tuple(facts))


def gofeed_cases(data: Path) -> Iterator[Case]:
    """Yield the cases whose expected parse holds at least one fact that Coranto keeps."""
    folder = data / "feeds" / "gofeed" / "parser"
    for file in sorted(folder.rglob("*.xml")):
        beside = file.with_suffix(".json")
        facts = expected_by_gofeed(json.loads(beside.read_bytes())) if beside.exists() else []
        if facts:
            yield Case(file.relative_to(folder).as_posix(), file.read_bytes(), facts=tuple(facts))


def w3c_cases(data: Path) -> Iterator[Case]:
    """Yield the W3C's valid and broken feeds."""
    return (case for case in all_files(data) if case.name.startswith("w3c/"))


def all_files(data: Path) -> Iterator[Case]:
    """Yield every feed in the three collections, also those without a fact to check."""
    folder = data / "feeds"
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".json")):
        beside = file.suffix == ".json" and file.with_suffix(".xml").exists()
        if not beside:
            yield Case(file.relative_to(folder).as_posix(), file.read_bytes())
