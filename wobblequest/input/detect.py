"""Which protocol bytes are of, from the bytes alone.

Strategy: every decoder of the register gets the bytes; a protocol is it where its frames fill enough of them. Protocols stand in
the register by how hard they are to mistake, so the first that fits wins. What fits none is described in plain words.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from wobblequest.core.messages import Message, message
from wobblequest.input.protocols.register import PROTOCOLS

UNKNOWN = "unknown"
WINDOW = 8192
ENOUGH_BYTES = 60
ENOUGH_FRAMES = {
    "wobblequest": 2,  # with a CRC each
    "board-blocks": 3,  # of two lines or more
    "witmotion": 1, "witmotion-ble": 3, "bno-rvc": 3, "xsens": 2, "mip": 2, "teapot": 3, "ximu3": 3, "gy25": 6, "razor-binary": 5,
}
"""Frames that settle it; five lines alike for text. One witmotion sample already has four checksums in a row."""
SHARE = dict.fromkeys(ENOUGH_FRAMES, 0.25)
SHARE_OF_TEXT = 0.2

Seen = Literal["tilt", "silence", "little", "prompt", "settling", "text", "noise", "other", "ill"]
"""What the bytes are: tilt; none; too few; the DMP sketch waiting for a key, or calibrating; text without tilt; no text at all
(a wrong baud rate, or a binary format); a device that is known to be something else; a tilt board that says what is wrong with it."""


class Detection(NamedTuple):
    """protocol : name of a protocol, or "unknown". words : what was seen, for a person. seen : the same for a program."""

    protocol: str
    words: str
    seen: Seen


A_MODEM = message("what modems say")
_OTHERS = (
    (rb"^\$G[A-Z]{4},|^\$P[A-Z]{3,},", 3, message("the sentences of a GPS receiver ($GP…)")),
    (rb"^(ok( T:|$)|T:[\d.]+ ?/|echo:|start$|Marlin|M\d+ |G[0-3] )", 3, message("what 3D printers and milling machines say")),
    (rb"^(AT[A-Z+&]?|OK$|ERROR$|\+C[A-Z]+|RING$|NO CARRIER)", 2, A_MODEM),
    (rb"^(ets [A-Z]|rst:0x|ESP-ROM:|load:0x|entry 0x|Guru Meditation)", 2,
     message("the start-up text of an ESP32, and nothing after it")),
    (rb"^(\[?\d{1,4}[-:/]\d\d[-:/ ]|\[ *\d+\.\d+\] |[IWED] \(\d+\) |(INFO|WARN|DEBUG|ERROR)\b)", 3,
     message("a log of messages")),
)
_PROMPT = b"Send any character to begin DMP programming and demo:"
_SETTLING = (b"Initializing DMP", b">.....")


def detect(data: bytes) -> Detection:
    """What these bytes are. Looks through them in windows of 8 KiB, oldest first, so that noise in front hides nothing."""
    why = ""
    for start in range(0, max(1, len(data) - WINDOW // 2), WINDOW // 2):
        protocol, why = _try_all(data[start : start + WINDOW])
        if protocol is not None:
            return Detection(protocol, message("{protocol} frames", protocol=protocol), "tilt")
    return _describe(data[-WINDOW:], why)


def recognise(window: bytes, least: int | None = None) -> str | None:
    """The protocol whose frames fill enough of a window of bytes, or None. least : so few frames will do (for a whole, short file)."""
    return _try_all(window, least)[0]


def _try_all(window: bytes, least: int | None = None) -> tuple[str | None, str]:
    """The protocol, as `recognise` tells it; and where there is none, what the first decoder that found numbers made of them."""
    why = ""
    for name, codec in PROTOCOLS.items():
        decoder = codec.decoder()
        frames = len(decoder.feed(window)) + len(decoder.finish())
        if not frames:
            why = why or decoder.why
        if frames < (least or ENOUGH_FRAMES.get(name, 5)):
            continue
        if len(window) - decoder.skipped_bytes > SHARE.get(name, SHARE_OF_TEXT) * len(window):
            return name, ""
    return None, why


def noise_share(data: bytes) -> float:
    """Share of bytes that are neither printable ASCII nor white space: over 0.3 is a wrong baud rate or a binary format."""
    return len(data.translate(None, _PLAIN)) / len(data) if data else 0.0


_PLAIN = bytes([9, 10, 13, *range(32, 127)])


def _describe(data: bytes, why: str) -> Detection:
    if not data:
        return Detection(UNKNOWN, message("nothing was sent"), "silence")
    ill = PROTOCOLS["wobblequest"].decoder()
    if not ill.feed(data) and ill.why:
        return Detection(UNKNOWN, ill.why, "ill")
    after_prompt = data.rpartition(_PROMPT)
    if after_prompt[1] and not after_prompt[2].strip():
        return Detection(UNKNOWN, message("an MPU-6050 DMP sketch that waits for a key"), "prompt")
    if any(mark in data for mark in _SETTLING):
        settling = message("an MPU-6050 DMP sketch that is starting or calibrating (keep the board level and still)")
        return Detection(UNKNOWN, settling, "settling")
    lines = [line.strip() for line in data.split(b"\n") if line.strip()]
    for pattern, least, words in _OTHERS:
        if sum(1 for line in lines if re.match(pattern, line)) >= least:
            return Detection(UNKNOWN, words, "other")
    if noise_share(data) > 0.3:
        if len(data) < ENOUGH_BYTES:
            return Detection(UNKNOWN, message("only {n} bytes, which are no text", n=len(data)), "little")
        noise = message("bytes that are no text and no frames we know: a wrong baud rate, or a format we do not know")
        return Detection(UNKNOWN, noise, "noise")
    if len(data) < ENOUGH_BYTES:
        return Detection(UNKNOWN, message("only {n} bytes: {example}", n=len(data), example=_example(lines)), "little")
    seen = message("{what}, for example {example}", what=why or message("text without tilt"), example=_example(lines))
    return Detection(UNKNOWN, seen, "text")


def _example(lines: list[bytes]) -> Message:
    """A middle line in quotation marks, short, with nothing in it that a screen could not show."""
    if not lines:
        return message("empty lines")
    text = lines[len(lines) // 2].decode("ascii", "replace").replace("\ufffd", "?")
    shown = "".join(c if c.isprintable() else "?" for c in text)
    return message("“{text}…”", text=shown[:40]) if len(shown) > 40 else message("“{text}”", text=shown)
