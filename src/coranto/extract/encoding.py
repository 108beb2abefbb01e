"""Which characters a page's bytes are (WHATWG Encoding and HTML, 13.2.3, with what pages get wrong)."""

from __future__ import annotations

import codecs
import re

import turbohtml.detect

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PRESCAN = 4096
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254",
          "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-11": "cp874"}  # fmt: skip
"""Labels that the standard reads as a superset, by Python's codec name."""


def decode(data: bytes, content_type: str = "", *, limit: int) -> str:
    """Return the text of a page's first ``limit`` bytes.

    Bytes that are valid UTF-8 are UTF-8, whatever the page declares: other encodings hardly ever are,
    and wrong declarations are common. Then the declarations count, header before page, and the bytes last.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) : limit].decode(name, "replace")
    data = data[:limit]
    declared = _codec(_header_charset(content_type)) or _codec(_page_charset(data))
    if declared not in ("iso2022_jp", "hz"):  # these two are ASCII bytes throughout
        try:
            return _encoded_once(data)
        except UnicodeDecodeError as error:
            if error.start > len(data) - 4:
                return data[: error.start].decode("utf-8")
    return data.decode(_choose(data, declared), "replace")


def _encoded_once(data: bytes) -> str:
    """Return the text of UTF-8, also of UTF-8 that was taken for Latin-1 and encoded again (``donâ€™t``).

    Such a text has no character beyond Latin-1, and its characters are the bytes of valid UTF-8; real Latin-1 letters
    hardly ever are. It can only be one if behind the first letter that begins a character another one goes on with it.
    """
    text = data.decode("utf-8")
    begins = data.find(b"\xc3")
    if begins < 0 or data[begins + 2 : begins + 3] != b"\xc2":
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _choose(data: bytes, declared: str) -> str:
    """Believe the declaration, unless it says UTF-8 of bytes that mostly are not."""
    if declared and declared != "utf-8":
        return declared
    broken = data.decode("utf-8", "replace").count("\ufffd")
    others = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if declared and broken * 10 < others:
        return declared
    return _detected(data) or "cp1252"


def _detected(data: bytes) -> str:
    found = turbohtml.detect.detect(data[:200_000])
    return _codec(found.encoding or "")


def _header_charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _page_charset(data: bytes) -> str:
    found = _META.search(data, 0, _PRESCAN)
    return found[1].decode("ascii", "replace") if found else ""


def _codec(label: str) -> str:
    """Return Python's name of an encoding that decodes text, or nothing."""
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ""
    if not getattr(info, "_is_text_encoding", True) or info.name in ("utf-16", "utf-7", "idna", "punycode"):
        return "utf-8" if info.name == "utf-16" else ""
    return _WIDER.get(info.name, info.name)
