from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.samples import Reading, Tilt, up_from_gravity_plane
from wobblequest.drills.align import ALIGN_DRILL, NOT_WEIGHT, WORDS_STAY_S, AlignParameters, AlignState, balance_words
from wobblequest.drills.sides import BINS, Sides, Window, window_of
from wobblequest.drills.view import Box
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

Motion = Callable[[float], tuple[float, float]]


def begun(**parameters: object) -> AlignState:
    settings = {"band_deg": 4.0, "duration_s": 40.0, **parameters}
    return ALIGN_DRILL.begin(AlignParameters.model_validate(settings), Reach(), Chance(1))


def played(state: AlignState, motion: Motion, seconds: float, rate_hz: float = 50.0) -> list[AlignState]:
    """The states of a motion (pitch, roll) of trial time."""
    states, start = [state], round(state.t_s * rate_hz)
    for n in range(start, start + round(seconds * rate_hz) + 1):
        pitch, roll = motion(n / rate_hz)
        states.append(ALIGN_DRILL.step(states[-1], Tilt(n / rate_hz, pitch, roll)))
    return states


def said(states: Iterable[AlignState]) -> list[str]:
    """What is said, each once as long as it stands."""
    out: list[str] = []
    for state in states:
        words = ALIGN_DRILL.view(state, state.t_s).instruction
        if not out or out[-1] != words:
            out.append(words)
    return out


@pytest.mark.parametrize(("motion", "words"), [
    (lambda _: (0.0, 3.0), "A little more to the left"),
    (lambda _: (0.0, -3.0), "A little more to the right"),
    (lambda t: (0.0, 2.0 if t % 1 < 0.8 else -2.0), "A little more to the left"),
    (lambda t: (0.0, 6.0 if t % 1 < 0.5 else -2.0), "A little less far to the right"),
    (lambda t: (0.0, 2.0 if t % 1 < 0.5 else -5.0), "A little less far to the left"),
    (lambda t: (0.0, 3.0 if t % 1 < 0.5 else -3.0), "Even so far: stay like this"),
    (lambda _: (5.0, 0.3), "Even so far: stay like this"),
    (lambda t: (0.0, 3.0 if t % 10 < 1 else 0.0), "Even so far: stay like this"),
])
def test_the_words_say_which_side_had_too_little_in_time_or_was_leaned_to_too_far(motion: Motion, words: str) -> None:
    assert said(played(begun(), motion, 15.0)) == ["Stand in the middle of the band", words]


@pytest.mark.parametrize(("axis", "pitch", "roll", "words"), [
    ("front", 3.0, 3.0, "A little more to the back"), ("front", -3.0, 3.0, "A little more to the front"),
    ("both", -3.0, 0.0, "A little more to the front"), ("both", 0.0, 3.0, "A little more to the left"),
])
def test_only_what_is_asked_for_gets_words(axis: str, pitch: float, roll: float, words: str) -> None:
    assert said(played(begun(axis=axis), lambda _: (pitch, roll), 15.0))[-1] == words


def test_of_two_axes_the_less_even_one_gets_the_word() -> None:
    states = played(begun(axis="both"), lambda t: (3.0, 3.0 if t % 1 < 0.8 else -3.0), 15.0)
    assert said(states)[-1] == "A little more to the back"


def test_words_are_of_the_last_seconds_only() -> None:
    states = played(begun(window_s=5.0), lambda t: (0.0, 3.0 if t < 15 else -3.0), 30.0)
    assert said(states) == [
        "Stand in the middle of the band", "A little more to the left", "Even so far: stay like this", "A little more to the right",
    ]


def test_who_has_come_back_to_level_is_not_sent_away_from_it() -> None:
    """The last seconds were uneven; but the dot is in the middle by now."""
    states = played(begun(), lambda t: (0.0, 3.0 if t < 12 else 0.2), 14.0)
    assert said(states) == ["Stand in the middle of the band", "A little more to the left", "In the middle now: stay like this"]
    passing = played(begun(), lambda t: (0.0, 3.0 if t % 3 < 2.5 else 0.0), 14.0)
    assert "In the middle now: stay like this" not in said(passing), "half a second is passing through"


@given(rolls=st.lists(st.floats(-20, 20), min_size=30, max_size=60), axis=st.sampled_from(("side", "both")))
def test_words_never_change_faster_than_they_can_be_read(rolls: list[float], axis: str) -> None:
    states = played(begun(axis=axis, window_s=4.0), lambda t: (rolls[-1 - int(t) % 20], rolls[int(t) % len(rolls)]), 30.0, 10.0)
    changes = [now.t_s for before, now in pairwise(states) if now.words != before.words]
    assert all(later - earlier >= WORDS_STAY_S - 1e-9 for earlier, later in pairwise(changes))
    assert all(len(state.words.split()) <= 8 for state in states)


