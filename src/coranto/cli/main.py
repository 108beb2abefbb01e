"""``coranto``: finds the command's module by its name, so that starting one loads only that one."""

from __future__ import annotations

import sys
from importlib import import_module, resources
from keyword import iskeyword

import click

from coranto import __version__
from coranto.errors import CorantoError

COMMANDS = tuple(
    sorted(
        file.name.removesuffix(".py").rstrip("_")
        for file in resources.files("coranto.cli").iterdir()
        if file.name.endswith(".py") and not file.name.startswith("_") and file.name != "main.py"
    )
)
"""One file a command, named after it; a name that Python reserves has ``_`` behind it."""


class _Commands(click.Group):
    """Loads ``coranto.cli.NAME`` when ``coranto NAME`` is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"coranto.cli.{module}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coranto")
def cli() -> None:
    """Coranto: news gathered from many papers, credited, and printed once."""


def main() -> None:
    """Run, and turn an error of ours into one line on stderr and exit status 1."""
    try:
        cli()
    except CorantoError as error:
        click.echo(f"coranto: {error}", err=True)
        sys.exit(1)
