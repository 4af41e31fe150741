"""The picture of a profile: bars as long as the values say, changes told by form, and every word whole where people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pygame
import pytest

from wobblequest.core.theme import THEMES, Colour, Theme
from wobblequest.draw.canvas import Canvas, Look, PartShown
from wobblequest.draw.kit import Kit
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.text import DESCENT, Align, Block

SIZES = [(1280, 720), (1366, 768), (1920, 1080)]
AREA = (0.03, 0.18, 0.94, 0.625)
ALL = (
    PartShown("Steadiness", 68.0, "3 of 5 levels done", 5, "last time clearly better than at first", "better"),
    PartShown("Reach", 41.0, "2 of 5 levels done", 5, "last time about as at first", "same"),
    PartShown("Tracking", 14.0, "0 of 5 levels done", 5, "last time clearly worse than at first", "worse"),
    PartShown("Rhythm", 100.0, "5 of 5 levels done", 5, "too early to compare", "early"),
    PartShown("Position sense", 30.0, "1 of 5 levels done", 5, "last time about as at first", "same"),
)
SOME = (*ALL[:2], PartShown("Tracking", None, "not practised yet"), PartShown("Rhythm", None, "no levels for this here yet"),
        PartShown("Position sense", None, "no levels for this here yet"))
LONG = tuple(replace(p, name=f"{p.name} of body and mind", ladder=f"{p.ladder}, or nearly so", history=f"{p.history} this year")
             for p in ALL)


def drawn(
    parts: tuple[PartShown, ...], size: tuple[int, int] = (1280, 720), theme: str = "dark", scale_pct: float = 100.0,
) -> pygame.Surface:
    surface = pygame.Surface(size, 0, 32)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size, scale_pct=scale_pct)))
    canvas.clear()
    canvas.profile(parts)
    canvas.present()
    return surface


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Block, pygame.Rect]]:
    """Every block that is put on a picture from now on, with its room: from the tops of the capitals to what hangs below."""
    found: list[tuple[Block, pygame.Rect]] = []
    write = Kit.write

    def keep(self: Kit, block: Block, left: float, top: float, colour: Colour, align: Align) -> None:
        found.append((block, pygame.Rect(left, top, block.width_px, block.height_px + DESCENT * block.capital_px)))
        write(self, block, left, top, colour, align)

    monkeypatch.setattr(Kit, "write", keep)
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("parts", "name"), [(ALL, "all"), (SOME, "some"), (LONG, "long")], ids=["all", "some", "long"])
def test_looks_as_it_did(parts: tuple[PartShown, ...], name: str, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(drawn(parts, theme=theme), f"profile-{name}-{theme}")


@pytest.mark.parametrize("scale_pct", [75.0, 100.0, 150.0, 200.0])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("parts", [ALL, SOME], ids=["all", "some"])
def test_every_word_is_whole_apart_from_the_others_and_readable_at_two_metres(
    parts: tuple[PartShown, ...], size: tuple[int, int], scale_pct: float, written: list[tuple[Block, pygame.Rect]],
) -> None:
    drawn(parts, size, scale_pct=scale_pct)
    said = [" ".join(block.lines) for block, _ in written]
    for part in parts:
        assert part.name in said
        assert part.ladder in said
        assert not part.history or part.history in said
    assert all(block.capital_px >= Metrics(*size).floor_px - 1e-6 for block, _ in written)
    area = pygame.Rect(AREA[0] * size[0] - 1, AREA[1] * size[1] - 1, AREA[2] * size[0] + 2, AREA[3] * size[1] + 2)
    assert all(area.contains(room) for _, room in written)
    for (a, one), (b, other) in combinations(written, 2):
        assert not one.colliderect(other), f"{a.lines} lies on {b.lines}"


@pytest.mark.parametrize("scale_pct", [75.0, 200.0])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_words_of_double_length_stay_in_their_places(
    size: tuple[int, int], scale_pct: float, written: list[tuple[Block, pygame.Rect]],
) -> None:
    drawn(LONG, size, scale_pct=scale_pct)
    area = pygame.Rect(AREA[0] * size[0] - 1, AREA[1] * size[1] - 1, AREA[2] * size[0] + 2, AREA[3] * size[1] + 2)
    assert all(area.contains(room) for _, room in written)
    for (a, one), (b, other) in combinations(written, 2):
        assert not one.colliderect(other), f"{a.lines} lies on {b.lines}"


@pytest.mark.parametrize("distance_m", [2.5, 3.0, 6.0])
def test_far_from_a_small_screen_words_become_small_before_they_lie_on_one_another(
    distance_m: float, written: list[tuple[Block, pygame.Rect]],
) -> None:
    canvas = Canvas(pygame.Surface((1280, 720), 0, 32), Look(THEMES["dark"], Metrics(1280, 720, distance_m=distance_m)))
    canvas.clear()
    canvas.profile(ALL)
    canvas.present()
    assert len(written) == 4 * len(ALL)
    for (a, one), (b, other) in combinations(written, 2):
        assert not one.colliderect(other), f"{a.lines} lies on {b.lines}"


def test_there_is_no_total(written: list[tuple[Block, pygame.Rect]]) -> None:
    drawn(ALL)
    assert len(written) == 4 * len(ALL)
    assert [block.lines[0] for block, _ in written if block.lines[0].isdigit()] == ["68", "41", "14", "100", "30"]


def bars(surface: pygame.Surface, theme: Theme) -> Iterator[tuple[int, int, int]]:
    """(row, left end, right end) in px of each bar's filled part, at its thickest."""
    pixels = pygame.surfarray.array3d(surface).transpose(1, 0, 2)
    filled = (pixels == np.array(theme.goal)).all(axis=2)
    wide = filled.sum(axis=1) > 60
    begin = None
    for y, row in enumerate([*wide, False]):
        if row and begin is None:
            begin = y
        elif not row and begin is not None:
            middle = (begin + y) // 2
            xs = np.flatnonzero(filled[middle])
            yield middle, int(xs[0]), int(xs[-1])
            begin = None


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_bars_are_as_long_as_the_values_say_and_stand_out_from_the_rest(theme: Theme) -> None:
    surface = drawn(ALL, theme=theme.name)
    found = list(bars(surface, theme))
    assert len(found) == len(ALL)
    whole = found[3][2] - found[3][1]
    for part, (row, left, right) in zip(ALL, found, strict=True):
        assert part.value is not None
        assert (right - left) / whole == pytest.approx(part.value / 100, abs=0.01)
        if part.value < 100:
            empty = surface.get_at((right + 12, row))
            assert contrast(theme.goal, (empty.r, empty.g, empty.b)) >= 3.0
            end = surface.get_at((left + whole, row))
            assert contrast((end.r, end.g, end.b), theme.outer) >= 3.0, "where 100 would be is seen too"


