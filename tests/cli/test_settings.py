"""coranto settings."""

import json

import pytest
from click.testing import CliRunner

from coranto.cli import main as entry


def test_settings_as_data() -> None:
    """`coranto settings --json` prints every setting in force."""
    result = CliRunner().invoke(entry.cli, ["settings", "--json"], env={"CORANTO_PORT": "99"})
    rows = {row["name"]: row["value"] for row in json.loads(result.stdout)}
    assert rows["port"] == "99"


def test_an_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of ours is one line on stderr and exit status 1, without a traceback."""
    monkeypatch.setenv("CORANTO_PORT", "x")
    monkeypatch.setattr("sys.argv", ["coranto", "settings"])
    with pytest.raises(SystemExit) as stop:
        entry.main()
    assert stop.value.code == 1
    err = capsys.readouterr().err
    assert err.startswith("coranto: ")
    assert "port" in err
    assert err.count("\n") == 1


def test_every_command_loads_and_has_help() -> None:
    """Each name in COMMANDS is a module with a documented command."""
    for name in entry.COMMANDS:
        result = CliRunner().invoke(entry.cli, [name, "--help"])
        assert result.exit_code == 0, name
