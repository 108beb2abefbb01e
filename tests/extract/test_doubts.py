"""Second thoughts: what the model took for body, and words or places say is none."""

from __future__ import annotations

import json

import pytest

from coranto.extract.dom import parse_page
from coranto.extract.doubts import settle

PARAGRAPH = "The harbour was closed on Monday after a crane had fallen into the water, the city said in the evening. "
TEXT = "".join(f"<p>{PARAGRAPH * 2} Part {number}.</p>" for number in range(4))


def kept(more: str, *, chance: float = 0.9, text: str = TEXT) -> list[str]:
    """Return what is left above even chances of a page whose every passage the model takes for body."""
    page = parse_page(f"<html><body><article>{text}</article>{more}</body></html>")
    settled = settle(page, [chance] * len(page.passages))
    return [passage.text for passage, found in zip(page.passages, settled, strict=True) if found > 0.5]


def test_a_consent_box_is_no_text_however_deep_its_words_stand() -> None:
    """Everything in an element of a consent manager is ruled out, at any depth."""
    box = f"<div id='onetrust-consent-sdk'><div><div><div><div><p>{PARAGRAPH}</p></div></div></div></div></div>"
    assert len(kept(box)) == 4


def test_a_page_that_is_all_consent_keeps_its_text() -> None:
    """Where there is no text beside, a consent manager's element is the page."""
    assert kept("", text=f"<div class='cookie-banner'>{TEXT}</div>")


def test_comments_are_ruled_out_by_the_nearest_elements_only() -> None:
    """An element called a comment counts for passages next to it, not for a page that is within one."""
    assert len(kept(f"<div class='comment-body'><p>{PARAGRAPH}</p></div>")) == 4
    assert len(kept("", text=f"<div class='comment-list'><div><div><div>{TEXT}</div></div></div></div>")) == 4


def test_an_invitation_is_ruled_out_unless_the_model_is_certain() -> None:
    """Where the model is certain only captions are doubted."""
    invitation, caption = "<p>Follow us on Twitter for more.</p>", "<p>The harbour on Monday. Photo: Ann Lee</p>"
    assert len(kept(invitation)) == 4
    assert len(kept(invitation, chance=0.97)) == 5
    assert len(kept(caption, chance=0.97)) == 4


@pytest.mark.parametrize("called", ["factbox", "article-info-box", "c-author-bio", "disclaimer", "image__caption"])
def test_boxes_beside_the_running_text_are_ruled_out(called: str) -> None:
    """Facts set apart, who wrote it, what somebody answers for, what a picture shows: elements' names say so."""
    assert len(kept(f"<div class='{called}'><p class='{called}'>{PARAGRAPH}</p></div>")) == 4


def test_a_long_passage_in_a_caption_is_text() -> None:
    """Captions are short."""
    assert len(kept(f"<div class='caption'>{PARAGRAPH * 4}</div>")) == 5


def test_a_caption_is_no_standfirst() -> None:
    """What is ruled out by its element is not ruled in as a likely passage between headline and text."""
    headline = f"<h1>Harbour closed</h1><p class='caption'>{PARAGRAPH}</p>"
    page = parse_page(f"<html><body><article>{headline}{TEXT}</article></body></html>")
    assert settle(page, [0.1, 0.4, 0.9, 0.9, 0.9, 0.9])[1] == 0.0


def test_where_structured_data_tells_the_text_the_rest_needs_a_better_chance() -> None:
    """A passage that the JSON-LD's body leaves out is ruled out unless the model is fairly sure of it."""
    told = " ".join(f"{PARAGRAPH * 2} Part {number}." for number in range(4))
    data = f"<script type='application/ld+json'>{json.dumps({'articleBody': told})}</script>"
    beside = f"{data}<p>{PARAGRAPH[::-1]}</p>"
    assert len(kept(beside, chance=0.6)) == 4
    assert len(kept(beside, chance=0.75)) == 5
