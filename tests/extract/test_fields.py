"""How headline, authors and day are told from what stands beside them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.extract.dom import parse_page
from coranto.extract.metadata import PageMetadata, read_metadata
from coranto.extract.metadata.kinship import kinship, references
from coranto.extract.metadata.likeness import is_person, likeness
from coranto.extract.metadata.owners import owners
from coranto.extract.page import extract_page

BODY = "".join(f"<p>Crews in Halden voted to end a strike, the union said in note number {n}.</p>" for n in range(9))


def read(head: str = "", body: str = "", url: str = "https://haldenpost.example/ferry-strike-ends") -> PageMetadata:
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}{BODY}</body></html>"
    return read_metadata(parse_page(page, url=url))


def test_a_heading_that_has_no_word_of_the_address_is_the_sites() -> None:
    """The site's name as the only heading does not win over the declared headline that is in the address."""
    found = read(
        '<meta property="og:title" content="Ferry strike ends"><title>Ferry strike ends</title>', "<h1>Sea</h1>"
    )
    assert found.title == "Ferry strike ends"


def test_kinship_counts_common_words_in_quarters() -> None:
    """Accents, case and apostrophes do not part words; a reference of one word says nothing."""
    known = references("https://x.example/a/cafes-cant-open", {"Cafés can’t open today": {"h1 only"}, "Sea": {"title"}})
    assert known.keys() == {"slug", "h1"}
    assert set(kinship("Cafés can’t open today", {"h1 only"}, known)) == {"h1 4 slug", "4 of slug", "3 in slug"}


def test_a_person_has_a_known_given_name_and_surname() -> None:
    """A company or a desk with a given name in front is nobody."""
    assert all(map(is_person, ["Anna Müller", "John Q. Smith"]))
    assert not any(map(is_person, ["Anna", "Jordan News", "Taylor Corp", "Ferry Strike", "anna müller"]))


def test_names_look_like_people_sites_or_desks() -> None:
    """What a name looks like is a fact, alone and together with where it stands."""
    facts = set(likeness(["Anna Müller"], {"plain near"}, frozenset(["haldenpost"])))
    assert {"person", "person plain near"} <= facts
    assert "site" not in facts
    assert {"site", "team", "stranger"} <= set(likeness(["Halden Post Team"], set(), frozenset(["haldenpost"])))
    assert "first name" in set(likeness(["Anna"], set(), frozenset()))


def test_a_personal_site_is_its_owners() -> None:
    """The person of the site's name or its copyright line is a candidate; a company is not."""
    assert owners(parse_page("<title>On ferries | Anna Müller</title><p>x</p>")) == ["Anna Müller"]
    assert owners(parse_page("<title>On ferries</title><p>© 2019–2026 Anna Müller. All rights reserved.</p>")) == [
        "Anna Müller"
    ]
    assert owners(parse_page("<title>On ferries | Halden Post</title><p>© 2026 Halden Post Ltd</p>")) == []


def test_the_day_is_read_from_a_script_where_nothing_else_tells_it() -> None:
    """The state of an application holds the day; a declared day makes the scripts needless."""
    script = '<script>window.__STATE__={"article":{"publishedAt":"2026-11-20T08:00:00Z"}}</script>'
    found = read(script, "<h1>Ferry strike ends</h1>")
    assert str(found.published)[:10] == "2026-11-20"
    declared = '<meta name="w-published-date" content="2026-11-18">'
    found = read(declared + script, "<h1>Ferry strike ends</h1>")
    assert str(found.published)[:10] == "2026-11-18"


def test_text_that_was_encoded_twice_is_read_once() -> None:
    """UTF-8 taken for Latin-1 and encoded again is undone; Latin-1 letters that are meant stay."""
    page = f"<h1>Don’t wait</h1>{BODY}"
    assert extract_page(page.encode().decode("latin-1").encode()).title == "Don’t wait"
    assert extract_page(f"<h1>Café Ärger</h1>{BODY}".encode()).title == "Café Ärger"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(alphabet="Anna Müller©|–-by 20()/", max_size=60), st.text(max_size=40))
def test_any_title_byline_and_address_are_read(title: str, byline: str, path: str) -> None:
    """Hostile values give parts or none; no author holds an address or a line break."""
    page = parse_page(f"<title>{title}</title><h1>{title}</h1><p>{byline}</p>{BODY}", url=f"https://a.example/{path}")
    found = read_metadata(page)
    assert all("\n" not in name and "@" not in name for name in found.authors)
