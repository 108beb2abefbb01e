"""Archives of files are read member by member."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import CorantoError, UnreadableInput
from coranto.fetch.folders import read_archive
from coranto.model import Capture

MEMBERS = {"a/one.html": b"<p>one", "two.xml": b"<rss/>", ".hidden": b"x", "big.txt": b"a" * 2000}


def packed(kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in MEMBERS.items():
                archive.writestr(name, data)
        return out.getvalue()
    with tarfile.open(fileobj=out, mode=kind) as tar:
        for name, data in MEMBERS.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes) -> list[Capture | CorantoError]:
    return list(read_archive(io.BytesIO(data), where="pages", max_bytes=1000))


@pytest.mark.parametrize("kind", ["zip", "w:", "w:gz", "w:xz"])
def test_each_member_is_a_capture(kind: str) -> None:
    """Hidden files are left out, and one over the bound is an error that stops nothing."""
    found = read(packed(kind))
    assert {f.url: f.body for f in found if isinstance(f, Capture)} == {
        "pages/a/one.html": b"<p>one",
        "pages/two.xml": b"<rss/>",
    }
    assert [(f.where, f.code) for f in found if isinstance(f, CorantoError)] == [("pages/big.txt", "too-large")]


def test_of_a_book_only_the_chapters_are_pages() -> None:
    """An EPUB gives its XHTML files; its package, styles and fonts are no errors."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name in ("mimetype", "META-INF/container.xml", "one.xhtml", "style.css", "font.otf", "two.html"):
            book.writestr(name, "x")
    assert [f.url for f in read(out.getvalue()) if isinstance(f, Capture)] == ["pages/one.xhtml", "pages/two.html"]


@given(st.binary(max_size=300), st.sampled_from(["zip", "w:gz"]), st.integers(0, 200))
def test_damage_is_told(noise: bytes, kind: str, at: int) -> None:
    """Whatever is broken in an archive, reading ends with errors and never with a crash."""
    whole = packed(kind)
    for data in (noise, whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        for found in read(data):
            assert isinstance(found, Capture | CorantoError)


def header(kind: bytes, size: int) -> bytes:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = kind, size
    return entry.tobuf(tarfile.USTAR_FORMAT)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_bomb_in_a_header_is_refused(kind: bytes) -> None:
    """A header record of a megabyte of digits, over which the standard library's reader takes hours, is not read."""
    (only,) = read(gzip.compress(header(kind, 1_000_000) + b"0" * 1_000_000))
    assert isinstance(only, UnreadableInput)


def test_a_bomb_in_a_member_is_not_unpacked() -> None:
    """Of a member that is larger than all may be together no more than the bound is unpacked."""
    found = read(gzip.compress(header(tarfile.REGTYPE, 8 * 10**9) + bytes(100_000)))
    assert [f.code for f in found if isinstance(f, CorantoError)] == ["too-large", "too-large"]
