"""A mailbox is read and never changed."""

import imaplib
import re
from collections.abc import Iterator

import pytest

from coranto.errors import AddressRefused, FetchFailed, FetchRefused, InputTooLarge
from coranto.fetch import mailbox as room
from coranto.fetch.mailbox import Mailbox, MailCursor, read_mailbox
from coranto.model import Capture
from imap import ImapServer, serving

MAILS = {
    3: b"From: a@a.example\r\nSubject: Three\r\nMessage-ID: <3@a.example>\r\n\r\nThe third letter.\r\n",
    7: b"From: a@a.example\r\nSubject: Seven\r\nMessage-ID: <7@a.example>\r\n\r\n" + b"Long. " * 2000,
    8: b"From: a@a.example\r\nSubject: Eight\r\nMessage-ID: <8@a.example>\r\n\r\nThe eighth letter.\r\n",
}


@pytest.fixture
def server() -> Iterator[ImapServer]:
    """Yield a running server."""
    with serving(ImapServer(MAILS)) as running:
        yield running


def plain(server: ImapServer) -> room.Connect:
    """Return a connection without TLS to the test's own server."""
    return lambda _: imaplib.IMAP4("127.0.0.1", server.server_address[1], timeout=5)


BOX = Mailbox(host="mail.example", user="me", password="secret")


def test_each_letter_after_the_cursor_is_read_once(server: ImapServer) -> None:
    """Letters come oldest first with a cursor from which the next visit goes on; a new validity starts anew."""
    found = list(read_mailbox(BOX, connect=plain(server)))
    assert [cursor for cursor, _ in found] == [MailCursor(42, 3), MailCursor(42, 7), MailCursor(42, 8)]
    assert all(isinstance(page, Capture) and page.url.startswith("mid:") for _, page in found)
    assert [c.uid for c, _ in read_mailbox(BOX, after=MailCursor(42, 3), connect=plain(server))] == [7, 8]
    assert list(read_mailbox(BOX, after=MailCursor(42, 8), connect=plain(server))) == []
    assert len(list(read_mailbox(BOX, after=MailCursor(41, 8), connect=plain(server)))) == 3


def test_nothing_in_the_mailbox_changes(server: ImapServer) -> None:
    """The folder is opened read-only, mails are peeked at, and no other command is sent."""
    list(read_mailbox(BOX, connect=plain(server)))
    verbs = {re.sub(r"\d+", "n", command) for command in server.commands}
    assert verbs == {
        "CAPABILITY",
        'LOGIN me "secret"',
        'EXAMINE "INBOX"',
        "UID SEARCH UID n:*",
        "UID FETCH n (RFCn.SIZE)",
        "UID FETCH n (BODY.PEEK[])",
        "LOGOUT",
    }


def test_a_letter_over_the_bound_is_not_fetched(server: ImapServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is asked for first; it is an error in its place."""
    monkeypatch.setattr(room, "MAX_MAIL", 5000)
    kinds = [type(found) for _, found in read_mailbox(BOX, connect=plain(server))]
    assert kinds == [Capture, InputTooLarge, Capture]


def test_refusals_and_failures_are_told_apart(server: ImapServer) -> None:
    """A wrong password or folder is a refusal, a server that is not there a failure, a private host is not reached."""
    with pytest.raises(FetchRefused):
        list(read_mailbox(Mailbox(host="mail.example", user="me", password="wrong"), connect=plain(server)))
    with pytest.raises(FetchRefused, match="no such folder"):
        list(
            read_mailbox(Mailbox(host="mail.example", user="me", password="x", folder="Missing"), connect=plain(server))
        )
    with pytest.raises(AddressRefused):
        list(read_mailbox(Mailbox(host="127.0.0.1", user="me", password="x")))
    with pytest.raises(FetchFailed):
        list(read_mailbox(Mailbox(host="127.0.0.1", user="me", password="x", port=1, allowed=True)))
    assert "secret" not in repr(BOX)
