"""What follows from how somebody says they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.session.wellbeing import Answers, Verdict, answers_from_json

said = st.none() | st.booleans()
answers = st.builds(Answers, pain=st.none() | st.integers(0, 10), alarm=said, unwell=said, company=said, overruled=st.booleans())


@pytest.mark.parametrize(("given_answers", "verdict"), [
    (Answers(pain=0, alarm=False, unwell=False, company=False), "go"), (Answers(pain=5), "go"), (Answers(pain=6), "another-day"),
    (Answers(pain=2, unwell=True), "another-day"), (Answers(alarm=True), "no-session"), (Answers(pain=9, alarm=True), "no-session"),
])
def test_the_verdict_follows_from_what_was_said(given_answers: Answers, verdict: Verdict) -> None:
    assert given_answers.verdict == verdict


@given(answers)
def test_dizzy_or_breathless_is_never_a_session_whatever_else_was_said(said: Answers) -> None:
    assert (said.verdict == "no-session") == bool(said.alarm)


@given(answers)
def test_answers_come_back_as_they_were(said: Answers) -> None:
    assert answers_from_json(json.loads(json.dumps(said.to_json()))) == said


@pytest.mark.parametrize("data", [{"pain": 11}, {"pain": "3"}, {"pain": True}, {"alarm": 1}, {"heart": True}, {"overruled": "no"}])
def test_what_nobody_can_say_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        answers_from_json(data)
