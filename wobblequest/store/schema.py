"""The tables as they are now. How older ones became these is in ``migrations``; a test holds both together.

Moments stand twice: as local ISO 8601 text with offset, as they were said, and in UTC for ordering. Ids are random UUIDs except a trial's,
which its recording's header brings. Seeds are text, because a seed may be any whole number.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every version of the schema, oldest first, so that an up-to-date store opens without loading the migrations."""
HEAD = VERSIONS[-1]

metadata = MetaData(naming_convention={
    "ix": "ix_%(column_0_N_label)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",
})

people = Table(
    "people", metadata,
    Column("id", String(36), primary_key=True),
    Column("alias", String(40), nullable=False),
    Column("alias_key", String(200), nullable=False, unique=True),  # the alias with its case folded away
    Column("created", String(40), nullable=False),
)

sessions = Table(
    "sessions", metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("station", String(255), nullable=False),
    Column("started", String(40), nullable=False),
    Column("started_utc", String(27), nullable=False),
    Column("ended", String(40)),
    Column("programme", String(64), nullable=False, server_default=""),  # its id, "" for free play
    Column("evaluation", Integer, nullable=False, server_default="0"),  # 1 where its tests were done
    Index("ix_sessions_person_started", "person_id", "started_utc"),
)

trials = Table(
    "trials", metadata,
    Column("id", String(64), primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("level_id", String(255), nullable=False),
    Column("drill", String(64), nullable=False),
    Column("stance", String(64), nullable=False),
    Column("eyes", String(64), nullable=False),
    Column("level", Text, nullable=False),
    Column("seed", String(80), nullable=False),
    Column("source_kind", String(32), nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_protocol", String(64), nullable=False),
    Column("source_device", Text, nullable=False),
    Column("calibration", Text, nullable=False),
    Column("reach", Text, nullable=False),
    Column("program", String(64), nullable=False),
    Column("started", String(40), nullable=False),
    Column("started_utc", String(27), nullable=False),
    Column("state", String(16), nullable=False),
    Column("faults", Integer, nullable=False),
    Column("latency_ms", Float(53)),
    Column("round", Integer, nullable=False, server_default="0"),  # 0 where the trial is no part of a set of rounds
    Column("rounds", Integer, nullable=False, server_default="0"),
    Column("practice", Integer, nullable=False, server_default="0"),  # 1 for a round that does not count
    Column("set_id", String(64), nullable=False, server_default=""),
    CheckConstraint("state IN ('running', 'completed', 'stopped', 'interrupted')", name="state"),
    Index("ix_trials_person_started", "person_id", "started_utc"),
    Index("ix_trials_session", "session_id"),
)

chunks = Table(
    "chunks", metadata,
    Column("trial_id", ForeignKey("trials.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("readings", Integer, nullable=False),  # how many
    Column("crc32", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
)

events = Table(
    "events", metadata,
    Column("trial_id", ForeignKey("trials.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("after", Integer, nullable=False),
    Column("t_s", Float(53), nullable=False),
    Column("detail", Text, nullable=False),
)

results = Table(
    "results", metadata,
    Column("trial_id", ForeignKey("trials.id"), primary_key=True),
    Column("scoring_version", Integer, primary_key=True),
    Column("result", Text, nullable=False),
    Column("made", String(40), nullable=False),
)

calibrations = Table(
    "calibrations", metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("device", Text, nullable=False),
    Column("calibration", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Index("ix_calibrations_device_person", "device", "person_id"),
)

reaches = Table(
    "reaches", metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("reach", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Index("ix_reaches_person", "person_id"),
)

settings = Table(
    "settings", metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id")),  # NULL for what belongs to a station
    Column("station", String(255)),  # the computer's name, as a session has it; NULL for what belongs to a person
    Column("settings", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Index("ix_settings_person", "person_id", "station"),
)

checks = Table(
    "checks", metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("session_id", ForeignKey("sessions.id")),  # null where nothing was played then
    Column("kind", String(16), nullable=False),
    Column("answers", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("at_utc", String(27), nullable=False),
    CheckConstraint("kind IN ('before', 'between', 'after')", name="kind"),
    Index("ix_checks_person_at", "person_id", "at_utc"),
)
