"""Settings."""

from pathlib import Path

import pytest

from coranto.app.settings import Settings, describe, load
from coranto.errors import SettingsError


def test_the_environment_wins_over_the_file_and_flags_over_both(tmp_path: Path) -> None:
    """One file, the environment and flags, in that order."""
    file = tmp_path / "coranto.toml"
    file.write_text('port = 1\nhost = "::1"\ntimeout = 5\n')
    found = load(environ={"CORANTO_PORT": "2", "CORANTO_TIMEOUT": "6"}, file=file, flags={"timeout": 7, "host": None})
    assert (found.port, found.host, found.timeout) == (2, "::1", 7.0)


def test_a_list_is_given_by_commas(tmp_path: Path) -> None:
    """A setting of several values reads naturally in the environment and in the file."""
    file = tmp_path / "c.toml"
    file.write_text('allowed_hosts = ["a", "b"]')
    assert load(environ={}, file=file).allowed_hosts == ("a", "b")
    assert load(environ={"CORANTO_ALLOWED_HOSTS": "a, b,"}).allowed_hosts == ("a", "b")


@pytest.mark.parametrize("text", ["port = ", "prot = 1", 'port = "x"', "\x00"])
def test_a_bad_file_is_one_clear_error(tmp_path: Path, text: str) -> None:
    """What cannot be used is named, with what to do."""
    file = tmp_path / "c.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match="coranto settings"):
        load(environ={}, file=file)


def test_every_setting_says_what_it_is_for() -> None:
    """`coranto settings` leaves none unexplained."""
    assert all(about for _, _, about in describe(Settings()))
