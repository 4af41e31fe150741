"""The plausibility gate of formats without a checksum: one damaged digit must not throw the dot across the screen.

Strategy: an ordinary frame passes at once, so the gate adds no lag. A frame that jumps is held back until the next one
says whether the jump was real: if the next is near the held one, both pass; otherwise the held one was damage and is dropped.
A real step, a turn of the board in the hand, or a gap in the board's time therefore costs one sample of delay and no sample.
"""

from __future__ import annotations

from wobblequest.core.samples import angle_between_deg
from wobblequest.input.protocols.frame import Frame

JUMP_DEG = 40.0
"""2000 °/s at 50 samples a second: no foot turns a board that fast."""
TIME_JUMP_S = 5.0
WRAP_COUNTS = 2.0**32


class Gate:
    """Sifts frames in order. Also unwraps a 32-bit device clock and carries on where a board's clock starts anew."""

    def __init__(self, counts_per_s: float | None = None) -> None:
        self.last: Frame | None = None
        self.held: Frame | None = None
        self.dropped = 0
        self._wrap_s = WRAP_COUNTS / counts_per_s if counts_per_s else 0.0
        self.offset_s = 0.0
        self.step_s = 0.0

    def sift(self, frame: Frame) -> list[Frame]:
        """The frames that may pass now: none, this one, or the held one and this one. ``device_t_s`` comes out unwrapped."""
        if self.offset_s and frame.device_t_s is not None:
            frame = frame._replace(device_t_s=frame.device_t_s + self.offset_s)
        last = self.last
        if last is None:
            self.last = frame
            return [frame]
        frame = self._unwrapped(last, frame)
        if _near(last, frame):
            self._drop_held()
            if last.device_t_s is not None and frame.device_t_s is not None:
                self.step_s = frame.device_t_s - last.device_t_s
            self.last = frame
            return [frame]
        held = self.held
        if held is None or not _near(held, frame):
            self._drop_held()
            self.held = frame
            return []
        self.held = None
        passed = self._clock_restarted(last, held, frame)
        self.last = passed[-1]
        return passed

    def cut(self) -> None:
        """Forget what came before: after a gap in the bytes anything may follow."""
        self._drop_held()
        self.last = None
        self.offset_s = 0.0

    def _drop_held(self) -> None:
        if self.held is not None:
            self.dropped += 1
            self.held = None

    def _unwrapped(self, last: Frame, frame: Frame) -> Frame:
        if last.device_t_s is None or frame.device_t_s is None or frame.device_t_s >= last.device_t_s:
            return frame
        if 0.0 <= frame.device_t_s + self._wrap_s - last.device_t_s <= TIME_JUMP_S:
            self.offset_s += self._wrap_s
            return frame._replace(device_t_s=frame.device_t_s + self._wrap_s)
        return frame

    def _clock_restarted(self, last: Frame, held: Frame, frame: Frame) -> list[Frame]:
        if last.device_t_s is None or held.device_t_s is None or frame.device_t_s is None or held.device_t_s >= last.device_t_s:
            return [held, frame]
        shift = last.device_t_s + self.step_s - held.device_t_s
        self.offset_s += shift
        return [f._replace(device_t_s=f.device_t_s + shift) for f in (held, frame) if f.device_t_s is not None]


def _near(before: Frame, after: Frame) -> bool:
    if before.device_t_s is not None and after.device_t_s is not None and not 0.0 <= after.device_t_s - before.device_t_s <= TIME_JUMP_S:
        return False
    return angle_between_deg(before.up, after.up) <= JUMP_DEG
