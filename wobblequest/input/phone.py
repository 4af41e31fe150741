"""A phone lying on the board as its sensor: its app streams over the local network, off unless asked for.

Over UDP (Sensorstream, HyperIMU, ZIG SIM and whatever else sends a format that a board sends) the app is told this computer's address and a
port by chance, which is the pairing code: see `pairing`. Over a WebSocket (SensorServer) we connect to the address that the phone shows,
and that pairs the two. Untested with real phones: the formats are those that the apps' makers and users tell of.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from wobblequest.core.errors import UsageError
from wobblequest.core.messages import chain, counted, message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.one_port import OnePortSource
from wobblequest.input.pairing import Pairing
from wobblequest.input.protocols.decoder import Decoder, Identified
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import RETRY_S, Connect
from wobblequest.input.udp_port import HIGHEST, Listen, own_address

LEAST_PORT = 1024
WEB_SOCKET = "sensor-server"


def phone_source(place: str, *, clock: Callable[[], float]) -> PhoneSource:
    """The source of ``phone`` (a port by chance), ``phone:PORT`` or ``phone:ws://HOST:PORT``.

    Raises UsageError for any other place, and where the package for WebSockets is missing.
    """
    if place.startswith("ws://"):
        return WebSocketPhone(place, clock=clock)
    if not place:
        return UdpPhone(clock=clock)
    if not (place.isascii() and place.isdigit() and LEAST_PORT <= int(place) <= HIGHEST):
        raise UsageError(
            f"--source phone:{place}: write phone alone, phone:PORT with a port from {LEAST_PORT} to {HIGHEST}, or phone:ws://HOST:PORT"
        )
    return UdpPhone(int(place), clock=clock)


class PhoneSource(OnePortSource):
    """What both ways share: who the phone is, and what it speaks."""

    kind = "phone"
    _decodes: Decoder | None = None

    @property
    def info(self) -> SourceInfo:
        """It is kept with every recording, and given away with it: so no address of somebody's network is in it."""
        return SourceInfo(self.kind, message("Phone"), self._stream.protocol, self._device if self._stream.protocol else "")

    @property
    def _name(self) -> str:
        return message("Phone")

    @property
    def _device(self) -> str:
        """The id that the app gives the phone, or one word for all phones: addresses change."""
        told = self._decodes.identity if isinstance(self._decodes, Identified) else ""
        return f"phone:{told}" if told else "phone"

    def _live_words(self) -> str:
        return message("{name} speaks {protocol}.", name=self._name, protocol=self._stream.protocol)

    def _lost_words(self) -> str:
        return message("{name} is away: keep its app in front and its screen on; it is waited for.", name=self._name)


class UdpPhone(PhoneSource):
    """A phone that sends packets to a port of this computer. number : the port, None for one by chance. listen, retry_s : for tests."""

    def __init__(
        self, number: int | None = None, *, clock: Callable[[], float], listen: Callable[[Pairing], Listen] | None = None,
        retry_s: tuple[float, ...] = RETRY_S,
    ) -> None:
        self._pairing = Pairing()
        self._listen = listen(self._pairing) if listen else Listen(self._pairing, number)
        super().__init__("phone", self._listen, clock=clock, retry_s=retry_s)

    @property
    def port(self) -> int | None:
        """The port, which is the pairing code; None as long as none is open."""
        return self._listen.number

    @property
    def _name(self) -> str:
        return f"Phone at {self._pairing.sender}" if self._pairing.sender else "Phone"

    def poll(self, now_s: float) -> list[Reading]:
        """As of `OnePortSource`; where the phone sends something else than before, it is found out what."""
        readings = super().poll(now_s)
        if self._stream.is_something_else:
            self._stream.speaks(None)
            self._pairing.listen_anew()
        return readings

    def _decoder(self) -> Decoder | None:
        protocol = self._pairing.protocol
        self._decodes = PROTOCOLS[protocol].decoder() if protocol else None
        return self._decodes

    def _waiting_words(self) -> str:
        pairing, number = self._pairing, self._listen.number
        if pairing.unknown:
            apps = message("Phones are read with the apps Sensorstream, HyperIMU or ZIG SIM (JSON, with gravity).")
            return chain([pairing.unknown, apps])
        if pairing.sender:
            silent = message(
                "{name} sends nothing that can be read: keep its app in front and its screen on. "
                "Should its address be another one now, start the game again.",
                name=self._name,
            )
            return chain([silent, self._others()], " ")
        own = own_address()  # asked anew each time: the network may be joined, or changed, while the port is open
        if not own:
            return message(
                "In the phone's sensor app choose UDP, this computer's address (it is in no network now) and port {port}, the pairing "
                "code; then lay it on the board.",
                port=str(number),
            )
        return message(
            "In the phone's sensor app choose UDP, the address {address} and port {port}, the pairing code; then lay it on the board.",
            address=own, port=str(number),
        )

    def _live_words(self) -> str:
        return chain([super()._live_words(), self._others()], " ")

    def _others(self) -> str:
        ignored = self._pairing.ignored
        if not ignored:
            return ""
        return counted(
            "{other} sends here too, and is ignored ({n} packet).", "{other} sends here too, and is ignored ({n} packets).", ignored,
            other=self._pairing.other,
        )


class WebSocketPhone(PhoneSource):
    """A phone whose app SensorServer we connect to. url : ``ws://HOST:PORT``. connect, retry_s : for tests.

    Raises UsageError where the address is none, or the package for WebSockets is missing.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], float], connect: Connect | None = None, retry_s: tuple[float, ...] = RETRY_S
    ) -> None:
        host = _host(url)
        if not host:
            raise UsageError(f"--source phone:{url}: write the address that the app shows, as in phone:ws://192.168.1.7:8080")
        self._host = host
        super().__init__(url, connect or _connect(url), clock=clock, retry_s=retry_s)

    @property
    def _name(self) -> str:
        return message("Phone at {host}", host=self._host)

    def _decoder(self) -> Decoder:
        self._decodes = PROTOCOLS[WEB_SOCKET].decoder()
        return self._decodes

    def _waiting_words(self) -> str:
        why = self._decodes.why if self._decodes else ""
        if why:
            return message("{name} sends {what}.", name=self._name, what=why)
        return message("{name} is connected and says nothing: keep its app in front and its screen on.", name=self._name)


def _host(url: str) -> str:
    """The host of ``ws://HOST:PORT``; "" where it is no such address."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme == "ws" and parts.port else ""
    except ValueError:
        return ""


def _connect(url: str) -> Connect:
    try:
        from wobblequest.input.web_socket_port import ConnectPhone
    except ModuleNotFoundError as error:
        raise UsageError(
            f"--source phone:{url} needs the package websockets: run “pip install websockets”; main.py brings it by itself"
        ) from error
    return ConnectPhone(url)
