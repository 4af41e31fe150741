"""``wobblequest``: the lines of our own firmware (the folder ``firmware``), 100 a second.

Each line is a tag, fields with commas, ``*``, and four upper-case hex digits: the CRC-16 of all before the ``*`` (polynomial 1021,
initial value FFFF, neither reflected nor inverted: CRC-16/IBM-3740, 29B1 for ``123456789``). CR and LF end it.

========================================================  ======================================================================
``WQS,number,time_us,pitch,roll,rate_x,rate_y,rate_z*…``  a sample: its number (0 to 65535, then anew; those that the board had no
                                                          time or no sensor for are left out), the board's time (32 bits), the
                                                          sensor's ZYX Euler angles in 0.01°, its rates in 0.1 °/s
``WQI,format,firmware,sensor,board*…``                    who it is: after power-up, and for each ``?`` that it is sent
``WQE,code,words*…``                                      what is wrong with it, once a second as long as no sample can be sent
``WQN,words*…``                                           a note for people
========================================================  ======================================================================

Numbers are whole and written in one way only: no plus sign, no leading zero, no minus zero. So one damaged place is always found
out, and more of them but for one in many more than 65536; the gate sifts what might still be left. The board has fused its
angles; an acceleration is not sent.
"""

from __future__ import annotations

import re
from binascii import crc_hqx
from typing import NamedTuple

from wobblequest.core.messages import message
from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.lines import Lines
from wobblequest.input.protocols.numbering import Numbering

ASK = b"?"
"""Asks the board who it is."""
FORMAT = 1
NUMBERS = 1 << 16
MOST_DPS = 2000
_TICKS = 1 << 32
_TICKS_PER_S = 1e6
_WHOLE = rb"0|-?[1-9]\d{0,4}"
_SAMPLE = re.compile(rb"WQS,(0|[1-9]\d{0,4}),(0|[1-9]\d{0,9}),(%b),(%b),(%b),(%b),(%b)" % ((_WHOLE,) * 5))
_IDENTITY = re.compile(rb"WQI,\d{1,3},([\w.+-]{1,20}),([\w.+-]{1,20}),([0-9A-Za-z]{1,20})")
_ERROR = re.compile(rb"WQE,(\d{1,3}),([ -)+-~]{0,60})")
_HEAD = b"WQ"
_TAGS = (b"WQS,", b"WQI,", b"WQE,", b"WQN,")

_WRONG = {
    1: message("a WobbleQuest board, but its sensor does not answer: check the four wires between them (VCC, GND, SCL, SDA)"),
    2: message("a WobbleQuest board, but the sensor on its wires is none that its firmware knows (MPU-6050, 6500, 9250)"),
    3: message("a WobbleQuest board, but its sensor has stopped answering: look for a loose wire between them"),
    4: message(
        "a WobbleQuest board, but its sensor sends the same values again and again; it is being restarted, and if that does not help, it "
        "is broken",
    ),
}
"""The firmware's error codes, for a person."""


class Board(NamedTuple):
    """What a board says of itself. serial : its own number, which no other board has."""

    firmware: str
    sensor: str
    serial: str


