"""The exchange format."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import UnreadableInput
from coranto.model import Article, Credit, Dateline, Image, Kind
from coranto.pipeline.exchange import article_record, read_lines, record_article, run_lines

FULL = Article(
    title="Ferry returns",
    text="One.\n\nTwo.",
    kind=Kind.ARTICLE,
    url="https://halden.example/ferry",
    authors=("Ada Lind",),
    dateline=Dateline("HALDEN", "NPA"),
    credits=(Credit("Editing", ("Bo Ek",)),),
    published=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    image=Image("https://halden.example/f.jpg", "The ferry"),
    keywords=("ferry",),
)


def test_what_is_exported_can_be_imported() -> None:
    """An article survives the way out and back through JSON."""
    record = json.loads(json.dumps(article_record(FULL, "x")))
    assert record["id"] == "x"
    assert record["published"] == "2026-11-20T08:30:00+00:00"
    assert record_article(record) == FULL


@pytest.mark.parametrize("record", [{}, {"title": " "}, {"title": 3}, {"title": "a", "published": "soon"}])
def test_a_record_that_is_no_article_is_one_clear_error(record: dict[str, Any]) -> None:
    """The error says where and why."""
    with pytest.raises(UnreadableInput, match="line 4: no article"):
        record_article(record, where="line 4")


def echo(record: dict[str, Any], where: str) -> dict[str, Any]:
    if "bad" in record:
        raise UnreadableInput("bad", where=where)
    return {"seen": True}


def test_one_bad_line_does_not_stop_the_rest() -> None:
    """Order out is order in; a bad line goes out as an error and is told on stderr with its number."""
    told: list[str] = []
    lines = [b'{"id": 1, "own": [2], "html": "<p>"}\n', b"{nonsense\n", b"\n", b'{"id": 3, "bad": 1}\n', b"[1]\n"]
    out = [json.loads(line) for line in run_lines(lines, echo, told.append)]
    assert out[0] == {"id": 1, "own": [2], "seen": True}
    assert [row["error"]["code"] for row in out[1:]] == ["unreadable"] * 3
    assert out[2]["id"] == 3
    assert [line.split(":")[0] for line in told] == ["line 2", "line 4", "line 5"]


@given(st.lists(st.binary(max_size=80)))
def test_no_line_crashes_the_reader(lines: list[bytes]) -> None:
    """Any bytes give either an object or an error of ours."""
    assert len(list(read_lines(lines))) == sum(1 for line in lines if line.strip())
