"""Which port to open: the one that was asked for or, after a replug, the same board under a new name."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.core.messages import chain
from wobblequest.input.port_problems import GONE, CannotOpen, open_words
from wobblequest.input.ports import FoundPort
from wobblequest.input.reader import Connected, Port
from wobblequest.input.tcp_port import SCHEME
from wobblequest.input.usb_without_port import usb_without_port


class Chooser:
    """Opens the port that was asked for; after a replug the same board by its identity, whatever its port is called then.

    Adapters without a serial number are all alike. Of those, the ports that were there beside ours are other boards, unless the board
    that opened says that it is not ours (`try_another`): then they are tried, too.
    """

    def __init__(
        self, name: str, baud: int, find: Callable[[], list[FoundPort]], open_port: Callable[[str, int], Port],
        without_port: Callable[[], list[str]] = usb_without_port,
    ) -> None:
        self._name, self._find, self._open, self._without_port = name, find, open_port, without_port
        self.baud = baud
        self._ours: FoundPort | None = None
        self._twins: frozenset[str] = frozenset()
        self._not_ours: frozenset[str] = frozenset()

    def __call__(self) -> Connected:
        """Raises what `port_problems.GONE` lists."""
        if self._name.startswith(SCHEME):
            return Connected(self._open(self._name, self.baud), self._name)
        found = self._find()
        chosen = self._same_board(found) or next((port for port in found if port.device == self._name), None)
        if chosen is None:
            return Connected(self._opened(self._name, ""), self._name)
        port = self._opened(chosen.device, chosen.identity)
        if not self._not_ours:
            self._twins = frozenset(each.device for each in found if each.identity == chosen.identity and each.device != chosen.device)
        self._ours = chosen
        return Connected(port, chosen.device, chosen.name, chosen.identity, chosen.is_uart)

    def try_another(self) -> bool:
        """The board behind the port just opened says that it is another one. Whether there is a port left behind which ours may be."""
        if self._ours is None:
            return False
        self._not_ours |= {self._ours.device}
        return self._same_board(self._find()) is not None

    def settled(self) -> None:
        """The board behind the port just opened is the one to stay with."""
        self._not_ours = frozenset()

    def _same_board(self, found: list[FoundPort]) -> FoundPort | None:
        ours = self._ours
        if ours is None:
            return None
        passed = self._not_ours or self._twins
        same = [port for port in found if port.identity == ours.identity and port.device not in passed]
        return next((port for port in same if port.device == ours.device), same[0] if same else None)

    def _opened(self, device: str, identity: str) -> Port:
        try:
            return self._open(device, self.baud)
        except GONE as error:
            why = [] if identity else self._without_port()  # a port that is not there may be missing for a reason
            raise CannotOpen(chain([open_words(error, device, identity=identity), *why], " ")) from error
