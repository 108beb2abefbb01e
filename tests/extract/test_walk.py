import subprocess
import sys

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from coranto.extract.walk import MAX_NODES, Container, Passage, Walk

_PIECES = st.sampled_from([
    "<div>", "</div>", "<p class='a B'>", "<b>", "</b>", "<a href=x>", "</a>", "<br>", "<table>", "<td>", "<nav>",
    "</nav>", "<footer>", "<article>", "<h1>", "<svg>", "<template>", "</template>", "<time datetime=2024>", "<x-y>",
    "\0", "\r\n", " ", "word", "é中😀", "&amp;", "<!-- c -->", "<html id=ÄÖ>", "<select>", "<ul><li>",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_passages_hold_what_the_parser_holds(html: str) -> None:
    """Every passage's words are in the document's text in that order, in a container that is within the page."""
    document = turbohtml.parse(html)
    found = Walk(document)
    containers, passages, moments = found.containers, found.passages, found.moments
    words, text = [word for passage in passages for word in passage.text.split()], document.text
    for word in words:
        text = text[text.index(word) + len(word) :]
    assert all(0 <= passage.container < len(containers) for passage in passages)
    assert all(number < container.end <= len(containers) for number, container in enumerate(containers))
    assert all(container.parent < number for number, container in enumerate(containers))
    assert all(0 <= number < len(passages) for number, _ in moments)


def test_a_container_says_what_it_is_called() -> None:
    """Class, id, role and labels are joined, lower-case; what is styled away is hidden."""
    html = '<p id=ÄB data-testid=T class="Q  r" style="display : none; display: none">x'
    containers = Walk(turbohtml.parse(html)).containers
    assert containers[2] == Container("p", 1, 2, "q  r äb t", hidden=True, end=3)
    assert containers[0] == Container("html", -1, 0, "", end=3)


def test_line_breaks_share_out_links_and_bold_type() -> None:
    """Runs between two line breaks are passages that share what is linked and bold by their length."""
    passages = Walk(turbohtml.parse("<p><b><a href=x>four</a></b><br><br>four")).passages
    assert passages == [Passage("four", "p", 2, 2, 2), Passage("four", "p", 2, 2, 2)]
    assert passages[0] != Passage("four", "p", 2, 2, 1)


@pytest.mark.parametrize("html", ["<p>" * MAX_NODES, "<nav>" * MAX_NODES + "x", "<p>x" * (2 * MAX_NODES)])
def test_so_many_nodes_are_walked(html: str) -> None:
    """What comes after the bound is not read."""
    assert len(Walk(turbohtml.parse(html)).passages) <= MAX_NODES // 2


def test_only_documents_are_walked() -> None:
    """Anything else is refused before its memory is read."""
    with pytest.raises(TypeError, match="not a document: str"):
        Walk("<p>x")  # type: ignore[arg-type]


def test_another_parser_is_refused() -> None:
    """A turbohtml whose tree is not known is refused with what to install."""
    code = "import turbohtml; turbohtml.__version__ = '9.9'; import coranto.extract.dom as d; d.parse_page('<p>x')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ParserRefused: turbohtml: turbohtml 9.9 is not the version" in done.stderr
    assert "install the wheel of turbohtml==1.15.4 from PyPI" in done.stderr
