"""The demo: how fast its sites answer, and what extraction alone makes of their pages (``python bench/demo.py``).

The second table compares each page, extracted, with what the edition's front matter says is true of it.
"""

from __future__ import annotations

import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from coranto.demo import Sites, TrueArticle, start_sites, truth
from coranto.extract.page import extract_page
from coranto.model import Article

NOW = datetime(2026, 3, 11, 17, 20, tzinfo=UTC)


def main() -> None:
    """Print both tables."""
    begun = time.perf_counter()
    count = len(truth(NOW))
    read = time.perf_counter() - begun
    with start_sites(NOW, port=0) as sites:
        started = time.perf_counter() - begun - read
        print(f"reading {count} articles: {read * 1e3:.0f} ms; starting the sites: {started * 1e3:.0f} ms")
        _time("feeds", sites.feeds)
        pages = _time("pages", [true.article.url for true in sites.articles])
        _time("pictures", [true.article.image.url for true in sites.articles if true.article.image])
        _compare(sites, pages)


def _time(what: str, urls: list[str]) -> list[bytes]:
    begun = time.perf_counter()
    bodies = [_get(url) for url in urls]
    rate = len(urls) / (time.perf_counter() - begun)
    print(f"{what}: {len(urls)} at {rate:.0f}/s, {sum(map(len, bodies)) / len(urls) / 1e3:.1f} kB each")
    return bodies


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bytes(answer.read())


def _compare(sites: Sites, pages: list[bytes]) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for true, page in zip(sites.articles, pages, strict=True):
        found = extract_page(page, url=true.article.url, reference=NOW)
        for name, check in CHECKS.items():
            if name == "kind" or true.article.kind == "article":
                asked[name] += 1
                right[name] += check(found, true)
                if not check(found, true):
                    print(f"  {name}: {true.site} {true.id}")
    for name in CHECKS:
        print(f"{name}: {right[name]} of {asked[name]}")


def _same_text(found: Article, true: TrueArticle) -> bool:
    """Tell whether at least 98 of 100 words agree, as a bag (the note of a correction is no error)."""
    ours, theirs = Counter(found.text.split()), Counter(true.article.text.split())
    return 2 * (ours & theirs).total() >= 0.98 * (ours.total() + theirs.total())


def _same_day(found: Article, true: TrueArticle) -> bool:
    both = found.published, true.article.published
    return bool(both[0] and both[1] and both[0].date() == both[1].date())


CHECKS: dict[str, Callable[[Article, TrueArticle], bool]] = {
    "kind": lambda found, true: found.kind == true.article.kind,
    "title": lambda found, true: found.title == true.article.title,
    "text": _same_text,
    "authors": lambda found, true: found.authors == true.article.authors,
    "published": _same_day,
    "dateline": lambda found, true: found.dateline == true.article.dateline,
    "credits": lambda found, true: found.credits == true.article.credits,
    "agency": lambda found, true: found.agency == true.article.agency,
    "language": lambda found, true: found.language == true.article.language,
}

if __name__ == "__main__":
    main()
