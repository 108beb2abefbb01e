from datetime import datetime

from coranto.extract.dom import parse_page
from coranto.extract.live import read_entries

FIRST = "The river passed its peak at noon, the water office said."
SECOND = "The bridge over the Halden was closed in the morning."


def test_entries_start_at_their_times() -> None:
    """Each time element opens an entry, which ends where the next one starts."""
    page = parse_page(
        f"<time datetime='2026-05-03T12:10:00+02:00'>12:10</time><p>{FIRST}</p>"
        f"<time datetime='2026-05-03T09:00:00+02:00'>09:00</time><p>{SECOND}</p>"
    )
    text = f"{FIRST}\n\n{SECOND}"
    entries = read_entries(page, text)
    assert [text[entry.start : entry.end] for entry in entries] == [FIRST, SECOND]
    assert entries[0].published == datetime.fromisoformat("2026-05-03T12:10:00+02:00")


def test_structured_entries_come_first() -> None:
    """Where the JSON-LD lists the entries, their headlines place them."""
    page = parse_page(
        '<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[{"headline":"River falls",'
        '"datePublished":"2026-05-03T12:10:00Z"}]}</script>'
    )
    (entry,) = read_entries(page, f"Before.\n\nRiver falls\n\n{FIRST}")
    assert (entry.title, entry.start) == ("River falls", 9)


def test_a_broken_time_is_no_time() -> None:
    """An entry whose time cannot be read is kept without one."""
    page = parse_page(f"<time datetime='yesterday'>09:00</time><p>{FIRST}</p>")
    assert [entry.published for entry in read_entries(page, FIRST)] == [None]
