"""The marks that agencies and papers leave around a text.

Byline, dateline, credit line, signature, trailing notices and furniture; their words are data (``extract/data``).
Every reader is bounded in time: patterns look at the ends of a text only.
"""

from coranto.extract.notices.byline import read_byline
from coranto.extract.notices.credit import cut_credits
from coranto.extract.notices.dateline import cut_dateline, read_place
from coranto.extract.notices.insert import is_caption, is_insert, may_be_insert
from coranto.extract.notices.outlet import true_outlet
from coranto.extract.notices.people import read_people
from coranto.extract.notices.signature import cut_signature, read_signature, source_told
from coranto.extract.notices.tail import cut_tail, ends_article, is_furniture, is_notice

__all__ = [
    "cut_credits",
    "cut_dateline",
    "cut_signature",
    "cut_tail",
    "ends_article",
    "is_caption",
    "is_furniture",
    "is_insert",
    "is_notice",
    "may_be_insert",
    "read_byline",
    "read_people",
    "read_place",
    "read_signature",
    "source_told",
    "true_outlet",
]
