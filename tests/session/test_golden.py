"""Golden recordings: what was measured once must come out again, on every machine and after every change that is not meant to change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wobblequest.core.recording import from_lines, to_lines
from wobblequest.session.replay import replay

FOLDER = Path(__file__).parent.parent / "golden" / "recordings"
NAMES = sorted(p.stem for p in FOLDER.glob("*.jsonl"))


def same(got: Any, expected: Any) -> bool:
    """Equal, numbers to nine digits: libraries of mathematics differ in the last one or two."""
    if isinstance(expected, dict):
        return got.keys() == expected.keys() and all(same(got[k], expected[k]) for k in expected)
    if isinstance(expected, list):
        return len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(expected, float):
        return bool(got == pytest.approx(expected, rel=1e-9, abs=1e-9))
    return bool(got == expected)


def test_there_is_one_for_every_drill_and_three_from_boards_one_of_them_to_be_fused() -> None:
    assert NAMES == [
        "align-4", "catch-5", "drift-5", "dual-3", "hold-3", "hold-3-csv", "hold-3-six-axis", "hold-6", "maze-8", "reach-3",
        "reach-3-witmotion", "reach-7", "react-3", "recall-3", "rhythm-3", "roll-3", "shift-8", "track-3",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_recording_gives_its_result(name: str) -> None:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as file:
        recording = from_lines(file)
    trial = replay(recording)
    expected = json.loads((FOLDER / f"{name}.result.json").read_text(encoding="utf-8"))
    got = trial.result().to_json()
    different = [k for k in expected["measures"] if not same(got["measures"].get(k), expected["measures"][k])]
    assert not different
    assert same(got, expected)
    assert trial.recording().events == recording.events


def test_the_files_are_as_the_program_writes_them() -> None:
    for name in NAMES:
        text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
        assert "\n".join(to_lines(from_lines(text.splitlines()))) + "\n" == text
