"""What a level or programme says can be said in another language, and is the same text as in its file."""

from __future__ import annotations

import json
from pathlib import Path

from wobblequest.core.messages import Message, Phrase
from wobblequest.language.catalogue import catalogue
from wobblequest.levels.level import level_from_json
from wobblequest.levels.load import read_level, read_level_text
from wobblequest.levels.programme import Programme
from wobblequest.levels.programme_load import examine_programme

LEVELS = Path(__file__).parents[2] / "levels"


def test_a_title_and_a_goal_are_phrases_to_look_up() -> None:
    level = read_level(LEVELS / "reach-1.yaml")
    assert isinstance(level.title, Message)
    assert level.title.made == Phrase("First reaches", {})
    assert isinstance(level.words.goal, Message)
    assert level.words.goal.made == Phrase("Lean to each circle, stay a moment, come back.", {}, aloud=True)


def test_a_programmes_title_and_idea_are_too() -> None:
    levels = [read_level(path) for path in sorted(LEVELS.glob("*.yaml"))]
    programme = examine_programme(LEVELS / "programmes" / "falls-at-home.yaml", levels)
    assert isinstance(programme, Programme)
    assert isinstance(programme.title, Message)
    assert isinstance(programme.idea, Message)


def test_a_recorded_level_is_the_same_level_and_its_words_are_phrases_again() -> None:
    level = read_level(LEVELS / "test-limits-of-stability.yaml")
    text = json.dumps(level.to_json())
    assert '"title": "Limits of stability"' in text
    again = level_from_json(json.loads(text))
    assert again == level
    assert again.to_json() == level.to_json()
    assert isinstance(again.title, Message)
    assert again.protocol is not None
    assert isinstance(again.protocol.definition, Message)


def test_a_clinics_own_level_keeps_its_own_words_in_every_language() -> None:
    text = (LEVELS / "reach-1.yaml").read_text(encoding="utf-8").replace("title: First reaches", "title: 'Frau Ödegårds {drei} Kreise'")
    assert catalogue("de").said(read_level_text(text).title) == "Frau Ödegårds {drei} Kreise"