@given(tilts=st.lists(st.floats(-20, 20), min_size=1, max_size=300), seconds=st.sampled_from((4.0, 10.0)))
def test_the_window_is_what_adding_up_its_samples_gives(tilts: list[float], seconds: float) -> None:
    """The sums that slide, against all samples of the window added up anew."""
    window, dt = window_of(seconds), 0.1
    bins: list[list[float]] = [[]]
    for n, tilt in enumerate(tilts, start=1):
        filled = window.since_s
        window = window.after(tilt, n * dt, dt)
        bins[-1].append(tilt)
        if window.since_s != filled:
            bins.append([])
    kept = [tilt for each in bins[-BINS:] for tilt in each]
    plus, minus = [x for x in kept if x > 1.0], [-x for x in kept if x < -1.0]
    expected = Sides(*(dt * float(x) for x in (len(kept), len(plus), len(minus), sum(plus), sum(minus))))
    assert window.sides == pytest.approx(expected)
    assert len(window.bins) < BINS
    assert window.sides.all_s <= seconds + BINS * dt


def test_a_side_that_hardly_was_is_not_compared() -> None:
    assert Sides(10.0, 0.9, 0.0, 9.0, 0.0).time == 0.0
    assert Sides(10.0, 3.0, 1.0, 9.0, 3.0).time == pytest.approx(0.5)
    assert Sides(10.0, 5.0, 0.9, 25.0, 0.9).tilt == 0.0
    assert Sides(10.0, 5.0, 2.0, 15.0, 2.0).tilt == pytest.approx(0.5)
    assert Sides().time == Sides().tilt == 0.0


def test_the_first_half_of_a_window_says_nothing_yet() -> None:
    p = AlignParameters(band_deg=4.0, duration_s=40.0, window_s=30.0)
    early = Window(1.5, (), Sides(), Sides(14.9, 14.9, 0.0, 60.0, 0.0))
    assert balance_words(p, (early,)) == "Stand in the middle of the band"


@pytest.mark.parametrize(("axis", "inside", "outside"), [
    ("side", (9.0, 3.9), (0.0, 4.1)), ("front", (3.9, 9.0), (4.1, 0.0)), ("both", (3.9, -3.9), (3.9, -4.1)),
])
def test_it_is_told_when_the_dot_enters_and_leaves_the_band(
    axis: str, inside: tuple[float, float], outside: tuple[float, float],
) -> None:
    state = begun(axis=axis)
    state = ALIGN_DRILL.step(state, Tilt(0.1, *inside))
    assert state.moments == ("enter",)
    assert ALIGN_DRILL.step(state, Tilt(0.2, *inside)).moments == ()
    assert ALIGN_DRILL.step(state, Tilt(0.2, *outside)).moments == ("leave",)


def test_the_band_lies_across_its_axis_as_far_as_the_person_leans() -> None:
    reach = Reach((12.0, 10.0, 6.0, 10.0, 8.0, 10.0, 25.0, 10.0))

    def shape(axis: str) -> Box:
        p = AlignParameters.model_validate({"band_deg": 3.0, "axis": axis})
        found = ALIGN_DRILL.view(ALIGN_DRILL.begin(p, reach, Chance(1)), 0.0).shapes[0]
        assert isinstance(found, Box)
        return found

    side, front, both = shape("side"), shape("front"), shape("both")
    assert side == Box(Point(2.0, 0.0), 10.0, 3.0, "goal")
    assert front == Box(Point(0.0, -4.5), 3.0, 10.5, "goal")  # to the left no farther than is safe
    assert both == Box(CENTRE, 3.0, 3.0, "goal")


def test_its_target_is_the_middle_and_the_band_its_radius() -> None:
    state = begun()
    target = ALIGN_DRILL.target(state, 0.0)
    assert target is not None
    assert (target.at, target.radius_deg) == (CENTRE, 4.0)
    wider, done = ALIGN_DRILL.adjust(state, "size", 1)
    after = ALIGN_DRILL.target(wider, 0.0)
    assert done.words == "Band wider: 4.5°"
    assert after is not None
    assert after.radius_deg == 4.5


@pytest.mark.parametrize(("parameters", "key"), [
    ({"band_deg": 0.5}, "band_deg"), ({"band_deg": 9.0}, "band_deg"), ({"band_deg": 4.0, "axis": "up"}, "axis"),
    ({"band_deg": 4.0, "duration_s": 61.0}, "duration_s"), ({"band_deg": 4.0, "duration_s": 12.0, "window_s": 13.0}, "window_s"),
    ({}, "band_deg"),
])
def test_what_is_not_safe_or_makes_no_sense_is_refused(parameters: dict[str, object], key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        AlignParameters.model_validate(parameters)


def test_every_result_says_that_it_is_no_weight() -> None:
    level = load_shelf(shipped_folder()).find("align-1")
    trial = Trial(Header("trial", level.to_json(), 1, Calibration(), Reach(), SourceInfo("sim", "a test")), level)
    n = 0
    while not trial.over:
        trial.feed(Reading(n / 50, up_from_gravity_plane(0.5, 3.0)))
        n += 1
    result = trial.result()
    assert NOT_WEIGHT in result.notes
    assert result.measures["band_time_pct"].value == 100.0
    assert result.measures["time_symmetry_pct"].value == 100.0
