"""Subscription lists in and out (OPML 2.0, http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from coranto.errors import InputTooLarge, UnreadableInput
from coranto.feeds import values
from coranto.feeds.decode import decode
from coranto.feeds.document import Element, parse_repaired, parse_strictly
from coranto.model import Source
from coranto.text.hashing import source_id
from coranto.text.urls import is_web_url, url_key

MAX_BYTES = 10_000_000
MAX_SOURCES = 20_000
MAX_DEPTH = 20
SEPARATOR = "/"
"""Between the names of nested folders."""
_OWN = "https://coranto.news/opml"
_OWN_ADULT = f"{{{_OWN}}}adult"
_OWN_FULL = f"{{{_OWN}}}fullText"


def read_opml(data: bytes) -> list[Source]:
    """Return the feeds of a subscription list, each once, with the folder it lies in (``News/Europe``).

    Raises:
        EmptyInput: nothing in it.
        InputTooLarge: over ``MAX_BYTES``.
        UnreadableInput: no OPML, also after repair.
    """
    if len(data) > MAX_BYTES:
        raise InputTooLarge(f"a subscription list of {len(data)} bytes, at most {MAX_BYTES} are read")
    text = decode(data)
    root = parse_strictly(text)
    if root is None:
        root, _ = parse_repaired(text)
    if root is None or not any(True for _ in root.iter("{*}outline", "{*}opml", "{*}OPML")):
        raise UnreadableInput("no OPML", hint="export the subscriptions again, as OPML")
    found: dict[str, Source] = {}
    for outline, folder in _outlines(root):
        source = _source(outline, folder)
        if source is not None and len(found) < MAX_SOURCES:
            found.setdefault(url_key(source.url), source)
    return list(found.values())


def write_opml(sources: Sequence[Source], *, title: str) -> bytes:
    """Return a subscription list with nested folders; Coranto's own settings stand in its own namespace."""
    root = etree.Element("opml", version="2.0", nsmap={"coranto": _OWN})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _writable(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for source in sources:
        parent = _folder(folders, tuple(part for part in source.folder.split(SEPARATOR) if part))
        name = _writable(source.title or source.url)
        outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=_writable(source.url))
        if source.site:
            outline.set("htmlUrl", _writable(source.site))
        if source.adult:
            outline.set(_OWN_ADULT, "true")
        if source.full_text:
            outline.set(_OWN_FULL, "true")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _outlines(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every outline with the path of the folders around it, in order, without recursion."""
    waiting: list[tuple[Element, str, int]] = [(root, "", 0)]
    while waiting:
        element, folder, depth = waiting.pop()
        is_outline = etree.QName(element).localname.lower() == "outline"
        if is_outline:
            yield element, folder
        if depth > MAX_DEPTH:
            continue
        inner = folder
        if is_outline and not _attribute(element, "xmlurl"):
            inner = SEPARATOR.join(filter(None, (folder, _name(element).replace(SEPARATOR, "-"))))
        waiting += [(child, inner, depth + 1) for child in reversed(element) if isinstance(child.tag, str)]


def _source(outline: Element, folder: str) -> Source | None:
    url = _attribute(outline, "xmlurl")
    url = "https://" + url.partition("://")[2] if url.lower().startswith("feed://") else url.removeprefix("feed:")
    if not is_web_url(url):
        return None
    site = _attribute(outline, "htmlurl")
    category = _attribute(outline, "category").partition(",")[0].strip(" /")
    return Source(
        id=source_id(url),
        url=url,
        title=_name(outline),
        site=site if is_web_url(site) else "",
        folder=folder or category,
        adult=outline.get(_OWN_ADULT) == "true",
        full_text=outline.get(_OWN_FULL) == "true",
    )


def _name(outline: Element) -> str:
    return values.plain_text(_attribute(outline, "title") or _attribute(outline, "text"))[:300]


def _attribute(outline: Element, name: str) -> str:
    """Return an attribute whatever its case: programs differ in how they write ``xmlUrl``."""
    return next((value.strip() for key, value in outline.attrib.items() if key.lower() == name), "")


def _folder(folders: dict[tuple[str, ...], Element], path: tuple[str, ...]) -> Element:
    for end in range(1, len(path) + 1):
        if path[:end] not in folders:
            name = _writable(path[end - 1])
            folders[path[:end]] = etree.SubElement(folders[path[: end - 1]], "outline", text=name, title=name)
    return folders[path]


def _writable(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
