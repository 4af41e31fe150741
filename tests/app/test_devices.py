"""Listening to many ports at once: what is told of each, and ports that come and go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wobblequest.app.devices import ENOUGH_S, POLL_S, Heard, Watch, go_on
from wobblequest.app.ending import Ending
from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Quality
from wobblequest.input.lookout import Sighting
from wobblequest.input.ports import FoundPort
from wobblequest.input.source import Link
from wobblequest.session.latency import Latency

QUALITY = Quality(99.0, 1, 0, 0.2, jitter_ms=1.5, word="fair", reason="1 gap in the signal")
LIVE = Link("live", "It speaks csv.", 0.01, 99.0, 3, QUALITY, Latency(5.0, 1.0, 2.0, 14.0))
SILENT = Link("searching", "It is silent.", offers_probe=True)


@dataclass
class Board:
    """A source that says what the test wants."""

    link_now: Link = LIVE
    protocol: str = "csv"
    calls: list[str] = field(default_factory=list)

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "The board", self.protocol, "1:2:3")

    def poll(self, now_s: float) -> list[object]:
        self.calls.append("poll")
        return []

    def link(self, now_s: float) -> Link:
        return self.link_now

    def let_go(self) -> None:
        self.calls.append("let go")

    def close(self) -> None:
        self.calls.append("close")


class Bench:
    """Boards by the port they are on, and a clock that goes on with every wait."""

    def __init__(self, **boards: Board) -> None:
        self.boards = boards
        self.opened: list[str] = []
        self.now_s = 10.0

    def listen(self, name: str) -> Board:
        self.opened.append(name)
        return self.boards[name]

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    def go_on(self, watch: Watch, seconds: float | None, each: object = lambda now_s: None, ending: Ending | None = None) -> list[Heard]:
        return go_on(watch, seconds, ending or Ending(), each, clock=lambda: self.now_s, wait=self.wait)


def seen(*names: str) -> Sighting:
    return Sighting(tuple(FoundPort(name, "USB", f"1:2:{name}", 1) for name in names))


def test_all_that_is_known_of_a_port_is_told() -> None:
    bench = Bench(a=Board())
    watch = Watch(["a"], bench.listen)
    watch.poll(0.0)
    (heard,) = watch.heard()
    assert heard == Heard("a", "The board", "1:2:3", "csv", 99.0, "live", 3, "It speaks csv.", 1.5, "fair", "1 gap in the signal",
                          LIVE.latency.total_ms)


def test_what_is_not_known_is_none_and_a_silent_board_is_offered_to_be_woken() -> None:
    bench = Bench(a=Board(SILENT, ""))
    watch = Watch(["a"], bench.listen)
    watch.poll(0.0)
    (heard,) = watch.heard()
    assert (heard.rate_hz, heard.jitter_ms, heard.quality, heard.quality_reason, heard.latency_ms) == (None, None, None, None, None)
    assert "--probe" in heard.words


def test_a_good_signal_has_no_reason() -> None:
    bench = Bench(a=Board(replace(LIVE, quality=replace(QUALITY, word="good", reason=""))))
    watch = Watch(["a", "a"], bench.listen)
    watch.poll(0.0)
    assert [(heard.quality, heard.quality_reason) for heard in watch.heard()] == [("good", None)]


def test_listening_ends_when_every_board_was_heard_long_enough() -> None:
    bench = Bench(a=Board(), b=Board(SILENT))
    watch = Watch(["a", "b"], bench.listen)

    def each(now_s: float) -> bool:
        if now_s >= 13.0:
            bench.boards["b"].link_now = LIVE
        return watch.has_enough(now_s)

    assert len(bench.go_on(watch, 60.0, each)) == 2
    assert 13.0 + ENOUGH_S <= bench.now_s < 13.1 + ENOUGH_S


def test_listening_ends_after_its_seconds_or_when_it_is_told_to() -> None:
    bench = Bench(a=Board(SILENT))
    bench.go_on(Watch(["a"], bench.listen), 3.0)
    assert 13.0 <= bench.now_s < 13.0 + 2 * POLL_S
    ending = Ending()

    def each(now_s: float) -> None:
        ending.asked = now_s >= 500.0

    assert len(bench.go_on(Watch(["a"], bench.listen), None, each, ending)) == 1
    assert 500.0 <= bench.now_s < 500.1


def test_a_port_that_appears_is_listened_to_and_one_that_vanishes_is_left_and_told() -> None:
    bench = Bench(a=Board(), b=Board(), c=Board())
    watch = Watch(["a"], bench.listen)
    watch.poll(0.0)
    watch.see(seen("a", "b"))
    watch.poll(0.1)
    assert [heard.port for heard in watch.heard()] == ["a", "b"]
    watch.see(seen("b", "c"))
    watch.poll(0.2)
    gone, *there = watch.heard()
    assert (gone.port, gone.protocol, gone.state, gone.rate_hz, gone.quality, gone.latency_ms) == ("a", "csv", "lost", None, None, None)
    assert gone.words == "The board was unplugged."
    assert [(heard.port, heard.state) for heard in there] == [("b", "live"), ("c", "live")]
    assert bench.boards["a"].calls[-1] == "let go"
    watch.see(seen("a", "b", "c"))
    watch.poll(0.3)
    assert [heard.state for heard in watch.heard()] == ["live", "live", "live"]
    assert bench.opened == ["a", "b", "c", "a"]
    watch.close()
    assert all(board.calls[-1] == "close" for board in bench.boards.values())


def test_without_ports_there_is_nothing_to_wait_for() -> None:
    bench = Bench()
    watch = Watch([], bench.listen)
    assert bench.go_on(watch, 60.0, watch.has_enough) == []
    assert bench.now_s == 10.0
