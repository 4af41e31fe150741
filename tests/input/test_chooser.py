"""Which port is opened: the one asked for, the same board under another name, or a twin where the board says that it is not ours."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from wobblequest.input.chooser import Chooser
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.ports import FoundPort


class Nothing:
    """An open port on which nothing happens."""

    def read(self) -> bytes:
        return b""

    def write(self, data: bytes) -> None: ...
    def set_baud(self, baud: int) -> None: ...
    def close(self) -> None: ...


@dataclass
class Desk:
    """What is plugged in; opening notes the name."""

    ports: list[FoundPort]
    opened: list[str]

    def chooser(self, name: str) -> Chooser:
        return Chooser(name, 115200, lambda: sorted(self.ports, key=lambda p: p.rank), self._open)

    def _open(self, name: str, baud: int) -> Nothing:
        self.opened.append(name)
        return Nothing()


def test_after_a_replug_the_same_board_is_opened_under_its_new_name() -> None:
    desk = Desk([FoundPort("ttyUSB0", "CH340", "1A86:7523:A", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:B", 1)], [])
    choose = desk.chooser("ttyUSB1")
    assert choose().identity == "1A86:7523:B"
    desk.ports = [FoundPort("ttyUSB1", "CH340", "1A86:7523:A", 1), FoundPort("ttyUSB4", "CH340", "1A86:7523:B", 1)]
    assert choose().name == "ttyUSB4"
    desk.ports = []
    choose()
    assert desk.opened == ["ttyUSB1", "ttyUSB4", "ttyUSB1"]


def test_of_two_boards_that_cannot_be_told_apart_the_one_asked_for_stays_the_one() -> None:
    twins = [FoundPort("ttyUSB0", "CH340", "1A86:7523:", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:", 1)]
    desk = Desk(twins, [])
    choose = desk.chooser("ttyUSB1")
    choose()
    choose()
    desk.ports = twins[:1]
    choose()
    desk.ports = [twins[0], FoundPort("ttyUSB2", "CH340", "1A86:7523:", 1)]
    choose()
    assert desk.opened == ["ttyUSB1", "ttyUSB1", "ttyUSB1", "ttyUSB2"]


def test_a_port_that_cannot_be_opened_is_told_with_what_is_known_of_it() -> None:
    def busy(name: str, baud: int) -> Nothing:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(CannotOpen, match="may not use ttyUSB0"):
        Chooser("ttyUSB0", 115200, lambda: [FoundPort("ttyUSB0", "CH340", "1A86:7523:A", 1)], busy, lambda: ["never asked"])()


def test_a_port_that_is_not_there_is_told_with_the_reason_where_the_system_shows_one() -> None:
    def missing(name: str, baud: int) -> Nothing:
        raise FileNotFoundError(2, "No such file")

    with pytest.raises(CannotOpen, match=r"no port ttyUSB0 now.*brltty took it"):
        Chooser("ttyUSB0", 115200, list, missing, lambda: ["brltty took it."])()


def test_a_twin_is_tried_once_a_board_says_that_it_is_not_ours() -> None:
    twins = [FoundPort("ttyUSB0", "CH340", "1A86:7523:", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:", 1)]
    desk = Desk(twins, [])
    choose = desk.chooser("ttyUSB1")
    choose()
    choose.settled()
    choose()  # replugged, and the two have changed their names
    assert choose.try_another()
    choose()
    assert not choose.try_another()
    assert desk.opened == ["ttyUSB1", "ttyUSB1", "ttyUSB0"]
