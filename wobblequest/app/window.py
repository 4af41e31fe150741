"""The game in its window: one loop that reads keys and the source, updates the screen, and draws, sixty times a second."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pygame

from wobblequest.app.album import Album
from wobblequest.app.answering import answer_by_person
from wobblequest.app.ending import Ending, ended_by_signal
from wobblequest.app.faults import Faults
from wobblequest.app.interruptions import Interruptions
from wobblequest.app.keys import lean, request_of
from wobblequest.app.pads import Pads
from wobblequest.app.practice import StationPractice
from wobblequest.app.station import Station, StationOptions, all_levels, find_level, open_station, own_speech_folder
from wobblequest.app.sweeping import sweeping_by_hand
from wobblequest.app.system_language import system_language
from wobblequest.app.voicing import Voicing
from wobblequest.core.languages import ENGLISH
from wobblequest.core.messages import message
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.guidance_sound import GuidanceSound
from wobblequest.draw.sound import Sounds
from wobblequest.draw.voice import Voice
from wobblequest.draw.window import GameWindow, Pacer, Viewing
from wobblequest.input.auto import AutoSource
from wobblequest.input.source import STALE_AFTER_S
from wobblequest.input.wii_board import WiiBoardSource
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.fault import Fault
from wobblequest.screens.first import first_screen
from wobblequest.screens.keepsakes import HasPicture
from wobblequest.screens.leaning import LeaningScreen
from wobblequest.screens.screen import Click, Frame, Intent, Screen
from wobblequest.screens.setting_up import SettingUp
from wobblequest.screens.shown_first import ShownFirst
from wobblequest.screens.stopped import Stopped
from wobblequest.session.preferences import Preferences, StationSettings


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """The window, the level to play at once (id or file), None to choose in the game, and the monitor it opens on, from 1."""

    windowed: bool = False
    size: tuple[int, int] | None = None
    level: str | None = None
    monitor: int = 1


def play_in_window(options: StationOptions, look: WindowOptions) -> int:
    """Play until the person ends it, the window is closed, or the program is told to end. Returns the exit code.

    Raises WobbleQuestError where there is no display, or the store, level or source cannot be used.
    """
    chosen = None if look.level is None else find_level(look.level, options.data)
    shelf = all_levels(options.data)
    for told in (*(f"left out: {problem}" for problem in shelf.problems), *shelf.notes):
        print(told, file=sys.stderr)
    levels = shelf.levels if chosen is None or chosen in shelf.levels else (*shelf.levels, chosen)
    with GameWindow.open(size=look.size, windowed=look.windowed, monitor=look.monitor) as window:
        sounds, pads = Sounds.open(), Pads()
        guide = GuidanceSound.open()
        voicing = Voicing(Voice.open(own_speech_folder(options.data)), sounds, guide)
        try:
            with open_station(options, levels, sounds) as station, ended_by_signal() as ending:
                station.practice.voice = voicing
                if "language" not in options.asked:
                    _begin_in_words_understood(station.practice)
                first = first_screen(station.practice, chosen, ask_who=options.person is None)
                Loop(window, station, sounds, first, chosen, pads=pads, guide=guide, voicing=voicing).run(ending)
        finally:
            pads.close()
            voicing.close()
            guide.close()
            sounds.close()
    return 0


def _begin_in_words_understood(practice: StationPractice) -> None:
    """Where nobody has set anything yet, the first run begins in the computer's language."""
    code = system_language()
    mine = practice.preferences
    if not practice.station.set_up and not practice.people() and mine.language == ENGLISH and code is not None:
        practice.keep_preferences(mine.model_copy(update={"language": code}))


