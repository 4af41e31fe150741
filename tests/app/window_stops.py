"""Run by `test_stop_in_window`: the game's own loop in a real window, one way to stop, and what its pictures show after that.

Arguments: a folder for data, and the name of a way. Prints one line of JSON: after how many frames another screen was shown, its name, and
how many of the sixty pictures after that differ from it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pygame

from wobblequest.app import window as program
from wobblequest.app.sources import parse_spec
from wobblequest.app.station import StationOptions, all_levels, open_station
from wobblequest.core.reach import Reach
from wobblequest.draw.sound import Sounds
from wobblequest.draw.window import GameWindow, Pacer
from wobblequest.drills.register import DRILLS
from wobblequest.screens import flow
from wobblequest.session.wellbeing import Answers

WAYS = {
    "key": (pygame.KEYDOWN, {"key": pygame.K_j, "mod": 0, "unicode": "j", "scancode": 13}),
    "escape": (pygame.KEYDOWN, {"key": pygame.K_ESCAPE, "mod": 0, "unicode": "", "scancode": 41}),
    "click": (pygame.MOUSEBUTTONDOWN, {"button": 1, "pos": (640, 360)}),
    "button": (pygame.JOYBUTTONDOWN, {"instance_id": 0, "button": 2}),
}
FPS, PLAYED_S, LOOKED_AT = 60.0, 2.0, 60


class Watch(Pacer):
    """Lets a sixtieth of a second pass after each frame, strikes in play, and counts frames until the screen has changed."""

    def __init__(self, way: str, clock: SimpleNamespace) -> None:
        super().__init__(FPS)
        self._way, self._clock = way, clock
        self.loop: program.Loop | None = None
        self.struck: int | None = None
        self.changed_after: int | None = None
        self._still = b""
        self.moved = 0
        self.done = 0

    def wait(self) -> float:
        loop = self.loop
        assert loop is not None
        self._clock.now_s += 1.0 / FPS
        trial = loop.station.practice.trial
        if self.struck is None:
            if trial is not None and trial.play_s >= PLAYED_S:
                kind, what = WAYS[self._way]
                pygame.event.post(pygame.event.Event(kind, what))
                self.struck = loop.frames
        elif self.changed_after is None:
            if type(loop.screen).__name__ != "Play":
                self.changed_after = loop.frames - self.struck
                self._still = self._picture()
        else:
            self.moved += self._picture() != self._still
            self.done += 1
        return float(self._clock.now_s)

    def _picture(self) -> bytes:
        return pygame.image.tobytes(pygame.display.get_surface(), "RGB")


def main(folder: str, way: str) -> None:
    clock = SimpleNamespace(now_s=0.0, perf_counter=lambda: clock.now_s)
    program.time = clock  # type: ignore[assignment]  # frames are counted, seconds are not
    levels = all_levels(folder).levels
    options = StationOptions(parse_spec("sim:skill=0.9"), "Heron", folder, seed=3)
    with GameWindow.open(windowed=True, size=(1280, 720)) as window, open_station(options, levels) as station:
        practice = station.practice
        practice.keep_reach(Reach())
        practice.sitting.answered("before", Answers(alarm=False))
        for drill in DRILLS:
            practice.sitting.show(drill)
        watch = Watch(way, clock)
        level = next(each for each in levels if each.id == "hold-2")
        loop = watch.loop = program.Loop(window, station, Sounds.open(), flow.play(practice, level), pacer=watch)
        loop.run(_Ends(watch))  # type: ignore[arg-type]
        print(json.dumps({"frames": watch.changed_after, "screen": type(loop.screen).__name__, "moved": watch.moved}))


class _Ends:
    """An `Ending` that is asked for once enough pictures were looked at."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    @property
    def asked(self) -> bool:
        return self._watch.done >= LOOKED_AT


if __name__ == "__main__":
    main(str(Path(sys.argv[1])), sys.argv[2])
