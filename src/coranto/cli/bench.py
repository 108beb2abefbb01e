"""``coranto bench``: print a quality table measured on labelled data."""

from __future__ import annotations

from importlib import import_module, resources
from pathlib import Path

import click

from coranto.app import settings
from coranto.errors import SettingsError

NAMES = tuple(
    sorted(
        entry.name.removesuffix(".py")
        for entry in resources.files("coranto.bench").iterdir()
        if not entry.name.startswith("_")
    )
)


@click.command("bench")
@click.argument("name", type=click.Choice(NAMES))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of labelled data (the setting `data`).")
def command(name: str, data: Path | None) -> None:
    """Measure one stage on labelled data and print the table."""
    folder = data or Path(settings.load().data)
    if not folder.is_dir():
        raise SettingsError("no such folder", where=str(folder), hint="name the labelled data with --data DIR")
    try:
        import_module(f"coranto.bench.{name}").run(folder)
    except ModuleNotFoundError as missing:
        hint = "install the extra: pip install 'coranto[bench]'"
        raise SettingsError(f"this table needs {missing.name}", where=f"coranto bench {name}", hint=hint) from missing
