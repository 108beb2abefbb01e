"""Accounts: passwords, sessions, one-time sign-in links and the tokens that forms carry.

A session and a sign-in link are known to the record by the hash of their token only, so that a stolen
database signs nobody in. Form tokens are bound to the session that was given them (OWASP: signed double
submit), which makes a form from another site worthless.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeSerializer

from coranto.errors import InputError, NotAllowed, NotFound
from coranto.model import Reader, ReaderId, Role
from coranto.ports.library import Library
from coranto.ports.outside import Clock

SESSION_LASTS = timedelta(days=60)
LINK_LASTS = timedelta(hours=24)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_NAME = 40
OWNER = "owner"
_SECRET = "secret"  # noqa: S105 - the name of the setting, not its value
_NO_PASSWORD = ""


class Accounts:
    """What readers do with their accounts. ``library.settings`` holds the secret that signs."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock
        self._hasher = PasswordHasher()
        self._secret = _secret_of(library)
        self._links = URLSafeSerializer(self._secret, salt="sign-in")

    def add(self, name: str, role: Role = Role.READER, password: str = "") -> Reader:
        """Create an account; without a password it is entered by a sign-in link.

        Raises:
            InputError: no usable name or password.
            Conflict: the name is taken.
        """
        shown = " ".join(name.split())
        if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
            raise InputError(f"a name has 1 to {LONGEST_NAME} characters")
        hashed = self._hash(password) if password else _NO_PASSWORD
        return self._library.readers.add(shown, hashed, role, self._clock.now())

    def sign_in(self, name: str, password: str) -> str:
        """Return the token of a new session.

        Raises:
            NotAllowed: wrong name or password; the message does not say which.
        """
        found = self._library.readers.by_name(name)
        # A name that does not exist costs the same hash, so that time does not tell who has an account.
        if not self._matches(found[1] if found else _DECOY, password) or found is None:
            raise NotAllowed("that name and password do not belong together")
        return self._open(found[0].id)

    def sign_in_link(self, reader: ReaderId) -> str:
        """Return a token that signs one reader in once, within a day."""
        expires = self._clock.now() + LINK_LASTS
        return self._links.dumps([reader, expires.isoformat(), secrets.token_urlsafe(9)])

    def owner_link(self) -> str:
        """Return a one-time token for the owner, whose account is made where there is none."""
        owner = next((one for one in self._library.readers.all() if one.role is Role.OWNER), None)
        return self.sign_in_link((owner or self.add(OWNER, Role.OWNER)).id)

    def redeem(self, token: str) -> str:
        """Spend a sign-in link; returns the token of a new session.

        Raises:
            NotAllowed: not one of ours, too old, spent, or its reader is gone.
        """
        now = self._clock.now()
        try:
            reader, until, _ = self._links.loads(token)
            self._library.readers.get(ReaderId(reader))
        except (BadSignature, NotFound) as error:
            raise NotAllowed("this sign-in link is not valid") from error
        expires = datetime.fromisoformat(until)
        if expires <= now:
            raise NotAllowed("this sign-in link has run out", hint="ask for a new one")
        if not self._library.readers.use_once(_hash(token), now, expires):
            raise NotAllowed("this sign-in link was used before", hint="ask for a new one")
        return self._open(ReaderId(reader))

    def reader(self, token: str) -> Reader | None:
        """Return who a session belongs to."""
        return self._library.readers.session(_hash(token), self._clock.now()) if token else None

    def sign_out(self, token: str) -> None:
        """End one session."""
        self._library.readers.close_session(_hash(token))

    def has_password(self, reader: Reader) -> bool:
        """Whether this account can be entered by password."""
        found = self._library.readers.by_name(reader.name)
        return found is not None and found[1] != _NO_PASSWORD

    def change_password(self, reader: Reader, old: str, new: str) -> str:
        """Set a password; ends every session of the reader and returns the token of a new one.

        Raises:
            NotAllowed: the old password is wrong.
            InputError: the new one is too short or too long.
        """
        found = self._library.readers.by_name(reader.name)
        held = found[1] if found else _NO_PASSWORD
        if held != _NO_PASSWORD and not self._matches(held, old):
            raise NotAllowed("the old password is not right")
        self._library.readers.set_password(reader.id, self._hash(new))
        self._library.readers.close_sessions(reader.id)
        return self._open(reader.id)

    def set_role(self, reader: ReaderId, role: Role) -> None:
        """Change what a reader may do.

        Raises:
            NotAllowed: that would leave the library without an owner.
        """
        held = self._library.readers.get(reader)
        self._keep_an_owner(held, stays=role is Role.OWNER)
        self._library.readers.update(replace(held, role=role))

    def remove(self, reader: ReaderId) -> None:
        """Remove an account; its comments stay under its name.

        Raises:
            NotAllowed: that would leave the library without an owner.
        """
        self._keep_an_owner(self._library.readers.get(reader), stays=False)
        self._library.readers.remove(reader)

    def form_token(self, subject: str) -> str:
        """Return a token that forms given to ``subject`` (a session or a visit) must bring back.

        Each is another, so that its length under compression tells nothing (BREACH).
        """
        return self._form_token(subject, secrets.token_hex(8))

    def check_form(self, subject: str, token: str) -> None:
        """Check a form's token.

        Raises:
            NotAllowed: it is not the one that was given.
        """
        expected = self._form_token(subject, token.partition(".")[0])
        if not subject or not hmac.compare_digest(expected.encode(), token.encode()):
            raise NotAllowed("this form was not made for you, or is too old", hint="load the page again")

    def sign(self, value: str) -> str:
        """Return a short signature, for addresses that only we may hand out."""
        return self._mac("sign", value)[:32]

    def signed(self, value: str, signature: str) -> bool:
        """Whether the signature is ours."""
        return hmac.compare_digest(self.sign(value).encode(), signature.encode())

    def feed_token(self, reader: Reader) -> str:
        """Return the secret part of a reader's own feed's address; a new password makes a new one."""
        found = self._library.readers.by_name(reader.name)
        return f"{reader.id}.{self._mac('feed', f'{reader.id}:{found[1] if found else _NO_PASSWORD}')[:40]}"

    def feed_reader(self, token: str) -> Reader | None:
        """Return whose feed an address is."""
        try:
            reader = self._library.readers.get(ReaderId(token.rpartition(".")[0]))
        except NotFound:
            return None
        return reader if hmac.compare_digest(self.feed_token(reader).encode(), token.encode()) else None

    def _form_token(self, subject: str, nonce: str) -> str:
        return f"{nonce}.{self._mac('form', f'{nonce}:{subject}')}"

    def _mac(self, use: str, value: str) -> str:
        return hmac.new(self._secret.encode(), f"{use}:{value}".encode(), hashlib.sha256).hexdigest()

    def _open(self, reader: ReaderId) -> str:
        token = secrets.token_urlsafe(32)
        now = self._clock.now()
        self._library.readers.open_session(_hash(token), reader, now, now + SESSION_LASTS)
        return token

    def _keep_an_owner(self, reader: Reader, *, stays: bool) -> None:
        others = [one for one in self._library.readers.all() if one.role is Role.OWNER and one.id != reader.id]
        if reader.role is Role.OWNER and not stays and not others:
            raise NotAllowed("a library has at least one owner", hint="make another reader owner first")

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise InputError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
        return self._hasher.hash(password)

    def _matches(self, held: str, password: str) -> bool:
        if len(password) > LONGEST_PASSWORD:
            return False
        try:
            return self._hasher.verify(held, password)
        except (VerificationError, InvalidHashError):
            return False


_DECOY = "$argon2id$v=19$m=65536,t=3,p=4$WNHVErarjpioklQMDrLihA$CmmkNxtlEF9uiT1k2HGkLB37G+deLgv8Qog7XnwlFA4"
"""The hash of no one's password, with the parameters of every other."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _secret_of(library: Library) -> str:
    held = library.settings.get(_SECRET)
    if held is None:
        held = secrets.token_urlsafe(48)
        library.settings.set(_SECRET, held)
    return held
