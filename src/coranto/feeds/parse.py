"""``parse_feed``: the fast reading of a well-formed feed, the forgiving one of any other."""

from __future__ import annotations

from dataclasses import replace

from coranto.errors import EmptyInput, UnreadableInput
from coranto.feeds.channel import is_feed, read_feed
from coranto.feeds.decode import decode
from coranto.feeds.document import parse_repaired, parse_strictly, repair
from coranto.feeds.jsonfeed import read_json_feed
from coranto.feeds.salvage import count_entries, salvage
from coranto.model import Feed


def parse_feed(data: bytes, *, url: str = "", content_type: str = "") -> Feed:
    """Return the feed that some bytes hold: RSS, RDF, Atom, CDF or JSON Feed, well-formed or not.

    ``url`` is where it was fetched from (relative addresses start there), ``content_type`` the HTTP header.

    Raises:
        EmptyInput: nothing in it.
        UnreadableInput: no feed.
    """
    try:
        text = decode(data, content_type=content_type)
        if text.lstrip().startswith(("{", "[")):
            return read_json_feed(text, url=url)
        return _read_xml(text, url)
    except (EmptyInput, UnreadableInput) as error:
        raise type(error)(error.message, where=url, hint=error.hint) from error


def _read_xml(text: str, url: str) -> Feed:
    root = parse_strictly(text)
    if root is not None and is_feed(root):
        return read_feed(root, text, url=url)
    return _read_damaged(text, url)


def _read_damaged(text: str, url: str) -> Feed:
    """Read the document as a whole after repair, and piece by piece where entries got lost that way."""
    root, wrong = parse_repaired(text)
    feed = read_feed(root, text, url=url) if root is not None and is_feed(root) else None
    if feed is not None and (not wrong or len(feed.entries) >= count_entries(text)):
        return replace(feed, damaged=wrong)
    pieces = salvage(repair(text))
    if pieces is not None:
        return replace(read_feed(pieces, text, url=url), damaged=wrong or "no root element of a feed")
    if feed is not None:
        return replace(feed, damaged=wrong)
    raise UnreadableInput(
        "no feed", hint="an RSS, Atom or JSON feed was expected; a page's feed is found by its address"
    )
