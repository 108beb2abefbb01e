"""Floors under the quality of feed parsing: only a deliberate act lowers them."""

from pathlib import Path

import pytest

from coranto.app import settings
from coranto.bench.feeds import count_crashes, count_entries, share_kept
from coranto.bench.feeds.cases import all_files, feedparser_cases, gofeed_cases
from coranto.bench.feeds.damage import DAMAGES, damaged_feeds
from coranto.bench.feeds.peers import peers

DATA = Path(settings.load().data)
labelled = pytest.mark.skipif(not (DATA / "feeds").is_dir(), reason=f"no labelled data at {DATA}: set CORANTO_DATA")
WHOLE = 40
"""Entries in a feed before it is damaged."""
CUT = {"truncated", "truncated in a tag", "cdata not closed"}
"""Damage that takes entries away for good."""


@labelled
def test_the_facts_of_the_labelled_cases_survive() -> None:
    """At least 99 in 100 cases of feedparser and gofeed keep every fact that Coranto keeps."""
    parse = peers()["coranto"]
    assert share_kept(feedparser_cases(DATA), parse) >= 0.99
    assert share_kept(gofeed_cases(DATA), parse) >= 0.99


@labelled
def test_no_labelled_file_crashes() -> None:
    """Every file gives a feed or one of our errors."""
    assert count_crashes(all_files(DATA)) == 0


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_takes_no_entry_away(kind: str) -> None:
    """A damaged feed gives all its entries, and no fewer than feedparser finds where entries are really gone."""
    parsers = peers()
    for damage, of, data in damaged_feeds(range(1)):
        if damage != kind:
            continue
        found = count_entries(parsers["coranto"], data)
        if damage not in CUT:
            assert found >= WHOLE, of
        elif "feedparser" in parsers:
            assert found >= count_entries(parsers["feedparser"], data), of
