"""A small practice of its own, and a person who leans where told, for tests of screens without window, store or board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import pi, sin
from typing import Any

import pytest

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, message
from wobblequest.core.reach import Reach
from wobblequest.core.recording import EventKind, Header, SourceInfo
from wobblequest.core.result import Measure, Quality, Result
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.drills.register import DRILLS
from wobblequest.input.source import LOST_AFTER_S, STALE_AFTER_S, Link
from wobblequest.levels.level import Level, level_from_json
from wobblequest.scoring.change import PastValue, Progress, assess
from wobblequest.scoring.limb_symmetry import LimbSymmetry
from wobblequest.scoring.profile import PARTS, Part, part_of
from wobblequest.screens.ready import Ready
from wobblequest.screens.screen import Frame, PastTrial, Prescription, Request, Screen
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.session.activity import DayPlayed
from wobblequest.session.dose import Work
from wobblequest.session.drift import DriftWatch
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.session.rounds import Round, RoundSet
from wobblequest.session.tilt import TiltChain
from wobblequest.session.trial import Trial
from wobblequest.session.wellbeing import Answers, When

RISING = {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0}
FALLING = {"zero": 9.0, "one_star": 5.0, "two_stars": 3.5, "three_stars": 2.0, "hundred": 0.5}
BOARD = SourceInfo("serial", "Wobble board", "csv", "1A86:7523:1")
KEYBOARD = SourceInfo("keyboard", "Keyboard")
SWAY_DEG, SWAY_HZ = 0.3, 0.7
"""Nobody stands as still as an empty board; only screens that wait for somebody to step on look at that."""
SILENT = message("{name} is plugged in but silent: check its cable, or press its reset button.", name="Wobble board")


def _level(drill: str, number: int, title: str, goal: str, **parameters: Any) -> Level:
    return level_from_json({
        "id": f"{drill}-{number}", "title": title, "drill": drill, "difficulty": float(number), "words": {"goal": goal},
        "parameters": parameters, "anchors": RISING if DRILLS[drill].higher_is_better else FALLING,
    })


LEVELS: tuple[Level, ...] = (
    _level("hold", 1, "Harbour", "Ten seconds in a wide circle", radius_deg=6.0, duration_s=10.0, hold_s=3.0),
    _level("hold", 2, "Meadow", "Twenty seconds in the circle", radius_deg=5.0, duration_s=20.0),
    _level("hold", 3, "Stepping stones", "Thirty seconds, smaller", radius_deg=4.0, duration_s=30.0),
    _level("hold", 4, "Bridge", "Forward of the middle", radius_deg=4.0, duration_s=30.0, direction_deg=0.0, distance_pct=40.0),
    _level("hold", 5, "Lighthouse", "A small circle for a minute", radius_deg=3.0, duration_s=60.0),
    _level("reach", 1, "Garden gate", "Four ways, near by", radius_deg=3.0, directions_deg=[0.0, 90.0, 180.0, 270.0], targets=4,
           distance_pct=60.0, hold_s=0.5),
    _level("reach", 2, "Orchard", "Eight ways, half of your reach", radius_deg=2.5, targets=8, distance_pct=60.0),
    _level("track", 1, "Brook", "To and fro with the circle", radius_deg=4.0, path="line", size_pct=40.0, period_s=20.0, duration_s=20.0),
)


@dataclass
class FakeSitting:
    """Implements `Sitting` in memory: somebody who was asked already, and knows all exercises."""

    asked: bool = True
    prepared: bool = True
    greeted: bool = False
    checks: list[tuple[When, Answers]] = field(default_factory=list)
    work: Work = field(default_factory=Work)
    marks: list[EventKind] = field(default_factory=list)
    shown: set[str] = field(default_factory=lambda: set(DRILLS))

    def prepare(self) -> None:
        self.prepared = True

    def greet(self) -> None:
        self.greeted = True

    def answered(self, kind: When, answers: Answers) -> None:
        self.checks.append((kind, answers))
        if kind == "before":
            self.asked = answers.verdict == "go" or answers.overruled

    def worked(self, seconds: float) -> None:
        self.work = self.work.after(seconds)

    def rested(self, seconds: float) -> None:
        self.work = self.work.rested(seconds)

    def allow_more(self) -> None:
        self.work = self.work.allowed()

    def mark(self, kind: EventKind, by: str = "") -> None:
        self.marks.append(kind)

    def was_shown(self, drill: str) -> bool:
        return drill in self.shown

    def show(self, drill: str) -> None:
        self.shown.add(drill)


@dataclass
class FakePractice:
    """Implements `Practice` in memory. said : the sounds, in order. kept : what was handed over to be kept."""

    alias: str = "Heron"
    levels: Sequence[Level] = LEVELS
    source: SourceInfo = BOARD
    calibration: Calibration | None = field(default_factory=Calibration)
    reach: Reach | None = field(default_factory=Reach)
    sitting: FakeSitting = field(default_factory=FakeSitting)
    trial: Trial | None = None
    trials: list[PastTrial] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kept: list[Calibration | Reach] = field(default_factory=list)
    ended: list[Result] = field(default_factory=list)
    begun: list[Level] = field(default_factory=list)
    turns: list[Round | None] = field(default_factory=list)
    rounds: RoundSet | None = None
    legs: LimbSymmetry | None = None
    drift: DriftWatch = field(default_factory=DriftWatch)
    probes: int = 0
    prescription: Prescription | None = None
    parts: tuple[Part, ...] = tuple(part_of(name, [], None) for name in PARTS)

    def begin_trial(self, level: Level, turn: Round | None = None) -> Trial:
        self.begun.append(level)
        self.turns.append(turn)
        calibration, reach = self.calibration or Calibration(), self.reach or Reach()
        trial_id = f"trial-{len(self.begun)}"
        header = Header(trial_id, level.to_json(), 7, calibration, reach, self.source)
        if turn is not None:
            header = replace(header, round=turn.number, rounds=turn.of, practice=turn.practice, set_id=turn.set_id or trial_id)
        self.trial = Trial(header, level)
        return self.trial

    def end_trial(self) -> Result:
        assert self.trial is not None
        self.trial.stop("closed")
        result = self.trial.result()
        self.ended.append(result)
        if result.completed:
            self.trials.append(PastTrial(result.trial_id, "2026-11-20T10:00:00+00:00", "today", result))
        self.trial = None
        return result

    def keep_calibration(self, calibration: Calibration) -> None:
        self.calibration, self.drift = calibration, DriftWatch()
        self.kept.append(calibration)

    def keep_reach(self, reach: Reach) -> None:
        self.reach = reach
        self.kept.append(reach)

    def past(self, drill: str | None = None) -> Sequence[PastTrial]:
        return [t for t in self.trials if drill is None or t.result.drill == drill]

    def progress(self, level: Level) -> Progress:
        values = [
            PastValue(t.session_id, t.started, float(value)) for t in self.trials
            if t.result.level == level.id and isinstance(value := t.result.measures[level.primary].value, float | int)
        ]
        return assess(values, measure=level.primary, higher_is_better=level.higher_is_better)

    def sides(self, level: Level) -> LimbSymmetry | None:
        return self.legs if level.protocol is not None and level.protocol.side is not None else None

    def profile(self) -> tuple[Part, ...]:
        return self.parts

    weeks: int = 0
    clock: datetime = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
    days: list[DayPlayed] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock

    def days_played(self) -> Sequence[DayPlayed]:
        return self.days

    def weeks_running(self) -> int:
        return self.weeks

    preferences: Preferences = field(default_factory=Preferences)
    station: StationSettings = field(default_factory=lambda: StationSettings(set_up=True))
    known: list[str] = field(default_factory=list)
    records: str = "/home/heron/.local/share/wobblequest"
    log: str = "/home/heron/.local/state/wobblequest/log/wobblequest.log"

    def keep_preferences(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def keep_station(self, station: StationSettings) -> None:
        self.station = station

    def people(self) -> Sequence[str]:
        return self.known

    def become(self, alias: str) -> None:
        if alias not in self.known:
            self.preferences = Preferences()
        self.alias = alias
        self.known = [alias, *(each for each in self.known if each != alias)]

    def allow_probes(self) -> None:
        self.probes += 1

    def say(self, sound: str) -> None:
        self.said.append(sound)

    spoken: list[str] = field(default_factory=list)

    def say_words(self, words: Message) -> float:
        self.spoken.append(words)
        return self.speech_s(words)

    def speech_s(self, words: str) -> float:
        return 0.4 * len(words.split())


def past_trial(level: str, session: int, *, stars: int = 1, source: str = "serial", **measures: float) -> PastTrial:
    """A finished trial of an earlier day."""
    found = next(each for each in LEVELS if each.id == level)
    result = Result(
        trial_id=f"past-{level}-{session}", level=level, drill=found.drill, source=source, completed=True, duration_s=30.0, seed=1,
        measures={name: Measure(value, "") for name, value in measures.items()}, points=20 * stars, stars=stars, scoring_version=1,
        quality=Quality(100.0, 0, 0, 0.0),
    )
    return PastTrial(result.trial_id, f"2026-{9 + session // 28:02d}-{1 + session % 28:02d}T10:00:00+00:00", f"session-{session}", result)


class Walk:
    """A session played by hand: frames at 50 Hz, readings at 100 Hz, the app's part of the work done as the app does it."""

    def __init__(self, practice: FakePractice, screen: Screen) -> None:
        self.practice, self.screen = practice, screen
        self.now_s = 100.0
        self.t_s = 0.0
        self._at = CENTRE
        self._sway = Chance(3, "walk")
        self._fresh_s = self.now_s
        self._chain = TiltChain(practice.calibration or Calibration())
        self._known = practice.calibration
        self.seen: list[str] = [type(screen).__name__]
        self.heard: dict[str, Any] = {}
        """What else the link says: ``words``, ``quality``, ``latency``, ``offers_probe``."""
        self.bare = False
        """Whether the board has an accelerometer alone."""
        self.empty = False
        """Whether nobody is on the board: it lies still."""
        self.slip = CENTRE
        """How far the sensor has slipped: what it says of somebody who stands at the centre."""

    @property
    def name(self) -> str:
        """The class of the screen that is shown."""
        return type(self.screen).__name__

    def ask(self, request: Request) -> Screen:
        self._show(self.screen.request(request))
        return self.screen

    def lean(self, seconds: float, pitch: float = 0.0, roll: float = 0.0) -> Screen:
        """Go to a lean (at 25 °/s, as people do) and stay there."""
        return self._frames(seconds, lambda _: Point(pitch, roll))

    def still(self, seconds: float) -> Screen:
        return self.lean(seconds)

    def right(self) -> Screen:
        """Stand until a lean counts, lean right until it chose, come back."""
        return self._choose(0.0, 8.0)

    def left(self) -> Screen:
        return self._choose(0.0, -8.0)

    def forward(self) -> Screen:
        return self._choose(8.0, 0.0)

    def _choose(self, pitch: float, roll: float) -> Screen:
        self.still(4.6)
        self.lean(2.1, pitch, roll)
        return self.screen

    def follow(self, seconds: float, until: Callable[[], bool]) -> Screen:
        """Do what is asked: go where the trial's target or the screen's aim is, until something is so."""
        frames = 0
        while not until() and frames < seconds * 50:
            self._frames(0.02, lambda _: self._wish())
            frames += 1
        assert until(), f"still at {self.name} after {seconds:g} s"
        return self.screen

    def go(self, seconds: float) -> Screen:
        """Do what is asked for a while."""
        return self._frames(seconds, lambda _: self._wish())

    def _wish(self) -> Point:
        trial = self.practice.trial
        target: Target | None = self.screen.aim if trial is None else trial.target()
        return CENTRE if target is None else target.at

    def silence(self, seconds: float) -> Screen:
        """No readings for a while."""
        for _ in range(round(seconds * 50)):
            self.now_s += 0.02
            self._frame([])
        return self.screen

    def _frames(self, seconds: float, wish: Callable[[float], Point]) -> Screen:
        for _ in range(max(1, round(seconds * 50))):
            self.now_s += 0.02
            readings = []
            for _ in range(2):
                self.t_s += 0.01
                self._at = _towards(self._at, wish(self.t_s), 0.25)
                sway = self._sway
                sways = isinstance(self.screen, SteadyFirst | Ready) and not self.empty
                slow = SWAY_DEG * sin(2 * pi * SWAY_HZ * self.t_s) if sways else 0.0
                pitch, roll = (at + slip + slow + sway.normal(0.05) for at, slip in zip(self._at, self.slip, strict=True))
                readings.append(Reading(self.t_s, up_from_gravity_plane(pitch, roll), None, 1.0 if self.bare else None))
            self._fresh_s = self.now_s
            self._frame(readings)
        return self.screen

    def _frame(self, readings: list[Reading]) -> None:
        if self.practice.calibration is not self._known:
            self._known = self.practice.calibration
            self._chain = TiltChain(self._known or Calibration())
        age_s = self.now_s - self._fresh_s
        state = "live" if age_s <= STALE_AFTER_S else "stale" if age_s <= LOST_AFTER_S else "lost"
        words = SILENT if state != "live" else message("{name} speaks {protocol}.", name="Wobble board", protocol="csv")
        link = replace(Link(state, words, age_s, 100.0), **self.heard)
        tilts = [self._chain.step(reading)[1] for reading in readings]
        trial = self.practice.trial
        if trial is not None and not trial.over:
            for reading in readings:
                trial.feed(reading)
            if state == "lost":
                trial.pause("signal")
        self._show(self.screen.update(Frame(self.now_s, link, tilts, readings)))

    def _show(self, following: Screen | None) -> None:
        if following is not None:
            self.screen = following
            self.seen.append(self.name)


