"""Copy families: articles that carry the same text. Pure."""

from coranto.copies.diff import Change, ParagraphChange, compare
from coranto.copies.index import CopyIndex, FamilyPlacement

__all__ = ["Change", "CopyIndex", "FamilyPlacement", "ParagraphChange", "compare"]
