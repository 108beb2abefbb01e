"""The API's description, OpenAPI 3.1, made from the table of calls and the types that they take and give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from coranto import __version__
from coranto.api.problem import MEDIA_TYPE, Problem
from coranto.api.table import ENDPOINTS, Endpoint

_REF = "#/components/schemas/{name}"
_JSON = "application/json"


@cache
def description(server: str) -> Mapping[str, Any]:
    """Return the OpenAPI document; ``server`` is the path that the API is mounted under."""
    kinds = list(dict.fromkeys([Problem, *(e.takes for e in ENDPOINTS), *(e.gives for e in ENDPOINTS if _answers(e))]))
    schemas, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    known = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        operation = _operation(endpoint, known, components)
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Coranto",
            "version": __version__,
            "summary": "News articles, stories and their evidence.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server or "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _answers(endpoint: Endpoint) -> bool:
    return endpoint.gives is not type(None)


def _operation(endpoint: Endpoint, known: Mapping[Any, Any], components: Mapping[str, Any]) -> dict[str, Any]:
    parameters = [_path_parameter(name) for name in re.findall(r"\{(\w+)\}", endpoint.path)]
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": (endpoint.handler.__doc__ or "").strip().split("\n")[0],
        "responses": _responses(endpoint, known),
    }
    if endpoint.method == "POST":
        operation["requestBody"] = {"required": True, "content": {_JSON: {"schema": known[endpoint.takes]}}}
    else:
        parameters += _query_parameters(components[endpoint.takes.__name__])
    if parameters:
        operation["parameters"] = parameters
    if endpoint.signed:
        operation["security"] = [{"token": []}]
    return operation


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query_parameters(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": kind}
        for name, kind in schema.get("properties", {}).items()
    ]


def _responses(endpoint: Endpoint, known: Mapping[Any, Any]) -> dict[str, Any]:
    problem = {"description": "A problem", "content": {MEDIA_TYPE: {"schema": known[Problem]}}}
    if not _answers(endpoint):
        return {"204": {"description": "Done"}, "default": problem}
    status = "201" if endpoint.method == "POST" else "200"
    good = {"description": "The answer", "content": {_JSON: {"schema": known[endpoint.gives]}}}
    return {status: good, "default": problem}
