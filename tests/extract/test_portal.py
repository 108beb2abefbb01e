"""Pasted portal pages."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coranto.errors import EmptyInput
from coranto.extract.notices import cut_tail
from coranto.extract.portal import read_portal
from coranto.model import Credit, Dateline

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLE = Path(os.environ.get("CORANTO_DATA", "../shared/data")).parent / "samples/portal-page.txt"
PAGE = """Ferry returns to Halden after strike
By Ada Lind and Bo Ek
HALDEN, Nov 20 (AP) -- The ferry is back.
Crews said they had "won what we asked for".
(Reporting by Ada Lind; Editing by Cy Day, Di Fox and Eli Gray.)
Hashtags

Comments
No comments yet...
Related Articles

Coast Post
2 hours ago
- Coast Post
Harbour fees rise
Fees rise by a fifth, the mayor told Reuters. Sign up for our newsletter.
"""


def test_a_pasted_page_gives_its_articles() -> None:
    """The main article with its parts, the related one with publisher, time and the outlet it truly is from."""
    main, related = read_portal(PAGE, reference=NOW)
    assert (main.title, main.authors) == ("Ferry returns to Halden after strike", ("Ada Lind", "Bo Ek"))
    assert main.dateline == Dateline("HALDEN", "AP")
    assert main.credits == (Credit("Reporting", ("Ada Lind",)), Credit("Editing", ("Cy Day", "Di Fox", "Eli Gray")))
    assert main.text == 'The ferry is back.\n\nCrews said they had "won what we asked for".'
    assert (related.publisher, related.agency) == ("Coast Post", "Reuters")
    assert related.published == NOW - timedelta(hours=2)
    assert related.text == "Fees rise by a fifth, the mayor told Reuters."


def test_a_page_without_text_is_refused() -> None:
    """Nothing pasted is one clear error."""
    with pytest.raises(EmptyInput):
        read_portal("\n \n", reference=NOW)


@pytest.mark.skipif(not SAMPLE.exists(), reason="shared/samples is not here; name its sibling with CORANTO_DATA")
def test_the_page_that_the_product_was_asked_for_with() -> None:
    """Four articles from their publishers, no furniture in any body."""
    articles = read_portal(SAMPLE.read_text(encoding="utf-8"), reference=NOW)
    main, herald, uganda, france = articles
    assert main.authors == ("Vladimir Soldatkin", "Tom Balmforth")
    assert main.dateline == Dateline("ISTANBUL", "Reuters")
    assert [credit.role for credit in main.credits] == ["Writing", "Additional reporting", "Editing"]
    assert main.credits[2].people == ("Jane Merriman", "Lincoln Feast")
    assert [article.publisher for article in articles[1:]] == ["Miami Herald", "Yahoo", "Yahoo"]
    assert [article.agency for article in articles[1:]] == ["Newsweek", "Reuters", "BBC News"]
    assert herald.published == NOW - timedelta(minutes=9)
    furniture = ("Hashtags", "AI Features", "No comments", "ago", "Related Articles", "LLC", "Sign up", "STORY:")
    assert [(a.title, word) for a in articles for word in furniture if word in a.text and word != "ago"] == []
    assert herald.text.endswith('afford to ignore," he said.')
    assert uganda.text.endswith("claim of responsibility.")
    assert france.text.endswith(
        "when the laws come in. In May, Ofcom announced it was investigating two pornography "
        "websites which had failed to detail how they were preventing children from "
        "accessing their platforms."
    )


@pytest.mark.parametrize(
    "text",
    ["The 2025 report names ten ports. It is final.", "A ruling on copyright came late. The court rose."],
)
def test_news_about_the_words_of_notices_is_kept(text: str) -> None:
    """A year or the word copyright in the news itself is no notice."""
    assert cut_tail("It began at noon. " + text) == "It began at noon. " + text
