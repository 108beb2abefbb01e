"""The values inside a feed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from coranto.feeds import values


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Bridge <em>re</em>opens", "Bridge reopens"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("AT&amp;T &amp; R&D", "AT&T & R&D"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("I &lt;3 you", "I <3 you"),
        ("tab\tand\n line", "tab and line"),
    ],
)
def test_markup_becomes_one_plain_line(markup: str, text: str) -> None:
    """Tags go, what scripts hold goes with them, blocks part words, entities become characters."""
    assert values.plain_text(markup) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 03 Mar 2026 09:30:00 +0100", datetime(2026, 3, 3, 9, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("3 Mar 2026 09:30 GMT", datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 09:30:00 EST", datetime(2026, 3, 3, 14, 30, tzinfo=UTC)),
        ("2026-03-03T09:30:00Z", datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
        ("2026-03-03T09:30:00.250-05:00", datetime(2026, 3, 3, 14, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 23:59:60 GMT", datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_dates_of_every_stripe_have_a_zone(written: str, read: datetime) -> None:
    """RFC 822 with numbers or names of zones, ISO 8601 with parts missing; without a zone it is UTC."""
    assert values.read_time(written) == read


@pytest.mark.parametrize(
    "written", ["", "soon", "31 Jun 2026 09:30 GMT", "99 Mar 2026 09:30 GMT", "1 Mar 2026 09:30 +9999"]
)
def test_what_is_no_date_gives_none(written: str) -> None:
    """A day that does not exist is not rolled over to another."""
    assert values.read_time(written) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("desk@courier.example (Anna Berg)", "Anna Berg"),
        ("Anna Berg <desk@courier.example>", "Anna Berg"),
        ("Anna Berg (mailto:desk@courier.example)", "Anna Berg"),
        ("desk@courier.example", "desk@courier.example"),
        ("Berg &amp; Dahl", "Berg & Dahl"),
    ],
)
def test_a_person_is_a_name(written: str, name: str) -> None:
    """The address beside a name goes; alone it stands for the person."""
    assert values.person_name(written) == name


@pytest.mark.parametrize(
    ("base", "reference", "address"),
    [
        ("https://a.example/x/", "y?utm_source=r", "https://a.example/x/y?utm_source=r"),
        ("https://a.example/x/", "//b.example/y", "https://b.example/y"),
        ("https://a.example/x/", "JavaScript:alert(1)", ""),
        ("https://a.example/x/", "data:text/html,x", ""),
        ("", "y", "y"),
        ("https://a.example/", "http://[", "http://["),
    ],
)
def test_addresses_are_absolute_and_never_code(base: str, reference: str, address: str) -> None:
    """Relative addresses start from the base, those that run or hold code are dropped, others stay as published."""
    assert values.absolute(base, reference) == address


def test_links_in_html_are_absolute() -> None:
    """Addresses in attributes are resolved, fragments and the rest of the HTML stay."""
    markup = '<a href=\'/a?x=1&amp;y=2\'>A</a> <img src=b.png alt="b"> <a href="#top">t</a> <a href="https://c.example/">c</a>'
    assert values.absolute_links("https://a.example/x/", markup) == (
        '<a href="https://a.example/a?x=1&amp;y=2">A</a> <img src="https://a.example/x/b.png" alt="b"> '
        '<a href="#top">t</a> <a href="https://c.example/">c</a>'
    )
