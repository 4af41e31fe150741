"""Makes the golden recordings anew: one short trial a drill, and one on a six-axis board whose bytes went through a protocol.

Run it by hand (``python tests/golden/record.py``) after a change that is meant to change trials or scores, look at what changed, and say so
in CHANGELOG.md under "Scores changed". Tests only read what it made.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from math import degrees
from pathlib import Path
from typing import Any

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo, to_lines
from wobblequest.core.samples import Reading, Vector, angles_from_up, cross
from wobblequest.input.protocols.csv_lines import CsvEncoder
from wobblequest.input.protocols.decoder import Decoder, Encoder
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.witmotion import WitMotionEncoder
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

FOLDER = Path(__file__).parent / "recordings"
SHORT: dict[str, dict[str, Any]] = {
    "hold-3": {"duration_s": 10}, "reach-3": {"targets": 5}, "track-3": {"duration_s": 14},
    "rhythm-3": {"duration_s": 14}, "recall-3": {"targets": 2},
    "align-4": {"duration_s": 12}, "roll-3": {"gates": 3}, "catch-5": {"things": 5}, "react-3": {"targets": 3},
    "maze-8": {"duration_s": 30}, "drift-5": {"duration_s": 14}, "shift-8": {"shifts": 6},
    "hold-6": {"duration_s": 21, "radius_deg": 4.0, "push_deg": 5.0, "pushes": 2, "rings": 3}, "reach-7": {"targets": 3, "radius_deg": 3.0},
    "dual-3": {"hold": {"radius_deg": 6.5, "hold_s": 2.0, "duration_s": 9.0}, "alone_s": 9.0},
}


def short(name: str) -> Level:
    data = load_shelf(shipped_folder()).find(name).to_json()
    return level_from_json({**data, "parameters": {**data["parameters"], **SHORT[name]}})


def record(name: str, level: Level, source: SourceInfo, sent: Callable[[Reading], Reading | None]) -> None:
    """Play the level with a simulated person whose readings go through ``sent``, and keep recording and result."""
    header = Header(name, level.to_json(), 17, Calibration(), Reach((9.0, 10.0, 11.0, 9.5, 8.0, 8.5, 10.5, 10.0)), source,
                    "2026-01-02T10:00:00+01:00", "golden")
    person, trial = SimulatedSource(skill=0.6, seed=17), Trial(header, level)
    while not trial.over:
        person.aim(trial.target())
        reading = sent(person.step())
        if reading is not None:
            trial.feed(reading)
        said = person.answer(trial.question(), trial.play_s)
        if said is not None:
            trial.answer(said)
        if trial.play_s > 2.0 and not trial.adjusted:
            trial.adjust("size", 1)
            trial.pause("asked")
            trial.resume()
    (FOLDER / f"{name}.jsonl").write_text("\n".join(to_lines(trial.recording())) + "\n", encoding="utf-8", newline="\n")
    (FOLDER / f"{name}.result.json").write_text(json.dumps(trial.result().to_json(), indent=1) + "\n", encoding="utf-8", newline="\n")


def through(decoder: Decoder, encoder: Encoder) -> Callable[[Reading], Reading | None]:
    """The reading as it comes out of a board; None while the decoder still makes up its mind."""
    decoder.feed(encoder.boot())
    last: list[tuple[float, Vector]] = []

    def sent(reading: Reading) -> Reading | None:
        angles = angles_from_up(reading.up)
        frames = decoder.feed(encoder.encode(reading.t_s, *angles, _rate(last, reading)))
        last[:] = [(reading.t_s, reading.up)]
        if not frames:
            return None
        frame = frames[-1]
        return Reading(reading.t_s, frame.up, frame.rate_dps, frame.accel_g, frame.device_t_s)

    return sent


def _rate(last: list[tuple[float, Vector]], reading: Reading) -> Vector:
    """Angular rate of a sensor that turned from the last up vector to this one, deg/s, about the sensor's axes."""
    if not last:
        return (0.0, 0.0, 0.0)
    dt = reading.t_s - last[0][0]
    x, y, z = cross(reading.up, last[0][1])
    return (degrees(x) / dt, degrees(y) / dt, degrees(z) / dt)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in SHORT:
        record(name, short(name), SourceInfo("sim", "golden"), lambda reading: reading)
    for name, level, protocol, encoder in (
        ("hold-3-csv", "hold-3", "csv", CsvEncoder()), ("hold-3-six-axis", "hold-3", "csv", CsvEncoder(six_axis=True)),
        ("reach-3-witmotion", "reach-3", "witmotion", WitMotionEncoder()),
    ):
        record(name, short(level), SourceInfo("serial", "golden", protocol), through(PROTOCOLS[protocol].decoder(), encoder))
