from __future__ import annotations

import pygame
import pytest

from wobblequest.app.keys import ANSWERS, DEEDS, LEANS, lean, request_of
from wobblequest.core.calibration import Calibration
from wobblequest.drills.drill import Answer, Asks
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.mouse import MouseSource
from wobblequest.screens.screen import Adjust, Click, Intent, Pick, Say, Typed

FRAME = Calibration().frame()


def pressed(key: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key)


@pytest.mark.parametrize("key", [pygame.K_x, pygame.K_0, pygame.K_DELETE])
def test_any_unknown_key_halts_play_and_does_nothing_in_menus(key: int) -> None:
    assert request_of(pressed(key), playing=True, keyboard_plays=False) == Intent("pause")
    assert request_of(pressed(key), playing=False, keyboard_plays=False) is None


def test_escape_stops_at_once_whoever_plays() -> None:
    for keyboard_plays in (True, False):
        assert request_of(pressed(pygame.K_ESCAPE), playing=True, keyboard_plays=keyboard_plays) == Intent("stop")


def test_arrows_lean_in_play_with_the_keyboard_and_choose_in_menus() -> None:
    assert request_of(pressed(pygame.K_LEFT), playing=True, keyboard_plays=True) is None
    assert request_of(pressed(pygame.K_LEFT), playing=False, keyboard_plays=True) == Intent("left")


def test_b_asks_for_the_board_check() -> None:
    assert request_of(pressed(pygame.K_b), playing=False, keyboard_plays=False) == Intent("check")


def test_o_asks_for_the_overview() -> None:
    assert request_of(pressed(pygame.K_o), playing=False, keyboard_plays=True) == Intent("overview")


def test_function_keys_change_the_difficulty() -> None:
    assert request_of(pressed(pygame.K_F1), playing=True, keyboard_plays=False) == Adjust("size", -1)
    assert request_of(pressed(pygame.K_F8), playing=True, keyboard_plays=True) == Adjust("speed", 1)


def test_shift_alone_asks_for_nothing() -> None:
    assert request_of(pressed(pygame.K_LSHIFT), playing=True, keyboard_plays=False) is None


def test_a_click_carries_its_place() -> None:
    event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(3, 4))
    assert request_of(event, playing=True, keyboard_plays=False) == Click(3, 4)


def test_the_keyboard_leans_while_a_key_is_held() -> None:
    source = KeyboardSource()
    source.poll(0.0)
    lean(source, pressed(pygame.K_d), (100, 100), playing=True)
    leaning = [source.poll(i / 50) for i in range(1, 50)][-1][-1]
    assert leaning.up[1] > 0.05  # the right edge is down
    lean(source, pygame.event.Event(pygame.KEYUP, key=pygame.K_d), (100, 100), playing=True)
    upright = [source.poll(1 + i / 50) for i in range(1, 150)][-1][-1]
    assert abs(upright.up[1]) < 0.01


def test_the_mouse_leans_to_where_it_points() -> None:
    source = MouseSource()
    source.poll(0.0)
    lean(source, pygame.event.Event(pygame.MOUSEMOTION, pos=(50, 0)), (100, 100), playing=True)
    leaning = [source.poll(i / 50) for i in range(1, 100)][-1][-1]
    assert leaning.up[0] < -0.05  # the front edge is down
    assert abs(leaning.up[1]) < 0.01


def button(number: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYBUTTONDOWN, instance_id=0, button=number)


def cross(right: int, up: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYHATMOTION, instance_id=0, hat=0, value=(right, up))


@pytest.mark.parametrize("event", [button(0), button(1), button(7), button(31), cross(-1, 0), cross(1, 1)])
@pytest.mark.parametrize("keyboard_plays", [True, False])
def test_any_button_of_a_gamepad_halts_play(event: pygame.event.Event, keyboard_plays: bool) -> None:
    assert request_of(event, playing=True, keyboard_plays=keyboard_plays) == Intent("pause")


@pytest.mark.parametrize(("event", "deed"), [
    (button(0), "confirm"), (button(1), "back"), (button(6), "pause"), (button(7), "pause"), (button(9), "pause"),
    (button(11), "forward"), (button(13), "left"), (button(14), "right"),
    (cross(-1, 0), "left"), (cross(1, 0), "right"), (cross(0, 1), "forward"), (cross(0, -1), "back"),
])
def test_in_menus_a_gamepads_buttons_choose(event: pygame.event.Event, deed: str) -> None:
    assert request_of(event, playing=False, keyboard_plays=False) == Intent(deed)  # type: ignore[arg-type]


@pytest.mark.parametrize("playing", [True, False])
def test_a_cross_let_go_and_a_moved_stick_ask_for_nothing(playing: bool) -> None:
    assert request_of(cross(0, 0), playing=playing, keyboard_plays=False) is None
    moved = pygame.event.Event(pygame.JOYAXISMOTION, instance_id=0, axis=0, value=0.9)
    assert request_of(moved, playing=playing, keyboard_plays=False) is None
    assert request_of(button(20), playing=False, keyboard_plays=False) is None


