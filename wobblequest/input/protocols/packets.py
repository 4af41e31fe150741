"""Packets with a fixed head in a stream of bytes: finding them, staying in step with them, finding them again.

Strategy: out of step a packet counts once several in a row are valid, and then all of them count; in step each is given out the
moment its last byte is there. One that is not valid breaks the step, and the search goes on one byte further, never a whole
packet further: the head also occurs as data. A stream that was known before is trusted again sooner.
"""

from __future__ import annotations

from collections.abc import Callable

SizeAt = Callable[[bytes, int], int]
"""(data, at) → size of the valid packet whose head is at ``at``; `INVALID`; `UNDECIDED` until more bytes are there.

Only bytes from ``at`` on may be looked at, and more bytes must never change a verdict.
"""
INVALID = 0
UNDECIDED = -1


class Packets:
    """Cuts packets out of chunks.

    head : first bytes of every packet. size_at : what is a packet. chain : packets in a row that begin a stream; again : the same
    where the stream was known before. in_step : a laxer ``size_at`` for packets that follow directly on a valid one. look_back : bytes
    to search again where the step is lost: a packet whose end says nothing may have swallowed the beginning of the next.
    """

    def __init__(
        self, head: bytes, size_at: SizeAt, chain: int, again: int, in_step: SizeAt | None = None, look_back: int = 0
    ) -> None:
        self._head, self._chain, self._again = head, chain, again
        self._searched, self._followed = size_at, in_step or size_at
        self._buffer = b""
        self._in_step = False
        self._known = False
        self._look_back, self._past = look_back, b""
        self._used = 0
        """Bytes at the front of the buffer that belong to a packet given out, and are never skipped."""
        self.skipped_bytes = 0

    @property
    def buffered(self) -> int:
        return len(self._buffer)

    def feed(self, chunk: bytes) -> list[bytes | None]:
        """Whole packets in order; None stands for a place where the step was lost."""
        data = self._buffer + chunk
        found: list[bytes | None] = []
        at = 0
        while True:
            if not self._in_step:
                at = self._search(data, at)
                if not self._in_step:
                    break
            size = self._size(data, at, self._followed)
            if size == UNDECIDED:
                break
            if size == INVALID:
                self._in_step = False
                found.append(None)
                data, at, self._used, self._past = self._past + data[at:], 0, len(self._past), b""
                continue
            found.append(data[at : at + size])
            at += size
            self._past = data[at - self._look_back : at] if self._look_back else b""
        self._buffer = data[at:]
        return found

    def finish(self) -> list[bytes | None]:
        """The packets of a known stream that waited for others to follow them, or behind a false head; what is left is skipped."""
        found: list[bytes | None] = []
        data, at = self._buffer, 0
        while self._known and at < len(data):
            size = self._size(data, at, self._searched)
            if size > 0 and self._run(data, at) != INVALID:
                found.append(data[at : at + size])
                at += size
                self._used = 0
            else:
                self._skip(1)
                at += 1
        self._buffer = data[at:]
        self.drop()
        return found

    def drop(self) -> None:
        """Forget what is half there, and count it as skipped."""
        self._skip(len(self._buffer))
        self._buffer = self._past = b""
        self._in_step = False
        self._used = 0

    def _skip(self, count: int) -> None:
        used = min(self._used, count)
        self._used -= used
        self.skipped_bytes += count - used

    def _size(self, data: bytes, at: int, rule: SizeAt) -> int:
        if data.startswith(self._head, at):
            return rule(data, at)
        return UNDECIDED if self._head.startswith(data[at : at + len(self._head)]) else INVALID

    def _search(self, data: bytes, at: int) -> int:
        """Where the first chain of packets from ``at`` on begins, or may still begin once more bytes are there."""
        start = at
        while True:
            found = data.find(self._head[:1], at)
            if found < 0:
                at = len(data)
                break
            at = found
            verdict = self._run(data, at)
            if verdict == UNDECIDED:
                break
            if verdict != INVALID:
                self._in_step = self._known = True
                break
            at += 1
        self._skip(at - start)
        if self._in_step:
            self._used = 0
        return at

    def _run(self, data: bytes, at: int) -> int:
        """Whether a chain begins at ``at``: its length in bytes, `INVALID` or `UNDECIDED`."""
        end = at
        for _ in range(self._again if self._known else self._chain):
            size = self._size(data, end, self._searched)
            if size <= 0:
                return size
            end += size
        return end - at
