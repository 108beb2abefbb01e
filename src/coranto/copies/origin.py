"""Which member of a copy family the others come from, where it can be known.

In order: the outlet that a member names as the first publisher, the agency whose text it is, the time, and where two
came within minutes, the more complete text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.copies.rows import Rows
from coranto.model import Arrival
from coranto.text.names import publisher_key

OWN_TEXT, NO_MARK, AGENCY_TEXT, FOREIGN_TEXT = range(4)
"""Rank of a member: the agency's own page; a page without marks; one with an agency's mark; one that says that it
was published elsewhere first."""

_SAME_TIME = 600
"""Seconds within which two reports count as simultaneous."""
_NAMED = re.compile(
    r"\b(?:(?:first|originally) (?:published|appeared|posted)(?: (?:on|by|in|at))?|republished from|reprinted from"
    r"|(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht) (?:in|im|bei|auf)|initialement publié (?:par|sur|dans)"
    r"|publicado originalmente (?:en|por)|впервые опубликован\w* (?:в|на))\s+(?P<outlet>[^\n.,;:()]{2,60})",
    re.IGNORECASE,
)
_EDGE = 600
"""Characters at the start and the end of a text in which such a notice stands."""


def rank_arrival(arrival: Arrival) -> int:
    """Return how likely an article is to be the origin of its family; lower is likelier."""
    publisher = publisher_key(arrival.publisher)
    if publisher and arrival.agency and publisher == publisher_key(arrival.agency):
        return OWN_TEXT
    if _named_elsewhere(arrival, publisher):
        return FOREIGN_TEXT
    return AGENCY_TEXT if arrival.agency else NO_MARK


def choose_origin(rows: Rows, members: Sequence[int]) -> int:
    """Return the member (a row) that the others come from."""
    table = rows.table
    best_rank = min(int(table[row]["rank"]) for row in members)
    first = [row for row in members if int(table[row]["rank"]) == best_rank]
    earliest = min(int(table[row]["when"]) for row in first)
    together = [row for row in first if int(table[row]["when"]) - earliest <= _SAME_TIME]
    return max(together, key=lambda row: (int(table[row]["size"]), -row))


def _named_elsewhere(arrival: Arrival, publisher: str) -> bool:
    text = arrival.text
    edges = text if len(text) <= 2 * _EDGE else text[:_EDGE] + "\n" + text[-_EDGE:]
    found = _NAMED.search(edges)
    return found is not None and not (publisher and publisher_key(found["outlet"]).startswith(publisher))
