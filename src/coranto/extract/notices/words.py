"""The words of notices and the names of agencies, from ``extract/data``, ready to match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return ``extract/data/NAME.toml`` as it is."""
    return tomllib.loads(
        resources.files("coranto.extract").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    )


@cache
def words_of(section: str, key: str) -> tuple[str, ...]:
    """Return one list of ``notices.toml``."""
    return tuple(read_data("notices")[section][key])


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, a longer one before its beginning; a space stands for any white space.

    The words share their beginnings in it (a trie), so that a character that begins none costs one look.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(trie)


def _pattern(trie: dict[str, Any]) -> str:
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + _pattern(below) for letter, below in trie.items() if letter
    ]
    if not branches:
        return ""
    any_branch = branches[0] if len(branches) == 1 and "" not in trie else f"(?:{'|'.join(branches)})"
    return any_branch + ("?" if "" in trie else "")


class Finder:
    """Finds names as they are written in long texts, fast: each kind of name by a pattern of its own.

    Most begin with a capital of the Latin alphabet: a pattern that knew the others too would have to look
    closer at every other letter. The few in small letters are asked for by their beginnings first, those in other
    scripts where a text opens in one.
    """

    def __init__(self, names: Iterable[str]) -> None:
        names = set(names)
        small = {name for name in names if name[0].islower() and name.isascii()}
        latin = {name for name in names - small if name[0].isascii()}
        self._latin, self._small = re.compile(any_of(latin)), re.compile(any_of(small))
        self._others = re.compile(any_of(names - small - latin))
        self._begins = [name for name in small if not any(name.startswith(other) for other in small - {name})]

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where names stand, within words too; those of one kind in order."""
        yield from self._latin.finditer(text)
        if any(map(text.__contains__, self._begins)):
            yield from self._small.finditer(text)
        if not text.isascii() and _OTHER_SCRIPTS.search(text, 0, _OPENING):
            yield from self._others.finditer(text)


@cache
def outlet_names() -> dict[str, str]:
    """Return every spelling of an agency or outlet, as written and in lower case, with the name to show."""
    names: dict[str, str] = {}
    for spelling, name in outlet_spellings().items():
        names.setdefault(spelling, name)
        names.setdefault(spelling.lower(), name)
    return names


@cache
def outlet_spellings() -> dict[str, str]:
    """Return every spelling of an agency or outlet, as written, with the name to show."""
    data = read_data("agencies")
    outlets = data["agencies"] | data["outlets"]
    return {spelling: name for name, spellings in reversed(outlets.items()) for spelling in spellings}


@cache
def agency_spellings() -> tuple[str, ...]:
    """Return the spellings of wire services only."""
    return tuple(spelling for spellings in read_data("agencies")["agencies"].values() for spelling in spellings)


def outlet_named(text: str) -> str:
    """Return the agency or outlet that a spelling means, or nothing (``The Associated Press`` is ``AP``)."""
    text = " ".join(text.split())
    names = outlet_names()
    return names.get(text) or names.get(text.lower(), "")


def is_agency(text: str) -> bool:
    """Whether this spelling names a wire service."""
    name = outlet_named(text)
    return bool(name) and name in read_data("agencies")["agencies"]


def is_portal(publisher: str) -> bool:
    """Whether this publisher's pages carry the text of others."""
    return publisher.lower() in _portals()


@cache
def _portals() -> frozenset[str]:
    return frozenset(name.lower() for name in read_data("agencies")["portals"]["names"])


def host_outlet(host: str) -> str:
    """Return the agency or outlet of a host or of the one it is part of (``www.apnews.com`` is ``AP``), or nothing."""
    hosts: dict[str, str] = read_data("agencies")["hosts"]
    while host and host not in hosts:
        host = host.partition(".")[2]
    return hosts.get(host, "")


def may_hold_date(text: str) -> bool:
    """Whether a text can hold a day of these years: cheap, so that most texts need not be searched."""
    if "20" in text or "19" in text:
        return True
    marked = "." in text or "/" in text or "-" in text or not text.isascii()
    return marked and len(text) < _SHORT and bool(_SHORT_DATE.search(text))


_OTHER_SCRIPTS = re.compile("[\u0370-\u1fff\u3040-\uffff]")
_OPENING = 300
_SHORT = 80
_SHORT_DATE = re.compile(r"\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d\d|[٠-٩۰-۹०-९]{4}|25\d\d")
