"""Speed and memory of ``read_warc`` on an archive like CC-NEWS: ``python bench/archives.py [RECORDS]``.

The archive is written to a temporary folder: pages of 20 to 200 KB, gzipped record by record, each response followed
by its request record, as crawlers write them.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from coranto.fetch.archives import read_warc
from coranto.model import Capture

_WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "st", "ll", "nd")]


def page(draw: random.Random) -> bytes:
    """Return a page of words."""
    paragraphs = (" ".join(draw.choices(_WORDS, k=60)) for _ in range(draw.randrange(50, 500)))
    return ("<html><body>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</body></html>").encode()


def record(kind: str, number: int, block: bytes) -> bytes:
    """Return one gzipped record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2026-03-03T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 3)


def write(file: Path, count: int) -> int:
    """Write an archive and return the bytes that its pages have unpacked."""
    draw, total = random.Random(7), 0
    pages = [page(draw) for _ in range(40)]
    with file.open("wb") as out:
        for number in range(count):
            body = pages[number % len(pages)]
            total += len(body)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            out.write(record("response", number, answer))
            out.write(record("request", number, b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"))
    return total


def peak() -> float:
    """Return the most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.warc.gz"
        total = write(file, count)
        before, started = peak(), time.process_time()
        with file.open("rb") as stream:
            found = [offset for offset, one in read_warc(stream, where="x") if isinstance(one, Capture)]
        took = time.process_time() - started
        print(f"read_warc   {count} pages  {count / took:.0f} pages/s  {total / took / 1e6:.0f} MB/s unpacked")
        print(f"            {file.stat().st_size / 1e6:.0f} MB stored, memory grew by {peak() - before:.1f} MB")
        started = time.process_time()
        with file.open("rb") as stream:
            raw = sum(len(one.reader.read()) for one in ArchiveIterator(stream, record_types=WarcRecordType.response))
        print(f"FastWARC    alone {raw / (time.process_time() - started) / 1e6:.0f} MB/s")
        with file.open("rb") as stream:
            rest = sum(1 for _ in read_warc(stream, where="x", start=found[count // 2 - 1]))
        print(f"resumed     after record {count // 2}: {rest} of {count - count // 2} came")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
