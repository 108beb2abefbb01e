"""The description for people: one page that lists every call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Coranto: the API</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="docs.css">'
    "</head><body><h1>The API</h1><p>{summary} The same for programs: "
    '<a href="openapi.json">openapi.json</a> (OpenAPI 3.1). Errors are problem details (RFC 9457). Calls marked '
    "<em>token</em> need <code>Authorization: Bearer TOKEN</code>; <code>POST sessions</code> gives one. Safe reading "
    "is on unless asked with <code>?safe=0</code>.</p>{calls}</body></html>"
)
_CALL = Markup("<section><h2><code>{method} {path}</code>{token}</h2><p>{summary}</p>{parameters}</section>")
_PARAMETER = Markup("<li><code>{name}</code> {about}</li>")

STYLE = """:root { color-scheme: light dark; }
body { font: 1rem/1.5 Charter, Cambria, Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1rem; margin: 0; font-weight: 400; }
section { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); padding: .8rem 0; }
section p { margin: .2rem 0; }
ul { margin: .3rem 0 0; padding-left: 1.2rem; font-size: .9rem; }
em { margin-left: .8rem; color: color-mix(in srgb, currentcolor 60%, transparent); }
"""


def page(description: Mapping[str, Any]) -> str:
    """Return the page."""
    calls = Markup("").join(
        _call(method, path, operation)
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
    )
    return _PAGE.format(summary=description["info"]["summary"], calls=calls)


def _call(method: str, path: str, operation: Mapping[str, Any]) -> Markup:
    parameters = Markup("").join(
        _PARAMETER.format(name=one["name"], about="" if one["in"] == "query" else "(in the address)")
        for one in operation.get("parameters", ())
    )
    return _CALL.format(
        method=method.upper(),
        path=path,
        token=Markup("<em>token</em>") if "security" in operation else "",
        summary=operation["summary"],
        parameters=Markup("<ul>{}</ul>").format(parameters) if parameters else "",
    )
