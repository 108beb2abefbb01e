"""``coranto extract``: pages in, articles as JSON Lines out."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

import click

from coranto.cli._shared import complain, write_line
from coranto.errors import CorantoError, UnreadableInput
from coranto.extract.page import extract_page
from coranto.pipeline.exchange import Record, article_record, error_record, run_lines


@click.command("extract")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE ...]")
def command(files: tuple[Path, ...]) -> None:
    """Read HTML files (also .gz), or lines {"id", "url"?, "html"} on stdin, and write an article a line."""
    if files:
        _extract_files(files)
        return
    out = sys.stdout.buffer
    for line in run_lines(sys.stdin.buffer, _extract_record, complain):
        out.write(line)


def _extract_files(files: Iterable[Path]) -> None:
    for file in files:
        try:
            write_line(article_record(extract_page(_read(file)), str(file)))
        except CorantoError as error:
            complain(str(error))
            write_line(error_record(str(file), error))


def _read(file: Path) -> bytes:
    try:
        data = file.read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(f"cannot be read: {error}", where=str(file)) from error


def _extract_record(record: Record, where: str) -> Record:
    html, url = record.get("html"), record.get("url") or ""
    if not isinstance(html, str) or not isinstance(url, str):
        raise UnreadableInput('"html" must be a string, and so must "url" where it is given', where=where)
    found = article_record(extract_page(html, url=url), str(record.get("id", "")))
    return found | {"id": record.get("id"), "url": found["url"] or url}
