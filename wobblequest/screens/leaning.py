"""What every screen for a standing person has: zones to lean to, the live dot between them, and the same by key and click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from wobblequest.core.arena import CENTRE, Point, Target, toward
from wobblequest.core.messages import Message, aloud, message
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.draw.canvas import Area, Canvas, IconName
from wobblequest.input.source import Link
from wobblequest.screens import flow, how_to
from wobblequest.screens.marks import NOTED
from wobblequest.screens.scanning import Scanning
from wobblequest.screens.screen import Adjust, Click, Frame, Intent, Mark, Pick, Practice, Request, Say, Screen, Typed
from wobblequest.screens.zones import DIRECTION_DEG, Side, ZoneRules, Zones, enter_deg

AIM_SHARE = 0.7
"""How far of the reach a willing person leans to choose: well past where a zone is entered."""
AIM_RADIUS_DEG = 1.5

FOLLOWED = 0.9
"""Of the least lean that chooses something: so far off the centre a person may stand and still choose by leaning from there."""

HOLD_THE_RAIL = aloud("Hold the rail. Check the cable.")
"""What to do while the board is silent: a lean does nothing then."""

NOTED_S = 5.0
"""How long it is shown that something was noted."""

DWELL_TONES = 12
"""So many tones `draw.sound` has for a dwell."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. ``area`` where the zone is to stand elsewhere than usual; ``number`` where a figure's key picks it."""

    side: Side
    label: Message
    icon: IconName
    area: Area | None = None
    number: int = 0


def is_press(request: Request) -> bool:
    """Whether this is what one big button sends: Enter or Space as most do, a click, or a gamepad's or a board's own button."""
    return isinstance(request, Click) or (isinstance(request, Intent) and request.deed in ("confirm", "pause"))


STRIP: dict[Side, Area] = {"left": (0.02, 0.82, 0.31, 0.16), "forward": (0.345, 0.82, 0.31, 0.16), "right": (0.67, 0.82, 0.31, 0.16)}
"""Slim zones in a row at the bottom, for screens with a picture in the middle."""


