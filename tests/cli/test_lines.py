"""Commands that read and write JSON Lines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from click.testing import CliRunner, Result

from coranto.cli.main import cli

SAID = "The ferry Sveti Rok ran aground off Vis on Monday, harbour master Ivo Bilic said. "
PAGE = f"""<html><head><title>Ferry aground</title><meta property="og:site_name" content="The Post"></head><body>
<article><h1>Ferry aground off Vis</h1><p>By Ann Lee</p>{f"<p>{SAID * 3}</p>" * 6}</article></body></html>"""
BAD = ['{"id": "broken', "[]", '{"id": "typed", "html": 7, "text": 7}']


def run(command: str, *lines: object) -> tuple[Result, list[dict[str, object]]]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = CliRunner().invoke(cli, [command], input=given)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_reads_lines() -> None:
    """One article a line, in order; unknown keys pass through, the page does not; a bad line is told and goes out."""
    result, out = run("extract", {"id": "a", "url": "https://post.example/a", "html": PAGE, "seen": 1}, *BAD)
    assert (out[0]["id"], out[0]["title"], out[0]["seen"]) == ("a", "Ferry aground off Vis", 1)
    assert (out[0]["kind"], out[0]["authors"]) == ("article", ["Ann Lee"])
    assert "html" not in out[0]
    assert [("error" in line) for line in out] == [False, True, True, True]
    assert result.stderr.count("line 2") == 1


def test_extract_reads_files(tmp_path: Path) -> None:
    """Packed or not; one that cannot be read is told and stops nothing."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    names = [str(tmp_path / name) for name in ("a.html", "b.html.gz", "missing.html")]
    result = CliRunner().invoke(cli, ["extract", *names])
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in out] == names
    assert out[0]["text"] == out[1]["text"]
    assert out[2]["error"]["code"] == "unreadable"


def test_group_answers_after_the_last_line() -> None:
    """A copy shares its family and its story; another matter does not; order of output is order of input."""
    story = {"title": "Ferry aground", "text": SAID * 5, "published": "2026-11-23T08:00:00Z"}
    other = {"title": "Snow in Bern", "text": "Snow fell on Bern all night. " * 9, "published": "2026-11-23T09:00:00Z"}
    copy = {**story, "published": "2026-11-23T10:00:00Z"}
    _, out = run("group", {"id": "a", **story}, *BAD[:2], {"id": "b", **other}, {"id": "c", **copy})
    assert [line["id"] for line in out] == ["a", None, None, "b", "c"]
    placed = {line["id"]: line for line in out if "error" not in line}
    assert placed["c"]["family"] == placed["a"]["family"] == "a"
    assert placed["c"]["story"] == placed["a"]["story"] != placed["b"]["story"]
    assert [placed[name]["origin"] for name in "abc"] == [True, True, False]


def test_annotate_points_into_the_text() -> None:
    """Every span is the text it says, and every key point a sentence of the article."""
    text = f"{SAID}“We heard a loud bang,” said Mayor Jelka Maric.\n\nDivers found 14 bodies in the hull on Tuesday."
    _, out = run("annotate", {"id": "a", "title": "Ferry aground", "text": text, "language": "en"}, BAD[2])
    found = out[0]
    spans = [*found["entities"], *(quote["content"] for quote in found["quotes"])]  # type: ignore[misc, index]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    points = [(span, point["text"]) for point in found["key_points"] for span in point["spans"]]  # type: ignore[attr-defined]
    assert points
    assert all(text[span["start"] : span["end"]] == said for span, said in points)
    assert "error" in out[1]
