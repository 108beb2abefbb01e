from datetime import datetime

import pytest

from coranto.extract.dom import Page, parse_page
from coranto.extract.live import read_entries
from coranto.extract.page import extract_page
from coranto.model import Kind

FIRST = "The river passed its peak at noon, the water office said."
SECOND = "The bridge over the Halden was closed in the morning."
DAY = datetime(2026, 5, 3, 6)


def page_of(*posts: str) -> tuple[Page, str]:
    """Return a page of such posts, and its text."""
    page = parse_page("<h1>Live: the flood</h1>" + "".join(f"<div>{post}</div>" for post in posts))
    return page, "\n\n".join(passage.text for passage in page.passages[1:])


def times(page: Page, text: str, *, day: datetime | None = DAY) -> list[str]:
    """Return the entries' times, month to minute."""
    return [f"{entry.published:%m-%d %H:%M}" if entry.published else "" for entry in read_entries(page, text, day=day)]


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


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("12:40", "05-03 12:40"),
        ("12.40 Uhr", "05-03 12:40"),
        ("12h40", "05-03 12:40"),
        ("12 h 40", "05-03 12:40"),
        ("1.40pm BST", "05-03 13:40"),
        ("12:05 a.m.", "05-03 00:05"),
        ("Heute, 12:40 Uhr", "05-03 12:40"),
        ("Updated 12:40", "05-03 12:40"),
        ("4 May 2026, 12:40", "05-04 12:40"),
        ("04.05.2026 12:40 Uhr", "05-04 12:40"),
        ("12時40分", "05-03 12:40"),
        ("下午3:40", "05-03 15:40"),
        ("۱۲:۴۰", "05-03 12:40"),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(label: str, told: str) -> None:
    """A line that is a time of day starts an entry, with the half of the day and the day that it names."""
    posts = [f"<span>{label}</span><p>{number}: {FIRST}</p>" for number in range(3)]
    assert times(*page_of(*posts)) == [told] * 3


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("<h3>{} – River falls at the old bridge</h3><p>{}</p>", "River falls at the old bridge"),
        ("<p><strong>{} Uhr</strong> {}</p>", ""),
        ("<p>{}<br>{}</p>", ""),
        ("<h4>{} | River falls at the old bridge</h4><p>{}</p>", "River falls at the old bridge"),
    ],
)
def test_an_entry_may_begin_with_its_time(post: str, title: str) -> None:
    """The time of day may open the entry's heading or its first paragraph."""
    page, text = page_of(*(post.format(clock, FIRST) for clock in ("12:40", "11:15", "9:05")))
    entries = read_entries(page, text, day=DAY)
    assert times(page, text) == ["05-03 12:40", "05-03 11:15", "05-03 09:05"]
    assert [entry.title for entry in entries] == [title] * 3


@pytest.mark.parametrize(
    "line", ["10:00 – 12:00 Uhr: Führung durch den Hafen", "1.40 Meter hoch stand das Wasser hier"]
)
def test_a_range_or_a_measure_is_no_entry(line: str) -> None:
    """Opening hours and lengths look like times of day, and start nothing."""
    assert times(*page_of(*[f"<p>{line}</p>"] * 5)) == []


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_clock_falls_back_at_midnight(newest_first: bool) -> None:
    """Times of day count on from the oldest entry's day, whichever way the entries are ordered."""
    told = ["05-03 21:10", "05-03 23:50", "05-04 00:20", "05-04 08:15"]
    posts = [f"<span>{time[-5:]}</span><p>{time}: {FIRST}</p>" for time in told]
    page, text = page_of(*(posts[::-1] if newest_first else posts))
    assert times(page, text) == (told[::-1] if newest_first else told)


def test_a_pinned_summary_is_of_the_last_day() -> None:
    """A late summary above the oldest entry does not move the day of the others."""
    posts = [f"<span>{clock}</span><p>{clock}: {FIRST}</p>" for clock in ("18:00", "08:10", "09:20", "10:30", "17:40")]
    assert times(*page_of(*posts)) == [f"05-03 {clock}" for clock in ("18:00", "08:10", "09:20", "10:30", "17:40")]


def test_a_box_of_key_events_starts_no_entries() -> None:
    """Links at the top to entries further down are not the entries."""
    heads = ["The river falls at the bridge", "The ferry stops for the night", "Two hundred people return home"]
    clocks = ["12:40", "11:15", "09:05"]
    box = "".join(
        f"<li><span>{clock}</span><a href='#x'>{head}</a></li>" for clock, head in zip(clocks, heads, strict=True)
    )
    page = parse_page(
        f"<ul>{box}</ul>"
        + "".join(
            f"<div><span>{clock}</span><h3>{head}</h3><p>{FIRST}</p></div>"
            for clock, head in zip(clocks, heads, strict=True)
        )
    )
    text = "\n\n".join(f"{head}\n\n{FIRST}" for head in heads)
    entries = read_entries(page, text, day=DAY)
    assert [entry.title for entry in entries] == heads
    assert [text[entry.start : entry.end] for entry in entries] == [f"{head}\n\n{FIRST}" for head in heads]


@pytest.mark.parametrize(
    "title",
    ["Sturm im Norden: alle Meldungen", "Inondations : le fil de la journée", "Vihar északon", "Burza na północy"],
)
def test_a_live_blog_is_told_by_times_alone(title: str) -> None:
    """A text of timed entries, the newest first, is a live blog whatever its title and address say."""
    posts = "".join(
        f"<div><span>{18 - number}:1{number % 10}</span><p>{number}. {FIRST} {SECOND}</p></div>" for number in range(9)
    )
    article = extract_page(
        f'<title>{title}</title><meta property="article:published_time" content="2026-05-03T06:00:00Z">'
        f"<article><h1>{title}</h1>{posts}</article>",
        url="https://paper.example/news/a-4711223",
    )
    assert article.kind is Kind.LIVE
    assert [str(entry.published)[11:16] for entry in article.entries[:3]] == ["18:10", "17:11", "16:12"]
