"""The record: one library folder on SQLite, or PostgreSQL, behind the ports."""
