"""Web archives (WARC 1.0 and 1.1, ISO 28500), plain or compressed per record, one record in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, resource, response

from coranto.errors import CorantoError, InputTooLarge, UnreadableInput
from coranto.model import Capture

MAX_RECORD = 20_000_000
"""Bytes of a record, packed and unpacked, that are taken in."""

_GZIP = b"\x1f\x8b\x08"
_STARTS = (_GZIP, b"\x28\xb5\x2f\xfd", b"WARC/1.")
"""What a record starts with in a file of each kind: gzip, Zstandard, plain."""
_WINDOW = 1 << 20
_OVERLAP = 16
_TEXTUAL = re.compile(r"text/|[^;]*(?:html|xml|json|rfc822)|$", re.IGNORECASE)
_UNPACKED = frozenset(("content-encoding", "transfer-encoding", "content-length"))

Found = Capture | CorantoError


def read_warc(
    file: BinaryIO, *, where: str, start: int = 0, max_bytes: int = MAX_RECORD
) -> Iterator[tuple[int, Found]]:
    """Yield (offset after the record, what it holds) for each response and resource record that holds text.

    An offset is where the next record starts in the file as it is stored, so reading can go on there (``start``).
    In a file that was compressed as a whole no such place exists: the offset is then always ``start``. Failed
    answers (no 2xx) are left out. A record that is damaged, cut off, too long, or whose digest does not match is an
    error in its place; reading goes on at the next record that can be found.
    """
    file.seek(start)
    head = file.read(_OVERLAP)
    mark = next((mark for mark in _STARTS if head.startswith(mark)), _STARTS[-1])
    whole = mark == _GZIP and _is_one_stream(file, start)
    attempt, end = start, file.seek(0, 2)
    held: Found | None = None
    lost = False
    while attempt < end:
        last = attempt
        try:
            for record in _records(file, attempt):
                if held is not None:
                    yield (start if whole else record.stream_pos), held
                last, lost = max(last, record.stream_pos), False
                held = _read_record(record, f"{where} at byte {record.stream_pos}", max_bytes)
            attempt = end
        except OSError as error:
            attempt = end if whole else _next_start(file, mark, last + 1, end)
            if held is not None:
                yield (start if whole else attempt), held
            held = None if lost else UnreadableInput(f"damaged record: {error}", where=f"{where} after byte {last}")
            lost = True
    if held is not None:
        yield (start if whole else end), held


def _records(file: BinaryIO, start: int) -> Iterator[Any]:
    file.seek(start)
    return iter(ArchiveIterator(file, record_types=response | resource, parse_http=False))


def _read_record(record: Any, where: str, max_bytes: int) -> Found | None:  # noqa: ANN401 - fastwarc ships no annotations
    """Return the capture in a record, the error it makes, or None for one that holds no text."""
    if record.content_length > max_bytes:
        return InputTooLarge(f"record of {record.content_length} bytes, at most {max_bytes} are read", where=where)
    try:
        return _read_content(record, where, max_bytes)
    except (OSError, ValueError) as error:
        return UnreadableInput(f"damaged record: {error}", where=where)


def _read_content(record: Any, where: str, max_bytes: int) -> Found | None:  # noqa: ANN401 - as above
    declared = record.headers.get("Content-Length", "")
    record.freeze()
    if declared.strip() != str(record.content_length):
        return UnreadableInput(f"cut off after {record.content_length} of {declared} bytes", where=where)
    if record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        return UnreadableInput("its digest does not match its content", where=where)
    record.parse_http(auto_decode="all")
    answer = record.http_headers
    status = int(answer.status_code or 0) if answer else 200
    headers = {name.lower(): value for name, value in answer} if answer else {}
    if not answer and (kind := record.headers.get("Content-Type")):
        headers["content-type"] = kind
    if status // 100 != 2 or not _TEXTUAL.match(headers.get("content-type", "")):
        return None
    body = record.reader.read(max_bytes + 1)
    if len(body) > max_bytes:
        return InputTooLarge(f"more than {max_bytes} bytes after decompression", where=where)
    return Capture(
        url=record.headers.get("WARC-Target-URI", "").strip("<> "),
        body=body,
        fetched=record.record_date or datetime.now(UTC),
        status=status,
        headers={name: value for name, value in headers.items() if name not in _UNPACKED},
    )


def _is_one_stream(file: BinaryIO, start: int) -> bool:
    """Whether the file is a single gzip stream: then its second record does not start at a gzip header."""
    try:
        for record in _records(file, start):
            if record.stream_pos > start:
                file.seek(record.stream_pos)
                return file.read(len(_GZIP)) != _GZIP
    except OSError:
        return False
    return False


def _next_start(file: BinaryIO, mark: bytes, start: int, end: int) -> int:
    """Return the first place from ``start`` on where ``mark`` stands, ``end`` if there is none."""
    position = start
    while position < end:
        file.seek(position)
        window = file.read(_WINDOW)
        found = window.find(mark)
        if found >= 0:
            return position + found
        position += _WINDOW - _OVERLAP
    return end
