"""The canvas as screens use it: golden pictures of its parts, and words of double length that stay apart at every size."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

import pygame
import pytest

from wobblequest.core.arena import Point, Target, toward
from wobblequest.core.reach import Reach
from wobblequest.core.theme import THEMES
from wobblequest.draw import quest as quest_module
from wobblequest.draw.canvas import ICONS, Canvas, Look, Place
from wobblequest.draw.kit import Kit
from wobblequest.draw.metrics import Metrics
from wobblequest.drills.view import Ring, Spot, View, Way

SIZES = [(1280, 720), (1366, 768), (1920, 1080)]
REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
EIGHT = tuple(Point(7 * cos(a / 30 * pi), 5 * sin(a / 15 * pi)) for a in range(60))


def canvas(size: tuple[int, int] = (1280, 720), theme: str = "dark", scale_pct: float = 100.0) -> Canvas:
    made = Canvas(pygame.Surface(size, 0, 32), Look(THEMES[theme], Metrics(*size, scale_pct=scale_pct)))
    made.clear()
    return made


def play(c: Canvas) -> None:
    view = View((Ring(toward(45, 6.5), 2.0, "goal", 0.62), Ring(toward(270, 8), 2.0, "soft")), "Stay in the circle", 3, 8)
    c.arena(view, toward(43, 6.0), reach=REACH, trail=[toward(43 - k * 4, 6.0 - k * 0.4) for k in range(12, 0, -1)])
    c.title(view.instruction)
    c.pips(view.done, view.total)


def held(c: Canvas) -> None:
    c.arena(View((Ring(toward(45, 6.5), 2.0, "goal", 0.62),), ""), toward(43, 6.0), reach=REACH, dim=True, words="No signal from the board")
    c.title("Stay in the circle")
    c.link_badge("No signal", "lost")


def track(c: Canvas) -> None:
    c.arena(View((Way(EIGHT, closed=True), Ring(EIGHT[7], 1.5, fill=0.3), Spot(toward(200, 6), 1, "caution"),
                  Ring(toward(285, 8), 1.5, "done"), Spot(toward(120, 7), 1, "done")), ""), toward(43, 6.0), reach=REACH)
    c.title("Follow the ring around")
    c.bar(0.4)


def home(c: Canvas) -> None:
    c.title("Good morning, Heron")
    c.subtitle("Session 8, about 12 minutes")
    c.zone("left", "Not today", "cup")
    c.zone("right", "Start", "play", fill=0.42, chosen=True)
    c.mini_arena(Point(0.5, 6), reach=REACH)
    c.instruction("Lean to the right to start")


def three_ways(c: Canvas) -> None:
    c.title("What next?")
    c.link_badge("Board", "good")
    c.zone("left", "Rest", "cup")
    c.zone("right", "Again", "again")
    c.zone("forward", "Next level", "next", fill=0.5, chosen=True)
    c.mini_arena(Point(4, 1), reach=REACH, dim=True)
    c.key_help([("Esc", "stop"), ("Space", "pause"), ("T", "theme")])


def result(c: Canvas) -> None:
    c.title("Steadier to the left than last week")
    c.rose([92, 80, 74, None, 55, 66, 90, 86], [85, 85, 73, None, 52, 63, 72, 78], caption="Thin line: last three")
    c.number_rows([("78 %", "of the time on target", "last three: 71, 74, 75"), ("16", "circles of 16", ""),
                   ("1.9°", "off the straight way", "2.4, 2.2, 2.2")])
    c.stars(2, words="Level 4 is open")
    c.instruction("Lean right to go on")


def path(c: Canvas) -> None:
    went = [Point(7 * sin(i / 40 * pi) * cos(k * pi / 4), 7 * sin(i / 40 * pi) * sin(k * pi / 4)) for k in range(8) for i in range(40)]
    targets = [Target(toward(k * 45, 7), 1.5) for k in range(8)]
    c.path_picture([*went, Point(float("nan"), 0.0)], targets, reach=REACH, caption="Where the dot went")
    c.stars(3)
    c.panel((0.5, 0.2, 0.45, 0.3))
    c.text("Arrows ← → ↑ ↓ too", 0.725, 0.35, width=0.42)


def trend(c: Canvas) -> None:
    c.title("A real change for the better")
    c.trend([61, 58, 66, 64, 71, 69, 74, 78], band=(58, 68), unit="%", labels=("3 March", "today"))
    c.instruction("Lean left to go back")


def quest(c: Canvas) -> None:
    c.title("Where to today?")
    names = ["Harbour", "Meadow", "Stepping stones", "Bridge", "Orchard", "Mill", "Ridge", "Lighthouse", "Beyond"]
    c.quest_map([Place(n, i + 1, [3, 2, 1][i] if i < 3 else None, i < 4, i == 3, 0.35 if i == 3 else 0.0) for i, n in enumerate(names)])
    c.instruction("Bridge: half of your reach")


def rest(c: Canvas) -> None:
    c.title("Rest and breathe")
    c.rest_breathing(0.35, 19.2)
    c.caution("Hold the rail, step off slowly")


def paused(c: Canvas) -> None:
    play(c)
    c.veil("Paused", "Stand still in the centre to go on")


def countdown(c: Canvas) -> None:
    c.arena(None, Point(1, 1), reach=REACH)
    c.title("Get ready")
    c.countdown(3)


def icons(c: Canvas) -> None:
    for i, name in enumerate(ICONS):
        c.icon(name, 0.07 + 0.123 * (i % 8), 0.12 + 0.19 * (i // 8), size="small", role=("text", "soft", "goal")[i % 3])


PICTURES = [play, held, track, home, three_ways, result, path, trend, quest, rest, paused, countdown, icons]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("drawn", PICTURES, ids=lambda f: f.__name__)
def test_looks_as_it_did(drawn: Callable[[Canvas], None], theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    c = canvas(theme=theme)
    drawn(c)
    c.present()
    picture(c._surface, f"canvas-{drawn.__name__}-{theme}")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("drawn", PICTURES, ids=lambda f: f.__name__)
def test_a_picture_drawn_twice_changes_nothing(drawn: Callable[[Canvas], None], size: tuple[int, int]) -> None:
    c = canvas(size)
    drawn(c)
    assert c.present() == [(0, 0, *size)]
    c.clear()
    drawn(c)
    assert c.present() == []


def bounds(size: tuple[int, int], theme: str, draw: Callable[[Canvas], object], scale_pct: float) -> pygame.Rect:
    """Where a part leaves marks: what differs from the plain background."""
    plain, marked = canvas(size, theme, scale_pct), canvas(size, theme, scale_pct)
    draw(marked)
    for c in (plain, marked):
        c.present()
    mask = pygame.mask.from_threshold(marked._surface, (0, 0, 0), (1, 1, 1, 255), plain._surface)
    mask.invert()
    rects = mask.get_bounding_rects()
    assert rects, "nothing was drawn"
    return rects[0].unionall(rects[1:])


def without_hills(c: Canvas, places: list[Place]) -> None:
    """The map alone: hills lie behind the words below it, and are meant to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quest_module, "hills", lambda *args, **named: None)
        c.quest_map(places)


