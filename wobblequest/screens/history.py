"""How it went over the sessions: one level's measure, with the band of ordinary ups and downs."""

from __future__ import annotations

from wobblequest.core.messages import message
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.scoring.change import Progress
from wobblequest.screens import flow
from wobblequest.screens.headlines import line_of
from wobblequest.screens.keepsakes import MOST_SESSIONS, band, on_day, title_of, trend_picture
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.pictured import TrendPicture


class History(LeaningScreen):
    """Lean right to go on, left for the next level that was played, forward for all parts side by side.

    level : the one to begin with; where it was never played and others were, the one that was played last. back : the screen to go on
    with; left out, the map at the level that is shown.
    """

    def __init__(self, practice: Practice, level: Level, back: LeaningScreen | None = None) -> None:
        super().__init__(practice)
        self._back = back
        played = [trial.result.level for trial in practice.past()]
        self._levels = tuple(each for each in practice.levels if each.id in played) or (level,)
        first = level.id if level.id in played else next((name for name in reversed(played) if any(name == x.id for x in self._levels)), "")
        self._place = next((i for i, each in enumerate(self._levels) if each.id == first), 0)
        options = [
            Option("left", message("Next level"), "lean-left", STRIP["left"]),
            Option("forward", message("Overview"), "lean-forward", STRIP["forward"]),
            Option("right", message("Go on"), "lean-right", STRIP["right"]),
        ]
        self.offer(options if len(self._levels) > 1 else options[1:])
        self._progress = practice.progress(self.level)

    @property
    def level(self) -> Level:
        return self._levels[self._place]

    @property
    def progress(self) -> Progress:
        """Of the level that is shown."""
        return self._progress

    @property
    def picture(self) -> TrendPicture | None:
        """To be kept; None before the first session."""
        return trend_picture(self.level, self._progress)

    def choose(self, side: Side) -> Screen | None:
        if side == "right":
            return self._go_on()
        if side == "forward":
            return flow.profile(self.practice, self)
        self._place = (self._place + 1) % len(self._levels)
        self._progress = self.practice.progress(self.level)
        return None

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "overview":
            return flow.profile(self.practice, self)
        return self._go_on() if intent.deed in ("stop", "back", "history") else None

    def _go_on(self) -> Screen:
        return flow.choose(self.practice, self.level) if self._back is None else flow.come_back(self._back)

    def paint(self, canvas: Canvas) -> None:
        level, progress = self.level, self._progress
        line = line_of(level)
        canvas.title(title_of(level))
        sessions = progress.sessions[-MOST_SESSIONS:]
        if not sessions:
            canvas.subtitle(message("No session here yet"))
            canvas.icon("chart", 0.5, 0.47, role="soft")
        else:
            canvas.subtitle(line.sentence(sessions[-1].value))
            canvas.trend([s.value for s in sessions], band=band(progress), unit=line.unit,
                         labels=(on_day(sessions[0].started), on_day(sessions[-1].started)), area=(0.06, 0.315, 0.88, 0.29))
        canvas.text(progress.words, 0.5, 0.71, size="secondary", height=0.195)
        self.draw_zones(canvas, dial=False)
