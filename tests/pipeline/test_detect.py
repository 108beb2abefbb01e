"""Detection from content."""

import contextlib
import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import EmptyInput, InputError, UnreadableInput
from coranto.pipeline.detect import InputKind, detect

RSS = b"<rss version='2.0'><channel></channel></rss>"


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.html"))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", "<p>")
    return out.getvalue()


CASES = [
    (RSS, InputKind.FEED),
    (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- hi -->\n' + RSS, InputKind.FEED),
    ("\ufeff<feed xmlns='http://www.w3.org/2005/Atom'/>".encode("utf-16-le"), InputKind.FEED),
    (b'<rdf:RDF xmlns:rdf="x">', InputKind.FEED),
    (b"<CHANNEL HREF='https://a.example/'>", InputKind.FEED),
    (b"<!DOCTYPE rss [<!ENTITY a 'b'>]>\n" + RSS, InputKind.FEED),
    (b"<br /><b>Warning</b>: x.php on line 3\n" + RSS, InputKind.FEED),
    (b"<html><body><pre>" + RSS, InputKind.HTML),
    (RSS.decode().encode("utf-16-le"), InputKind.FEED),
    (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', InputKind.JSON_FEED),
    (b'{"version": "1.0", "items": []}', InputKind.JSON_FEED),
    (b'{"id": "1", "title": "A"}\n{"id": "2"}', InputKind.LINES),
    (b"<opml version='2.0'>", InputKind.OPML),
    (b"<?xml version='1.0'?><urlset>", InputKind.SITEMAP),
    (b"<!DOCTYPE html><html><head>", InputKind.HTML),
    (b"  <div>Cut from a page</div>", InputKind.HTML),
    (b"WARC/1.1\r\nWARC-Type: response\r\n", InputKind.WARC),
    (gzip.compress(RSS, mtime=0), InputKind.GZIP),
    (zipped(), InputKind.ZIP),
    (tar(), InputKind.TAR),
    (b"Subject: News\r\nFrom: a@b.example\r\n\r\nHi", InputKind.MAIL),
    (b"From a@b.example Mon Nov 23 2026\nSubject: x\nDate: y\n\nHi", InputKind.MBOX),
    (b"From Halden, with news\nBy Ada Lind\n\nThe ferry is back.", InputKind.TEXT),
]


@pytest.mark.parametrize(("data", "kind"), CASES, ids=range(len(CASES)))
def test_a_kind_is_told_from_content(data: bytes, kind: InputKind) -> None:
    """No name, no media type: the bytes say what they are."""
    assert detect(data) is kind


def test_nothing_and_noise_are_refused_with_advice() -> None:
    """Empty and binary input each get one clear error."""
    with pytest.raises(EmptyInput, match=r"a\.xml: nothing in it"):
        detect(b" \n", where="a.xml")
    with pytest.raises(UnreadableInput, match="binary data"):
        detect(bytes(range(1, 20)) * 20)


@given(st.binary(max_size=600))
def test_any_bytes_give_a_kind_or_an_input_error(data: bytes) -> None:
    """Detection never crashes."""
    with contextlib.suppress(InputError):
        assert detect(data) in InputKind
