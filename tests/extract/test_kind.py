import json
from pathlib import Path

import pytest

from coranto.app import settings
from coranto.bench.extract.kinds import HELD, confusion, read_held
from coranto.extract.page import extract_page
from coranto.model import Kind

PAGES = [json.loads(line) for line in (Path(__file__).parent / "pages" / "kinds.jsonl").read_text().splitlines()]
GOAL = 0.95


def test_the_kinds_of_own_pages_are_told() -> None:
    """Of the pages under ``pages/kinds.jsonl``, written for this, at least 95 of 100 are told for what they are."""
    told = [(Kind(page["kind"]), extract_page(page["html"], url=page["url"]).kind) for page in PAGES]
    wrong = [(page["url"], str(guess)) for page, (truth, guess) in zip(PAGES, told, strict=True) if truth != guess]
    assert len(wrong) <= (1 - GOAL) * len(PAGES), wrong


def test_the_kinds_of_held_pages_are_told() -> None:
    """With the labelled pages that are something else than an article, it is still 95 of 100, of 150 pages."""
    data = Path(settings.load().data)
    if not data.is_dir():
        pytest.skip(f"no labelled data in {data}")
    own = [Kind(page["kind"]) == extract_page(page["html"], url=page["url"]).kind for page in PAGES]
    held = [truth == guess for _, truth, guess in confusion(read_held(data))]
    assert len(held) == len(HELD)
    assert sum(own + held) >= GOAL * len(own + held)


def test_a_long_report_on_an_error_page_is_an_article() -> None:
    """A title alone does not make a page an error page: the body decides."""
    body = "<p>The page was not found, and nobody could say who had taken it down or why, the archive said.</p>" * 9
    assert (
        extract_page(f"<title>404 not found</title><h1>404: the page that went missing</h1>{body}").kind is Kind.ARTICLE
    )
