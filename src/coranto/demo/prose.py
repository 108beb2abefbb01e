"""The small markup of the edition's bodies.

Paragraphs are separated by blank lines. ``## `` opens a subheading, ``- `` list items, ``> `` a quotation;
``= 2-4`` takes paragraphs two to four of the text that this one copies; ``@ 5.5 Title`` opens the entry of a
live blog that was published 5.5 hours before now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from coranto.model import Block, LiveEntry

_MOMENT = re.compile(r"\{(day|Day|date|time) (-?\d+(?:\.\d+)?)\}")
_TAKEN = re.compile(r"= (\d+)(?:-(\d+))?")
_ENTRY = re.compile(r"@ (-?\d+(?:\.\d+)?) (.+)")
_MARKS = {"## ": "h2", "- ": "li", "> ": "quote"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body as ``Article`` holds it."""

    text: str
    blocks: tuple[Block, ...]
    entries: tuple[LiveEntry, ...] = ()


def expand(text: str, moment: Callable[[str, float], str]) -> str:
    """Return ``text`` with each ``{day 30}`` replaced by ``moment("day", 30.0)``; ``{Day 30}`` gets a capital."""

    def say(found: re.Match[str]) -> str:
        words = moment(found[1].lower(), float(found[2]))
        return words.capitalize() if found[1] == "Day" else words

    return _MOMENT.sub(say, text)


def read_body(text: str, origin: str, time: Callable[[float], datetime]) -> Body:
    """Return the body that ``text`` describes; ``origin`` is the body that it may take paragraphs from."""
    parts: list[str] = []
    blocks: list[Block] = []
    heads: list[tuple[datetime, str, int]] = []
    at = 0
    for paragraph in _paragraphs(text, _split(origin)):
        kind, words = _kind(paragraph)
        entry = _ENTRY.fullmatch(paragraph)
        if entry:
            kind, words = "h2", entry[2]
            heads.append((time(float(entry[1])), words, at))
        parts.append(words)
        blocks.append(Block(kind, at, at + len(words)))
        at += len(words) + 2
    body = "\n\n".join(parts)
    ends = [start - 2 for *_, start in heads[1:]] + [len(body)]
    entries = (LiveEntry(when, title, start, end) for (when, title, start), end in zip(heads, ends, strict=True))
    return Body(body, tuple(blocks), tuple(entries) if heads else ())


def _paragraphs(text: str, origin: list[str]) -> Iterator[str]:
    for paragraph in _split(text):
        taken = _TAKEN.fullmatch(paragraph)
        if taken:
            yield from origin[int(taken[1]) - 1 : int(taken[2] or taken[1])]
        else:
            yield paragraph


def _split(text: str) -> list[str]:
    lines = re.sub(r"\n(?=- )", "\n\n", text.strip())
    return [" ".join(part.split("\n")) for part in re.split(r"\n\s*\n", lines) if part.strip()]


def _kind(paragraph: str) -> tuple[str, str]:
    mark = next((mark for mark in _MARKS if paragraph.startswith(mark)), "")
    return _MARKS.get(mark, "p"), paragraph[len(mark) :]
