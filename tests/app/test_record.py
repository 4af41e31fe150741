"""Recording a board: all of it, nothing of a person, and a file that plays as the board did."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path

import pytest

from wobblequest.app.record import Recorder
from wobblequest.core.errors import FileProblem, UsageError
from wobblequest.core.samples import Reading
from wobblequest.input import capture
from wobblequest.input.capture import read_capture
from wobblequest.input.captured import CapturedSource
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.wobblequest import checked_line
from wobblequest.input.reader import Chunk, Closed, Connected, Event, Opened

FOUND = FoundPort("/dev/ttyACM0", "Arduino Uno", "2341:0043:75830333238351F0A1B1", 0)


class Played:
    """A reader whose events the test puts there."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.wishes: list[object] = []

    def take(self) -> list[Event]:
        events, self.events = self.events, []
        return events

    def write(self, data: bytes) -> None:
        self.wishes.append(data)

    def set_baud(self, baud: int) -> None:
        self.wishes.append(baud)

    def connect_again(self) -> None:
        self.wishes.append("again")

    def close(self) -> None:
        self.wishes.append("closed")


class Desk:
    """A recorder on a played board, and a clock that the test moves."""

    def __init__(self, path: Path, found: FoundPort | None = FOUND, **options: bool) -> None:
        self.now_s = 50.0
        self.reader = Played()
        name = found.device if found else "/home/someone/board"
        self.recorder = Recorder(path, name, found, clock=lambda: self.now_s, reader=lambda connect: self.reader, **options)
        self.readings: list[Reading] = []
        self.reader.events = [Opened(50.0, Connected(None, name, "Arduino Uno (/dev/ttyACM0)", found.identity if found else ""))]

    def play(self, protocol: str, count: int) -> None:
        encoder = PROTOCOLS[protocol].encoder()
        for i in range(count):
            self.now_s += 0.01
            self.reader.events.append(Chunk(self.now_s, encoder.encode(i / 100, i / 100, -i / 100)))
            self.step()

    def step(self) -> bool:
        self.readings += self.recorder.source.poll(self.now_s)
        return self.recorder.step(self.now_s)


def test_a_recorded_board_plays_as_the_board_did(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "board.jsonl")
    with desk.recorder:
        desk.play("witmotion", 300)
        assert desk.recorder.source.info.protocol == "witmotion"
    kept = read_capture(tmp_path / "board.jsonl")
    assert kept.complete
    assert len(kept.chunks) == 300
    assert sum(len(data) for _, data in kept.chunks) == desk.recorder.size
    assert [moment.kind for moment in kept.moments if moment.kind not in ("came", "seen")] == ["opened", "baud", "protocol"]
    assert any("speaks witmotion" in str(moment.what) for moment in kept.moments if moment.kind == "seen")
    source, again, now_s = CapturedSource(kept), [], 0.0
    while source.link(now_s).state != "ended":
        again += source.poll(now_s)
        now_s += 0.01
    assert [reading.up for reading in again] == [reading.up for reading in desk.readings]
    assert [reading.t_s for reading in again] == pytest.approx([reading.t_s for reading in desk.readings], abs=1e-4)


def test_nothing_of_a_person_or_of_this_one_board_is_in_the_file(tmp_path: Path) -> None:
    for found in (FOUND, None):
        path = tmp_path / f"{found is None}.jsonl"
        desk = Desk(path, found)
        with desk.recorder:
            desk.play("csv", 50)
            desk.reader.events.append(Closed(desk.now_s, f"{Path.home()}/x and {FOUND.identity} are gone", was_open=True))
            desk.step()
        text = path.read_text(encoding="ascii")
        private = [socket.gethostname(), str(Path.home()), str(tmp_path), "someone"] + ([FOUND.identity.split(":")[2]] if found else [])
        if getpass.getuser() not in ("root", "user"):
            private.append(getpass.getuser())
        for word in private:
            assert word not in text
        assert read_capture(path).about.system.split()[0] in ("Linux", "Windows", "Darwin")
    assert read_capture(tmp_path / "False.jsonl").about.usb == "2341:0043"


def test_the_serial_number_is_kept_only_where_it_was_asked_for(tmp_path: Path) -> None:
    for shows in (False, True):
        desk = Desk(tmp_path / f"{shows}.jsonl", shows_serial_number=shows)
        with desk.recorder:
            assert desk.recorder.veil.hides_serial_number is not shows
        assert read_capture(tmp_path / f"{shows}.jsonl").about.serial_number == ("75830333238351F0A1B1" if shows else "…")


def test_a_board_that_tells_its_number_by_itself_is_noticed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "c.jsonl")
    with desk.recorder:
        desk.reader.events.append(Chunk(desk.now_s, PROTOCOLS["wobblequest"].encoder().boot()))
        desk.play("wobblequest", 100)
        assert desk.recorder.told_its_number
    assert PROTOCOLS["wobblequest"].ask not in desk.reader.wishes


@pytest.mark.parametrize("works", [True, False])
def test_a_number_that_a_reset_or_a_broken_board_tells_is_noticed_too(tmp_path: Path, works: bool) -> None:
    desk = Desk(tmp_path / "c.jsonl")
    with desk.recorder:
        if works:
            desk.play("wobblequest", 200)
        assert not desk.recorder.told_its_number
        desk.reader.events.append(Chunk(desk.now_s, PROTOCOLS["wobblequest"].encoder().boot() + checked_line(b"WQE,1,sensor silent")))
        desk.step()
    assert desk.recorder.told_its_number


def test_what_came_is_there_within_a_quarter_of_a_second_though_nothing_was_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "c.jsonl")
    desk.play("csv", 100)
    kept = read_capture(tmp_path / "c.jsonl")
    assert not kept.complete
    assert kept.lasted_s >= 0.75
    desk.recorder.__exit__(None, None, None)
    assert read_capture(tmp_path / "c.jsonl").complete


def test_a_full_capture_ends_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "MOST_BYTES", 500)
    desk = Desk(tmp_path / "c.jsonl")
    with desk.recorder:
        desk.play("witmotion", 100)
        assert desk.step()
    assert "is full" in desk.recorder.full
    assert read_capture(tmp_path / "c.jsonl").complete


def test_an_existing_file_is_left_alone_and_a_port_that_cannot_be_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"precious")
    with pytest.raises(FileProblem, match="not overwritten"):
        Desk(path)
    assert path.read_bytes() == b"precious"
    with pytest.raises(UsageError, match="socket://HOST:PORT"):
        Recorder(tmp_path / "new", "socket://nowhere", None)
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path / "c.jsonl")
    desk.recorder._writer._file.close()
    monkeypatch.setattr(desk.recorder._writer, "_file", Path("/dev/full").open("w", encoding="ascii"))  # noqa: SIM115 - the recorder closes it

    def record() -> None:
        with desk.recorder:
            desk.play("csv", 100)

    with pytest.raises(FileProblem, match=r"c\.jsonl: the capture cannot be written \(No space left on device\)"):
        record()
    assert desk.recorder._writer._file.closed
