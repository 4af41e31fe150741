"""Which round of a set a trial was, and whether it was practice; older trials were no rounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name in ("round", "rounds", "practice"):
        op.add_column("trials", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.add_column("trials", sa.Column("set_id", sa.String(64), nullable=False, server_default=""))
