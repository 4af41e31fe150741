"""Run by Alembic: migrates the connection it was handed, inside the transaction that is already open there."""

from __future__ import annotations

from alembic import context

from wobblequest.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
