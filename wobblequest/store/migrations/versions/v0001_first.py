"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alias", sa.String(40), nullable=False),
        sa.Column("alias_key", sa.String(200), nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("alias_key", name="uq_people_alias_key"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("station", sa.String(255), nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("started_utc", sa.String(27), nullable=False),
        sa.Column("ended", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sessions_person_id_people"),
    )
    op.create_index("ix_sessions_person_started", "sessions", ["person_id", "started_utc"])
    op.create_table(
        "trials",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("level_id", sa.String(255), nullable=False),
        sa.Column("drill", sa.String(64), nullable=False),
        sa.Column("stance", sa.String(64), nullable=False),
        sa.Column("eyes", sa.String(64), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(80), nullable=False),
        sa.Column("source_kind", sa.String(32), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_protocol", sa.String(64), nullable=False),
        sa.Column("source_device", sa.Text(), nullable=False),
        sa.Column("calibration", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("program", sa.String(64), nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("started_utc", sa.String(27), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trials"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_trials_session_id_sessions"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_trials_person_id_people"),
        sa.CheckConstraint("state IN ('running', 'completed', 'stopped', 'interrupted')", name="ck_trials_state"),
    )
    op.create_index("ix_trials_person_started", "trials", ["person_id", "started_utc"])
    op.create_index("ix_trials_session", "trials", ["session_id"])
    op.create_table(
        "chunks",
        sa.Column("trial_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("crc32", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", "number", name="pk_chunks"),
        sa.ForeignKeyConstraint(["trial_id"], ["trials.id"], name="fk_chunks_trial_id_trials"),
    )
    op.create_table(
        "events",
        sa.Column("trial_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("t_s", sa.Float(53), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", "number", name="pk_events"),
        sa.ForeignKeyConstraint(["trial_id"], ["trials.id"], name="fk_events_trial_id_trials"),
    )
    op.create_table(
        "results",
        sa.Column("trial_id", sa.String(64), nullable=False),
        sa.Column("scoring_version", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", "scoring_version", name="pk_results"),
        sa.ForeignKeyConstraint(["trial_id"], ["trials.id"], name="fk_results_trial_id_trials"),
    )
    op.create_table(
        "calibrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("calibration", sa.Text(), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calibrations"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_calibrations_person_id_people"),
    )
    op.create_index("ix_calibrations_device_person", "calibrations", ["device", "person_id"])
    op.create_table(
        "reaches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reaches"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_reaches_person_id_people"),
    )
    op.create_index("ix_reaches_person", "reaches", ["person_id"])
