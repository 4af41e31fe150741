"""Which board to play on: the one that was used before, the only one that answers, or the one that is tilted.

Every port that may be a board's is listened to at the same time, except where a board that was used before is among them: that one is
taken without a question, and the others are not even opened (opening resets many devices). What turns out to be something else is closed
again and left alone until it is replugged. Nothing that is read meanwhile reaches the game.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from wobblequest.core.arena import Target
from wobblequest.core.messages import chain, counted, message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.lookout import Lookout, Sighting, sighting
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.serial_port import listed_ports
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import Link
from wobblequest.input.tilted import Tilted

MOST_PORTS = 6
"""So many are listened to at the same time; the rest wait until one of them turned out to be no board."""
OTHERS_S = 3.0
"""While one board answers, so long the others are given to answer, too: an Arduino that was reset by opening needs 2 s."""
STARTING_S = 10.0
"""The same for one that is starting visibly: it calibrates, or asks to be woken."""
KNOWN_S = 8.0
"""So long a board that was used before has its port to itself; then the others are listened to as well."""
AWAY_S = 3.0
"""A board that is replugged is back within 2 s. After this, one that was plugged in since then may take its place."""


class Desk(NamedTuple):
    """How ports are seen and opened. lookout : tells what is plugged in. listen : gives the source of a port, told the time that is 0."""

    lookout: Lookout
    listen: Callable[[FoundPort, float], SerialSource]


class _Candidate:
    """A port that is listened to."""

    def __init__(self, port: FoundPort, source: SerialSource, now_s: float) -> None:
        self.port, self.source, self.since_s = port, source, now_s
        self.tilt = Tilted()
        self.is_live = False

    def poll(self, now_s: float) -> None:
        """Take what has come; the game gets none of it."""
        self.tilt.feed(self.source.poll(now_s))
        self.is_live = self.source.is_live(now_s)

    def may_come(self, now_s: float) -> bool:
        """Whether it may still turn out to be a board that is worth waiting for."""
        match self.source.prospect(now_s):
            case "open":
                return now_s - self.since_s < OTHERS_S
            case "starting":
                return now_s - self.since_s < STARTING_S
        return False


class WhichBoard:
    """The board that is plugged in, as a source: it is found, and chosen where there are several.

    known : identities of boards that were used before, newest first. clock : the monotonic clock whose time ``poll`` is given.
    desk : for tests without ports.

    Once chosen, a board stays: after a loss it is waited for. Only one that was plugged in since then can take its place.
    """

    def __init__(self, known: Sequence[str] = (), *, clock: Callable[[], float] = time.perf_counter, desk: Desk | None = None) -> None:
        self._known = {name: place for place, name in reversed(list(enumerate(known)))}
        self._opened_s = clock()
        self._desk = desk or _real_desk(clock)
        self._ports: tuple[FoundPort, ...] = ()
        self._why: str = message("Looking for a board…")
        self._first_seen: dict[FoundPort, float] = {}
        self._candidates: dict[FoundPort, _Candidate] = {}
        self._no_boards: dict[FoundPort, str] = {}
        """Ports that turned out to be something else, and what."""
        self._beside: frozenset[FoundPort] = frozenset()
        """Ports that were there when the board was chosen: not chosen then, and not later."""
        self._chosen: _Candidate | None = None
        self._away_since_s: float | None = None
        self._leaving: list[SerialSource] = []

    @property
    def info(self) -> SourceInfo:
        return self._chosen.source.info if self._chosen else SourceInfo("serial", "auto")

    @property
    def asks(self) -> bool:
        """Whether two boards or more answer, and a person is to say which."""
        return self._chosen is None and len(self._live) > 1

    @property
    def _live(self) -> list[_Candidate]:
        return [each for each in self._candidates.values() if each.is_live]

    def poll(self, now_s: float) -> list[Reading]:
        readings = self._chosen.source.poll(now_s) if self._chosen else []
        if self._chosen is not None and not self._is_away(now_s):
            return readings
        seen = self._desk.lookout.take()
        if seen is not None:
            self._see(seen, now_s)
        for each in self._candidates.values():
            each.poll(now_s)
        self._drop_what_is_no_board(now_s)
        self._open(now_s)
        chosen = self._choice(now_s)
        if chosen is not None:
            self._choose(chosen)
        return readings

    def link(self, now_s: float) -> Link:
        if self._chosen is not None:
            return self._chosen.source.link(now_s)
        offers = any(each.source.offers_probe for each in self._candidates.values()) and not self._live
        return Link("searching", self._words(now_s), offers_probe=offers)

    def aim(self, target: Target | None) -> None:
        """Real boards have no ear for it."""

    def allow_probes(self) -> None:
        """Only those that offer it: a port that was plugged in a moment ago may be a printer's, and nobody was told of it."""
        for each in (*self._candidates.values(), *([self._chosen] if self._chosen else ())):
            if each.source.offers_probe:
                each.source.allow_probes()

    def close(self) -> None:
        self._desk.lookout.close()
        sources = [each.source for each in self._candidates.values()] + ([self._chosen.source] if self._chosen else []) + self._leaving
        for source in sources:
            source.let_go()
        for source in sources:
            source.close()

    def _is_away(self, now_s: float) -> bool:
        """Whether the chosen board has been gone for so long that another may take its place. Back again, it is alone again."""
        if self._chosen is None or self._chosen.source.prospect(now_s) != "closed":
            if self._away_since_s is not None:
                self._away_since_s = None
                self._desk.lookout.rest()
                self._let_go_of_all()
            return False
        if self._away_since_s is None:
            self._away_since_s = now_s
            self._desk.lookout.wake()
        return now_s - self._away_since_s > AWAY_S

    def _see(self, seen: Sighting, now_s: float) -> None:
        self._ports, self._why = seen.ports, seen.why
        self._beside &= frozenset(seen.ports)
        self._first_seen = {port: self._first_seen.get(port, now_s) for port in seen.ports}
        self._no_boards = {port: words for port, words in self._no_boards.items() if port in seen.ports}
        for port in [port for port in self._candidates if port not in seen.ports]:
            self._let_go(port)

    def _open(self, now_s: float) -> None:
        """Listen to what is worth it: to the board that was used before, alone at first; else to the likeliest."""
        ours = self._chosen.port.identity if self._chosen else None
        worth = [port for port in self._ports if port not in self._no_boards and port not in self._beside and port.identity != ours]
        best = min(worth, key=self._place, default=None)
        if best is not None and self._is_alone_worth_it(best, worth, now_s):
            worth = [best]
        for port in worth:
            if port not in self._candidates and len(self._candidates) < MOST_PORTS:
                self._candidates[port] = _Candidate(port, self._desk.listen(port, self._opened_s), now_s)

    def _is_alone_worth_it(self, best: FoundPort, worth: Sequence[FoundPort], now_s: float) -> bool:
        place = self._place(best)
        if place == len(self._known) or now_s - self._first_seen[best] > KNOWN_S:
            return False
        return not (len(worth) > 1 and any(_is_told(name) for name, earlier in self._known.items() if earlier < place))

    def _place(self, port: FoundPort) -> int:
        """Where a port stands among the boards that were used before; behind them all where it is none, or cannot be told from another."""
        alike = sum(1 for other in self._ports if other.identity == port.identity)
        names = (port.identity, port.name) if alike == 1 else ()
        return min((self._known[name] for name in names if name in self._known), default=len(self._known))

    def _rank(self, candidate: _Candidate) -> int:
        told = candidate.source.info.device if candidate.is_live else ""
        return min(self._place(candidate.port), self._known.get(told, len(self._known)) if _is_told(told) else len(self._known))

    def _choice(self, now_s: float) -> _Candidate | None:
        """The board to take, once it is clear."""
        live = self._live
        if not live:
            return None
        best = min(live, key=self._rank)
        waiting = [each for each in self._candidates.values() if not each.is_live and each.may_come(now_s)]
        rank = self._rank(best)
        if rank < len(self._known):
            could_tell = any(_is_told(name) for name, place in self._known.items() if place < rank)
            better = [each for each in waiting if could_tell or self._rank(each) < rank]
            return None if better else best
        if len(live) == 1:
            return None if waiting else best
        return next((each for each in live if each.tilt.is_tilted), None)

    def _choose(self, chosen: _Candidate) -> None:
        if self._chosen is not None:
            self._leave(self._chosen.source)
        del self._candidates[chosen.port]
        self._let_go_of_all()
        self._chosen, self._away_since_s = chosen, None
        self._beside = frozenset(self._ports) - {chosen.port}
        self._desk.lookout.rest()

    def _drop_what_is_no_board(self, now_s: float) -> None:
        """Close what is something else; and, where others wait for their turn, what stayed silent at every rate."""
        crowded = len(self._candidates) == MOST_PORTS and len(self._ports) > len(self._candidates) + len(self._no_boards)
        for port, each in list(self._candidates.items()):
            prospect = each.source.prospect(now_s)
            if prospect == "no board" or (crowded and prospect == "in vain"):
                self._no_boards[port] = each.source.link(now_s).words
                self._let_go(port)

    def _let_go_of_all(self) -> None:
        for port in list(self._candidates):
            self._let_go(port)

    def _let_go(self, port: FoundPort) -> None:
        self._leave(self._candidates.pop(port).source)

    def _leave(self, source: SerialSource) -> None:
        source.let_go()
        self._leaving = [*(each for each in self._leaving if not each.is_over), source]

    def _words(self, now_s: float) -> str:
        live = self._live
        if len(live) > 1:
            names = ", ".join(each.port.name for each in live)
            if len(live) == 2:
                return message("Two boards answer ({names}): tilt the one you want to use.", names=names)
            return message("{n} boards answer ({names}): tilt the one you want to use.", n=len(live), names=names)
        if self._candidates:
            telling = sorted(self._candidates.values(), key=lambda each: (not each.is_live, each.source.prospect(now_s) != "starting"))
            said = [each.source.link(now_s).words for each in telling]
            more = len(said) - 2
            others = counted("{n} more is listened to.", "{n} more are listened to.", more) if more > 0 else ""
            return chain([*said[:2], others], " ")
        if self._no_boards:
            connect = message("Connect the tilt board by USB; it is looked for all the time.")
            return chain([*list(self._no_boards.values())[:2], connect], " ")
        return self._why


def _is_told(name: str) -> bool:
    """Whether this is what a board told of itself, and not what its adapter says."""
    protocol = PROTOCOLS.get(name.partition(":")[0])
    return protocol is not None and bool(protocol.ask)


def _real_desk(clock: Callable[[], float]) -> Desk:
    def listen(port: FoundPort, opened_s: float) -> SerialSource:
        return SerialSource(port.device, clock=clock, opened_s=opened_s)

    return Desk(Lookout(lambda: sighting(listed_ports)), listen)
