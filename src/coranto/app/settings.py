"""Settings: one file, then the environment, then flags; each later one wins."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_data_path

from coranto.errors import SettingsError

PREFIX = "CORANTO_"


def setting(default: object, about: str, *, secret: bool = False) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a setting with its default and the line that ``coranto settings`` shows; a secret's value is not."""
    return field(default=default, repr=not secret, metadata={"about": about, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. A name here is ``CORANTO_NAME`` in the environment and ``name`` in ``coranto.toml``."""

    library: str = setting(str(user_data_path("coranto")), "the library: a folder, or a postgresql:// address")
    host: str = setting("127.0.0.1", "address that `coranto serve` listens on")
    port: int = setting(8642, "port that `coranto serve` listens on")
    data: str = setting("../shared/data", "folder of labelled data for `coranto bench` and the tests")
    allowed_hosts: tuple[str, ...] = setting((), "hosts that may be fetched although their address is not public")
    fetch_ports: tuple[int, ...] = setting((80, 443, 8080, 8443), "ports that are fetched from; a listed host has any")
    public_url: str = setting("", "address under which others reach this Coranto; with it, hubs are subscribed to")
    contact: str = setting("", "address or page that publishers can reach you at, sent in the User-Agent")
    max_bytes: int = setting(20_000_000, "largest page or feed taken in, in bytes after decompression")
    timeout: float = setting(30.0, "seconds until a fetch is given up")
    delay: float = setting(1.0, "seconds between two requests to one host")
    mail_password: str = setting("", "password of the mailboxes among the sources; never stored", secret=True)
    model_url: str = setting("", "an OpenAI-compatible endpoint, up to /v1; without one no language model is used")
    model_name: str = setting("", "the model to ask for there")
    model_key: str = setting("", "its key, if it wants one; better in CORANTO_MODEL_KEY than in a file", secret=True)
    model_features: tuple[str, ...] = setting(
        (), "what a model may do, and be sent: wording (of answers), translation (of articles)"
    )
    model_timeout: float = setting(60.0, "seconds until the model is given up")
    model_budget: int = setting(200_000, "tokens that may be spent on the model in a day")
    speech_command: str = setting(
        "espeak-ng --stdin --stdout -v {language}",
        "the program that reads articles aloud: text in, WAV out; used where it is installed, empty for none",
    )
    speech_encoder: str = setting(
        "lame --quiet -m m --abr 40 - -",
        "the program that makes its sound small: WAV in, MP3 out; without it WAV is served",
    )
    publisher_groups: str = setting(
        "", "file of publishers that belong together, beside those that Coranto knows: their reports count once"
    )
    encoder: bool = setting(True, "use the sentence encoder where its extra is installed: stories across languages")


_LISTS = {f.name for f in fields(Settings) if isinstance(f.default, tuple)}


def load(
    *, environ: Mapping[str, str] | None = None, file: Path | None = None, flags: Mapping[str, object] | None = None
) -> Settings:
    """Return the settings in force; ``flags`` whose value is None are not given.

    Raises:
        SettingsError: a file that cannot be read, an unknown name, or a value of the wrong type.
    """
    environ = os.environ if environ is None else environ
    given = _from_file(file or _default_file(environ))
    given |= _from_environment(environ)
    given |= {name: value for name, value in (flags or {}).items() if value is not None}
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from error


def describe(settings: Settings) -> list[tuple[str, str, str]]:
    """Return (name, value, what it is for) of every setting."""
    return [
        (f.name, _shown(getattr(settings, f.name), f.metadata["secret"]), f.metadata["about"]) for f in fields(settings)
    ]


def _shown(value: object, secret: bool) -> str:
    if secret:
        return "(set)" if value else ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _default_file(environ: Mapping[str, str]) -> Path | None:
    named = environ.get(PREFIX + "SETTINGS")
    if named:
        return Path(named)
    beside = Path("coranto.toml")
    return beside if beside.exists() else None


def _from_file(file: Path | None) -> dict[str, object]:
    if file is None:
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read as TOML: {error}", where=str(file)) from error
    unknown = found.keys() - {f.name for f in fields(Settings)}
    if unknown:
        raise SettingsError(f"unknown setting {sorted(unknown)[0]!r}", where=str(file))
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    names = {f.name: PREFIX + f.name.upper() for f in fields(Settings)}
    given = {name: environ[key] for name, key in names.items() if environ.get(key)}
    return {name: _split(value) if name in _LISTS else value for name, value in given.items()}


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
