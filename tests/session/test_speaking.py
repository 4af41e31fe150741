"""When the voice speaks: once, one thing at a time, at most every three seconds in play, and a halt at once."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.session.speaking import AGAIN_S, STANDS_S, Speaking, Tells, stands_s

FRAME_S = 0.05


class Heard(NamedTuple):
    at_s: float
    words: str
    cut: bool
    tells: Tells


def lasts(words: str) -> float:
    """Numbers half a second, other words a third of a second each; what is in brackets was never recorded."""
    return 0.0 if words.startswith("(") else 0.5 if words.isdigit() else len(words.split()) / 3


def hear(*scenes: tuple[float, Tells], start: Speaking | None = None) -> list[Heard]:
    """What is said while each of these stands for so many seconds."""
    speaking, out, frame = start or Speaking(), [], 0
    for seconds, tells in scenes:
        for _ in range(round(seconds / FRAME_S)):
            speaking, say = speaking.after(frame * FRAME_S, tells, lasts)
            if say is not None:
                out.append(Heard(frame * FRAME_S, say.words, say.cut, tells))
            frame += 1
    return out


def words_of(heard: list[Heard]) -> list[str]:
    return [each.words for each in heard]


def playing(*words: str, answered: bool = False, beat: bool = False, eyes_closed: bool = False) -> Tells:
    return Tells(words, None, "play", beat, answered, eyes_closed)


def counting(*words: str, number: int | None = None) -> Tells:
    return Tells(words, number, "countdown")


def test_a_screen_is_read_once_from_top_to_bottom_one_thing_at_a_time() -> None:
    heard = hear((8.0, Tells(("Stand still in the middle", "Lean right to go on"))))
    assert words_of(heard) == ["Stand still in the middle", "Lean right to go on"]
    assert heard[0].at_s == pytest.approx(STANDS_S)
    assert heard[1].at_s >= heard[0].at_s + lasts(heard[0].words)


def test_words_that_flicker_are_not_said_and_do_not_begin_anew() -> None:
    here = Tells(("Stand still",))
    assert words_of(hear((0.2, here), (0.4, Tells()), (0.2, here))) == []
    assert words_of(hear((1.0, here), (0.2, Tells()), (8.0, here))) == ["Stand still"]


def test_what_waits_to_be_done_is_said_twice_in_all() -> None:
    heard = hear((60.0, Tells(("Stand still",))))
    assert words_of(heard) == ["Stand still", "Stand still"]
    assert heard[1].at_s - heard[0].at_s == pytest.approx(AGAIN_S + lasts("Stand still"), abs=2 * FRAME_S)


def test_words_that_come_and_go_on_one_screen_are_said_twice_and_no_more() -> None:
    breath = [scene for _ in range(6) for scene in (
        (4.0, Tells(("Hold the rail and rest", "Breathe in"))), (6.0, Tells(("Hold the rail and rest", "Breathe out"))))]
    said = words_of(hear(*breath))
    assert [said.count(words) for words in ("Hold the rail and rest", "Breathe in", "Breathe out")] == [2, 2, 2]


def test_who_went_on_does_not_hear_the_last_screen_to_its_end() -> None:
    first, second = Tells(("This is a rather long sentence to be read aloud",)), Tells(("Choose a level", "Lean right to go on"))
    heard = hear((1.0, first), (5.0, second))
    assert words_of(heard) == [first.words[0], "Choose a level", "Lean right to go on"]
    assert [each.cut for each in heard] == [False, True, False]
    assert heard[1].at_s == pytest.approx(1.0 + STANDS_S, abs=FRAME_S)


def test_in_play_there_are_three_seconds_from_one_to_the_next() -> None:
    scenes = [(1.0, playing(f"Go there {i}")) for i in range(20)]
    heard = hear(*scenes)
    assert len(heard) >= 6
    assert min(b.at_s - a.at_s for a, b in pairwise(heard)) >= 3.0


def test_what_was_just_said_is_no_news_in_play_unless_nobody_can_read_it() -> None:
    def to_and_fro(*, closed: bool) -> list[str]:
        return words_of(hear(*[scene for _ in range(3) for scene in (
            (3.2, playing("Go out", eyes_closed=closed)), (3.2, playing("Come back", eyes_closed=closed)))]))
    assert to_and_fro(closed=True) == ["Go out", "Come back"] * 3
    seen = to_and_fro(closed=False)
    assert seen[:2] == ["Go out", "Come back"]
    assert seen.count("Go out") == 2


def test_who_does_what_is_asked_is_left_alone() -> None:
    assert words_of(hear((30.0, playing("Stay in the circle", answered=True)))) == ["Stay in the circle"]
    assert words_of(hear((60.0, playing("Stay in the circle")))) == ["Stay in the circle"] * 2


def test_what_was_just_changed_goes_before_a_repetition() -> None:
    heard = hear((13.0, playing("Go there")), (4.0, playing("Go there", "The circle is larger")))
    assert words_of(heard) == ["Go there", "Go there", "The circle is larger"]


def test_nothing_is_said_over_a_beat_but_a_halt() -> None:
    scenes = ((2.0, counting("Sway with the circle")), (20.0, playing("Sway", "The circle is larger", beat=True)),
              (1.0, Tells(("Paused",), None, "paused")))
    assert words_of(hear(*scenes)) == ["Sway with the circle", "Paused"]


@pytest.mark.parametrize("halt", [
    Tells(("No signal from the board", "Hold the rail"), None, "paused"), Tells(("Hold the rail, step off slowly",), None, "stopped"),
    Tells(("Hold the rail, step off slowly", "Lean right to go on"), None, None),
])
def test_a_halt_cuts_off_what_is_being_said_and_is_heard_in_the_same_frame(halt: Tells) -> None:
    heard = hear((1.0, playing("A long sentence that lasts for three seconds nearly")), (6.0, halt))
    assert heard[0].at_s < 1.0
    assert heard[1][:3] == (pytest.approx(1.0), halt.words[0], True)
    assert words_of(heard)[2:] == list(halt.words[1:])


def test_a_halt_without_a_recording_is_silence() -> None:
    heard = hear((1.0, playing("A long sentence that lasts for three seconds nearly")), (3.0, Tells(("(not recorded)",), None, "paused")))
    assert heard[1][1:3] == ("", True)
    assert len(heard) == 2


def test_a_signal_lost_while_paused_is_told_at_once() -> None:
    paused = Tells(("Paused", "Lean right to go on"), None, "paused")
    lost = Tells(("No signal from the board", "Hold the rail"), None, "paused")
    heard = hear((1.0, playing("Stay")), (0.4, paused), (4.0, lost))
    assert words_of(heard) == ["Stay", "Paused", "No signal from the board", "Hold the rail"]
    assert heard[2].at_s == pytest.approx(1.4)
    assert heard[2].cut


def test_numbers_are_said_as_they_come_after_the_words() -> None:
    scenes = [(1.0, counting("Stay there", number=n)) for n in (3, 2, 1)]
    heard = hear(*scenes, (1.0, playing("Stay there")))
    assert words_of(heard) == ["Stay there", "2", "1"]
    assert [each.at_s for each in heard[1:]] == pytest.approx([1.0, 2.0])


def test_of_a_rest_the_last_seconds_are_counted_once_each() -> None:
    scenes = [(1.0, Tells(("Rest",), n)) for n in range(20, -1, -1)]
    assert words_of(hear(*scenes)) == ["Rest", "Rest", "5", "4", "3", "2", "1"]


def test_a_number_waits_for_the_end_of_a_sentence_but_not_long() -> None:
    early, late = (hear((begin, counting("Stand in the middle")), (1.0, counting("Stand in the middle", number=1))) for begin in (1.4, 0.9))
    assert words_of(early) == ["Stand in the middle", "1"]
    assert early[1].at_s == pytest.approx(STANDS_S + lasts("Stand in the middle"), abs=FRAME_S)
    assert words_of(late) == ["Stand in the middle"]


def test_words_that_were_said_often_enough_hold_up_no_number() -> None:
    breath = [(2.0, Tells(("Rest", words))) for _ in range(5) for words in ("Breathe in", "Breathe out")]
    last = [(1.0, Tells(("Rest", "Breathe in" if n > 3 else "Breathe out"), n)) for n in range(5, 0, -1)]
    assert words_of(hear(*breath, *last))[-5:] == ["5", "4", "3", "2", "1"]


def test_a_number_that_comes_while_something_is_said_is_left_out() -> None:
    scenes = [(1.0, counting("Keep the dot in the middle of the circle", number=n)) for n in (3, 2, 1)]
    assert words_of(hear(*scenes)) == ["Keep the dot in the middle of the circle"]


def test_what_was_never_recorded_is_silent_and_holds_up_nothing() -> None:
    assert words_of(hear((5.0, Tells(("(Hello, Heron)", "Lean right"))))) == ["Lean right"]
    assert words_of(hear((1.0, playing("(unknown)")), (1.0, playing("Go there")))) == ["Go there"]


def test_a_cue_is_not_cut_by_the_next_one() -> None:
    heard = hear((0.5, playing("A little to the left please, and then hold on there")), (5.0, playing("Good, stay")))
    assert not any(each.cut for each in heard)
    assert heard[1].at_s >= heard[0].at_s + lasts(heard[0].words)


def test_words_asked_for_are_heard_to_their_end() -> None:
    speaking = Speaking().told(0.0, "Can you hear me well", 4 / 3)
    heard = hear((3.0, Tells(("Turn it up or down",))), start=speaking)
    assert heard[0].at_s > 4 / 3


def test_words_that_go_by_themselves_stay_for_reading_and_hearing() -> None:
    assert stands_s(0.0) == 4.0
    assert stands_s(3.5) == 5.5


WORDS = st.sampled_from(["Go there", "Stay in the circle", "A little to the left", "Well done", "(never recorded)", ""])
TELLS = st.builds(
    Tells, st.lists(WORDS, max_size=3, unique=True).map(tuple), st.none() | st.integers(0, 7),
    st.sampled_from(["countdown", "play", "play", "paused", "recentre", "stopped", None]), st.booleans(), st.booleans(), st.booleans(),
)
SCENES = st.lists(st.tuples(st.sampled_from([0.05, 0.1, 0.3, 0.5, 1.0, 3.0, 7.0, 25.0]), TELLS), max_size=12)


@given(SCENES)
def test_whatever_happens_it_keeps_to_the_rules(scenes: list[tuple[float, Tells]]) -> None:
    heard = hear(*scenes)
    free_s = 0.0
    for each in heard:
        assert each.cut or each.at_s >= free_s - 1e-9, "never two at once"
        free_s = each.at_s + lasts(each.words)
        assert each.words == "" or each.words in each.tells.words or each.words == str(each.tells.number), "only what is on the screen"
        assert lasts(each.words) > 0 or each.cut
        assert each.cut or not each.tells.beat
        assert not (each.cut and each.tells.phase == "play")
    in_play = [each for each in heard if each.tells.phase == "play"]
    assert all(b.at_s - a.at_s >= 3.0 - 1e-9 for a, b in pairwise(in_play))


@given(SCENES, TELLS)
def test_a_halt_is_never_late(scenes: list[tuple[float, Tells]], last: Tells) -> None:
    halt = last._replace(words=("Hold the rail", *last.words), phase="stopped")
    before = playing("Go there")
    heard = hear(*scenes, (0.5, before), (0.05, halt))
    begin = sum(round(seconds / FRAME_S) for seconds, _ in scenes) * FRAME_S + 0.5
    assert heard[-1][:3] == (pytest.approx(begin), "Hold the rail", True)


@given(WORDS.filter(bool), st.floats(5, 120), st.sampled_from(["play", None, "countdown"]))
def test_nothing_is_said_more_than_twice_while_it_stands(words: str, seconds: float, phase: str) -> None:
    assert len(hear((seconds, Tells((words,), None, phase)))) <= 2  # type: ignore[arg-type]


def test_the_same_in_gives_the_same_out() -> None:
    scenes = ((4.0, counting("Go there", number=3)), (9.0, playing("Go there", "Well done")))
    assert hear(*scenes) == hear(*scenes)
