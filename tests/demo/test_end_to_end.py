"""The edition, taken in with the product's own commands, becomes what its front matter says it is."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coranto.cli.main import cli
from coranto.demo import Sites, start_sites
from coranto.demo.score import Score, b_cubed, score

FLOORS = {
    "taken": 1.0,
    "kind": 0.96,
    "title": 0.98,
    "text": 0.95,
    "authors": 0.98,
    "published": 0.99,
    "dateline": 0.95,
    "credits": 0.98,
    "publisher": 0.99,
    "agency": 0.98,
    "image": 0.98,
    "language": 0.98,
    "copies": 0.98,
    "stories": 0.6,
}
"""Share -> the least that is right of it. Only a deliberate act lowers one."""

Command = Callable[..., str]


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with start_sites(datetime.now(UTC), port=0) as running:
        yield running


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Command:
    folder: Path = tmp_path_factory.mktemp("library")
    settings = {"CORANTO_LIBRARY": str(folder), "CORANTO_ALLOWED_HOSTS": "127.0.0.1", "CORANTO_DELAY": "0"}

    def command(*words: str) -> str:
        return CliRunner().invoke(cli, words, env=settings, catch_exceptions=False).stdout

    return command


@pytest.fixture(scope="module")
def exported(sites: Sites, run: Command) -> list[dict[str, Any]]:
    run("import", *sites.feeds)
    return [json.loads(line) for line in run("export").splitlines()]


@pytest.fixture(scope="module")
def found(sites: Sites, exported: list[dict[str, Any]]) -> Score:
    return score(exported, sites.articles)


@pytest.mark.parametrize("name", FLOORS)
def test_no_share_falls_below_its_floor(found: Score, name: str) -> None:
    """Of what the front matter says of each article, Coranto finds at least the pinned share."""
    wrong = [what for what in found.wrong if what[0] == name]
    assert found.shares[name] >= FLOORS[name], wrong


def test_a_corrected_article_gets_a_second_revision(sites: Sites, run: Command, exported: list[dict[str, Any]]) -> None:
    """After the publisher's correction the article says 14 and not 17, and nothing has been doubled."""
    true = next(true for true in sites.articles if true.corrected)
    sites.publish_corrections()
    run("import", *sites.feeds)
    rows = [json.loads(line) for line in run("export").splitlines()]
    (row,) = [row for row in rows if row["url"] == true.article.url]
    assert true.corrected
    assert row["title"] == true.corrected.title
    assert "Fourteen people are believed" in row["text"]
    assert len(rows) == len(exported)


def test_b_cubed_weighs_what_was_joined_and_what_was_parted() -> None:
    """Two true groups of two, found as one of three and one alone, score what the definition gives."""
    assert b_cubed([("a", 1), ("a", 1), ("a", 2), ("b", 2)]) == pytest.approx(2 * (2 / 3) * 0.75 / (2 / 3 + 0.75))
    assert b_cubed([("x", 1), ("y", 2)]) == 1.0
    assert b_cubed([]) == 0.0
