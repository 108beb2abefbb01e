from pathlib import Path
from random import Random

import pytest

from coranto.app import settings
from coranto.bench.extract.kinds.drafts import sentences_of
from coranto.extract.page import extract_page
from coranto.model import Kind

ROWS = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "walls.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
"""What walls, challenges, error pages and stubs say: kind, language, then a part a line."""


def page_of(kind: str, language: str, said: list[str], sentences: list[str]) -> str:
    """Return a page that says so: alone, or below the start of a text for a stub."""
    lines = "".join(f"<p>{line}</p>" for line in said[1:])
    if kind != "paywall":
        return f"<html lang={language}><title>{said[0]}</title><body><h1>{said[0]}</h1>{lines}</body></html>"
    title = sentences[3][:60]
    text = "".join(f"<p>{' '.join(Random(number).choices(sentences, k=3))}</p>" for number in range(2))
    return (
        f"<html lang={language}><title>{title}</title><body><main><article><h1>{title}</h1>{text}"
        f"<aside><h4>{said[0]}</h4>{lines}</aside></article></main></body></html>"
    )


@pytest.mark.parametrize(("kind", "language", "said"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_a_wall_is_told_in_its_language(kind: str, language: str, said: list[str]) -> None:
    """What services, publishers and their software say to readers is understood in some forty languages."""
    data = Path(settings.load().data)
    if not data.is_dir():
        pytest.skip(f"no labelled data in {data}")
    sentences = sentences_of(data, language) if kind == "paywall" else []
    page = page_of(kind, language, said, sentences)
    assert extract_page(page, url="https://paper.example/2026/05/a-story-about-a-bridge").kind is Kind(kind)
