"""Addresses of feeds or sites as someone pastes them: one a line, or anywhere in a text."""

from __future__ import annotations

import re

from coranto.model import Source
from coranto.text.hashing import source_id
from coranto.text.urls import is_web_url, url_key

MAX_TEXT = 1_000_000
MAX_ADDRESSES = 2000
_ADDRESS = re.compile(r"\b(?:feed:(?://)?)?(?:https?://|feed://)?[^\s<>\"'`|,;()\[\]{}]{4,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:feed:(?=https?:)|feed:/{0,2})", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:/\S*)?", re.IGNORECASE)
_PUNCTUATION = ".,:;!?"


def read_addresses(text: str) -> list[Source]:
    """Return each address in a text once, in order; one without a scheme counts only where it has a line of its own."""
    found: dict[str, Source] = {}
    for line in text[:MAX_TEXT].splitlines():
        for address in _in_line(line.strip()):
            if len(found) < MAX_ADDRESSES:
                found.setdefault(url_key(address), Source(id=source_id(address), url=address))
    return list(found.values())


def _in_line(line: str) -> list[str]:
    if _BARE.fullmatch(line):
        return ["https://" + line]
    return [address for match in _ADDRESS.finditer(line) if is_web_url(address := _with_scheme(match[0]))]


def _with_scheme(written: str) -> str:
    """Return the address behind ``feed:`` and ``feed://`` (both stand for http or https)."""
    address = written.rstrip(_PUNCTUATION)
    mark = _SCHEME.match(address)
    if mark is None:
        return address
    rest = address[mark.end() :]
    return rest if rest.lower().startswith("http") else "https://" + rest
