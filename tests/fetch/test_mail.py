"""Newsletters as pages."""

import io
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, EmptyInput
from coranto.fetch.mail import read_mail, read_mbox
from coranto.model import Capture

LETTER = b"""From: =?utf-8?q?Anna_B=C3=A9rg?= <news@courier.example>
Subject: =?iso-8859-1?q?The_bridge_=E0_Halden?= & <more>
Date: Tue, 03 Mar 2026 09:30:00 +0100
Message-ID: <1@courier.example>
Archived-At: <https://courier.example/letters/1>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Short
--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>The bridge =E0 Halden is open again.</p>
--b--
"""
PLAIN = b"""From: desk@courier.example
Subject: Plain
Date: bad
Message-ID: <2@courier.example>

One line
of it.

AT&T <x>
"""
SAVED = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/saved
Subject: Saved
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="z"

--z
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/saved

<html><head><title>Saved page</title></head><body>Text</body></html>
--z
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw==
--z--
"""


def page(data: bytes) -> Capture:
    """Return the only page that a mail gives."""
    (found,) = read_mail(data, where="x.eml")
    assert isinstance(found, Capture)
    return found


def test_a_letter_is_a_page_with_a_head() -> None:
    """Subject, sender and date stand in the page's head, the HTML part is its body, all in UTF-8."""
    found = page(LETTER)
    text = found.body.decode()
    assert found.url == "https://courier.example/letters/1"
    assert found.fetched == datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
    assert "<title>The bridge à Halden &amp; &lt;more&gt;</title>" in text
    assert 'content="Anna Bérg"' in text
    assert 'content="2026-03-03T09:30:00+01:00"' in text
    assert "<p>The bridge à Halden is open again.</p>" in text
    assert "Short" not in text


def test_plain_text_becomes_paragraphs() -> None:
    """A mail without HTML gives its paragraphs, escaped; without an address on the web it has its message id."""
    found = page(PLAIN)
    assert found.url == "mid:2@courier.example"
    assert b"<p>One line of it.</p>\n<p>AT&amp;T &lt;x&gt;</p>" in found.body


def test_a_saved_page_is_that_page() -> None:
    """An MHTML file is the page it was saved from, at its address, with its own head."""
    found = page(SAVED)
    assert (found.url, found.body.strip()[:6]) == ("https://courier.example/saved", b"<html>")


def test_a_folder_gives_each_mail() -> None:
    """Each mail of an mbox is a page of its own; an empty one is an error in its place."""
    folder = (
        b"From a Tue\n"
        + LETTER
        + b"\nFrom b Tue\nSubject: none\n\n\nFrom c Tue\n"
        + PLAIN.replace(b"One", b">From One")
    )
    found = list(read_mbox(io.BytesIO(folder), where="x.mbox"))
    assert [type(x) for x in found] == [Capture, EmptyInput, Capture]
    assert str(found[1]).startswith("x.mbox, mail 2")
    assert isinstance(found[2], Capture)
    assert b"<p>From One line" in found[2].body


@pytest.mark.parametrize(
    "bomb",
    [
        b"Content-Type: text/html" + b";a*0*=x" * 200_000 + b"\n\nx",
        b"From: " + b'"(' * 200_000 + b"\n\nx",
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
    ],
    ids=["parameters", "comments", "parts"],
)
def test_a_bomb_takes_no_time(bomb: bytes) -> None:
    """What the standard library's reader takes quadratic time or endless recursion over ends within a second."""
    started = time.process_time()
    (found,) = read_mail(bomb, where="x")
    assert isinstance(found, Capture | CorantoError)
    assert time.process_time() - started < 1


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 500))
def test_no_bytes_break_it(data: bytes, at: int) -> None:
    """Any bytes give pages or our errors."""
    for given_ in (data, LETTER[:at] + data + LETTER[at:]):
        assert all(isinstance(x, Capture | CorantoError) for x in read_mbox(io.BytesIO(given_), where="x"))
