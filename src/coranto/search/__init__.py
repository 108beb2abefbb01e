"""Derived indexes that follow the change log: full text and vectors."""