Parts = dict[str, Callable[[Canvas], object]]
LONG = "Lean forward slowly until the dot is in the ring, then stay"
HOME: Parts = {
    "title": lambda c: (c.subtitle(" "), c.title("Good morning dear Heron and dear Kingfisher")),
    "subtitle": lambda c: c.subtitle("Session 8, about 12 minutes, of which six are on the board"),
    "left": lambda c: c.zone("left", "Not today, rather tomorrow", "cup"),
    "dial": lambda c: c.mini_arena(Point(0, 0)),
    "right": lambda c: c.zone("right", "Start with the first exercise", "play", chosen=True, fill=0.5),
    "instruction": lambda c: c.instruction(LONG),
}
RESULT: Parts = {
    "title": lambda c: c.title("Steadier to the left than last week, and a good deal quicker to the right"),
    "rose": lambda c: c.rose([100] * 8, caption="Thin line: your last three times, the mean of them"),
    "numbers": lambda c: c.number_rows([("78 %", "of the time on target, in the ring, or near it", "last three: 71, 74, 75"),
                                        *[("16", "circles", "14, 16")] * 2]),
    "stars": lambda c: c.stars(2, words="Level 4 is open now, if you like"),
    "instruction": lambda c: c.instruction(LONG),
}
PLAY: Parts = {
    "title": lambda c: (c.arena(None, None), c.clear(), setattr(c._kit.taken, "arena", True), c.title(LONG)),
    "arena": lambda c: c.arena(None, Point(0, 0), reach=REACH),
    "pips": lambda c: (setattr(c._kit.taken, "arena", True), c.pips(3, 16)),
}
QUEST: Parts = {
    "title": lambda c: c.title("Where would you like to go to today, Heron?"),
    "quest": lambda c: without_hills(c, [Place("Stepping stones by the river", i + 1, 2, current=i == 2, fill=0.5) for i in range(8)]),
    "instruction": lambda c: c.instruction(LONG),
}
BOARD: Parts = {
    "title": lambda c: c.title("The dot went down and to the left, and not up as it should have gone"),
    "dial": lambda c: c.board_dial(Point(-40.0, 60.0), asked=Target(Point(8.0, 0.0), 1.5), fill=1.0),
    "facts": lambda c: c.facts([("USB Serial (CH340), board-blocks, 1000 Hz", ""), (f"Signal poor: {LONG}", "poor"), (LONG, "fair")],
                               area=(0.45, 0.3, 0.53, 0.5)),
    "left": lambda c: c.zone("left", "No, set up again", "again", area=(0.02, 0.82, 0.39, 0.16)),
    "right": lambda c: c.zone("right", "Yes, it is right", "check", area=(0.59, 0.82, 0.39, 0.16)),
}
PLAY_POORLY: Parts = {
    **{name: PLAY[name] for name in ("title", "pips")},
    "badge": lambda c: (setattr(c._kit.taken, "arena", True), c.link_badge("Signal poor", "poor", detail=LONG)),
}


