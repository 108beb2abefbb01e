"""A mailbox is read and never changed."""

import imaplib
import re
import socketserver
import threading
from collections.abc import Iterator

import pytest

from coranto.errors import AddressRefused, FetchFailed, FetchRefused, InputTooLarge
from coranto.fetch import mailbox as room
from coranto.fetch.mailbox import Mailbox, MailCursor, read_mailbox
from coranto.model import Capture

MAILS = {
    3: b"From: a@a.example\r\nSubject: Three\r\nMessage-ID: <3@a.example>\r\n\r\nThe third letter.\r\n",
    7: b"From: a@a.example\r\nSubject: Seven\r\nMessage-ID: <7@a.example>\r\n\r\n" + b"Long. " * 2000,
    8: b"From: a@a.example\r\nSubject: Eight\r\nMessage-ID: <8@a.example>\r\n\r\nThe eighth letter.\r\n",
}


class Server(socketserver.ThreadingTCPServer):
    """As much of an IMAP server as a reader needs; it remembers every command."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.commands: list[str] = []


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"* OK IMAP4rev1 ready\r\n")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            self.server.commands.append(command)  # type: ignore[attr-defined]
            self.wfile.write(self.answer(command) + f"{tag} ".encode() + self.verdict(command) + b"\r\n")

    def verdict(self, command: str) -> bytes:
        return b"NO wrong" if '"wrong"' in command or "Missing" in command else b"OK done"

    def answer(self, command: str) -> bytes:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command.startswith("EXAMINE"):
            return b"* 3 EXISTS\r\n* OK [UIDVALIDITY 42] valid\r\n"
        if found := re.match(r"UID SEARCH UID (\d+):\*", command):
            later = [uid for uid in MAILS if uid >= int(found[1])] or [max(MAILS)]
            return f"* SEARCH {' '.join(map(str, later))}\r\n".encode()
        if found := re.match(r"UID FETCH (\d+) \((.*)\)", command):
            mail = MAILS[int(found[1])]
            if found[2] == "RFC822.SIZE":
                return f"* 1 FETCH (UID {found[1]} RFC822.SIZE {len(mail)})\r\n".encode()
            return f"* 1 FETCH (UID {found[1]} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"
        return b"* BYE\r\n" if command.startswith("LOGOUT") else b""


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a running server."""
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def plain(server: Server) -> room.Connect:
    """Return a connection without TLS to the test's own server."""
    return lambda _: imaplib.IMAP4("127.0.0.1", server.server_address[1], timeout=5)


BOX = Mailbox(host="mail.example", user="me", password="secret")


def test_each_letter_after_the_cursor_is_read_once(server: Server) -> None:
    """Letters come oldest first with a cursor from which the next visit goes on; a new validity starts anew."""
    found = list(read_mailbox(BOX, connect=plain(server)))
    assert [cursor for cursor, _ in found] == [MailCursor(42, 3), MailCursor(42, 7), MailCursor(42, 8)]
    assert all(isinstance(page, Capture) and page.url.startswith("mid:") for _, page in found)
    assert [c.uid for c, _ in read_mailbox(BOX, after=MailCursor(42, 3), connect=plain(server))] == [7, 8]
    assert list(read_mailbox(BOX, after=MailCursor(42, 8), connect=plain(server))) == []
    assert len(list(read_mailbox(BOX, after=MailCursor(41, 8), connect=plain(server)))) == 3


def test_nothing_in_the_mailbox_changes(server: Server) -> None:
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


def test_a_letter_over_the_bound_is_not_fetched(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is asked for first; it is an error in its place."""
    monkeypatch.setattr(room, "MAX_MAIL", 5000)
    kinds = [type(found) for _, found in read_mailbox(BOX, connect=plain(server))]
    assert kinds == [Capture, InputTooLarge, Capture]


def test_refusals_and_failures_are_told_apart(server: Server) -> None:
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
