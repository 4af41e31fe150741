"""What is seen and heard of a level's options: how to stand, what is hidden, mirrored or kept back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any, get_args

import pytest

pygame = pytest.importorskip("pygame")

from wobblequest.core.arena import Point  # noqa: E402 - pygame is needed first
from wobblequest.core.reach import Reach  # noqa: E402
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.draw.sound import SOUNDS as TONES  # noqa: E402
from wobblequest.drills.drill import Moment  # noqa: E402
from wobblequest.levels.level import Level, level_from_json  # noqa: E402
from wobblequest.levels.options import Eyes, FeedbackWhen, Stance, Support, Surface  # noqa: E402
from wobblequest.screens import flow  # noqa: E402
from wobblequest.screens.beforehand import beforehand  # noqa: E402
from wobblequest.screens.play import SOUNDS  # noqa: E402
from wobblequest.screens.screen import Adjust, Screen  # noqa: E402
from wobblequest.session.feedback import UNSEEN  # noqa: E402

REACH = Reach((12.0, 11.0, 11.5, 9.0, 7.0, 8.0, 10.0, 11.0))


def level(**options: Any) -> Level:
    return level_from_json({
        "id": "hold-9", "title": "Stork", "drill": "hold", "difficulty": 9.0, "words": {"goal": "Stand in the circle, and stay there"},
        "parameters": {"radius_deg": 4.0, "duration_s": 10.0, "direction_deg": 90.0, "distance_deg": 4.0},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0}, **options,
    })


ONE_LEG = level(stance="left", surface="foam", display={"mirrored": True})


def painted(screen: Screen, size: tuple[int, int] = (640, 360), theme: str = "dark") -> pygame.Surface:
    surface = pygame.Surface(size)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size)))
    screen.draw(canvas)
    canvas.present()
    return surface


def pixels(screen: Screen) -> bytes:
    return bytes(pygame.image.tobytes(painted(screen), "RGB"))


# -- told before it starts --------------------------------------------------------------------------------------------


def test_an_ordinary_level_needs_no_words() -> None:
    assert beforehand(level()) == ()


@pytest.mark.parametrize(("options", "words"), [
    ({"stance": "left"}, ("Stand on your left leg", "Keep a hand near the rail")),
    ({"stance": "right", "support": "rail"}, ("Stand on your right leg", "Hold the rail")),
    ({"stance": "tandem", "surface": "disc", "eyes": "closed"},
     ("Heel to toe, on the air disc", "Hand near the rail, then close your eyes")),
    ({"surface": "rocker-left-right"}, ("Stand on the sideways rocker",)),
    ({"stance": "seated"}, ("Sit down for this one",)),
    ({"eyes": "closed", "support": "rail", "sound_guidance": True},
     ("Hold the rail and close your eyes", "Follow the sound: higher means more forward")),
    ({"display": {"mirrored": True}}, ("Left and right are swapped on the screen",)),
    ({"feedback": {"when": "none"}}, ("You will not see the dot",)),
    ({"display": {"hidden_pct": 20.0}}, ("The dot is hidden at times",)),
], ids=str)
def test_what_differs_is_said(options: dict[str, Any], words: tuple[str, ...]) -> None:
    assert beforehand(level(**options)) == words


def test_no_sentence_is_longer_than_eight_words_whatever_is_set() -> None:
    for stance, surface, support, eyes, when in product(*map(get_args, (Stance, Surface, Support, Eyes, FeedbackWhen))):
        told = beforehand(level(stance=stance, surface=surface, support=support, eyes=eyes, feedback={"when": when}, sound_guidance=True,
                                display={"mirrored": True, "hidden_pct": 10.0}))
        assert all(len(sentence.split()) <= 8 for sentence in told), told
        assert len(told) <= 5


def test_a_drill_that_says_when_to_close_the_eyes_says_it_itself() -> None:
    finding = level_from_json({
        "id": "recall-9", "title": "x", "drill": "recall", "difficulty": 1.0, "words": {"goal": "Feel a place, then find it"},
        "eyes": "closed",
        "parameters": {"radius_deg": 4.0, "directions_deg": [0.0], "targets": 1, "distance_deg": 7.0, "close_eyes": True},
        "anchors": {"zero": 9.0, "one_star": 5.0, "two_stars": 3.5, "three_stars": 2.0, "hundred": 0.5},
    })
    assert beforehand(finding) == ()


def test_it_is_said_where_the_level_is_chosen_and_one_by_one_before_it_starts(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.levels = (ONE_LEG,)
    walk = make_walk(practice, flow.choose(practice))
    chosen = " ".join(shown_words(walk.still(0.5)))
    for words in beforehand(ONE_LEG):
        assert words in chosen
    walk.screen = flow.play(practice, ONE_LEG)
    for words in beforehand(ONE_LEG):
        assert words in shown_words(walk.still(0.5))
        assert practice.trial is None
        walk.right()
    walk.follow(8.0, lambda: practice.trial.phase == "play")
    assert not any("left leg" in words for words in shown_words(walk.go(0.1)))


# -- hidden, mirrored, larger -----------------------------------------------------------------------------------------


def at_play(practice: Any, make_walk: Any, of: Level) -> Any:
    """In play, past what is told before."""
    walk = make_walk(practice, flow.go_on(practice, practice.begin_trial(of)))
    walk.follow(5.0, lambda: practice.trial.phase == "play")
    return walk


def test_without_feedback_neither_picture_words_nor_sounds_tell_where_the_dot_is(practice: Any, make_walk: Any) -> None:
    walk = at_play(practice, make_walk, level(feedback={"when": "after"}))
    walk.lean(0.5, 0.0, 0.0)
    heard, seen = len(practice.said), set()
    for pitch, roll in ((0.0, 0.0), (0.0, 4.0), (6.0, -6.0)):
        walk.lean(0.1 if not seen else 0.4, pitch, roll)
        surface = painted(walk.screen)
        seen.add(bytes(pygame.image.tobytes(surface.subsurface((60, 0, 580, 360)), "RGB")))  # but for the bar of time at the left
    assert len(seen) == 1
    assert practice.said[heard:] == []
    assert walk.screen.trial.view().instruction == UNSEEN


def test_mirrored_is_the_same_picture_the_other_way_round(practice: Any, make_practice: Any, make_walk: Any) -> None:
    plain, other = make_practice(reach=REACH), make_practice(reach=REACH)
    pictures = []
    for who, of in ((plain, level()), (other, level(display={"mirrored": True}))):
        walk = at_play(who, make_walk, of)
        walk.lean(0.4, 3.0, 5.0)
        pictures.append(pygame.surfarray.array3d(painted(walk.screen))[64:576, 62:340].astype(int))
    assert abs(pictures[0] - pictures[1][::-1]).mean() < 1.0
    assert abs(pictures[0] - pictures[1]).mean() > 1.0
    assert plain.trial.play_s == pytest.approx(other.trial.play_s)
    assert plain.trial.path() == other.trial.path(), "the board and all that is measured stay as they are"


def test_a_gain_makes_room_for_what_the_level_asks_and_follows_a_therapists_change(practice: Any, make_walk: Any) -> None:
    walk = at_play(practice, make_walk, level(display={"gain_roll": 2.0}))
    before = walk.screen._lens
    assert before.gain_roll == 2.0
    assert before.asked is not None
    assert before.asked.right == pytest.approx(8.0)
    walk.ask(Adjust("distance", +1))
    walk.go(0.1)
    assert walk.screen._lens.asked.right == pytest.approx(9.0, abs=0.1)


# -- kept back, and sounds --------------------------------------------------------------------------------------------


def result_of(practice: Any, make_walk: Any, of: Level) -> Any:
    practice.levels = (of,)
    walk = at_play(practice, make_walk, of)
    walk.follow(30.0, lambda: walk.name == "ResultScreen")
    walk.still(0.5)
    return walk


def test_a_level_without_knowledge_of_results_says_so_and_shows_none(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = result_of(practice, make_walk, level(feedback={"when": "none"}))
    words = " ".join(shown_words(walk.screen))
    assert "does not show how it went" in words
    for number in ("%", "°", "best", "circle"):
        assert number not in words
    result = practice.ended[-1]
    assert result.measures["time_on_target_pct"].value is not None, "it is measured and kept all the same"
    assert result.points is not None
    walk.right()
    assert walk.name == "Rest", "and goes on as ever"


def test_after_the_trial_the_result_is_shown(practice: Any, make_walk: Any, shown_words: Any) -> None:
    words = " ".join(shown_words(result_of(practice, make_walk, level(feedback={"when": "after"})).screen))
    assert "in the circle" in words


def test_every_moment_has_a_sound_of_its_own() -> None:
    assert set(SOUNDS) == set(get_args(Moment))
    assert {SOUNDS[moment] for moment in get_args(Moment)} <= set(TONES)
    assert len({TONES[name] for name in SOUNDS.values()}) == len(SOUNDS)


def test_the_three_tones_of_a_second_task_are_far_apart_and_like_no_other() -> None:
    (low,), (middle,), (high,) = (TONES[name] for name in ("low", "middle", "high"))
    assert middle.frequency_hz / low.frequency_hz > 1.8
    assert high.frequency_hz / middle.frequency_hz > 1.8
    assert min(tone.duration_s for tone in (low, middle, high)) >= 0.3
    assert low.loudness >= middle.loudness >= high.loudness, "what is higher sounds louder"


# -- as it looks --------------------------------------------------------------------------------------------------------


def choosing(practice: Any, make_walk: Any) -> Screen:
    practice.levels = (*practice.levels[:3], ONE_LEG)
    walk = make_walk(practice, flow.choose(practice, ONE_LEG))
    return walk.still(1.0)


def counting(practice: Any, make_walk: Any) -> Screen:
    return make_walk(practice, flow.play(practice, ONE_LEG)).still(1.2)


def kept_back(practice: Any, make_walk: Any) -> Screen:
    return result_of(practice, make_walk, level(feedback={"when": "none"})).screen


def unseen(practice: Any, make_walk: Any) -> Screen:
    walk = at_play(practice, make_walk, level(feedback={"when": "after"}))
    return walk.go(2.0)


def larger(practice: Any, make_walk: Any) -> Screen:
    walk = at_play(practice, make_walk, level(display={"gain_pitch": 1.0, "gain_roll": 2.0}))
    walk.go(2.0)
    return walk.lean(0.3, 2.0, 5.0)


def cued(practice: Any, make_walk: Any) -> Screen:
    walk = at_play(practice, make_walk, level(cues=True))
    return walk.lean(2.5, 0.0, -1.0)


SCENES = (choosing, counting, kept_back, unseen, larger, cued)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_looks_as_agreed(scene: Callable[[Any, Any], Screen], theme: str, make_practice: Any, make_walk: Any,
                         picture: Callable[[pygame.Surface, str], None]) -> None:
    screen = scene(make_practice(reach=REACH), make_walk)
    picture(painted(screen, (1280, 720), theme), f"options-{scene.__name__.replace('_', '-')}-{theme}")


@pytest.mark.parametrize("scene", [choosing, counting, kept_back], ids=lambda s: s.__name__)
def test_looks_as_agreed_at_full_hd(scene: Callable[[Any, Any], Screen], make_practice: Any, make_walk: Any,
                                    picture: Callable[[pygame.Surface, str], None]) -> None:
    screen = scene(make_practice(reach=REACH), make_walk)
    picture(painted(screen, (1920, 1080)), f"options-{scene.__name__.replace('_', '-')}-1080")


def test_the_dot_of_a_mirrored_level_is_where_it_should_be(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(reach=REACH)
    walk = at_play(practice, make_walk, level(display={"mirrored": True}))
    walk.lean(0.5, 0.0, 6.0)
    assert practice.trial.cursor.distance_to(Point(0.0, 6.0)) < 1.0
    drawn = pygame.surfarray.array3d(painted(walk.screen, (1280, 720))).astype(int)
    orange = abs(drawn - THEMES["dark"].me).max(axis=2) <= 3
    assert orange.any(axis=1).nonzero()[0].mean() < 640 - 60, "to the right is shown to the left"
