"""Text in a feed: the forms it comes in (escaped, inline, base64), as HTML or as one plain line."""

from __future__ import annotations

import base64
import binascii
import html
import re
from itertools import chain, takewhile
from typing import NamedTuple

from lxml import etree

from coranto.feeds import values
from coranto.feeds.document import Element
from coranto.feeds.tags import XML, Scope

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--|&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]{2,8});")
_HTML_NAME = re.compile(r"[a-zA-Z][\w-]*", re.ASCII)
_DECLARED = re.compile(r' xmlns(?::\w{1,40})?="[^"<>]{0,500}"')
_MOST_BASES = 16
"""Nested ``xml:base`` that are followed: a real feed has two."""


class Text(NamedTuple):
    """A text as it stands in the feed, and whether it is HTML."""

    value: str
    markup: bool

    @property
    def line(self) -> str:
        """One line without markup."""
        return values.plain_text(self.value) if self.markup else values.one_line(values.unescaped(self.value))

    @property
    def html(self) -> str:
        """HTML, not sanitised."""
        return self.value if self.markup else values.as_markup(self.value)


NO_TEXT = Text("", markup=False)


def read_text(element: Element, scope: Scope) -> Text:
    """Return the text of an element by its type (RFC 4287, 3.1; Atom 0.3, 3.1; RSS has none: then by its looks)."""
    kind = (element.get("type") or "").lower()
    if len(element):
        value = _inline(element)
        markup = True
    else:
        value = element.text or ""
        markup = "html" in kind or (not scope.atom and _looks_like_markup(value))
    if element.get("mode") == "base64" or _is_binary(kind, element):
        value = _from_base64(value)
        markup = _looks_like_markup(value)
    value = value.strip()
    if markup and "=" in value:
        value = values.absolute_links(base_of(element, scope), value)
    return Text(value, markup)


def _looks_like_markup(value: str) -> bool:
    return ("<" in value or "&" in value) and _MARKUP.search(value) is not None


def _is_binary(kind: str, element: Element) -> bool:
    """Whether Atom content of this media type is base64 (RFC 4287, 4.1.3.3)."""
    if kind == "application/octet-stream":
        return True
    text = not kind or "/" not in kind or kind.startswith("text/") or kind.endswith(("xml", "html"))
    return not text and element.tag.endswith("content")


def _from_base64(value: str) -> str:
    try:
        return base64.b64decode(value, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return value


def _inline(element: Element) -> str:
    """Return the markup inside an element as HTML without namespaces; the ``div`` around XHTML content is left out."""
    for inner in element.iter():
        if isinstance(inner.tag, str) and not _HTML_NAME.fullmatch(inner.tag):
            local = inner.tag.rpartition("}")[2]
            inner.tag = local if _HTML_NAME.fullmatch(local) else "span"
    etree.cleanup_namespaces(element)
    holder = element
    if (
        len(element) == 1
        and element[0].tag == "div"
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    ):
        holder = element[0]
    parts = [html.escape(holder.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in holder]
    return _DECLARED.sub("", "".join(parts))


def base_of(element: Element, scope: Scope) -> str:
    """Return the address that relative references in an element start from (XML Base)."""
    if not scope.based:
        return scope.base
    around = takewhile(lambda part: part is not scope.top, chain((element,), element.iterancestors()))
    inner = [value for part in around if (value := part.get(XML + "base"))]
    base = scope.base
    for reference in reversed(inner[:_MOST_BASES]):
        base = values.rebase(base, reference)
    return base


def language_of(element: Element) -> str:
    """Return the element's own ``xml:lang``."""
    return (element.get(XML + "lang") or "").strip()
