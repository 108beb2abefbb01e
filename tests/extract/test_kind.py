from pathlib import Path

import pytest

from coranto.app import settings
from coranto.bench.extract.kinds import Told, judge_held, judge_made, judge_own
from coranto.extract.page import extract_page
from coranto.model import Kind

GOAL = 0.95


def right(told: list[Told]) -> float:
    """Return the share of pages that were taken for what they are."""
    return sum(row.truth is row.guess for row in told) / len(told)


@pytest.fixture
def data() -> Path:
    folder = Path(settings.load().data)
    if not folder.is_dir():
        pytest.skip(f"no labelled data in {folder}")
    return folder


def test_the_kinds_of_own_pages_are_told() -> None:
    """Of the pages that were written for this, at least 95 of 100 are told for what they are."""
    assert right(list(judge_own())) >= GOAL


def test_the_kinds_of_held_pages_are_told(data: Path) -> None:
    """Of the labelled pages that are something else than an article, it is four of five: they are few, and odd."""
    assert right(list(judge_held(data))) >= 0.8


def test_the_kinds_of_made_pages_are_told(data: Path) -> None:
    """Of the pages made from real markup it is 90 of 100 in the half that no rule was tuned on."""
    made = list(judge_made(data))
    assert right([row for row in made if row.group == "dev"]) >= GOAL
    assert right([row for row in made if row.group == "test"]) >= 0.9


def test_a_long_report_on_an_error_page_is_an_article() -> None:
    """A title alone does not make a page an error page: the body decides."""
    body = "<p>The page was not found, and nobody could say who had taken it down or why, the archive said.</p>" * 9
    assert (
        extract_page(f"<title>404 not found</title><h1>404: the page that went missing</h1>{body}").kind is Kind.ARTICLE
    )


def test_a_live_blog_is_told_by_the_clock_times_of_its_entries() -> None:
    """Entries need no markup: lines that are a time of day start them, and have the article's day."""
    post = "<div><span>{0}</span><p>By {0} the water at the bridge had risen by ten centimetres, they said.</p></div>"
    page = (
        '<title>Live: the flood</title><meta property="article:published_time" content="2026-05-03T06:00:00Z">'
        f"<h1>Live: the flood</h1>{''.join(map(post.format, ('12:40', '11:15', '9:05', '8.30 Uhr')))}"
    )
    article = extract_page(page, url="https://paper.example/news/flood")
    assert article.kind is Kind.LIVE
    assert [str(entry.published) for entry in article.entries][:1] == ["2026-05-03 12:40:00"]
