"""A whole trial without a window, played on a phone that sends its packets over this computer's loopback."""

from __future__ import annotations

import socket
import threading
import time
from datetime import UTC, datetime
from math import sin
from pathlib import Path

import pytest

from wobblequest.app.headless import play_live
from wobblequest.app.practice import StationPractice
from wobblequest.core.calibration import Calibration
from wobblequest.core.samples import angles_from_up
from wobblequest.input.phone import UdpPhone
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.store import Store

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class Phone:
    """A phone on the board of a simulated person, a hundred packets a second. Its time passes when the game waits."""

    def __init__(self, protocol: str) -> None:
        self.now_s = 0.0
        self.source = UdpPhone(clock=lambda: self.now_s)
        self._encoder = PROTOCOLS[protocol].encoder()
        self._person = SimulatedSource(skill=0.9, seed=5)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._due_s = 0.0
        self._at = 0.0, 0.0
        self.practice: StationPractice | None = None
        self._taken: list[bytes] = []
        take = self.source._pairing.take

        def noted(sender: str, packet: bytes) -> bytes:
            line = take(sender, packet)
            self._taken.append(line)
            return line

        self.source._pairing.take = noted

    def wait(self, seconds: float) -> None:
        """Time passes; what the phone sends meanwhile has arrived afterwards."""
        self.now_s += seconds
        deadline = time.monotonic() + 20
        while self.source.port is None:
            assert time.monotonic() < deadline
            self.source.poll(self.now_s)
            threading.Event().wait(0.001)
        while self._due_s <= self.now_s:
            trial = self.practice.trial if self.practice else None
            self._person.aim(trial.target() if trial else None)
            before, here = self._at, angles_from_up(self._person.step().up)
            rates = 100 * (here[1] - before[1]), 100 * (here[0] - before[0]), 0.1 * sin(9 * self._due_s)  # it is never quite still
            self._at = here
            packet = self._encoder.encode(self._due_s, *here, rates).strip()
            size, taken = self.source._reader._size, len(self._taken)
            self._socket.sendto(packet, ("127.0.0.1", self.source.port))
            # It is stamped by now before time goes on: taken by the pairing, and waiting to be polled where the pairing let it pass.
            while len(self._taken) == taken or (self._taken[-1] and self.source._reader._size == size):
                assert time.monotonic() < deadline
                threading.Event().wait(0.0005)
            self._due_s += 0.01

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize("protocol", ["sensorstream", "zig-sim"])
def test_a_trial_on_a_phone_counts_and_is_scored(tmp_path: Path, protocol: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = load_shelf(shipped_folder()).find("reach-1").to_json()
    level = level_from_json({**data, "parameters": {**data["parameters"], "targets": 2}})
    with Store.open(tmp_path, clock=lambda: NOW) as store:
        phone = Phone(protocol)
        source = phone.source
        practice = StationPractice(
            store, store.people.ensure("Heron"), source, [level], now=lambda: NOW,
            new_id=lambda: "00000000-0000-4000-8000-000000000001", new_seed=lambda: 3,
        )
        practice.keep_calibration(Calibration())
        phone.practice = practice
        result = play_live(practice, source, level, clock=lambda: phone.now_s, wait=phone.wait)
        practice.close()
        source.close()
        phone.close()
        stored = store.results(store.people.ensure("Heron").id, "reach")
    told = capsys.readouterr().err
    assert f"port {source.port}, the pairing code" in told
    assert f"Phone at 127.0.0.1 speaks {protocol}." in told
    assert result.completed
    assert result.source == "phone"
    assert result.points is not None
    assert result.quality.faults == 0
    assert result.quality.rate_hz == pytest.approx(100.0, rel=0.05)
    assert not any("says nothing of balance" in note for note in result.notes)
    assert [(t.source.kind, t.source.protocol) for t in stored] == [("phone", protocol)]
