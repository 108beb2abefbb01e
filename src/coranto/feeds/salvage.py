"""Feeds that no parser takes as a whole: each entry is cut out and read for itself.

Damage in one entry then costs that entry at most its end, and never another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from coranto.feeds.document import Element, parse_repaired
from coranto.feeds.tags import MAX_ENTRIES

_MARK = re.compile(
    r"<!\[CDATA\[|\]\]>|<!--|-->|<(?:[\w.-]{1,20}:)?(?:item|entry)(?![a-zA-Z0-9_.:-])|</(?:[\w.-]{1,20}:)?(?:item|entry)\s*>",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(rss|rdf|feed|channel)(?=[\s>])([^<>]{0,5000})>", re.IGNORECASE)
_TAG = re.compile(r"<((?:[\w.-]{1,20}:)?(?:item|entry))([^<>]{0,1000})(>?)", re.IGNORECASE)
_SCOPE = re.compile(r"\b(xmlns(?::[\w.-]{1,40})?|xml:base|xml:lang)\s*=\s*(\"[^\"<>\s]{1,300}\"|'[^'<>\s]{1,300}')")


def count_entries(text: str) -> int:
    """Return how many entries are opened in the text of a feed."""
    return sum(1 for _ in islice(_cut(text), MAX_ENTRIES))


def salvage(text: str) -> Element | None:
    """Return a root with whatever entries and head can be read, None if there are none."""
    pieces = list(islice(_cut(text), MAX_ENTRIES))
    root = _ROOT.search(text)
    if not pieces and root is None:
        return None
    opening = _opening(root, text[pieces[0][0] :][:20] if pieces else "")
    head_end = pieces[0][0] if pieces else len(text)
    head, _ = parse_repaired(opening + text[root.end() if root else 0 : head_end])
    if head is None:
        head, _ = parse_repaired(opening)
    for start, end in pieces:
        wrapper, _ = parse_repaired(opening + _TAG.sub(_regular, text[start:end], count=1))
        if head is not None and wrapper is not None and len(wrapper):
            head.append(wrapper[0])
    return head


def _opening(root: re.Match[str] | None, entry: str) -> str:
    """Return a root tag that any parser takes, with what the document's own says of namespaces, base and language."""
    name = root[1].lower() if root else "feed" if "entry" in entry.lower() else "rss"
    said = dict(_SCOPE.findall(root[2])) if root else {}
    return f"<{name}{''.join(f' {key}={value}' for key, value in said.items())}>"


def _regular(tag: re.Match[str]) -> str:
    """Return the opening tag of an entry as it is where it can be read, else without its attributes."""
    sound = tag[3] and (not tag[2] or tag[2][0].isspace() or tag[2] == "/")
    return tag[0] if sound else f"<{tag[1]}>"


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each entry starts and ends; what stands in a closed CDATA section or comment is no mark."""
    start = -1
    skip_to = 0
    closed_from = {"]]>": 0, "-->": 0}
    for mark in _MARK.finditer(text):
        if mark.start() < skip_to:
            continue
        found = mark[0]
        if found in ("<![CDATA[", "<!--"):
            skip_to = _closing(text, mark, closed_from)
        elif found[1] == "/":
            if start >= 0:
                yield start, mark.end()
            start = -1
        elif found[0] == "<":
            if start >= 0:
                yield start, mark.start()
            start = mark.start()
    if start >= 0:
        yield start, len(text)


def _closing(text: str, opening: re.Match[str], closed_from: dict[str, int]) -> int:
    """Return the end of a section, or 0 where it is not closed before the next one of its kind opens."""
    close = "]]>" if opening[0] == "<![CDATA[" else "-->"
    if closed_from[close] < opening.end():
        found = text.find(close, opening.end())
        closed_from[close] = found if found >= 0 else len(text) + 1
    end = closed_from[close]
    again = text.find(opening[0], opening.end(), min(end, len(text)))
    return 0 if end > len(text) or again >= 0 else end
