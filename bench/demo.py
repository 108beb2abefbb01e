"""The demo, measured: its sites, and what the whole way in made of them (``python bench/demo.py [--wrong]``).

Serves the edition, imports its twelve feeds and their pages into a library in a temporary folder with the
commands of the product, and compares the export with what the edition's front matter says.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from coranto.cli.main import cli as coranto
from coranto.demo import Sites, start_sites, truth
from coranto.demo.score import Score, score


def main() -> None:
    """Print both tables; with ``--wrong`` each article that a share lacks as well."""
    begun = time.perf_counter()
    count = len(truth(datetime.now(UTC)))
    print(f"reading {count} articles: {(time.perf_counter() - begun) * 1e3:.0f} ms")
    with start_sites(datetime.now(UTC), port=0) as sites, tempfile.TemporaryDirectory() as folder:
        _time("feeds", sites.feeds)
        _time("pages", [true.article.url for true in sites.articles])
        _time("pictures", [true.article.image.url for true in sites.articles if true.article.image])
        begun = time.perf_counter()
        found = _take_in(sites, Path(folder))
        print(f"taken in: {count / (time.perf_counter() - begun):.1f} articles/s")
    for name, share in found.shares.items():
        print(f"{name:10} {share:.3f}")
    if "--wrong" in sys.argv:
        print(*found.wrong, sep="\n")


def _time(what: str, urls: list[str]) -> None:
    begun = time.perf_counter()
    sizes = [len(_get(url)) for url in urls]
    rate = len(urls) / (time.perf_counter() - begun)
    print(f"{what}: {len(urls)} at {rate:.0f}/s, {sum(sizes) / len(urls) / 1e3:.1f} kB each")


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bytes(answer.read())


def _take_in(sites: Sites, folder: Path) -> Score:
    os.environ |= {"CORANTO_LIBRARY": str(folder), "CORANTO_ALLOWED_HOSTS": "127.0.0.1", "CORANTO_DELAY": "0"}
    run = CliRunner().invoke
    run(coranto, ["import", *sites.feeds], catch_exceptions=False)
    lines = run(coranto, ["export"], catch_exceptions=False).stdout.splitlines()
    return score(map(json.loads, lines), sites.articles)


if __name__ == "__main__":
    main()