@pytest.mark.parametrize("scale_pct", [100.0, 200.0])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("parts", [HOME, RESULT, PLAY, QUEST, BOARD, PLAY_POORLY],
                         ids=["home", "result", "play", "quest", "board", "play-poorly"])
def test_long_words_stay_in_their_places(parts: Parts, size: tuple[int, int], theme: str, scale_pct: float) -> None:
    found = {name: bounds(size, theme, draw, scale_pct) for name, draw in parts.items()}
    for i, (name, rect) in enumerate(found.items()):
        assert pygame.Rect(0, 0, *size).contains(rect), name
        for other, its in list(found.items())[i + 1 :]:
            assert not rect.inflate(-2, -2).colliderect(its.inflate(-2, -2)), f"{name} {rect} lies on {other} {its}"


def test_instructions_have_forty_arcmin_where_they_fit() -> None:
    c = canvas((1920, 1080))
    for words in ("Stay in the circle", "Lean to the right to start", "Lean forward until the dot is in the ring"):
        block = c._kit.lay(words, arcmin=40, width=0.94 * 1920, height=0.22 * 1080, bold=True, single=0.97)
        assert block.capital_px == pytest.approx(84.1, abs=0.1), words


def test_facts_are_as_large_as_their_room_holds_and_all_of_one_size(monkeypatch: pytest.MonkeyPatch) -> None:
    from wobblequest.draw.kit import Kit

    laid: list[float] = []
    write = Kit.write
    monkeypatch.setattr(Kit, "write", lambda self, block, *rest: (laid.append(block.capital_px), write(self, block, *rest))[1])
    c = canvas((1920, 1080))
    c.facts([("Signal good", "good"), ("csv, 100 Hz", "")])
    few, laid[:] = list(laid), []
    c.facts([(f"Signal poor: {LONG}", "poor")] * 4)
    assert len(set(few)) == 1
    assert len(set(laid)) == 1
    assert few[0] == pytest.approx(c._kit.metrics.capital_px(24.0), rel=0.01)
    assert laid[0] == pytest.approx(c._kit.metrics.floor_px, rel=0.01)


