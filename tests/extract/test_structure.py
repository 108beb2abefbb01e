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
