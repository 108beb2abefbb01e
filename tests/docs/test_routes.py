"""The list of addresses stays true."""

import re
from pathlib import Path

from coranto.api.table import ENDPOINTS
from coranto.web.routes import routes

PAGE = Path(__file__).parents[2] / "docs/reference/routes.md"


def test_every_route_is_documented() -> None:
    """docs/reference/routes.md lists every address of the site and the API with its method, and no other."""
    listed = set(re.findall(r"^\| `(\w+ \S+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    served = {f"{method} {route.path}" for route in routes() for method in (route.methods or ()) if method != "HEAD"}
    assert served | {f"{one.method} /api/v1{one.path}" for one in ENDPOINTS} == listed