@dataclass(slots=True)
class Loop:
    """The frame loop. Order within a frame: requests, samples, update, draw, present."""

    window: GameWindow
    station: Station
    sounds: Sounds
    screen: Screen
    chosen: Level | None = None
    pacer: Pacer = field(default_factory=Pacer)
    frames: int = 0
    told: str | None = None
    """The trouble with saving that was told last."""
    pads: Pads | None = None
    swept: Screen | None = None
    """The screen that stood when garbage was looked for last."""
    faults: Faults = field(default_factory=Faults)
    interruptions: Interruptions = field(default_factory=Interruptions)
    drawn: Screen | None = None
    """The screen of the frame before."""
    album: Album = field(default_factory=Album)
    kept_of: Screen | None = None
    """The screen whose picture was kept last."""
    today: Callable[[], date] = date.today
    now_s: float = 0.0
    """Of the newest frame."""
    guide: GuidanceSound | None = None
    voicing: Voicing | None = None
    looked: tuple[Preferences | None, StationSettings | None] = (None, None)
    """What the look follows now."""

    def run(self, ending: Ending) -> None:
        with sweeping_by_hand():
            self._run(ending)

    def _run(self, ending: Ending) -> None:
        while True:
            for event in pygame.event.get():
                if event.type == pygame.QUIT:
                    return
                self.take_event(event)
            if ending.asked or self.screen.finished:
                return
            self.frame(time.perf_counter())
            if self.frames == 1 and os.environ.get("WOBBLEQUEST_FIRST_FRAME") == "1":
                print("first frame", flush=True)
                return
            if self.screen is not self.swept and self.station.practice.trial is None:
                gc.collect()
                self.swept = self.screen
            self.pacer.wait()

    def take_event(self, event: pygame.event.Event) -> None:
        """One event of keys, pads, mouse or window. A fault in it is told as one in a frame is."""
        try:
            self._take_event(event)
        except Exception as error:  # noqa: BLE001 - it is kept in the log and told; see `Faults`
            self.screen = self.faults.after(error, self.station.practice, self.now_s)

    def _take_event(self, event: pygame.event.Event) -> None:
        self.window.take_event(event)
        if self.interruptions.take_event(event, self.station.source.info.kind):
            self._pause()
        if self.pads is not None:
            self.pads.take_event(event)
        source, playing = self.station.source, self._playing
        typing = isinstance(self.screen, LeaningScreen) and self.screen.typing
        if not (typing and event.type == pygame.KEYDOWN):
            lean(source, event, self.window.size, playing=playing)
        trial = self.station.practice.trial
        asks = None if trial is None else trial.asks
        request = request_of(event, playing=playing, keyboard_plays=source.info.kind == "keyboard", asks=asks, typing=typing)
        if request is None:
            return
        if isinstance(request, Click):
            request = Click(*self.window.on_canvas((request.x_px, request.y_px)))
        if request == Intent("theme"):
            mine = self.station.practice.preferences
            self.station.practice.keep_preferences(mine.model_copy(update={"theme": "light" if mine.theme == "dark" else "dark"}))
            return
        if request == Intent("keep"):
            self._keep_picture()
            return
        self.screen = self.screen.request(request) or self.screen

    def _keep_picture(self) -> None:
        """Keep the picture that the screen shows, where it shows one."""
        picture = self.screen.picture if isinstance(self.screen, HasPicture) else None
        if picture is not None:
            self.album.keep(picture, self.station.practice.preferences, self.today(), self.now_s)
            self.kept_of = self.screen

    @property
    def _playing(self) -> bool:
        trial = self.screen.played if isinstance(self.screen, ShownFirst) else self.station.practice.trial
        return trial is not None and trial.phase in ("play", "countdown", "recentre")

    def _pause(self) -> None:
        """Whoever plays cannot see, or cannot stop."""
        if self._playing:
            self.screen = self.screen.request(Intent("pause")) or self.screen

    def frame(self, now_s: float) -> None:
        """One frame: read the source at the last moment, update, draw, show. A fault in it leads to a still screen that says so: a
        picture that merely stood still would be taken for a dot that does not move."""
        try:
            self._frame(now_s)
        except Exception as error:  # noqa: BLE001 - it is kept in the log and told; see `Faults`
            self.screen = self.faults.after(error, self.station.practice, now_s)

    def _frame(self, now_s: float) -> None:
        self.now_s = now_s
        if self.interruptions.stood_still(now_s):
            if self.station.practice.trial is not None and self._playing:
                self.station.practice.trial.pause("stood still")
            else:
                self._pause()
        source, practice = self.station.source, self.station.practice
        if isinstance(source, AutoSource):
            source.may_switch = practice.trial is None
        readings = source.poll(now_s)
        link = source.link(now_s)
        if isinstance(source, WiiBoardSource) and source.take_presses():  # the button at the board's front
            self.screen = self.screen.request(Intent("pause" if self._playing else "confirm")) or self.screen
        tilts = practice.take(readings, link, now_s)
        if practice.met_another:  # begin anew with its ready check, unless that comes anyway
            flow.cut_off(practice)
            if isinstance(self.screen, SettingUp) and self.screen.leads_to_ready:
                self.screen.come_back()
            else:
                self.screen = first_screen(practice, self.chosen)
        if self.interruptions.away:
            self._go_on_unseen(now_s)
            return
        self.screen = self.screen.update(Frame(now_s, link, tilts, readings)) or self.screen
        trial = practice.trial
        source.aim(trial.target() if trial is not None and trial.phase == "play" else self.screen.aim)
        if trial is not None:
            answer_by_person(source, trial)
        heard = self.screen.played if isinstance(self.screen, ShownFirst) else trial
        if self.guide is not None:  # what is old is not told, and nothing where there is no play
            live = link.state == "live" and link.age_s is not None and link.age_s <= STALE_AFTER_S
            self.guide.update(now_s, heard.guidance if heard is not None and live else None)
        self._follow_settings()
        canvas: Canvas = self.window.canvas
        canvas.at(now_s, fade=self.screen is not self.drawn and self._goes_over)
        self.drawn = self.screen
        self.screen.draw(canvas)
        if self.screen is self.kept_of and self.album.words is not None and now_s < self.album.until_s:
            canvas.note(self.album.words, 0.5)  # over the picture: what can be chosen stays to be seen
        self._tell_trouble(canvas)
        if self.voicing is not None:
            self.voicing.frame(now_s, canvas, practice, heard)
        self.window.present()
        self.frames += 1

    @property
    def _goes_over(self) -> bool:
        """Whether the new screen may come softly: in a trial, and where one is to stand still, it is there at once."""
        soft = isinstance(self.screen, LeaningScreen) and not isinstance(self.screen, Stopped | Fault)
        return soft and self.station.practice.trial is None

    def _follow_settings(self) -> None:
        """Whoever plays, and whatever was changed since the last frame."""
        mine, here = self.station.practice.preferences, self.station.practice.station
        if self.looked[0] is not mine or self.looked[1] is not here:
            self.window.look_as(Viewing.of(mine, here))
            self.looked = mine, here

    def _go_on_unseen(self, now_s: float) -> None:
        """While the window is put away, nothing is drawn, told or chosen; samples are still taken, so that none pile up."""
        if self.guide is not None:
            self.guide.update(now_s, None)
        if self.voicing is not None:
            self.voicing.unseen()
        self.frames += 1

    def _tell_trouble(self, canvas: Canvas) -> None:
        """Play goes on when nothing can be saved; the screen says so in two words, the terminal says why, once a cause."""
        trouble = self.station.practice.trouble
        if trouble is not None:
            canvas.link_badge(message("Not saving"), "lost")
        if trouble != self.told:
            print(trouble or "Saving works again.", file=sys.stderr)
        self.told = trouble
