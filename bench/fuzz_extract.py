"""Fuzz ``extract_page`` and ``extract_fragment`` with atheris (coverage-guided, libFuzzer).

``python bench/fuzz_extract.py [CORPUS] -max_total_time=1800``. A finding is any exception, or an input that
takes longer than ``-timeout``; it becomes a test in ``tests/extract/test_hostile.py``.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["coranto.extract"]):
    from coranto.extract.fragment import extract_fragment
    from coranto.extract.page import extract_page

from coranto.model import Article

_TYPES = ("", "text/html; charset=utf-8", "text/html; charset=gb2312", "text/html; charset=utf-16", "x;charset=\x00")


def test_one_input(data: bytes) -> None:
    """Read a page of arbitrary bytes and check what every article keeps to."""
    if not data:
        return
    article = extract_page(data[1:], url="https://example.org/a", content_type=_TYPES[data[0] % len(_TYPES)])
    _check(article)
    text, blocks = extract_fragment(data.decode("utf-8", "replace"))
    if any(not 0 <= block.start < block.end <= len(text) for block in blocks):
        raise AssertionError("a block lies outside the text")


def _check(article: Article) -> None:
    previous = 0
    for block in article.blocks:
        if not previous <= block.start < block.end <= len(article.text):
            raise AssertionError("blocks overlap or lie outside the text")
        previous = block.end
    for entry in article.entries:
        if not 0 <= entry.start <= entry.end <= len(article.text):
            raise AssertionError("an entry lies outside the text")


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