def contrast(a: Colour, b: Colour) -> float:
    """WCAG 2 contrast ratio."""
    def luminance(colour: Colour) -> float:
        c = np.array(colour) / 255
        return float(np.array([0.2126, 0.7152, 0.0722]) @ np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4))

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_what_was_never_practised_has_no_empty_bar(theme: str, written: list[tuple[Block, pygame.Rect]]) -> None:
    look = THEMES[theme]
    surface = drawn(SOME, theme=theme)
    assert len(list(bars(surface, look))) == 2
    top = next(room.top for block, room in written if block.lines == ("Tracking",))
    below = pygame.surfarray.array3d(surface)[:, top:].reshape(-1, 3)
    for mark in (look.goal, look.mark, look.me, look.caution, look.text):
        assert not (below == np.array(mark)).all(axis=1).any(), "quiet words and thin lines, nothing else"


def test_changes_are_told_by_form() -> None:
    plain = [drawn((replace(ALL[0], history="x", change=change),)) for change in ("better", "same", "worse", "early")]
    masks = [pygame.mask.from_threshold(pygame.transform.grayscale(s), (0, 0, 0), (90, 90, 90, 255)) for s in plain]
    for one, other in combinations(masks, 2):
        assert one.count() - one.overlap_area(other, (0, 0)) + other.count() - other.overlap_area(one, (0, 0)) > 25


def test_a_picture_drawn_twice_changes_nothing() -> None:
    canvas = Canvas(pygame.Surface((1280, 720), 0, 32), Look(THEMES["dark"], Metrics(1280, 720)))
    canvas.clear()
    canvas.profile(ALL)
    canvas.present()
    canvas.clear()
    canvas.profile(ALL)
    assert canvas.present() == []


def test_odd_values_do_not_break_it(written: list[tuple[Block, pygame.Rect]]) -> None:
    drawn(())
    assert written == []
    drawn((PartShown("", 0.0, ""), PartShown("a", float("nan"), "b", 3), PartShown("c", 250.0, "d", 40, "e", "same"),
           PartShown("f", -3.0, "g", 1, "h", "worse")))
    drawn(ALL, (900, 120))
    canvas = Canvas(pygame.Surface((900, 60), 0, 32), Look(THEMES["dark"], Metrics(900, 60, diagonal_in=5.0, distance_m=0.3)))
    canvas.profile(ALL)
    canvas.present()
    assert ["b"] in [list(block.lines) for block, _ in written]
