"""Which programme a session belongs to, and whether it was an evaluation; older sessions were free play."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("programme", sa.String(64), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("evaluation", sa.Integer, nullable=False, server_default="0"))
