"""Encodings as they are, not as they are declared."""

import codecs

import pytest

from coranto.errors import EmptyInput
from coranto.feeds.decode import decode


def declared(name: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?><rss>{text}</rss>'


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        (declared("utf-8", "Brücke").encode(), "", "Brücke"),
        (declared("iso-8859-1", "Brücke “x”").encode("cp1252"), "", "Brücke “x”"),
        (declared("iso-8859-1", "Brücke").encode(), "", "Brücke"),
        (declared("utf-8", "Brücke").encode("latin-1"), "", "Brücke"),
        (declared("windows-1251", "Мост").encode("cp1251"), "text/xml; charset=utf-8", "Мост"),
        (declared("utf-8", "Мост").encode("koi8-r"), 'text/xml; charset="KOI8-R"', "Мост"),
        (declared("gb2312", "镕基").encode("gbk"), "", "镕基"),
        (declared("shift_jis", "①橋").encode("cp932"), "", "①橋"),
        (declared("gb2312", "桥梁重新开放" * 5).encode("gbk") + b"\xff", "", "桥梁重新开放"),
        (declared("utf-16", "Brücke").encode("utf-16"), "", "Brücke"),
        (declared("utf-8", "Brücke").encode("utf-16-be"), "", "Brücke"),
        (declared("utf-8", "Brücke").encode("utf-32-le"), "", "Brücke"),
        (codecs.BOM_UTF8 + declared("iso-8859-1", "Brücke").encode(), "text/xml; charset=us-ascii", "Brücke"),
        (declared("utf-8", "Brücke ok").encode().replace(b"ok", b"\x93ok\x94"), "", "Brücke “ok”"),
        (declared("x-unknown", "Brücke").encode(), "text/xml; charset=none", "Brücke"),
        (b"\r\n <rss>plain</rss>", "", "plain"),
    ],
    ids=lambda value: value.decode("latin-1")[30:50] if isinstance(value, bytes) else None,
)
def test_the_text_is_what_was_meant(data: bytes, content_type: str, text: str) -> None:
    """Marks, headers and declarations are believed only as far as the bytes bear them out."""
    found = decode(data, content_type=content_type)
    assert f"<rss>{text}" in found
    assert "<?xml" not in found


def test_nothing_is_an_empty_input() -> None:
    """White space and a lone declaration are nothing."""
    for data in (b"", b" \n", b'<?xml version="1.0"?>\n', codecs.BOM_UTF16_LE):
        with pytest.raises(EmptyInput):
            decode(data)
