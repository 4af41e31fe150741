"""The table of boards: what stands in it, that it fits, and its colours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from wobblequest.app.devices import Heard
from wobblequest.cli.columns import width_of
from wobblequest.cli.device_table import device_table

GOOD = Heard("/dev/ttyUSB0", "CH340 (/dev/ttyUSB0)", "1A86:7523:", "witmotion", 100.04, "live", 0, "CH340 (/dev/ttyUSB0) speaks witmotion.",
             0.42, "good", None, 34.7)
POOR = Heard("/dev/ttyACM0", "Arduino Uno", "2341:0043:75830333238351F0A1B1", "csv", 9.0, "live", 12, "Arduino Uno speaks csv.",
             23.4, "poor", "12 % of the samples never came", 151.2)
SILENT = Heard("socket://127.0.0.1:36571", "", "", "", None, "searching", 0,
               "socket://127.0.0.1:36571 is open but silent. Waiting for its board to start; check its cable, or press its reset button.")


def test_every_column_is_there() -> None:
    head, row, words = device_table([GOOD])
    assert head.split() == ["Port", "Identity", "Protocol", "Rate", "Jitter", "Quality", "Latency"]
    assert re.split(r"\s{2,}", row) == ["/dev/ttyUSB0", "1A86:7523:", "witmotion", "100 Hz", "0.4 ms", "good", "about 35 ms"]
    assert words == "  CH340 (/dev/ttyUSB0) speaks witmotion."
    for cell, title in zip(re.split(r"\s{2,}", row), head.split(), strict=True):
        assert row.index(cell) == head.index(title)


def test_what_is_not_known_is_a_dash() -> None:
    row = device_table([SILENT])[1]
    assert row.split()[1:] == ["–", "unknown", "–", "–", "–", "–"]


def test_a_poor_signal_has_its_reason_beneath() -> None:
    lines = device_table([POOR])
    assert "  Its signal is poor: 12 % of the samples never came." in lines
    assert "9.0 Hz" in lines[1]
    assert "23 ms" in lines[1]
    assert "about 151 ms" in lines[1]


def test_a_lean_that_is_seen_late_is_told() -> None:
    late = [line for line in device_table([GOOD, POOR]) if "late" in line]
    assert late == ["  A lean is seen late, after more than 120 ms: try a cable instead of radio, a"]
    assert "\x1b[33mabout 151 ms" in device_table([POOR], colour=True)[1]


@pytest.mark.parametrize("width", [60, 72, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(width: int) -> None:
    wide = replace(POOR, protocol="witmotion-ble", port="/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A5028XYZ-if00-port0")
    lines = device_table([GOOD, wide, SILENT], width)
    if width >= 72:
        assert max(map(width_of, lines)) <= width
    text = "".join(lines).replace(" ", "")
    for words in (GOOD.words, wide.words, SILENT.words, "12 % of the samples never came"):
        assert words.replace(" ", "") in text
    ports = [line[: lines[0].index("Identity")].rstrip() for line in lines[1:] if not line.startswith("  ")]
    assert "".join(ports) == GOOD.port + wide.port + SILENT.port


def test_a_narrow_terminal_gets_sixty_columns() -> None:
    assert device_table([GOOD], 20) == device_table([GOOD], 60)


def test_colours_are_only_there_when_asked_for_and_change_no_letter() -> None:
    heard = [GOOD, POOR, replace(GOOD, state="lost", quality=None), SILENT]
    plain, coloured = device_table(heard), device_table(heard, colour=True)
    assert "\x1b" not in "".join(plain)
    assert [re.sub(r"\x1b\[\d+m", "", line).rstrip() for line in coloured] == plain
    assert "\x1b[32mgood" in coloured[1]
    assert "\x1b[31mpoor" in "".join(coloured)


def test_columns_do_not_move_when_numbers_come() -> None:
    before = replace(GOOD, rate_hz=None, jitter_ms=None, quality=None, latency_ms=None)
    assert device_table([before])[0] == device_table([GOOD])[0]


def test_no_board_is_an_empty_table() -> None:
    assert len(device_table([])) == 1
