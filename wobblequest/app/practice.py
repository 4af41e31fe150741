"""One person's practice at this station: which trial is under way, where its samples go, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from wobblequest import __version__
from wobblequest.app.prescription import StationPrescription
from wobblequest.app.remembered import Remembered
from wobblequest.app.sitting import StationSitting
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import Message
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Result
from wobblequest.core.samples import Reading, Tilt
from wobblequest.input.replayed import ReplayedSource
from wobblequest.input.source import Link, Source
from wobblequest.levels.level import Level
from wobblequest.levels.programme import Programme, by_id
from wobblequest.session.dose import Setting
from wobblequest.session.drift import DriftWatch
from wobblequest.session.latency import Latency
from wobblequest.session.rounds import Round, RoundSet
from wobblequest.session.tilt import TiltChain
from wobblequest.session.trial import Trial
from wobblequest.store.people import Person
from wobblequest.store.store import Store

LONGEST_TRIAL_S = 900.0
"""A trial is a minute of play; one that was paused and left would be recorded for ever."""
HAND_OVER_S = 0.25
"""Readings go to the store's writer this often: a killed program loses no more than twice that."""


class Speaker(Protocol):
    """What plays sounds: `draw.sound.Sounds`, or nothing at all in a headless trial."""

    def play(self, name: str) -> None: ...


class SaysWords(Protocol):
    """What speaks: `app.voicing.Voicing`."""

    def say_words(self, words: Message) -> float: ...
    def speech_s(self, words: str) -> float: ...


