"""coranto sources, against sites on loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coranto.cli.main import cli
from coranto.feeds.opml import read_opml
from site_pages import serving_pages

FEED = b"<rss version='2.0'><channel><title>The Post</title><item><title>A bridge</title></item></channel></rss>"
PAGES: dict[str, bytes | int] = {
    "/named/": b"<html><link rel='alternate' type='application/rss+xml' href='/gone.xml'>"
    b"<link rel='alternate' type='application/rss+xml' href='/named/feed.xml'></html>",
    "/named/feed.xml": FEED,
    "/quiet/": b"<html><p>No feed is named here.</p></html>",
    "/quiet/rss.xml": FEED,
    "/down/": b"<html><link rel='alternate' type='application/rss+xml' href='/broken.xml'></html>",
    "/broken.xml": 503,
    "/direct": FEED,
}


@pytest.fixture
def site() -> Iterator[str]:
    """Give the address of a running site."""
    with serving_pages(PAGES) as address:
        yield address


Command = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Command:
    """Give the command over an empty library."""
    settings = {"CORANTO_ALLOWED_HOSTS": "127.0.0.1", "CORANTO_DELAY": "0", "CORANTO_ENCODER": "false"}

    def command(*words: str) -> Result:
        return CliRunner().invoke(cli, ["sources", "--library", str(tmp_path / "library"), *words], env=settings)

    return command


def listed(run: Command) -> dict[str, dict[str, object]]:
    return {row["url"]: row for row in map(json.loads, run("--json").stdout.splitlines())}


def test_the_feed_of_a_site_is_found(site: str, run: Command) -> None:
    """A feed is taken as it is; else the first that answers of those the page names, else one at a usual place."""
    added = run("add", f"{site}/direct", f"{site}/named/", f"{site}/quiet/", "--folder", "News")
    assert added.exit_code == 0, added.stderr
    found = listed(run)
    assert set(found) == {f"{site}/direct", f"{site}/named/feed.xml", f"{site}/quiet/rss.xml"}
    assert {(row["title"], row["folder"], row["state"]) for row in found.values()} == {("The Post", "News", "new")}


def test_what_does_not_answer_now_is_kept_and_told(site: str, run: Command) -> None:
    """A named feed that fails is kept under its own address; what leads to no feed is refused with exit status 1."""
    assert run("add", f"{site}/down/").exit_code == 0
    refused = run("add", f"{site}/missing", "nonsense")
    assert refused.exit_code == 1
    assert "nonsense" in refused.stderr
    assert set(listed(run)) == {f"{site}/broken.xml", f"{site}/missing"}
    assert "there already" in run("add", f"{site}/missing").stderr


def test_sources_are_paused_resumed_and_removed(site: str, run: Command) -> None:
    """By address or id; one that is not there is an error before anything changes."""
    run("add", f"{site}/direct", f"{site}/named/feed.xml")
    run("pause", f"{site}/direct")
    rows = listed(run)
    assert rows[f"{site}/direct"]["state"] == "paused"
    run("resume", str(rows[f"{site}/direct"]["id"]))
    assert listed(run)[f"{site}/direct"]["state"] == "new"
    assert run("remove", f"{site}/direct", "https://other.example/").exit_code == 1
    assert len(listed(run)) == 2
    run("remove", f"{site}/direct")
    assert set(listed(run)) == {f"{site}/named/feed.xml"}
    assert "1 new" in run().stdout


def test_feeds_go_out_as_opml_and_mailboxes_do_not(site: str, run: Command, tmp_path: Path) -> None:
    """Whose mailbox it is, no list tells; a password in an address is refused, so none is ever stored."""
    assert run("add", f"{site}/direct", "imaps://ada@mail.example/News").exit_code == 0
    refused = run("add", "imaps://ada:secret@mail.example/")
    assert refused.exit_code == 1
    assert "CORANTO_MAIL_PASSWORD" in refused.stderr
    run("--opml", str(tmp_path / "out.opml"))
    assert [source.url for source in read_opml((tmp_path / "out.opml").read_bytes())] == [f"{site}/direct"]
    assert {(row["url"], row["kind"]) for row in listed(run).values()} == {
        (f"{site}/direct", "feed"),
        ("imaps://mail.example/News", "mail"),
    }


def test_the_list_to_begin_with(run: Command) -> None:
    """It is chosen by country and language, and nothing is subscribed to by looking at it."""
    rows = [
        json.loads(line) for line in run("starter", "--country", "ch", "--language", "de", "--json").stdout.splitlines()
    ]
    assert rows
    assert {(row["country"], row["language"]) for row in rows} == {("CH", "de")}
    assert run("starter", "--country", "XX").exit_code == 1
    assert listed(run) == {}
