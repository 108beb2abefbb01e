"""Pasted portal pages: each ``portal_pages/NAME.txt`` has its articles beside it in ``NAME.json``."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import EmptyInput
from coranto.extract.portal import read_portal
from coranto.model import Article, Credit, Dateline

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLE = Path(os.environ.get("CORANTO_DATA", "../shared/data")).parent / "samples/portal-page.txt"
PAGES = Path(__file__).parent / "portal_pages"
NAMES = sorted(page.stem for page in PAGES.glob("*.txt"))


def told(article: Article) -> dict[str, Any]:
    """Return the parts of an article that a portal page can tell."""
    dateline = article.dateline
    return {
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "dateline": [dateline.place, dateline.agency] if dateline else None,
        "credits": [[credit.role, *credit.people] for credit in article.credits],
        "publisher": article.publisher,
        "agency": article.agency,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text.split("\n\n"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_pasted_page_gives_its_articles(name: str) -> None:
    """Portals of several shapes and languages: the main article first, each with its parts and no furniture."""
    page = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    assert [told(article) for article in read_portal(page, reference=NOW)] == expected


def test_a_page_without_text_is_refused() -> None:
    """Nothing pasted is one clear error."""
    with pytest.raises(EmptyInput):
        read_portal("\n \n", reference=NOW)


@pytest.mark.skipif(not SAMPLE.exists(), reason="shared/samples is not here; name its sibling with CORANTO_DATA")
def test_the_page_that_the_product_was_asked_for_with() -> None:
    """Four articles from their publishers, no furniture in any body."""
    articles = read_portal(SAMPLE.read_text(encoding="utf-8"), reference=NOW)
    main, herald, uganda, france = articles
    assert main.title == "Russia and Ukraine to talk about peace but are still far apart"
    assert main.authors == ("Vladimir Soldatkin", "Tom Balmforth")
    assert main.dateline == Dateline("ISTANBUL", "Reuters")
    assert main.text.startswith("Russian and Ukrainian officials are due")
    assert main.text.endswith("then he could impose tough sanctions on Russia.")
    assert main.credits == (
        Credit("Writing", ("Guy Faulconbridge",)),
        Credit("Additional reporting", ("Lidia Kelly",)),
        Credit("Editing", ("Jane Merriman", "Lincoln Feast")),
    )
    assert [article.publisher for article in articles[1:]] == ["Miami Herald", "Yahoo", "Yahoo"]
    assert [article.agency for article in articles[1:]] == ["Newsweek", "Reuters", "BBC News"]
    assert herald.published == NOW - timedelta(minutes=9)
    assert uganda.published == france.published == NOW - timedelta(minutes=13)
    furniture = ("Hashtags", "AI Features", "No comments", "ago", "Related Articles", "LLC", "Sign up", "STORY:")
    assert [(a.title, word) for a in articles for word in furniture if word in a.text and word != "ago"] == []
    assert herald.text.endswith('afford to ignore," he said.')
    assert uganda.text.endswith("claim of responsibility.")
    assert france.text.endswith(
        "when the laws come in. In May, Ofcom announced it was investigating two pornography "
        "websites which had failed to detail how they were preventing children from "
        "accessing their platforms."
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Yahoo", "2h", "- Yahoo", "By Ann Lee", "A b c d e f g h.", "", "©", "(AP) -"])))
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    """Whatever is pasted gives articles or one clear error."""
    try:
        articles = read_portal("\n".join(lines), reference=NOW)
    except EmptyInput:
        return
    assert all(article.title for article in articles)


def test_a_huge_page_is_read_in_time() -> None:
    """Twenty thousand lines that all look like cards cost no more than a pass over them."""
    assert read_portal("Yahoo\n2 hours ago\nA headline of five words\n" * 7_000, reference=NOW)
