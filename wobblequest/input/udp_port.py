"""A UDP port that a phone's sensor app sends to: each packet becomes a line. Nothing is ever answered."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable

from wobblequest.core.messages import message
from wobblequest.input.pairing import Pairing
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.reader import Connected

WAIT_S = 0.2
MOST = 65535
LOWEST, HIGHEST = 10000, 65535
"""Five digits: easy to read out and to type."""
TRIES = 30
_ELSEWHERE = ("192.0.2.1", 9)
"""An address that belongs to nobody (RFC 5737). Nothing is sent to it: it only makes the system choose a network."""


class UdpPort:
    """Packets of the paired phone, as lines; of others, nothing."""

    def __init__(self, number: int, pairing: Pairing) -> None:
        """Raises OSError where another program has the port."""
        self._pairing = pairing
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind(("", number))
            self._socket.settimeout(WAIT_S)
        except OSError:
            self._socket.close()
            raise

    def read(self) -> bytes:
        try:
            packet, (sender, _) = self._socket.recvfrom(MOST)
        except TimeoutError:
            return b""
        return self._pairing.take(sender, packet)

    def write(self, data: bytes) -> None:
        """A phone is not answered."""

    def set_baud(self, baud: int) -> None:
        """A network has no baud rate."""

    def close(self) -> None:
        self._socket.close()


class Listen:
    """Opens the port that was asked for, or a free one by chance, which is the pairing code; the same one each time.

    number : the port, None for one by chance. choose : where chance comes from.
    """

    def __init__(self, pairing: Pairing, number: int | None = None, choose: Callable[[], int] | None = None) -> None:
        self._pairing, self._fixed = pairing, number is not None
        self._choose = choose or _by_chance
        self.number = number
        """The port; None as long as none is open."""

    def __call__(self) -> Connected:
        """Raises CannotOpen, with a sentence."""
        return Connected(self._open(), f"UDP port {self.number}")

    def _open(self) -> UdpPort:
        if self.number is not None:
            try:
                return UdpPort(self.number, self._pairing)
            except OSError as error:
                taken = message(
                    "Another program has UDP port {number} ({error}): close it, or use --source phone.", number=str(self.number),
                    error=str(error),
                )
                raise CannotOpen(taken) from error
        refused: OSError | None = None
        for _ in range(TRIES):
            number = self._choose()
            try:
                port = UdpPort(number, self._pairing)
            except OSError as error:
                refused = error
                continue
            self.number = number
            return port
        refusal = message("This computer lets no port be opened for a phone ({error}); it is tried again by itself.", error=str(refused))
        raise CannotOpen(refusal)


def _by_chance() -> int:
    return random.SystemRandom().randint(LOWEST, HIGHEST)


def own_address() -> str:
    """This computer's address in the network that leads on, "" where it is in none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
            address: str = probe.getsockname()[0]
        except OSError:
            return ""
    return "" if address == "0.0.0.0" else address  # noqa: S104