@pytest.mark.parametrize(("key", "pitch", "roll"), [
    (pygame.K_UP, 1, 0), (pygame.K_DOWN, -1, 0), (pygame.K_LEFT, 0, -1), (pygame.K_RIGHT, 0, 1), (pygame.K_w, 1, 0), (pygame.K_a, 0, -1),
])
def test_a_board_that_types_arrows_leans_while_it_holds_them(key: int, pitch: int, roll: int) -> None:
    source = KeyboardSource()
    source.poll(0.0)
    lean(source, pressed(key), (100, 100), playing=True)
    leaning = [source.poll(i / 50) for i in range(1, 100)][-1][-1]
    assert FRAME.tilt(leaning.up) == pytest.approx((12.0 * pitch, 12.0 * roll), abs=0.05)


@pytest.mark.parametrize(("key", "asks", "said"), [
    (pygame.K_RETURN, "press", "yes"), (pygame.K_KP_ENTER, "press", "yes"), (pygame.K_PAGEDOWN, "press", "yes"),
    (pygame.K_PAGEUP, "press", "yes"),
    (pygame.K_PLUS, "mark", "right"), (pygame.K_r, "mark", "right"), (pygame.K_MINUS, "mark", "wrong"), (pygame.K_x, "mark", "wrong"),
])
@pytest.mark.parametrize("keyboard_plays", [True, False])
def test_a_second_task_is_answered_by_its_keys_and_by_those_only_while_it_is_asked(
    key: int, asks: Asks, said: Answer, keyboard_plays: bool,
) -> None:
    assert request_of(pressed(key), playing=True, keyboard_plays=keyboard_plays, asks=asks) == Say(said)
    for playing, other in ((False, asks), (True, None), (True, "mark" if asks == "press" else "press")):
        assert not isinstance(request_of(pressed(key), playing=playing, keyboard_plays=keyboard_plays, asks=other), Say)


@pytest.mark.parametrize("asks", ["press", "mark"])
@pytest.mark.parametrize("keyboard_plays", [True, False])
def test_a_second_task_takes_no_key_that_halts_stops_or_leans(asks: Asks, keyboard_plays: bool) -> None:
    def asked(key: int) -> object:
        return request_of(pressed(key), playing=True, keyboard_plays=keyboard_plays, asks=asks)

    assert asked(pygame.K_SPACE) == asked(pygame.K_p) == asked(pygame.K_7) == Intent("pause")
    assert asked(pygame.K_ESCAPE) == Intent("stop")
    assert not {key for keys in ANSWERS.values() for key in keys} & set(LEANS)
    assert all(DEEDS.get(key, "confirm") == "confirm" for keys in ANSWERS.values() for key in keys)


def test_a_click_answers_where_a_press_is_asked_for_and_only_there() -> None:
    click = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(3, 4))
    assert request_of(click, playing=True, keyboard_plays=False, asks="press") == Say("yes")
    for playing, asks in ((True, "mark"), (True, None), (False, "press")):
        assert request_of(click, playing=playing, keyboard_plays=False, asks=asks) == Click(3, 4)


@pytest.mark.parametrize("number", range(12))
def test_in_a_second_task_the_right_thumb_answers_and_every_other_button_halts(number: int) -> None:
    answers = Say("yes") if number <= 3 else Intent("pause")
    assert request_of(button(number), playing=True, keyboard_plays=False, asks="press") == answers
    assert request_of(button(number), playing=True, keyboard_plays=False, asks="mark") == Intent("pause")
    assert request_of(cross(0, 1), playing=True, keyboard_plays=False, asks="press") == Intent("pause")


def test_figures_pick_what_has_that_number_and_pause_in_play() -> None:
    for key in (pygame.K_3, pygame.K_KP_3):
        event = pygame.event.Event(pygame.KEYDOWN, key=key, unicode="3")
        assert request_of(event, playing=False, keyboard_plays=False) == Pick(3)
        assert request_of(event, playing=True, keyboard_plays=False) == Intent("pause")
        assert request_of(event, playing=False, keyboard_plays=False, typing=True) == Typed("3")


def test_where_text_is_typed_letters_are_text_and_other_keys_ask_as_ever() -> None:
    def asked(key: int, letters: str) -> object:
        return request_of(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=letters), playing=False, keyboard_plays=True, typing=True)

    assert asked(pygame.K_q, "q") == Typed("q"), "it does not close the program"
    assert asked(pygame.K_SPACE, " ") == Typed(" ")
    assert asked(pygame.K_e, "é") == Typed("é")
    assert asked(pygame.K_RETURN, "\r") == Intent("confirm")
    assert asked(pygame.K_BACKSPACE, "\b") == Intent("back")
    assert asked(pygame.K_ESCAPE, "\x1b") == Intent("stop")
    assert asked(pygame.K_LEFT, "") == Intent("left")
