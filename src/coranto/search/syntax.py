"""The search language: text -> tokens -> tree. What a tree means to an index is the index's own affair.

    drone "peace talks" OR ceasefire -opinion publisher:"The Post" since:2026-11-01

Words side by side must all be there; ``OR`` (in capitals) and ``|`` join alternatives and bind less; ``-``
excludes; quotation marks make a phrase; ``name:value`` restricts to a field of ``FIELDS``; round brackets group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from coranto.errors import InputError

FIELDS = ("publisher", "author", "tag", "language", "agency", "title", "since", "until")
"""What may stand before a colon; any other word with a colon is a word."""
MAX_TOKENS = 200
"""A question of more is no search."""

_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[\w\"“(#]))|(?P<or>OR\b|\|)"
    r"|(?:(?P<field>[a-z]+):)?(?:[\"“”](?P<phrase>[^\"“”]*)[\"“”]?|(?P<word>[^\s()|\"“”]+)))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word; ``#`` before it makes it a hashtag."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A restriction to one field of ``FIELDS``."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """All must match."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One must match."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``kind`` is ``open``, ``close``, ``minus``, ``or``, ``word`` or ``phrase``."""

    kind: str
    text: str
    field: str = ""


def tokenise(text: str) -> list[Token]:
    """Split a query into tokens.

    Raises:
        InputError: there are more than ``MAX_TOKENS``.
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        tokens.append(_token(found, kind))
        if len(tokens) > MAX_TOKENS:
            raise InputError(f"a search of more than {MAX_TOKENS} words", where="search", hint="search for fewer words")
    return [token for token in tokens if token.kind not in ("word", "phrase") or token.text.strip()]


def parse(text: str) -> Node | None:
    """Return the tree of a query, or None where it asks for nothing in particular.

    Raises:
        InputError: brackets that do not close, or nothing on one side of OR.
    """
    parser = _Parser(tokenise(text))
    return parser.whole() if parser.tokens else None


def _token(found: re.Match[str], kind: str) -> Token:
    text, field = found[kind], found["field"] or ""
    if field and field not in FIELDS:
        return Token(kind, f"{field}:{text}")
    return Token(kind, text, field)


class _Parser:
    """Recursive descent over the tokens; depth is bounded by ``MAX_TOKENS``."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._at = 0

    def whole(self) -> Node:
        node = self._either()
        if self._at < len(self.tokens):
            _refuse("a bracket closes that was not opened")
        return node

    def _either(self) -> Node:
        nodes = [self._all()]
        while self._peek() == "or":
            self._at += 1
            nodes.append(self._all())
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _all(self) -> Node:
        nodes = []
        while self._peek() not in ("", "or", "close"):
            nodes.append(self._one())
        if not nodes:
            _refuse("nothing to search for beside OR or inside brackets")
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _one(self) -> Node:
        if self._peek() in ("", "or", "close"):
            _refuse("nothing behind a minus")
        token = self.tokens[self._at]
        self._at += 1
        if token.kind == "minus":
            return Not(self._one())
        if token.kind == "open":
            node = self._either()
            if self._peek() != "close":
                _refuse("a bracket does not close")
            self._at += 1
            return node
        if token.field:
            return Field(token.field, token.text)
        return Phrase(token.text) if token.kind == "phrase" else Word(token.text)

    def _peek(self) -> str:
        return self.tokens[self._at].kind if self._at < len(self.tokens) else ""


def _refuse(why: str) -> NoReturn:
    raise InputError(why, where="search", hint="docs/reference/search.md shows the search language")
