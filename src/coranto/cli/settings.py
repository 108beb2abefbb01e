"""``coranto settings``: every setting, its value and what it is for."""

from __future__ import annotations

import click
import msgspec

from coranto.app import settings


@click.command("settings")
@click.option("--json", "as_json", is_flag=True, help="Print as data.")
def command(as_json: bool) -> None:
    """List every setting, its value in force and what it is for."""
    rows = settings.describe(settings.load())
    if as_json:
        click.echo(msgspec.json.encode([{"name": n, "value": v, "about": a} for n, v, a in rows]))
        return
    width = max(len(name) for name, _, _ in rows)
    for name, value, about in rows:
        click.echo(f"{name:<{width}}  {value or '-'}\n{'':<{width}}  {about}")
