"""As much of an IMAP server as a reader needs, on loopback; it remembers every command."""

from __future__ import annotations

import re
import socketserver
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread


class ImapServer(socketserver.ThreadingTCPServer):
    """Serves mails by number; behind TLS where a certificate (with its key) is given."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mails: Mapping[int, bytes], certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.mails = dict(mails)
        self.commands: list[str] = []

    @property
    def fetched(self) -> list[int]:
        """The mails that were asked for, in order."""
        return [int(command.split()[2]) for command in self.commands if "BODY.PEEK" in command]


class Session(socketserver.StreamRequestHandler):
    """One connection. The password ``wrong`` and the folder ``Missing`` are refused."""

    server: ImapServer

    def handle(self) -> None:
        self.wfile.write(b"* OK IMAP4rev1 ready\r\n")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            self.server.commands.append(command)
            self.wfile.write(self.answer(command) + f"{tag} ".encode() + self.verdict(command) + b"\r\n")

    def verdict(self, command: str) -> bytes:
        return b"NO denied" if '"wrong"' in command or "Missing" in command else b"OK done"

    def answer(self, command: str) -> bytes:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command.startswith("EXAMINE"):
            return b"* 3 EXISTS\r\n* OK [UIDVALIDITY 42] valid\r\n"
        if found := re.match(r"UID SEARCH UID (\d+):\*", command):
            mails = self.server.mails
            later = [uid for uid in mails if uid >= int(found[1])] or [max(mails)]
            return f"* SEARCH {' '.join(map(str, later))}\r\n".encode()
        if found := re.match(r"UID FETCH (\d+) \((.*)\)", command):
            mail = self.server.mails[int(found[1])]
            if found[2] == "RFC822.SIZE":
                return f"* 1 FETCH (UID {found[1]} RFC822.SIZE {len(mail)})\r\n".encode()
            return f"* 1 FETCH (UID {found[1]} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"
        return b"* BYE\r\n" if command.startswith("LOGOUT") else b""


@contextmanager
def serving(server: ImapServer) -> Iterator[ImapServer]:
    """Run a server."""
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
