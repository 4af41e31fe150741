"""What a person, and what the station, has set: each change as a row of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("station", sa.String(255)),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_settings_person_id_people"),
    )
    op.create_index("ix_settings_person", "settings", ["person_id", "station"])
