"""Bytes to lines, with bounds: a line longer than 4 KiB is noise, and what follows a cut in the stream is no whole line."""

from __future__ import annotations

MAX_LINE = 4096


class Lines:
    """Splits at LF. The buffer never holds more than one line of ``MAX_LINE`` bytes."""

    def __init__(self) -> None:
        self._rest = b""
        self._overlong = 0
        """Bytes already thrown away of the line that is under way."""
        self.skipped_bytes = 0

    @property
    def buffered(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[bytes]:
        """Whole lines without their LF (CR stays), in order. An overlong line counts as skipped, LF included."""
        lines = (self._rest + chunk).split(b"\n") if self._rest else chunk.split(b"\n")
        self._rest = lines.pop()
        if lines:
            if self._overlong:
                self.skipped_bytes += self._overlong + len(lines[0]) + 1
                self._overlong = 0
                del lines[0]
            if lines and max(map(len, lines)) > MAX_LINE:
                self.skipped_bytes += sum(len(line) + 1 for line in lines if len(line) > MAX_LINE)
                lines = [line for line in lines if len(line) <= MAX_LINE]
        if self._overlong or len(self._rest) > MAX_LINE:
            self._overlong += len(self._rest)
            self._rest = b""
        return lines

    def drop(self) -> None:
        """Throw away the line that is under way and count it."""
        self.skipped_bytes += self._overlong + len(self._rest)
        self._rest, self._overlong = b"", 0
