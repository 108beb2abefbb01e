from coranto.extract.fragment import extract_fragment
from coranto.model import Block


def kinds(html: str) -> list[tuple[str, str]]:
    text, blocks = extract_fragment(html)
    return [(block.kind, text[block.start : block.end]) for block in blocks]


def test_blocks_lie_over_the_text() -> None:
    """Paragraphs, subheads, list items and quotations are blocks of the text, a blank line between them."""
    text, blocks = extract_fragment("<h2>Head</h2><p>One.</p><ul><li>Two</ul><blockquote><p>Three</p></blockquote>")
    assert text == "Head\n\nOne.\n\nTwo\n\nThree"
    assert blocks == (Block("h2", 0, 4), Block("p", 6, 10), Block("li", 12, 15), Block("quote", 17, 22))


def test_a_data_table_is_one_block() -> None:
    """Cells are parted by tabs and rows by newlines."""
    html = "<table><tr><th>Team<th>Points</tr><tr><td>Halden<td>12</tr></table>"
    assert kinds(html) == [("table", "Team\tPoints\nHalden\t12")]


def test_a_layout_table_is_no_table() -> None:
    """A table with a paragraph of prose in a cell is there for layout."""
    prose = "The council voted on Tuesday to rebuild the bridge. " * 6
    assert [kind for kind, _ in kinds(f"<table><tr><td>x<td>{prose}</tr><tr><td>y<td>z</tr></table>")] == ["p"] * 4


PROSE = "The council voted on Tuesday to rebuild the bridge, which the flood had carried away in May."


def test_a_bold_line_above_a_paragraph_is_a_subhead() -> None:
    """Many papers set subheads as paragraphs in bold type or in capitals."""
    html = f"<p>{PROSE}</p><p><b>Who pays for it</b></p><p>{PROSE}</p><p>WHAT COMES NEXT</p><p>{PROSE}</p>"
    assert [kind for kind, _ in kinds(html)] == ["p", "h3", "p", "h3", "p"]


def test_a_bold_line_is_no_subhead_where_nothing_follows_or_it_is_a_sentence() -> None:
    """Questions, sentences, values with their names and last lines in bold type stay paragraphs."""
    lines = ("He said no.", "Rating: 4.5", "And what then?", "Who pays for it")
    html = f"<p>{PROSE}</p>" + "".join(f"<p><b>{line}</b></p><p>{PROSE}</p>" for line in lines[:3])
    assert {kind for kind, _ in kinds(html + f"<p><b>{lines[3]}</b></p>")} == {"p"}


def test_a_long_heading_above_all_text_is_the_standfirst() -> None:
    """What papers set as a second headline is a paragraph of the text."""
    assert [kind for kind, _ in kinds(f"<h2>{PROSE}</h2><p>{PROSE}</p>")] == ["p", "p"]


def test_signs_that_lead_to_a_heading_are_no_text() -> None:
    """Permalinks stand behind headings."""
    html = "<h2>Setting up <a>¶</a></h2><h3>Use#</h3><p>Run it.</p>"
    assert kinds(html)[:2] == [("h2", "Setting up"), ("h3", "Use")]


def test_a_last_heading_that_leads_to_nothing_is_dropped() -> None:
    """What it headed was none of the text; a last sentence set as a heading, and a text of headings, stay."""
    assert kinds(f"<p>{PROSE}</p><h2>Sources</h2>") == [("p", PROSE)]
    assert kinds(f"<p>{PROSE}</p><p>Sources:</p>") == [("p", PROSE)]
    assert len(kinds(f"<p>{PROSE}</p><h3>It came to 1.6 percent.</h3>")) == 2
    assert len(kinds("<h2>Monday</h2><h2>Tuesday</h2><h2>Wednesday</h2>")) == 3


def test_a_quotation_pulled_out_of_the_text_is_not_told_twice() -> None:
    """A pull quote stands in a paragraph as well; a quotation that does not stays."""
    pulled = '"The flood had carried away the old bridge in May"'
    other = "Another voice altogether, from far away."
    html = f"<p>{PROSE} {pulled}, she said.</p><blockquote>{pulled}</blockquote><blockquote>{other}</blockquote>"
    assert [kind for kind, _ in kinds(html)] == ["p", "quote"]


def test_an_item_of_several_passages_is_one_block() -> None:
    """A title and its text in one item stay together; a list around whole paragraphs is there for layout."""
    assert kinds("<ul><li><div>Nokia</div><div>fell by 8 percent</div><li>Ericsson rose</ul>") == [
        ("li", "Nokia\nfell by 8 percent"),
        ("li", "Ericsson rose"),
    ]
    assert [kind for kind, _ in kinds(f"<ul><li>{f'<p>{PROSE}</p>' * 8}</li></ul>")] == ["p"] * 8


def test_bullets_set_as_characters_make_items() -> None:
    """The bullet itself is no text."""
    assert kinds("<p>• wages rise</p><p>• the week shortens</p>") == [("li", "wages rise"), ("li", "the week shortens")]


def test_characters_that_are_not_seen_are_no_text() -> None:
    """Soft hyphens and blanks of no width would hide words from the search."""
    assert kinds("<p>ange\u00adsichts des Macht\u200bwechsels\ufeff</p>") == [("p", "angesichts des Machtwechsels")]
