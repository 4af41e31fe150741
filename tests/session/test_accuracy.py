from __future__ import annotations

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.samples import Reading, up_from_angles, up_from_gravity_plane
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.accuracy import ONE_SENTENCE, kind_of, note, warning
from wobblequest.session.tilt import TiltChain
from wobblequest.session.trial import Trial

UP = up_from_angles(2.0, 1.0)
ANGLES, ANGLES_AND_RATE = Reading(0.0, UP), Reading(0.0, UP, (1.0, 0.0, 0.0))
SIX_AXES, BARE = Reading(0.0, UP, (1.0, 0.0, 0.0), 1.0), Reading(0.0, UP, None, 1.0)


def test_what_a_board_sends_is_told_from_its_readings() -> None:
    assert [kind_of(reading) for reading in (ANGLES, ANGLES_AND_RATE, SIX_AXES, BARE)] == ["angles", "angles", "fused", "accelerometer"]


@pytest.mark.parametrize("reading", [ANGLES, ANGLES_AND_RATE, SIX_AXES])
def test_only_a_bare_accelerometer_is_warned_of(reading: Reading) -> None:
    assert warning([reading] * 5) is None
    assert note([reading] * 5) is None
    assert warning([BARE] * 3 + [reading] * 3) is None
    assert warning([BARE] * 4 + [reading] * 3) == ONE_SENTENCE
    assert warning([]) is None


def test_the_sentence_for_the_screen_is_short() -> None:
    assert len(ONE_SENTENCE.split()) <= 14
    assert ONE_SENTENCE.count(".") == 1


def played(reading: Reading, seconds: float = 3.0) -> Trial:
    level = load_shelf(shipped_folder()).find("hold-1")
    trial = Trial(Header("t", level.to_json(), 1, Calibration(), Reach(), SourceInfo("serial")), level)
    for i in range(int(seconds * 100)):
        trial.feed(reading._replace(t_s=i / 100))
    return trial


def test_the_result_of_a_trial_on_a_bare_accelerometer_says_how_far_it_may_be_off() -> None:
    notes = [text for text in played(BARE).result().notes if "gyroscope" in text]
    assert notes == [note([BARE])]
    assert "2° (RMS" in notes[0]
    assert "4.1°" in notes[0]
    for reading in (ANGLES, ANGLES_AND_RATE, SIX_AXES):
        assert not any("gyroscope" in text for text in played(reading).result().notes)


@pytest.mark.parametrize("rate", [None, (300.0, -200.0, 100.0)])
def test_a_board_that_sends_angles_is_used_as_it_is(rate: tuple[float, float, float] | None) -> None:
    """Whatever rates it sends beside them, and at whatever times: what it says is the tilt, on the sample it says it."""
    chain = TiltChain(Calibration(gyro_bias_dps=(5.0, 5.0, 5.0)))
    for i, (pitch, roll) in enumerate([(0.0, 0.0), (5.0, -3.0), (-12.0, 8.0), (20.0, 0.0), (0.0, -20.0), (3.0, 4.0)]):
        raw, _ = chain.step(Reading(i * 0.01 if i < 4 else i * 1.0, up_from_gravity_plane(pitch, roll), rate))
        assert (raw.pitch_deg, raw.roll_deg) == pytest.approx((pitch, roll), abs=1e-9)
