"""`wobblequest score`, through the command line's own door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wobblequest.cli import main
from wobblequest.core.arena import toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo, to_lines
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.levels.level import Level, level_from_json
from wobblequest.scoring.register import MEASURES
from wobblequest.session.trial import Trial

T = np.arange(0, 30, 0.01)
LEVELS: dict[str, dict[str, Any]] = {
    "hold": {"radius_deg": 3.0, "duration_s": 10.0},
    "reach": {"radius_deg": 2.5, "distance_deg": 7.0, "targets": 4, "directions_deg": [0, 90, 180, 270], "order": "clockwise"},
    "track": {"radius_deg": 2.0, "path": "circle", "size_deg": 6.0, "period_s": 12.0, "duration_s": 20.0},
    "rhythm": {"radius_deg": 2.0, "distance_deg": 5.0, "crossing_s": 2.0, "duration_s": 20.0},
    "recall": {"radius_deg": 2.5, "distance_deg": 7.0, "targets": 3, "directions_deg": [0, 90, 180], "order": "clockwise"},
    "maze": {"path": "maze", "points": 26, "width_deg": 3.0, "distance_deg": 9.0},
}
PRIMARY = {"hold": "time_on_target_pct", "reach": "movement_error", "track": "rms_error_2d", "rhythm": "directional_control_sd_pct",
           "recall": "mean_radial_error", "maze": "inside_pct"}


def _level(drill: str) -> Level:
    rising = drill in ("hold", "rhythm", "maze")
    values = [1.0, 40.0, 60.0, 80.0, 95.0] if rising else [9.0, 4.0, 3.0, 2.0, 0.5]
    anchors = dict(zip(("zero", "one_star", "two_stars", "three_stars", "hundred"), values, strict=True))
    return level_from_json({
        "id": f"{drill}-x", "title": "A level", "drill": drill, "difficulty": 1.0, "words": {"goal": "Do what is asked."},
        "parameters": LEVELS[drill], "anchors": anchors,
    })


def _play(drill: str, folder: Path) -> tuple[Path, Trial]:
    """Someone who glides to wherever the target is, recorded."""
    level = _level(drill)
    trial = Trial(Header("trial-1", level.to_json(), 7, Calibration(), Reach(), SourceInfo("sim")), level)
    pitch = roll = 0.0
    for i in range(12000):
        target = trial.target()
        if target is not None:
            pitch += 0.03 * (target.at.pitch_deg - pitch)
            roll += 0.03 * (target.at.roll_deg - roll)
        trial.feed(Reading(i / 100, up_from_gravity_plane(pitch + 0.3 * np.sin(i / 9), roll + 0.3 * np.cos(i / 11))))
        if trial.over:
            break
    assert trial.phase == "finished"
    path = folder / f"{drill}.jsonl"
    path.write_text("\n".join(to_lines(trial.recording())) + "\n", encoding="utf-8")
    return path, trial


def _csv(folder: Path, *columns: Any, head: str = "t_s,pitch_deg,roll_deg") -> Path:
    path = folder / "tilt.csv"
    rows = "\n".join(",".join("" if np.isnan(x) else repr(float(x)) for x in row) for row in zip(*columns, strict=True))
    path.write_text(f"{head}\n{rows}\n", encoding="utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    assert main(["score", *map(str, words), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"measures", "quality"}
    assert {"rate_hz", "gaps", "faults", "lost_s", "valid_pct", "dropped"} <= set(found["quality"])
    assert set(found["measures"]) <= set(MEASURES)
    return dict(found)


@pytest.mark.parametrize("drill", ["hold", "reach", "track", "rhythm", "recall", "maze"])
def test_a_recording_has_the_measures_its_trial_had(drill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, trial = _play(drill, tmp_path)
    found = _json(capsys, path)
    for name, measure in trial.result().measures.items():
        assert found["measures"][name] == measure.to_json(), name
    assert found["measures"][PRIMARY[drill]]["value"] > 0
    assert ("sampen_pitch" in found["measures"]) == (drill == "hold")
    quality = trial.result().quality.to_json()
    assert {key: found["quality"][key] for key in quality} == quality
    assert (found["quality"]["rate_hz"], found["quality"]["word"]) == (100.0, "good")
    assert (found["quality"]["dropped"], found["quality"]["valid_pct"]) == (0, 100.0)


def test_a_table_of_a_sway_is_scored_by_the_pace_of_its_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = 5 * np.sin(2 * np.pi * T / 6.0)
    path = _csv(tmp_path, T, np.cos(3.3 * T), 4 * np.sin(2 * np.pi * (T - 0.25) / 6.0), 0 * T, target,
                head="t_s,pitch_deg,roll_deg,target_pitch_deg,target_roll_deg")
    found = _json(capsys, path, "--level", "rhythm-1")["measures"]
    assert found["directional_control_sd_pct"]["value"] == pytest.approx(75.0, abs=1.0)
    assert found["gain_on_axis"]["value"] == pytest.approx(0.8, abs=0.01)
    assert found["phase_lag_on_axis"]["value"] == pytest.approx(15.0, abs=0.3)
    assert "rms_error_2d" in _json(capsys, path)["measures"]


def test_of_a_maze_the_smoothing_can_be_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, trial = _play("maze", tmp_path)
    found = _json(capsys, path, "--lowpass", "1")["measures"]
    before = trial.result().measures
    assert found["lowpass_hz"]["value"] == 1.0
    assert found["path_following_efficiency_pct"]["value"] > before["path_following_efficiency_pct"].value
    assert found["inside_pct"]["value"] == before["inside_pct"].value


def test_what_a_recall_does_not_know_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = _play("recall", tmp_path)
    assert main(["score", str(path), "--radius", "5"]) == 2
    assert "--radius cannot change what was hit" in capsys.readouterr().err
    assert main(["score", str(_csv(tmp_path, T, np.sin(T), np.cos(T))), "--level", "recall-1"]) == 2
    assert "score a recording of recall instead" in capsys.readouterr().err


def test_a_recording_by_other_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = _play("hold", tmp_path)
    assert _json(capsys, path, "--radius", "20")["measures"]["time_on_target_pct"]["value"] == 100
    raw = _json(capsys, path, "--lowpass", "none")["measures"]
    assert raw["lowpass_hz"] == {"value": None, "unit": "Hz", "why": "nothing was smoothed"}
    reach, _ = _play("reach", tmp_path)
    assert main(["score", str(reach), "--radius", "3"]) == 2
    assert "--level" in capsys.readouterr().err


def test_a_table_without_a_target_is_a_hold_about_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _csv(tmp_path, T, np.where(T < 15, 1.0, 4.0), 0 * T)
    found = _json(capsys, path)["measures"]
    assert found["time_on_target_pct"]["value"] == pytest.approx(50, abs=0.1)
    assert found["radius_deg"] == {"value": 3.0, "unit": "deg"}
    assert _json(capsys, path, "--radius", "4")["measures"]["time_on_target_pct"]["value"] == 100
    assert len(found["band_pct"]["value"]) == 6


def test_missing_cells_and_gaps_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    t = np.r_[T[:1000], T[1000:] + 2]
    pitch = np.sin(t)
    pitch[[5, 700]] = np.nan
    quality = _json(capsys, _csv(tmp_path, t, pitch, np.cos(t)))["quality"]
    assert quality == {
        "rate_hz": 100.0, "gaps": 1, "faults": 0, "lost_s": pytest.approx(2.0), "valid_pct": pytest.approx(100 * 29.98 / 31.99),
        "dropped": 2,
    }


def test_a_target_that_steps_is_reaching_and_one_that_moves_is_tracking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "t_s,pitch_deg,roll_deg,target_pitch_deg,target_roll_deg"
    out = (T % 10 > 2) & (T % 10 < 7)
    share = np.clip(np.where(out, (T % 10 - 2.3) / 1.0, 1 - (T % 10 - 7.3) / 1.0), 0, 1) * (T % 10 > 2)
    place = 6 * (10 * share**3 - 15 * share**4 + 6 * share**5)
    reaching = _json(capsys, _csv(tmp_path, T, place, 0 * T, np.where(out, 6.0, 0.0), 0 * T, head=head))["measures"]
    assert reaching["hit_rate_pct"]["value"] == 100
    assert "no dwell" in reaching["time_to_hold_s"]["why"]
    assert reaching["max_excursion_pct"]["value"] == pytest.approx(100, abs=1)
    course = 5 * np.sin(T)
    tracking = _json(capsys, _csv(tmp_path, T, 5 * np.sin(T - 0.3), 0 * T, course, 0 * T, head=head))["measures"]
    assert tracking["lag_pitch_s"]["value"] == pytest.approx(0.3, abs=0.005)
    assert tracking["rms_error_roll"]["value"] == 0


def test_a_level_for_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _csv(tmp_path, T, 0 * T + 3.5, 0 * T)
    text = (
        "id: side\ntitle: Side\ndrill: hold\ndifficulty: 1\nwords:\n  goal: Stay in the circle.\n"
        "parameters:\n  radius_deg: 2.0\n  direction_deg: 0.0\n"
    )
    anchors = "anchors:\n  zero: 1\n  one_star: 2\n  two_stars: 3\n  three_stars: 4\n  hundred: 5\n"
    level = tmp_path / "side.yaml"
    level.write_text(f"{text}  distance_deg: 5.0\n{anchors}", encoding="utf-8")
    found = _json(capsys, path, "--level", level)["measures"]
    assert (found["time_on_target_pct"]["value"], found["radius_deg"]["value"]) == (100, 2.0)
    level.write_text(f"{text}  distance_pct: 80.0\n{anchors}", encoding="utf-8")
    assert main(["score", str(path), "--level", str(level)]) == 2
    assert "target columns" in capsys.readouterr().err


def test_a_table_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = toward(90, 2.0)
    path = _csv(tmp_path, T, at.pitch_deg + np.sin(T), at.roll_deg + np.cos(T))
    assert main(["score", str(path), "--definitions"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("taken as hold (no target is known)")
    assert MEASURES["osi"].definition in out
    assert MEASURES["osi"].citation in out
    assert "100 samples/s" in out


@pytest.mark.parametrize(("words", "code", "said"), [
    (["nothing.csv"], 1, "there is no such file"), (["{csv}", "--lowpass", "60"], 2, "below 50 Hz"),
    (["{csv}", "--lowpass", "fast"], 2, "or none"),
    (["{csv}", "--radius", "0"], 2, "radius"), (["{csv}", "--radius", "big"], 2, "radius"), (["{bad}"], 1, "bad.csv:2: pitch_deg"),
    (["{cut}"], 1, "cut.jsonl:1"), ([], 2, "FILE"), (["{csv}", "--level", "no-such-level"], 2, "no-such-level"),
    (["{catch}", "--lowpass", "none"], 2, "nothing that catch scores is smoothed otherwise than in the game"),
])
def test_errors_are_one_sentence(words: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = {"csv": _csv(tmp_path, T[:50], T[:50], T[:50]), "bad": tmp_path / "bad.csv", "cut": tmp_path / "cut.jsonl",
              "catch": Path(__file__).parent.parent / "golden" / "recordings" / "catch-5.jsonl"}
    places["bad"].write_text("t_s,pitch_deg,roll_deg\n0,x,1\n", encoding="utf-8")
    places["cut"].write_text('{"format":"wobblequest-rec', encoding="utf-8")
    assert main(["score", *(word.format(**places) for word in words), "--data", str(tmp_path)]) == code
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out


def test_a_table_without_samples_has_only_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, _csv(tmp_path, [], [], []))
    assert found["measures"]["osi"] == {"value": None, "unit": "deg", "why": "there are not two usable samples"}
    assert found["quality"] == {"rate_hz": None, "gaps": 0, "faults": 0, "lost_s": 0.0, "valid_pct": None, "dropped": 0}
