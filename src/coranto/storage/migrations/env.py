"""Alembic's entry: runs migrations on the connection that ``storage.open`` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
