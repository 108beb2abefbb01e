"""Whole pages with all that stands around and between their text, and what is made of them (``pages/``)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from coranto.extract.page import extract_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def parts(html: bytes) -> dict[str, Any]:
    """Return what the expectation beside a page says."""
    article = extract_page(html, url="https://paper.example/2026/05/03/a-story")
    return {
        "kind": article.kind,
        "dateline": asdict(article.dateline) if article.dateline else None,
        "agency": article.agency,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "credits": {credit.role: list(credit.people) for credit in article.credits},
        "image": asdict(article.image) if article.image else None,
        "blocks": [[block.kind, article.text[block.start : block.end]] for block in article.blocks],
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_taken_apart(page: Path) -> None:
    """Text, light structure and the marks around it come out as the file beside the page says."""
    assert parts(page.read_bytes()) == json.loads(page.with_suffix(".json").read_text())
