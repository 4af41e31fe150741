"""How somebody said they were before, between and after exercises."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("session_id", sa.String(36)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("at_utc", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_checks_person_id_people"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_checks_session_id_sessions"),
        sa.CheckConstraint("kind IN ('before', 'between', 'after')", name=op.f("ck_checks_kind")),
    )
    op.create_index("ix_checks_person_at", "checks", ["person_id", "at_utc"])
