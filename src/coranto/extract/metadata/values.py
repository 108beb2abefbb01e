"""Values as publishers write them into metadata: of any type, escaped twice, padded, absurdly long."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

_LONGEST = 2000
_TAG = re.compile(r"<[/a-zA-Z][^<>]{0,300}>")
_DEEPEST = 4
_MOST = 60


def clean(text: str) -> str:
    """Return a text without tags, entities and needless white space, at most 2,000 characters of it."""
    text = text[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def as_text(value: object) -> str:
    """Return the text of a string, of an object's ``name`` or ``@value``, or of the first of a list."""
    for _ in range(_DEEPEST):
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("headline") or ""
        else:
            return ""
    return ""


def as_url(value: object) -> str:
    """Return the address of a string, an object's ``url``, ``contentUrl`` or ``@id``, or of the first of a list."""
    for _ in range(_DEEPEST):
        if isinstance(value, str):
            return value.strip()[:_LONGEST]
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("url") or value.get("contentUrl") or value.get("@id") or ""
        else:
            return ""
    return ""


def each(value: object) -> Iterator[Any]:
    """Yield the members of a list (nested lists too, not deep), or the value itself; at most 60."""
    todo: list[Any] = [value]
    for _ in range(_MOST):
        if not todo:
            return
        first = todo.pop(0)
        if isinstance(first, list):
            todo[:0] = first[:_MOST]
        elif first is not None:
            yield first


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands anywhere in a text: for plain words much faster than a pattern."""
    return any(map(text.__contains__, words))
