"""``coranto ask`` and ``coranto timeline`` as programs run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coranto.cli.main import cli

BRIDGE = {
    "id": "bridge",
    "url": "https://post.example/halden",
    "title": "Halden bridge reopens after nine years",
    "text": "The bridge at Halden reopened on Monday after nine years. It cost 412 million crowns, the city said.",
    "publisher": "The Post",
    "published": "2026-11-23T09:00:00+00:00",
    "language": "en",
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    lines = tmp_path / "articles.jsonl"
    lines.write_text(json.dumps(BRIDGE) + "\n", encoding="utf-8")
    run("import", "--library", str(tmp_path / "library"), str(lines))
    return str(tmp_path / "library")


def run(*arguments: str) -> list[str]:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_answers_follow_the_exchange_format(folder: str, tmp_path: Path) -> None:
    """Each line of questions gives one line: its id, sentences with verbatim spans, whether it was declined."""
    questions = tmp_path / "questions.jsonl"
    asked = {"id": 7, "question": "What did the bridge at Halden cost?", "choices": ["412 million crowns", "9 dollars"]}
    questions.write_text(json.dumps(asked) + "\n\nno json\n" + '{"id": 8}\n', encoding="utf-8")
    answered, broken, empty = map(json.loads, run("ask", "--library", folder, "--questions", str(questions)))
    assert answered["id"] == 7
    assert answered["choice"] == "412 million crowns"
    assert all(said["text"] == said["spans"][0]["quote"] for said in answered["answer"])
    assert broken["error"]["code"] == empty["error"]["code"] == "input"


def test_an_answer_names_its_source(folder: str) -> None:
    """For people, each sentence stands with its paper and day."""
    lines = run("ask", "--library", folder, "What did the bridge at Halden cost?")
    assert any("412 million" in line for line in lines)
    assert any(", 2026-" in line for line in lines)


def test_a_timeline_is_told_by_day(folder: str) -> None:
    """What a query finds is told a line a day, as words or as data."""
    assert run("timeline", "--library", folder, "Halden bridge")[0].startswith("2026-11-23")
    row = json.loads(run("timeline", "--library", folder, "Halden bridge", "--json")[0])
    assert row["day"] == "2026-11-23"
    assert row["spans"][0]["quote"] == row["text"]
