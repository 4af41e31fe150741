"""What people said of how they are comes back as it was said, with its session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from wobblequest.session.wellbeing import Answers
from wobblequest.store.store import Store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A second later each time it is asked."""
    seconds = count()
    return lambda: NOW + timedelta(seconds=next(seconds))


def test_answers_come_back_with_the_session_they_were_asked_for(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    before, between = Answers(pain=3, alarm=False, unwell=False, company=True), Answers(alarm=True)
    with Store.open(tmp_path, clock=clock) as store:
        heron, owl = store.people.ensure("Heron"), store.people.ensure("Owl")
        asked = store.checks.keep(heron.id, "before", before)
        assert [check.session_id for check in store.checks.all(heron.id)] == [None]
        session = store.sessions.begin(heron.id)
        store.checks.belong([asked], session)
        store.checks.keep(heron.id, "between", between, session)
    with Store.open(tmp_path, read_only=True, clock=clock) as store:
        kept = store.checks.all(heron.id)
        assert [(check.kind, check.answers, check.session_id) for check in kept] == [
            ("before", before, session), ("between", between, session)]
        assert kept[0].at < kept[1].at
        assert store.checks.all(owl.id) == []
