"""The docs stay true."""

import re
from pathlib import Path

from coranto.app.settings import Settings, describe
from coranto.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_every_link_between_pages_leads_somewhere() -> None:
    """A link in README or docs/ to a file of this repository names a file that is there."""
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in PAGES
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_architecture_page_names_every_room() -> None:
    """A newcomer finds each room of src/coranto on the architecture page."""
    text = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "src/coranto").iterdir() if not path.name.startswith(("_", "py."))}
    assert {room for room in rooms if f"`{room}`" not in text} == set()


def test_every_setting_and_command_is_documented() -> None:
    """docs/reference names every setting, with the words that `coranto settings` shows, and every command."""
    settings = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert [row for row in describe(Settings()) if f"| `{row[0]}` | {row[2]} |" not in settings] == []
    commands = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"| `coranto {name}" not in commands] == []