def test_the_signs_of_a_signal_differ_in_form() -> None:
    pictures = {}
    for state in ("", "good", "fair", "poor"):
        c = canvas()
        c.facts([("x", state)])
        c.present()
        pictures[state] = pygame.image.tobytes(pygame.transform.grayscale(c._surface), "RGB")
    assert len(set(pictures.values())) == 4


def test_clicks_find_the_zone_they_hit() -> None:
    c = canvas()
    three_ways(c)
    c.present()
    found = {c.zone_at(x, y) for x, y in ((130, 300), (1100, 400), (640, 280))}
    assert found == {"left", "right", "forward"}
    assert c.zone_at(640, 700) is None
    c.clear()
    assert c.zone_at(130, 300) == "left", "the zones last shown still count while the next frame is made"
    c.present()
    c.clear()
    assert c.zone_at(130, 300) is None


def test_of_many_places_those_around_the_current_are_shown() -> None:
    from wobblequest.draw.quest import shown

    places = [Place(f"place {i}", i, current=i == 13) for i in range(15)]
    assert [p.number for p in shown(places)] == list(range(7, 15))
    assert [p.number for p in shown([Place("", i, current=i == 0) for i in range(15)])] == list(range(8))


def test_empty_and_odd_results_do_not_break_a_screen() -> None:
    c = canvas()
    c.rose([], [])
    c.rose([float("inf"), float("nan"), -5.0, 1e9, None, 0.0, 1.0, 2.0])
    c.path_picture([], [])
    c.path_picture([Point(1, 1)], [])
    c.number_rows([])
    c.trend([])
    c.trend([5.0])
    c.trend([5.0, 5.0, float("nan")], band=(float("nan"), 6.0))
    c.quest_map([])
    c.quest_map([Place("Only one", 1, current=True)])
    c.pips(0, 0)
    c.pips(3, 40)
    c.bar(1.7)
    c.stars(0, of=0)
    c.countdown(12)
    c.rest_breathing(1.2, -3.0)
    c.title("")
    c.instruction("")
    c.text("", 0.5, 0.5)
    c.veil()
    c.key_help([])
    c.link_badge("", "stale")
    c.mini_arena(None)
    assert c.present() == [(0, 0, 1280, 720)]


def test_the_voice_knows_what_a_frame_tells_and_counts() -> None:
    made = canvas()
    made.title("No signal")
    made.text("small print", 0.5, 0.5)
    made.caution("Hold the rail")
    made.note("A larger circle")
    made.instruction("Lean right")
    assert made.told == ("No signal", "Hold the rail", "A larger circle", "Lean right")
    assert made.number is None
    made.countdown(3)
    assert made.number == 3
    made.clear()
    assert (made.told, made.number) == ((), None)
    made.rest_breathing(0.5, 12.0)
    made.veil("Paused", "Take your time")
    assert (made.told, made.number) == (("Paused",), 12)
    assert made.language.info.code == "en"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("words", ["Well done, Heron", "Hold the rail, step off slowly", "You, compared only with yourself"])
def test_a_badge_leaves_the_title_its_size_and_its_place(size: tuple[int, int], words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[tuple[float, float, float]] = []
    write = Kit.write

    def seen(kit: Kit, block: Any, left: float, top: float, colour: Any, align: Any) -> None:
        put.append((block.capital_px, left, top))
        write(kit, block, left, top, colour, align)

    monkeypatch.setattr(Kit, "write", seen)
    c = Canvas(pygame.Surface(size), Look(THEMES["dark"], Metrics(*size)))
    c.clear()
    c.title(words)
    c.present()
    alone = put.pop()
    c.clear()
    c.link_badge("Noted: near fall", "good")
    c.title(words)
    c.present()
    badge, title = put
    assert title == alone
    assert badge[2] + 1.3 * badge[0] < title[2], "what hangs below the badge stays clear of the title"