class WobbleQuestDecoder:
    """Decoder of ``wobblequest``. board : who it is, once it has told."""

    name = "wobblequest"

    def __init__(self) -> None:
        self.board: Board | None = None
        self.why = ""
        self._lines = Lines()
        self._gate = Gate(_TICKS_PER_S)
        self._numbering = Numbering(NUMBERS)
        self._known = False
        self._faults = 0
        self._skipped = 0

    @property
    def faults(self) -> int:
        return self._faults + self._gate.dropped

    @property
    def skipped_bytes(self) -> int:
        return self._lines.skipped_bytes + self._skipped

    @property
    def buffered(self) -> int:
        return self._lines.buffered

    @property
    def identity(self) -> str:
        """The board's own number, "" as long as it has not told."""
        return self.board.serial if self.board is not None else ""

    def feed(self, chunk: bytes) -> list[Frame]:
        frames: list[Frame] = []
        for line in self._lines.feed(chunk):
            body = _checked(line)
            begins = line.rfind(_HEAD) if body is None else 0
            if begins > 0 and (body := _checked(line[begins:])) is not None:
                # The end of the line before was lost, or the board was reset within it: only that one is.
                self._no_line(line[:begins], begins)
                line = line[begins:]
            sample = _SAMPLE.fullmatch(body) if body is not None else None
            if sample is not None:
                frames += self._sample(sample.groups(), len(line) + 1)
            elif body is None or not self._said(body):
                self._no_line(line, len(line) + 1)
        return frames

    def finish(self) -> list[Frame]:
        self.cut()
        return []

    def cut(self) -> None:
        self._lines.drop()
        self._gate.cut()
        self._numbering.cut()

    def _sample(self, fields: tuple[bytes, ...], size: int) -> list[Frame]:
        number, ticks, pitch, roll, x, y, z = map(int, fields)
        if number >= NUMBERS or ticks >= _TICKS or abs(pitch) > 9000 or abs(roll) > 18000 or max(abs(x), abs(y), abs(z)) > 10 * MOST_DPS:
            self._fault(size)
            return []
        self._known, self.why = True, ""
        self._faults += self._numbering.missing(number)
        up = up_from_angles(pitch / 100.0, roll / 100.0)
        return self._gate.sift(Frame(up, (x / 10.0, y / 10.0, z / 10.0), None, ticks / _TICKS_PER_S))

    def _said(self, body: bytes) -> bool:
        """Takes in a line that is whole and no sample; False where it is none that this version knows."""
        identity, error = _IDENTITY.fullmatch(body), _ERROR.fullmatch(body)
        if identity is not None:
            self.board = Board(*(field.decode("ascii", "replace") for field in identity.groups()))
        elif error is not None:
            code, words = int(error[1]), error[2].decode("ascii")
            self.why = _WRONG.get(code) or message(
                "a WobbleQuest board, but it reports error {code}: {words}", code=str(code), words=words)
        return body.startswith(_TAGS[1:])

    def _no_line(self, line: bytes, size: int) -> None:
        if line.strip() and self._known:
            self._fault(size)
        else:
            self._skipped += size

    def _fault(self, size: int) -> None:
        self._skipped += size
        self._faults += 1
        self._numbering.fault()


def _checked(line: bytes) -> bytes | None:
    """What stands before the ``*`` of a line without its LF, or None where the line is not ours or not whole."""
    body, star, digits = line.removesuffix(b"\r").rpartition(b"*")
    if not star or not body.startswith(_TAGS) or digits != b"%04X" % crc_hqx(body, 0xFFFF):
        return None
    return body


def checked_line(body: bytes) -> bytes:
    """A line as the firmware sends it: the body, its CRC-16, CR and LF."""
    return b"%b*%04X\r\n" % (body, crc_hqx(body, 0xFFFF))


class WobbleQuestEncoder:
    """A board with our firmware. serial : its own number."""

    name = "wobblequest"

    def __init__(self, serial: str = "virtual") -> None:
        self._identity = checked_line(b"WQI,%d,virtual,none,%b" % (FORMAT, serial.encode("ascii")))
        self._number = 0

    def boot(self) -> bytes:
        return self._identity

    def answer(self, data: bytes) -> bytes:
        return self._identity * data.count(ASK)

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        rates = (max(-10 * MOST_DPS, min(10 * MOST_DPS, round(10 * v))) for v in rate_dps or (0.0, 0.0, 0.0))
        fields = (self._number, round(t_s * _TICKS_PER_S) % _TICKS, round(100 * pitch_deg), round(100 * roll_deg), *rates)
        self._number = (self._number + 1) % NUMBERS
        return checked_line(b"WQS,%d,%d,%d,%d,%d,%d,%d" % fields)