class StationPractice(Remembered):
    """Implements `screens.screen.Practice` on a store and a source.

    now : local time with its offset, for when things happened. new_id : makes a trial's id. new_seed : makes a trial's seed.
    asked : settings asked for this run alone, by name. programme_of : the programme a person plays; None for free play.
    """

    def __init__(
        self, store: Store, person: Person, source: Source, levels: Sequence[Level], *,
        now: Callable[[], datetime], new_id: Callable[[], str], new_seed: Callable[[], int], speaker: Speaker | None = None,
        asked: Mapping[str, object] | None = None, programme_of: Callable[[Person], Programme | None] = lambda _: None,
    ) -> None:
        super().__init__(store, person, source, levels, now=now, asked=asked)
        self.trial = None
        self.drift = DriftWatch()
        self.sitting = StationSitting(store, self, now)
        self._speaker, self._programme_of = speaker, programme_of
        self._new_id, self._new_seed = new_id, new_seed
        self._session: str | None = None
        self._of_programme = ""
        self._last_trial = ""
        self._handed_over, self._handed_over_s = 0, 0.0
        self._faults = self._faults_before = 0
        self._begun_s: float | None = None
        self._latency: Latency | None = None
        self._kind, self._device = source.info.kind, ""
        self._calibration = self._known_calibration()
        self._idle = TiltChain(self._calibration or Calibration())

    trial: Trial | None
    rounds: RoundSet | None = None
    voice: SaysWords | None = None
    """What speaks; the window sets it."""
    prescription: StationPrescription | None = None
    """The person's programme; the station sets it."""
    met_another = False
    """Whether with the samples taken last another source or board was met than before: what was calibrated is not this one."""

    @property
    def person_id(self) -> str:
        return self._person.id

    @property
    def session_id(self) -> str | None:
        return self._session

    @property
    def newest_trial(self) -> str:
        return self._last_trial

    @property
    def setting(self) -> Setting:
        return self.station.place

    @property
    def source(self) -> SourceInfo:
        return self._source.info

    @property
    def calibration(self) -> Calibration | None:
        return self._calibration

    @property
    def reach(self) -> Reach | None:
        return self._reach

    def _known_calibration(self) -> Calibration | None:
        info = self._source.info
        if isinstance(self._source, ReplayedSource):  # whoever looks on, it is of who was recorded
            return self._source.calibration
        if not info.is_sensor:
            return Calibration()
        device = _device(info)
        return self._store.calibrations.latest(device, self._person.id) if device else None

    def begin_trial(self, level: Level, turn: Round | None = None) -> Trial:
        if self._session is None:
            self._session = self._store.sessions.begin(self._person.id, self._of_programme)
        trial_id = self._new_id()
        header = Header(
            trial_id=trial_id, level=level.to_json(), seed=self._new_seed(), calibration=self._calibration or Calibration(),
            reach=self._reach or Reach(), source=self._source.info, started=self._now().isoformat(), program=__version__,
            latency_ms=None if self._latency is None else round(self._latency.total_ms, 1),
        )
        if turn is not None:
            header = replace(header, round=turn.number, rounds=turn.of, practice=turn.practice, set_id=turn.set_id or trial_id)
        self.trial = Trial(header, level)
        self._handed_over, self._faults_before, self._begun_s = 0, self._faults, None
        self._store.trials.begin(self._session, header)
        return self.trial

    def take(self, readings: Sequence[Reading], link: Link, now_s: float) -> list[Tilt]:
        """Feed what has come to the trial under way, and to the store; judge the link. Returns calibrated, smoothed tilts.

        A link that is lost, or a sensor that hangs, pauses the trial: the screen must never show a dot that only looks alive. Another board
        in the place of the one that was lost ends it, and so does a quarter of an hour.
        """
        self._meet_device(link)
        trial = self.trial
        if not self.met_another or trial is None:  # another board's faults are not the trial's
            self._faults, self._latency = link.faults, link.latency
        tilts = [self._idle.step(reading)[1] for reading in readings]
        if trial is None or trial.over:
            return tilts
        for reading in readings:
            trial.feed(reading)
        if link.gone:
            trial.pause("signal")
        if link.empty and trial.phase != "paused":
            trial.mark("step-off", "scales")
            trial.stop("step-off")
        if self._begun_s is None:
            self._begun_s = now_s
        elif now_s - self._begun_s > LONGEST_TRIAL_S:
            trial.stop("left")
        if now_s - self._handed_over_s >= HAND_OVER_S:
            self._hand_over(trial)
            self._handed_over_s = now_s
        return tilts

    def _hand_over(self, trial: Trial) -> None:
        """Give the store what is new, in the order in which a replay needs it."""
        readings = trial.readings(self._handed_over)
        if readings:
            self._store.trials.append(trial.header.trial_id, readings)
        self._handed_over += len(readings)
        for event in trial.new_events():
            self._store.trials.event(trial.header.trial_id, event)

    def _meet_device(self, link: Link) -> None:
        """A board is known only once it has answered: then take what is remembered of it."""
        info = self._source.info
        device = _device(info) if link.state == "live" else ""
        self.met_another = info.kind != self._kind or (self._device != "" and device not in ("", self._device))
        if not self.met_another and (self._device or not device):
            return
        if self.met_another and self.trial is not None:
            self.trial.stop("lost")
        self._kind, self._device = info.kind, device
        if self.met_another or self._calibration is None:
            self._calibration, self.drift = self._known_calibration(), DriftWatch()
            self._idle = TiltChain(self._calibration or Calibration())

    def end_trial(self) -> Result:
        """Score and store the trial under way. Raises RuntimeError where there is none."""
        trial = self.trial
        if trial is None:
            raise RuntimeError("there is no trial to end")
        trial.stop("closed")
        trial.faults = self._faults - self._faults_before
        self._source.aim(None)
        self._hand_over(trial)
        result = trial.result()
        self._store.trials.finish(
            trial.header.trial_id, result, faults=trial.faults, state="completed" if result.completed else "stopped")
        self.trial, self._last_trial, self._results = None, trial.header.trial_id, None
        return result

    def prescribe(self, programme: Programme) -> None:
        """Let this person play this programme."""
        self.prescription = StationPrescription(
            programme, by_id(self.levels), self._store, self._person.id, now=self._now, abilities=self._abilities,
            begin_session=self._begin_session, evaluated=self._evaluated, mark=self._mark_pain,
        )

    def become(self, alias: str) -> None:
        """The other person's calibration for this board, reach, settings and programme; what is under way is ended and stored first."""
        person = self._store.people.ensure(alias)
        self.close()
        self._meet(person)
        self._last_trial = self._of_programme = ""
        self.rounds = self.prescription = None
        self._calibration, self.drift = self._known_calibration(), DriftWatch()
        self._idle = TiltChain(self._calibration or Calibration())
        programme = self._programme_of(person)
        if programme is not None:
            self.prescribe(programme)

    def _begin_session(self, programme: str) -> None:
        """The next trial opens a session of its own, of this programme; "" is free play."""
        self._end_session()
        self._of_programme = programme

    def _evaluated(self) -> None:
        if self._session is not None:
            self._store.sessions.evaluated(self._session)

    def _end_session(self) -> None:
        if self._session is not None:
            self._store.sessions.end(self._session)
            self._session = None

    def _mark_pain(self) -> None:
        self.sitting.mark("pain")

    def keep_calibration(self, calibration: Calibration) -> None:
        self._calibration, self._idle, self.drift = calibration, TiltChain(calibration), DriftWatch()
        device = _device(self._source.info)
        if device:
            self._store.calibrations.keep(device, self._person.id, calibration)

    def keep_reach(self, reach: Reach) -> None:
        self._reach = reach
        self._store.reaches.keep(self._person.id, reach)

    @property
    def trouble(self) -> str | None:
        """Why nothing can be saved just now, in words; None while all is well."""
        return self._store.trouble()

    def allow_probes(self) -> None:
        self._source.allow_probes()

    def say(self, sound: str) -> None:
        if self._speaker is not None:
            self._speaker.play(sound)

    def say_words(self, words: Message) -> float:
        return 0.0 if self.voice is None else self.voice.say_words(words)

    def speech_s(self, words: str) -> float:
        return 0.0 if self.voice is None else self.voice.speech_s(words)

    def close(self) -> None:
        """End what is under way and the session, so that nothing is left half done."""
        if self.trial is not None:
            self.end_trial()
        self._end_session()


def _device(info: SourceInfo) -> str:
    """What a calibration is kept under: the board's identity, or the port's name where it has none (Bluetooth, built-in ports), and what
    it speaks: adapters without a serial number are all alike, and the sensors behind them have other axes."""
    return f"{info.device or info.name} {info.protocol}" if info.is_sensor and info.protocol else ""


def identities(devices: Sequence[str]) -> list[str]:
    """Of devices as calibrations are kept under, what tells a board on its port; each once, in order."""
    return list(dict.fromkeys(device.rpartition(" ")[0] or device for device in devices))