class LeaningScreen:
    """A screen that is left by leaning. A screen of its kind says what there is to choose (`offer`), what a choice does (`choose`),
    what other keys do (`asked`), and what is to be seen (`paint`).
    """

    may_check = False
    """Whether the board check and the settings may be visited from here (keys B and E)."""
    tells_silence = False
    """Whether the screen itself says that the board is silent; on the others that is told instead of what to lean to (`draw`)."""
    typing = False
    """Whether letters and figures are text here (`Typed`), and ask for nothing else."""
    still_at_first = False
    """Whether nothing moves, not even the dot, before a lean counts: after a stop."""
    centre_side: Side | None = None
    """The side that sets the centre again, where that is offered."""

    def __init__(self, practice: Practice, options: Sequence[Option] = (), proposed: Side = "right") -> None:
        self.practice = practice
        self.finished = False
        self.now_s = 0.0
        self.link: Link | None = None
        self.cursor: Point | None = None
        self._canvas: Canvas | None = None
        self._noted: Message | None = None
        self._noted_since_s = 0.0
        self._options: tuple[Option, ...] = ()
        self._proposed = proposed
        self._dwelt = 0
        self._stance = CENTRE
        self._scanning = Scanning()
        self._zones = self._new_zones()
        self.offer(options)

    # -- for the screens --------------------------------------------------------------------------------------------

    def offer(self, options: Sequence[Option]) -> None:
        """Let these be chosen from now on."""
        if tuple(options) != self._options:
            self._scanning.begin((option.side for option in options), self._proposed)
        self._options = tuple(options)
        self._zones.sides = self._sides

    def _new_zones(self) -> Zones:
        return Zones(frozenset(), self.practice.reach or Reach(), ZoneRules(dwell_s=self.practice.preferences.dwell_s))

    @property
    def _sides(self) -> frozenset[Side]:
        """What can be chosen, by whatever means."""
        return frozenset(option.side for option in self._options)

    def offer_anew(self, options: Sequence[Option]) -> None:
        """Other choices than before: the time in which nothing can be chosen begins again."""
        self._zones = self._new_zones()
        self._scanning.begin((), self._proposed)
        self._options = ()
        self.offer(options)

    def come_back(self) -> None:
        """The screen was left for a while and is shown again; what can be chosen now may differ."""
        self.offer_anew(self._options)

    def watch_centre(self, frame: Frame) -> None:
        """The person is asked to stand still, or waits at the middle: see whether that is where the centre is."""
        if self.alive and flow.can_calibrate(self.practice) and self.practice.calibration is not None:
            self.practice.drift.feed(frame.tilts)

    def choose(self, side: Side) -> Screen | None:
        """What leaning to a side does."""
        raise NotImplementedError

    def asked(self, intent: Intent) -> Screen | None:  # noqa: ARG002 - a screen without further keys
        """What another key does; ``quit`` and the zones' keys never come here."""
        return None

    def paint(self, canvas: Canvas) -> None:
        """Draw what is to be seen beside the zones."""
        raise NotImplementedError

    def take(self, frame: Frame) -> Screen | None:  # noqa: ARG002 - a screen that only waits
        """What else a frame does, before its tilts are looked at for a choice."""
        return None

    @property
    def alive(self) -> bool:
        """Whether what is shown of the dot is of now. Before the first frame nothing is known against it."""
        return self.link is None or self.link.state == "live"

    @property
    def _hangs(self) -> bool:
        """Whether samples come that are all alike: the dot would only look alive."""
        return self.link is not None and self.link.hangs

    def right_words(self, verb: how_to.Verb) -> Message:
        """How to choose what is at the right, in the terms of what is played with."""
        return how_to.RIGHT[verb][how_to.plays_with(self.practice)]

    @property
    def lit(self) -> Side | None:
        """What a press of the one button would take now; None where it takes nothing."""
        return self._scanning.lit if self.practice.preferences.one_button else None

    def pressed_in_vain(self) -> Screen | None:
        """What the one button does where there is nothing to choose."""
        return self.asked(Intent("confirm"))

    def fill(self, side: Side) -> float:
        return self._zones.fill(side)

    # -- the Screen protocol ------------------------------------------------------------------------------------------

    def update(self, frame: Frame) -> Screen | None:
        self.now_s, self.link = frame.now_s, frame.link
        if frame.tilts:
            self.cursor = Point(frame.tilts[-1].pitch_deg, frame.tilts[-1].roll_deg)
        following = self.take(frame)
        if following is not None:
            return following
        if self._options and not self._zones.state.ready:
            self.watch_centre(frame)
        side = self._zones.feed(() if frame.link.hangs else self._from_stance(frame.tilts))  # a lean that hangs chooses nothing
        self._sound_dwell()
        if self.practice.preferences.one_button and self._scanning.feed(frame.now_s):
            self.practice.say("dwell1")
        return None if side is None else self._chosen(side)

    def _from_stance(self, tilts: Sequence[Tilt]) -> Sequence[Tilt]:
        """Tilts as seen from where the person stands; ``_zones.sides`` becomes what may be leaned to from there.

        A centre that has wandered a little is followed: else nobody could choose anything, not even to set it again. But it may be no
        more than a hand on the rail; so it is followed only so far that standing at the true centre is no lean to anywhere. Farther off
        one thing can be leaned to: to set the centre again, which harms nobody.
        """
        sides, stance = self._sides, self.practice.drift.stance if flow.can_calibrate(self.practice) else CENTRE
        if stance != CENTRE and sides:
            zones = self._zones
            near = hypot(*stance) < FOLLOWED * min(enter_deg(side, zones.state, zones.reach, zones.rules) for side in sides)
            sides, stance = (sides, stance) if near else (frozenset({self.centre_side}), stance) if self.centre_side else (sides, CENTRE)
        self._zones.sides, self._stance = sides, stance
        return tilts if stance == CENTRE else [Tilt(t.t_s, t.pitch_deg - stance[0], t.roll_deg - stance[1]) for t in tilts]

    def _sound_dwell(self) -> None:
        """A tone a step of the dwell, rising; the last step is the choice itself, which has its own sound."""
        side = self._zones.state.side
        step = 0 if side is None else 1 + int(self.fill(side) * (DWELL_TONES - 1))
        if step > self._dwelt:
            self.practice.say(f"dwell{step}")
        self._dwelt = step

    def request(self, request: Request) -> Screen | None:
        if self.practice.preferences.one_button and is_press(request):
            return self._pressed()
        if isinstance(request, Click):
            side = self._canvas.zone_at(request.x_px, request.y_px) if self._canvas is not None else None
            return self._chosen(side) if side is not None and side in self._sides else None
        if isinstance(request, Mark):  # seen between two trials: it belongs to the newest
            self.practice.sitting.mark(request.kind, request.by)
            self._noted = NOTED.get(request.kind)
            self._noted_since_s = self.now_s
            return None
        if isinstance(request, Adjust | Say | Pick | Typed):
            return None
        deed = request.deed
        if deed == "quit":
            return self.leave_program()
        if deed == "left" or deed == "right" or deed == "forward":
            return self._chosen(deed) if deed in self._sides else None
        if deed == "confirm" and self._proposed in self._sides:
            return self._chosen(self._proposed)
        if deed == "check" and self.may_check:
            return flow.board_check(self.practice, self)
        if deed == "settings" and self.may_check:
            return flow.settings(self.practice, self)
        return self.asked(request)

    def _pressed(self) -> Screen | None:
        """The one button: it takes what is lit."""
        if not self._options:
            return self.pressed_in_vain()
        side = self.lit
        if side is None:
            return None
        self._scanning.begin(self._sides, self._proposed)  # a second press in a hurry takes nothing
        return self._chosen(side)

    def _chosen(self, side: Side) -> Screen | None:
        self.practice.say("choose")
        return self.choose(side)

    def leave_program(self) -> Screen | None:
        self.finished = True
        return None

    def draw(self, canvas: Canvas) -> None:
        self._canvas = canvas
        canvas.clear()
        silent = bool(self._options) and not self.tells_silence and (not self.alive or self._hangs)
        if silent:
            canvas.nothing_to_lean_to(HOLD_THE_RAIL)
        self.paint(canvas)
        if silent:
            canvas.link_badge(message("No signal"), "lost")
        elif self._noted is not None and self.now_s - self._noted_since_s < NOTED_S:
            canvas.link_badge(self._noted)

    def draw_zones(self, canvas: Canvas, *, dial: bool = True) -> None:
        """The zones with the dwell, and the live dot between them."""
        state = self._zones.state
        if dial:
            hidden = self.cursor is None or (self.still_at_first and not state.ready and state.side is None)
            seen = None if hidden or self.cursor is None else Point(self.cursor[0] - self._stance[0], self.cursor[1] - self._stance[1])
            canvas.mini_arena(seen, reach=self.practice.reach, enter=self._zones.rules.enter_share, dim=not self.alive or self._hangs)
        for option in self._options:
            canvas.zone(option.side, option.label, option.icon, fill=self.fill(option.side),
                        chosen=option.side in (state.side, self.lit), area=option.area, number=option.number)

    @property
    def aim(self) -> Target | None:
        """To the proposed zone as soon as a lean counts (to what can be leaned to, where that is something else); still before."""
        side = self._proposed if self._proposed in self._zones.sides else self.centre_side
        if not self._zones.state.ready or side is None or side not in self._zones.sides:
            return None
        direction = DIRECTION_DEG[side]
        return Target(toward(direction, AIM_SHARE * (self.practice.reach or Reach()).at(direction)), AIM_RADIUS_DEG)
