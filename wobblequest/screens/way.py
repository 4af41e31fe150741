"""The way through a programme: its weeks as places, the dot at this one."""

from __future__ import annotations

from wobblequest.core.messages import counted, message
from wobblequest.draw.canvas import Canvas, Place
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.weeks import LEAST_WEEKS


class Way(LeaningScreen):
    """Lean right to begin today's session, left to go back home."""

    def __init__(self, practice: Practice, prescription: Prescription) -> None:
        super().__init__(practice, (
            Option("left", message("Back"), "back", STRIP["left"]), Option("right", message("Start"), "play", STRIP["right"])))
        self._prescription = prescription
        wanted = prescription.programme.dose.sessions_per_week
        now, done = prescription.due.week, prescription.weeks_done
        self.places = tuple(
            Place(message("{done} of {wanted}", done=sessions, wanted=wanted) if week <= now else message("Week {week}", week=week), week,
                  open=week <= now, current=week == min(now, len(done)), done=sessions >= wanted)
            for week, sessions in enumerate(done, start=1))

    def choose(self, side: Side) -> Screen | None:
        return flow.home(self.practice) if side == "left" else flow.start(self.practice, self._prescription)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.home(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._prescription.programme.title)
        canvas.quest_map(self.places, area=(0.03, 0.19, 0.94, 0.49))
        running = self._prescription.weeks_running
        words = self._prescription.due.words
        canvas.text(words if running < LEAST_WEEKS else counted("{n} week running", "{n} weeks running", running), 0.5, 0.745,
                    size="secondary", height=0.11)
        self.draw_zones(canvas, dial=False)
