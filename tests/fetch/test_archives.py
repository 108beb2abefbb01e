"""Web archives as captures."""

import base64
import gzip
import hashlib
import io
import subprocess
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, InputTooLarge, UnreadableInput
from coranto.fetch.archives import read_warc
from coranto.model import Capture


def record(
    name: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    packed: bool = False,
    digest: str | None = None,
    version: str = "1.0",
) -> bytes:
    """Return one WARC record."""
    block = body
    if kind == "response":
        encoding = "Content-Encoding: gzip\r\n" if packed else ""
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{encoding}\r\n".encode() + (
            gzip.compress(body) if packed else body
        )
    digest = digest or "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()
    of = "application/http; msgtype=response" if kind == "response" else media
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.example/{name}\r\n"
        f"WARC-Date: 2026-03-03T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Block-Digest: {digest}\r\n"
        f"Content-Type: {of}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


RECORDS = [
    record("info", b"software: x", kind="warcinfo"),
    record("a", b"<p>A</p>" * 50, packed=True),
    record("ask", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    record("b", b"<p>B</p>" * 50, kind="resource", version="1.1"),
    record("moved", b"", status="301 Moved"),
    record("picture", b"\x89PNG", media="image/png"),
    record("c", b"<p>C</p>" * 50),
]


def zstd(data: bytes) -> bytes:
    """Return the data as one Zstandard frame."""
    return subprocess.run(["zstd", "-c", "-q"], input=data, stdout=subprocess.PIPE, check=True).stdout


PACKERS = {"plain": bytes, "gzip": gzip.compress, "zstd": zstd}


def read(data: bytes, start: int = 0, **bounds: int) -> list[tuple[int, Capture | CorantoError]]:
    """Return everything that an archive gives."""
    return list(read_warc(io.BytesIO(data), where="x.warc", start=start, **bounds))


def names(found: Iterable[tuple[int, Capture | CorantoError]]) -> list[str]:
    """Return the last letters of the addresses, or the errors' codes."""
    return [x.url.rpartition("/")[2] if isinstance(x, Capture) else x.code for _, x in found]


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_responses_and_resources_are_read(pack: object) -> None:
    """Each text answer and resource is a capture: address, time, status, headers, body unpacked."""
    assert callable(pack)
    found = read(b"".join(map(pack, RECORDS)))
    assert names(found) == ["a", "b", "c"]
    first = found[0][1]
    assert isinstance(first, Capture)
    assert (first.url, first.status, first.body) == ("https://courier.example/a", 200, b"<p>A</p>" * 50)
    assert first.fetched == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert first.headers == {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_reading_goes_on_at_any_offset(pack: object) -> None:
    """From the offset that came with a record, reading gives exactly the records after it."""
    assert callable(pack)
    data = b"".join(map(pack, RECORDS))
    found = read(data)
    for number, (offset, _) in enumerate(found, 1):
        assert names(read(data, start=offset)) == names(found)[number:]
    assert found[-1][0] == len(data)


def test_a_file_packed_as_a_whole_is_read_from_its_start() -> None:
    """In a single gzip stream no offset leads to a record: every one given is the start."""
    found = read(gzip.compress(b"".join(RECORDS)))
    assert names(found) == ["a", "b", "c"]
    assert {offset for offset, _ in found} == {0}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_damage_costs_only_the_record_it_hits(pack: object) -> None:
    """A wrong digest, a damaged record and a cut-off end are each one error in its place."""
    assert callable(pack)
    wrong = record("wrong", b"<p>W</p>", digest="sha1:" + "A" * 32)
    assert names(read(b"".join(map(pack, [RECORDS[1], wrong, RECORDS[6]])))) == ["a", "unreadable", "c"]
    parts = [*map(pack, [RECORDS[1], RECORDS[3], RECORDS[6]])]
    broken = b"WARC/9" + bytes(40) if pack is bytes else parts[1][:20] + bytes(40) + parts[1][60:]
    found = read(parts[0] + broken + parts[2])
    assert names(found) == ["a", "unreadable", "c"]
    assert names(read(b"".join(parts)[:-60]))[-1] in ("unreadable", "b")


def test_bombs_are_refused() -> None:
    """A record that is over the bound, as it is stored or once unpacked, is an error and nothing more."""
    data = record("long", b"x" * 5000) + record("bomb", b"0" * 5000, packed=True) + RECORDS[6]
    found = read(data, max_bytes=1000)
    assert names(found) == ["too-large", "too-large", "c"]
    assert isinstance(found[1][1], InputTooLarge)


def test_what_is_no_archive_is_one_error() -> None:
    """Another kind of file is refused once; an empty one gives nothing."""
    (only,) = read(b"<html>")
    assert isinstance(only[1], UnreadableInput)
    assert read(b"") == []


def test_memory_stays_flat() -> None:
    """An archive of 20 MB takes no more memory than one of 1 MB, within half a megabyte."""
    peaks = []
    for count in (20, 400):
        file = io.BytesIO(gzip.compress(record("x", bytes(50_000) + b"y" * 1000)) * count)
        tracemalloc.start()
        assert sum(1 for _ in read_warc(file, where="x")) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 500_000


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 4), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_no_bytes_break_it(cut: int, at: int, junk: bytes) -> None:
    """Wherever bytes are overwritten, the archive still ends, in captures or our errors."""
    data = b"".join(map((bytes, gzip.compress)[cut % 2], RECORDS))
    damaged = data[:at] + junk + data[at + len(junk) :]
    assert all(isinstance(x, Capture | CorantoError) for _, x in read(damaged))