def _towards(here: Point, there: Point, most_deg: float) -> Point:
    far = here.distance_to(there)
    if far <= most_deg:
        return there
    share = most_deg / far
    return Point(here.pitch_deg + share * (there.pitch_deg - here.pitch_deg), here.roll_deg + share * (there.roll_deg - here.roll_deg))


@pytest.fixture
def levels() -> tuple[Level, ...]:
    return LEVELS


@pytest.fixture
def make_practice() -> type[FakePractice]:
    return FakePractice


@pytest.fixture
def practice() -> FakePractice:
    return FakePractice()


@pytest.fixture
def make_walk() -> type[Walk]:
    return Walk


@pytest.fixture
def make_past() -> Callable[..., PastTrial]:
    return past_trial


@pytest.fixture
def keyboard() -> SourceInfo:
    return KEYBOARD


class Words:
    """Stands in for the canvas and keeps every word that is asked to be shown."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        def keep(*args: Any, **named: Any) -> None:
            self._take((*args, *named.values()))
        return keep

    def _take(self, value: Any) -> None:
        if isinstance(value, str):
            self.words.append(value)
        elif isinstance(value, tuple | list):
            for each in value:
                self._take(each)


@pytest.fixture
def shown_words() -> Callable[..., list[str]]:
    """All the words a screen shows now; ``calm``: to who wants it calm."""
    def words(screen: Screen, *, calm: bool = False) -> list[str]:
        canvas: Any = Words()
        canvas.calm = calm
        screen.draw(canvas)
        return list(canvas.words)
    return words
