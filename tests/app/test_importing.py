"""Imports: counted, refused with reasons, and finished by a second run when killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coranto.cli.main import cli

COUNT = 100


def coranto(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def exported(library: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in coranto("export", "--library", library).stdout.splitlines()]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep derived data out of the developer's own data folder, and do without the encoder, which loads slowly."""
    monkeypatch.setenv("CORANTO_ENCODER", "false")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Articles enough that an import takes a while."""
    file = tmp_path / "articles.jsonl"
    rows = [
        {
            "title": f"Ferry {number} leaves harbour {number % 7}",
            "text": f"The ferry number {number} left harbour {number % 7} at dawn, the master said.\n\n" * 5,
            "url": f"https://post.example/{number}",
            "publisher": "The Post",
            "published": f"2026-11-{1 + number % 23:02}T08:00:00+00:00",
        }
        for number in range(COUNT)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_an_import_says_what_it_did(lines: Path, tmp_path: Path, address: str) -> None:
    """New, then the same; what is refused is told with where and why, and makes the exit status 1."""
    first = coranto("import", str(lines), "--library", address, "--json")
    assert (first.exit_code, json.loads(first.stdout)["new"]) == (0, COUNT)
    (tmp_path / "noise.bin").write_bytes(b"\x00\x01" * 100)
    second = coranto("import", str(lines), str(tmp_path / "noise.bin"), "missing.html", "--library", address, "--json")
    told = json.loads(second.stdout)
    assert (second.exit_code, told["same"]) == (1, COUNT)
    assert [(one["code"], Path(one["where"]).name) for one in told["refused"]] == [
        ("unreadable", "noise.bin"),
        ("unreadable", "missing.html"),
    ]


def test_what_is_exported_can_be_imported(lines: Path, tmp_path: Path, address: str) -> None:
    """Everything but the grouping, which is made anew, comes back the same."""
    first, file = str(tmp_path / "first"), tmp_path / "out.jsonl"
    coranto("import", str(lines), "--library", first)
    file.write_text(coranto("export", "--all", "--library", first).stdout, encoding="utf-8")
    assert coranto("import", str(file), "--library", address).exit_code == 0
    assert exported(address) == exported(first)


@pytest.mark.parametrize("delay", [1.0, 1.6, 2.4])
def test_a_killed_import_is_finished_by_the_next(lines: Path, tmp_path: Path, delay: float) -> None:
    """A kill -9 at any time leaves a sound library; a second run takes the rest, and nothing appears twice."""
    library = str(tmp_path / "library")
    command = [sys.executable, "-c", "from coranto.cli.main import main; main()", "import", str(lines)]
    process = subprocess.Popen([*command, "--library", library], stdout=subprocess.DEVNULL)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert coranto("import", str(lines), "--library", library).exit_code == 0
    found = exported(library)
    assert len(found) == len({row["url"] for row in found}) == COUNT
    assert all(row["story"] for row in found)
    told = coranto("doctor", "--library", library).stdout
    assert "the record is sound" in told
    assert "sentence encoder" in told
    assert "language model: none" in told
