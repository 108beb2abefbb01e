"""Indexes that hold all that lists and counts ask for."""

from alembic import op

revision = "0003"
down_revision = "0002"

_REPLACED = (
    ("articles_by_time", "articles", ["time", "readable", "adult"]),
    ("articles_by_publisher", "articles", ["publisher_key", "time", "readable", "adult", "publisher"]),
    ("names_by_time", "names", ["kind", "time", "key", "name"]),
)
_NEW = (
    ("articles_listed", "articles", ["id", "readable", "adult"]),
    ("names_by_key", "names", ["kind", "key", "time", "article", "name"]),
    ("quotes_by_key", "quotes", ["key", "time", "article", "number"]),
)


def upgrade() -> None:
    for name, table, _ in _REPLACED:
        op.drop_index(name, table_name=table)
    for name, table, columns in (*_REPLACED, *_NEW):
        op.create_index(name, table, columns, unique=False)
