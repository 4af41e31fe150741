"""Pictures as SVG: valid, readable aloud, alone; and what is drawn is what was measured."""

from __future__ import annotations

import re
from math import hypot, nan
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.arena import Point, Target, toward
from wobblequest.core.messages import message, name
from wobblequest.core.reach import Reach
from wobblequest.core.theme import THEMES
from wobblequest.language.catalogue import catalogue
from wobblequest.report.face import FACE
from wobblequest.report.history import FOOT, TOP
from wobblequest.report.sheet import LEAST_EM, WIDE, WIDE_BOLD, fitted
from wobblequest.report.svg import svg
from wobblequest.session.pictured import (
    Dot,
    PartShown,
    PathPicture,
    Picture,
    ProfilePicture,
    RosePicture,
    TrendPicture,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "svg"
SVG = "{http://www.w3.org/2000/svg}"
DARK, ENGLISH = THEMES["dark"], catalogue("en")
REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
PICTURES: dict[str, Picture] = {
    "path": PathPicture(
        message("Where the dot went"), name("Orchard & mill, 3 November"),
        Dot((Point(0.0, 0.0), Point(1.25, -2.5), Point(nan, 0.0), Point(6.5, 0.375)),
            (Target(toward(0, 7), 1.5), Target(toward(90, 7), 1.5)), (Point(-3.0, 2.0),)), REACH),
    "rose": RosePicture(message("How straight in each direction"), name("Orchard"), (92, 80, 74, None, 55, 66, 90, 86), (85,) * 8),
    "trend": TrendPicture(name("Harbour"), message("A real change"), (61, 58, 66, 64, 71), "%", (name("3 Mar"), name("today")), (58, 68)),
    "profile": ProfilePicture(message("You, compared only with yourself"), message("100 stands for all levels"), (
        PartShown("Steadiness", 72.0, "5 of 7 levels done", 7, "last time clearly better than at first"),
        PartShown("Reach", None, "not practised yet"))),
}
tilts = st.floats(-15, 15, allow_nan=False)


def parsed(picture: Picture, theme: str = "dark", language: str = "en") -> Element:
    return fromstring(svg(picture, THEMES[theme], catalogue(language)))


def numbers(path: str) -> list[tuple[float, float]]:
    """The places of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def by_id(root: Element, wanted: str) -> Element:
    return next(each for each in root.iter() if each.get("id") == wanted)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", PICTURES)
def test_each_picture_stands_alone_and_says_what_it_shows(kind: str, theme: str) -> None:
    text = svg(PICTURES[kind], THEMES[theme], ENGLISH)
    root = fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == PICTURES[kind].title
    assert desc.text.startswith(PICTURES[kind].caption)
    assert not re.search(r"href|url\(|<script|<image|@import|<style", text), "nothing outside is referred to"
    assert [each for each in root.iter() if "http" in "".join(each.attrib.values())] == []
    drawn = [each.text for each in root.iter(f"{SVG}text")]
    assert PICTURES[kind].title in " ".join(filter(None, drawn))


def test_pictures_can_stand_in_one_page() -> None:
    ids = [each.get("id") for kind in PICTURES for each in parsed(PICTURES[kind]).iter() if each.get("id")]
    assert len(ids) == len(set(ids))


@given(st.lists(st.builds(Point, tilts, tilts), min_size=2, max_size=30))
def test_the_path_in_the_file_is_the_path_that_was_measured(points: list[Point]) -> None:
    root = parsed(PathPicture(name("a"), name("b"), Dot(tuple(points)), REACH))
    found = numbers(by_id(root, "path-way").get("d", ""))
    assert [x for x, _ in found] == pytest.approx([p.roll_deg for p in points], abs=0.0006)
    assert [y for _, y in found] == pytest.approx([p.pitch_deg for p in points], abs=0.0006)
    scale = re.search(r"scale\(([\d.]+) -([\d.]+)\)", root.find(f"{SVG}g").get("transform", ""))
    assert scale is not None
    assert scale[1] == scale[2], "a degree to the right is as long as one up"
    assert max(hypot(*p) for p in points) * float(scale[1]) <= FACE, "all of it lies on the plate"


def test_targets_stand_where_they_were() -> None:
    circles = [c for c in parsed(PICTURES["path"]).iter(f"{SVG}circle") if c.get("fill-opacity")]
    assert [(float(c.get("cx")), float(c.get("cy")), float(c.get("r"))) for c in circles] == [(0, 7, 1.5), (7, 0, 1.5)]


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=8, max_size=8))
def test_a_wedge_is_as_long_as_its_value(values: list[float | None]) -> None:
    root = parsed(RosePicture(name("a"), name("b"), tuple(values)))
    for i, value in enumerate(values):
        found = [each for each in root.iter() if each.get("id") == f"rose-{i}"]
        assert len(found) == (value is not None)
        if value is not None:
            x, y = numbers(found[0].get("d", ""))[1]
            assert hypot(x, y) == pytest.approx(0.9 * FACE * value / 100, abs=0.02)


@given(st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=24), st.one_of(st.none(), st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))))
def test_a_trend_keeps_the_order_and_the_distances_of_its_values(values: list[float], band: tuple[float, float] | None) -> None:
    root = parsed(TrendPicture(name("a"), name("b"), tuple(values), "°", (name(""), name("")), band))
    places = numbers(by_id(root, "trend-line").get("d", ""))
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    span = [*values, *(band or ())]
    whole = max(span) - min(span)
    px = (FOOT - TOP) / (1.24 * whole) if whole else 0.0
    for (_, y0), v0 in zip(places, values, strict=True):
        assert TOP - 0.01 <= y0 <= FOOT + 0.01
        if whole > 1e-6:
            assert y0 - places[0][1] == pytest.approx((values[0] - v0) * px, abs=0.01)
    bands = [each for each in root.iter() if each.get("id") == "trend-band"]
    assert len(bands) == (band is not None)


def test_a_trend_of_nothing_is_an_empty_plate() -> None:
    root = parsed(TrendPicture(name("a"), name("b"), (nan,), "%", (name(""), name(""))))
    assert [each for each in root.iter() if each.get("id") == "trend-line"] == []


def test_a_bar_of_the_profile_is_as_long_as_its_value_and_none_stands_for_none() -> None:
    root = parsed(PICTURES["profile"])
    assert float(by_id(root, "profile-0").get("width", "")) == pytest.approx(0.72 * 820)
    assert [each for each in root.iter() if each.get("id") == "profile-1"] == []
    assert "not practised yet" in [each.text for each in root.iter(f"{SVG}text")]


@given(st.text(max_size=200))
def test_any_words_make_a_valid_document(words: str) -> None:
    fromstring(svg(PathPicture(name(words), name(words), Dot((Point(0, 0), Point(1, 1)))), DARK, ENGLISH))


@given(st.text(alphabet="abcdefg ", min_size=1, max_size=160), st.integers(1, 3), st.booleans())
def test_words_are_kept_whole_and_within_their_room(words: str, lines: int, bold: bool) -> None:
    laid, size = fitted(words, 64.0, 1000.0, lines=lines, bold=bold)
    assert " ".join(laid).split() == words.split()
    assert len(laid) <= lines
    if size > LEAST_EM:
        assert all(len(line) * size * (WIDE_BOLD if bold else WIDE) <= 1000.0 for line in laid)


def test_hebrew_is_read_from_the_right() -> None:
    root = parsed(PICTURES["profile"], language="he")
    assert root.get("direction") == "rtl"
    bar = by_id(root, "profile-0")
    assert float(bar.get("x", "")) + float(bar.get("width", "")) == pytest.approx(1600 - 560)


@pytest.mark.parametrize("kind", PICTURES)
def test_looks_as_it_did(kind: str, request: pytest.FixtureRequest) -> None:
    made, golden = svg(PICTURES[kind], DARK, ENGLISH), GOLDEN / f"{kind}.svg"
    if request.config.getoption("--write-pictures"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text(encoding="utf-8"), "look at it, then run pytest with --write-pictures"
