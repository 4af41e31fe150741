"""How late the picture was when a trial began; not known of older trials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("trials", sa.Column("latency_ms", sa.Float(53)))
