"""From bytes to text that an XML parser takes: encodings as they are, not as they are declared."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from coranto.errors import EmptyInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LATIN = {"iso8859-1", "cp1252", "ascii", "iso8859-15"}
_BYTEWISE = ("utf-8", "cp1252")
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What is sent under these names is in truth the wider encoding (WHATWG Encoding Standard, 4.2)."""
_REPLACED = "\ufffd"
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}>", re.IGNORECASE)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""A character that XML 1.0 does not allow."""


def decode(data: bytes, *, content_type: str = "") -> str:
    """Return the text of an XML or JSON document, without byte order mark and XML declaration.

    The order is that of RFC 7303 (mark, HTTP, declaration), except that bytes which are valid UTF-8 are taken for it
    where a Latin encoding was declared, and that bytes which are invalid in UTF-8 are read as Windows-1252.

    Raises:
        EmptyInput: nothing but white space.
    """
    text = _decode(data, content_type)
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    if not text.strip():
        raise EmptyInput("nothing in it")
    return text


def _decode(data: bytes, content_type: str) -> str:
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    for encoding in _candidates(data, content_type):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _least_damaged(data, _candidates(data, content_type))


def _least_damaged(data: bytes, candidates: list[str]) -> str:
    """Return the text with the fewest bytes that do not fit; those of UTF-8 are read as Windows-1252."""
    texts = [data.decode(encoding, "replace") for encoding in candidates if encoding not in _BYTEWISE]
    best = min(texts, key=lambda text: text.count(_REPLACED), default="")
    mixed = data.decode("utf-8", "surrogateescape")
    if best and best.count(_REPLACED) < len(_BAD_BYTES.findall(mixed)):
        return best
    return _BAD_BYTES.sub(_as_windows, mixed)


def _wide_encoding(data: bytes) -> str:
    """Return the encoding that a mark or a wide ``<`` at the start gives away, empty if there is none."""
    head = data[:200].lstrip(b" \t\r\n") if data[:1].isspace() else data[:4]
    if head.startswith(b"<") and head[1:2] != b"\x00":
        return ""
    return next((encoding for start, encoding in (*_BOMS, *_UNMARKED) if head.startswith(start)), "")


def _candidates(data: bytes, content_type: str) -> list[str]:
    """Return the encodings to try, in order."""
    charset = _CHARSET.search(content_type) if content_type else None
    declared = _DECLARED.search(data, 0, 1000)
    named = ([charset[1]] if charset else []) + ([declared[1].decode("ascii", "replace")] if declared else [])
    known = [name for name in map(_codec, named) if name]
    if not known or known[0] in _LATIN:
        known.insert(0, "utf-8")
    return ["cp1252" if name in _LATIN else name for name in known]


@lru_cache(maxsize=256)
def _codec(name: str) -> str:
    """Return Python's name of a text encoding, empty for an unknown one or one that is told by its first bytes."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except LookupError:
        return ""
    told = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw")
    return "" if found.name.startswith(told) else _WIDER.get(found.name, found.name)


def _as_windows(bad: re.Match[str]) -> str:
    return bad[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
