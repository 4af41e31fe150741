"""Which port to open: the one that was asked for, the likeliest board, or, after a replug, the same board under a new name."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.input.port_problems import NoBoard
from wobblequest.input.ports import FoundPort
from wobblequest.input.reader import Connected, Port
from wobblequest.input.tcp_port import SCHEME

AUTO = "auto"


class Chooser:
    """Opens the port that was asked for; after a replug the same board by its identity, whatever its port is called then."""

    def __init__(self, name: str, baud: int, find: Callable[[], list[FoundPort]], open_port: Callable[[str, int], Port]) -> None:
        self._name, self._find, self._open = name, find, open_port
        self.baud = baud
        self._identity, self._device = "", ""
        self._twins: frozenset[str] = frozenset()
        """Other ports of the same identity (adapters without a serial number): another board, not ours under a new name."""
        self.passed_over: frozenset[str] = frozenset()
        """Ports that turned out to be no board, for ``auto``."""

    def __call__(self) -> Connected:
        """Raises what `port_problems.GONE` lists; NoBoard where ``auto`` finds none."""
        if self._name.startswith(SCHEME):
            return Connected(self._open(self._name, self.baud), self._name)
        found = self._find()
        same = [port for port in found if self._identity and port.identity == self._identity and port.device not in self._twins]
        chosen = next((port for port in same if port.device == self._device), same[0] if same else None)
        note = ""
        if chosen is None and self._name == AUTO:
            candidates = [port for port in found if port.device not in self.passed_over] or found
            if not candidates:
                raise NoBoard("No board is plugged in: connect the tilt board by USB; it is looked for all the time.")
            chosen = candidates[0]
            if len(found) > 1:
                note = f"{len(found)} boards are plugged in, this one is used; choose another with --source serial:PORT."
        if chosen is None:
            chosen = next((port for port in found if port.device == self._name), None)
        if chosen is None:
            return Connected(self._open(self._name, self.baud), self._name)
        port = self._open(chosen.device, self.baud)
        self._identity, self._device = chosen.identity, chosen.device
        self._twins = frozenset(port.device for port in found if port.identity == chosen.identity and port.device != chosen.device)
        description = chosen.description if chosen.device in chosen.description else f"{chosen.description} ({chosen.device})"
        return Connected(port, chosen.device, description, chosen.identity, note)

    def pass_over(self, device: str) -> bool:
        """For ``auto``: another port is to be tried. False where this is the only one."""
        if self._name != AUTO:
            return False
        others = [port.device for port in self._find() if port.device != device and port.device not in self.passed_over]
        if not others:
            return False
        self.passed_over |= {device}
        self._identity = ""
        return True
