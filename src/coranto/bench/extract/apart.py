"""Peers that do not fit beside Coranto's own parts, read by a Python of their own (``make peers`` builds it).

``newspaper4k`` wants an older dateutil, ``magic-html`` Python 3.12. This file is also the program that the other
Python runs, so it imports nothing of Coranto there: ``apart.py TOOL`` answers a page a line.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PYTHON = Path(".venv-peers") / "bin" / "python"
"""Where ``make peers`` puts it, from the project's folder."""
_TAG = re.compile(r"<[^<>]+>")

Answer = dict[str, Any]
"""``text``, ``title``, ``authors``, ``day`` as the tool gives them, and ``seconds`` of CPU time."""


def apart_version(tool: str) -> str:
    """Return the version of a tool that is installed apart.

    Raises:
        ImportError: there is no such Python, or the tool is not installed for it.
    """
    if not PYTHON.exists():
        raise ImportError("not installed: see make peers")
    found = subprocess.run([PYTHON, __file__, tool, "--version"], capture_output=True, text=True, check=False)
    if found.returncode:
        raise ImportError("not installed: see make peers")
    return found.stdout.strip()


def read_apart(tool: str, pages: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """Yield what a tool makes of pages (address and decoded HTML), one for one."""
    command = [str(PYTHON), __file__, tool]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for url, html in pages:
            run.stdin.write(json.dumps({"url": url, "html": html}) + "\n")
            run.stdin.flush()
            yield json.loads(run.stdout.readline())


def _newspaper() -> Callable[[str, str], Answer]:
    article_of = import_module("newspaper").Article

    def read(url: str, html: str) -> Answer:
        article = article_of(url or "http://localhost/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        day = article.publish_date.isoformat()[:10] if article.publish_date else None
        return {"text": article.text, "title": article.title, "authors": article.authors, "day": day}

    return read


def _magic_html() -> Callable[[str, str], Answer]:
    extractor = import_module("magic_html").GeneralExtractor()

    def read(url: str, html: str) -> Answer:
        found = extractor.extract(html, base_url=url)
        return {"text": _TAG.sub(" ", found["html"]), "title": found.get("title")}

    return read


def _rs_trafilatura() -> Callable[[str, str], Answer]:
    extract = import_module("rs_trafilatura").extract

    def read(url: str, html: str) -> Answer:
        found = extract(html, url=url)
        return {
            "text": found.main_content, "title": found.title, "day": (found.date or "")[:10] or None,
            "authors": [found.author] if found.author else [],
        }  # fmt: skip

    return read


APART: Mapping[str, Callable[[], Callable[[str, str], Answer]]] = {
    "newspaper4k": _newspaper,
    "magic-html": _magic_html,
    "rs-trafilatura": _rs_trafilatura,
}


def _serve(tool: str) -> None:
    read = APART[tool]()
    for line in sys.stdin:
        page = json.loads(line)
        start = time.process_time()
        try:
            answer = read(page["url"], page["html"])
        except Exception:
            answer = {"text": "", "failed": True}
        print(json.dumps({**answer, "seconds": time.process_time() - start}), flush=True)


if __name__ == "__main__":
    try:
        print(version(sys.argv[1])) if "--version" in sys.argv else _serve(sys.argv[1])
    except PackageNotFoundError:
        sys.exit(1)
