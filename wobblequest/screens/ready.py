"""Ready check: is the board there, is the person safe and steady? Nothing starts before."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import Message, aloud, message, name
from wobblequest.core.samples import Reading, Tilt
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.rough_tilt import RoughStance, RoughTilt
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.steady import Settling
from wobblequest.screens.zones import Side
from wobblequest.session.calibration import combine
from wobblequest.session.calibration_still import BiasStep
from wobblequest.session.presence import Presence

SUPPORT = aloud("Hold a fixed support")
SAFETY = aloud("Stop if you feel pain or dizzy")
HELP = aloud("Hold the support with both hands")
ONE_FOOT, OTHER_FOOT = aloud("Hold the rail, one foot on the board"), aloud("Now the other foot, then stand still")
STEP_ON = aloud("Step on and stand still")
GET_READY = aloud("Get ready")
PROBES = message("Some boards wait to be asked. If it is no printer, Enter asks it.")
WITHOUT = message("Right arrow: try it without. It does not count")
NOT_COUNTED = message("For trying out: it does not count")


class Ready(LeaningScreen):
    """Waits for the board and for three steady seconds; then a lean to the right begins. Who cannot stand so still is steady by their own
    level after a while (`Settling`), and told to hold the rail; then nothing begins without a lean, and a helper may press Enter.

    chosen : the level to play at once, None to choose one. first : the first run ends with what is measured here.
    """

    may_check = True
    tells_silence = True

    def __init__(self, practice: Practice, chosen: Level | None = None, *, first: bool = False) -> None:
        super().__init__(practice)
        self._chosen_level, self._first = chosen, first
        self._bias = BiasStep()
        self._begin()

    def _begin(self) -> None:
        """Nothing is known of who stands on the board."""
        self._settling, self._presence = Settling(), Presence()
        self._rough, self._rough_stance = RoughTilt(), RoughStance()
        self._steady = False
        self._step: Message = STEP_ON if self.practice.source.is_board else GET_READY
        self._readings: Sequence[Reading] = ()

    def take(self, frame: Frame) -> Screen | None:
        if not self.alive:
            self._begin()
            self.offer(())
            return None
        for reading in frame.readings:
            self._bias.feed(reading)
        self._readings = frame.readings
        if self._steady:
            return None
        self.watch_centre(frame)
        tilts = list(frame.tilts) if not self._unknown_board else self._rough.of(frame.readings)
        self._settling.feed(tilts)
        if flow.can_calibrate(self.practice):
            self._guide(tilts)
            if self._presence.still:  # nobody is on it: nothing may be measured, or begun by the first foot
                self._settling = Settling()
        if not self._settling.steady:
            return None
        self._steady = True
        if self._unknown_board and self._settling.by_own:
            self.offer((Option("right", message("Go on"), "play"),))
            return None
        if self._unknown_board:
            return flow.proceed(self.practice, self._plan(flow.missing(self.practice)))
        start = Option("right", message("Start"), "play")
        if flow.can_calibrate(self.practice):
            self.offer((Option("left", message("Set up"), "again"), Option("forward", message("Check board"), "board"), start))
        elif self._why_no_board:
            self.offer((Option("left", message("About"), "eye", STRIP["left"]), Option("right", message("Start"), "play", STRIP["right"])))
        else:
            self.offer((Option("left", message("About"), "eye"), start))
        return None

    def _guide(self, tilts: Sequence[Tilt]) -> None:
        """An empty board lies still, one with a foot on it moves."""
        for tilt in tilts:
            self._presence.feed(tilt)
        if self._presence.still:
            self._step = ONE_FOOT
        elif self._step == ONE_FOOT:
            self._step = OTHER_FOOT

    def _from_stance(self, tilts: Sequence[Tilt]) -> Sequence[Tilt]:
        """Where the mounting is unknown any lean goes on."""
        if not self._unknown_board:
            return super()._from_stance(tilts)
        self._zones.sides = self._sides
        return self._rough_stance.leans(self._readings, self._zones)

    @property
    def _needs_help(self) -> bool:
        return self._settling.needs_help

    @property
    def _offers_probe(self) -> bool:
        return self.link is not None and not self.alive and self.link.offers_probe

    @property
    def _why_no_board(self) -> str:
        """What the search for a board has to say to whoever sees the keyboard instead; "" where no board is looked for."""
        return "" if self.link is None else self.link.search

    @property
    def _unknown_board(self) -> bool:
        return flow.can_calibrate(self.practice) and self.practice.calibration is None

    def _plan(self, todo: tuple[flow.Step, ...]) -> flow.Plan:
        """What to measure; the gyroscope's bias comes along where the board lay still before somebody stepped on."""
        found = combine(self.practice.calibration or Calibration(), gyro_bias_dps=self._bias.result)
        return flow.Plan(todo, self._chosen_level, found=found, first=self._first)

    def choose(self, side: Side) -> Screen | None:
        if side == "right":
            return flow.proceed(self.practice, self._plan(flow.missing(self.practice)))
        if side == "forward":
            return flow.board_check(self.practice, self)
        if flow.can_calibrate(self.practice):
            return flow.proceed(self.practice, self._plan(flow.ALL_STEPS))
        return flow.about(self.practice, self._chosen_level)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "confirm" if self._offers_probe:
                self.practice.allow_probes()
            case "confirm" if self._needs_help and self.alive:
                return flow.proceed(self.practice, self._plan(flow.missing(self.practice)))
            case "rezero":
                return flow.set_centre(self.practice, self)
            case "skip":
                return flow.about(self.practice, self._chosen_level)
            case "history" if self.practice.levels:
                return flow.history(self.practice, self._chosen_level or self.practice.levels[0], self)
            case "stop" | "back":
                return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        if self.link is None:
            return
        if not self.alive:
            canvas.title(aloud("Looking for your board"))
            canvas.text(self.link.words, 0.5, 0.385, size="instruction", height=0.36, lines=5)
            canvas.icon("board", 0.5, 0.67, role="soft")
            canvas.text(PROBES if self._offers_probe else SUPPORT, 0.5, 0.87, height=0.2, role="soft")
            return
        if self._steady and self._why_no_board and self._options[0].area is not None:
            canvas.title(aloud("No board yet"))
            canvas.text(self._why_no_board, 0.5, 0.39, size="instruction", height=0.4, lines=5)
            canvas.text(WITHOUT, 0.5, 0.71, height=0.14, role="soft")
            self.draw_zones(canvas, dial=False)
            return
        if self._steady:
            if self._settling.by_own and self.practice.source.is_board:
                canvas.title(aloud("Go on, and hold the rail"))
            else:
                canvas.title(aloud("Welcome, {alias}", alias=name(self.practice.alias)))
            canvas.subtitle(SAFETY if self.practice.source.is_board else NOT_COUNTED)
            self.draw_zones(canvas)
            canvas.instruction(self.right_words("start"))
            return
        canvas.title(self._step)
        if not self.practice.source.is_board:  # nobody stands on anything
            canvas.subtitle(NOT_COUNTED)
            canvas.mini_arena(self.cursor, reach=self.practice.reach)
            canvas.bar(self._settling.progress)
            return
        canvas.subtitle(HELP if self._needs_help else SUPPORT if self._step == STEP_ON else message("Slowly, take your time"))
        canvas.mini_arena(None if self._unknown_board else self.cursor, reach=self.practice.reach)
        canvas.text(message("A helper may press Enter") if self._needs_help else SAFETY, 0.5, 0.835, role="soft", lines=1)
        canvas.bar(self._settling.progress)
