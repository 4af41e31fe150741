"""The plausibility gate of formats without a checksum: one damaged digit must not throw the dot across the screen.

Strategy: an ordinary frame passes at once, so the gate adds no lag. A frame that jumps is held back until the next one
says whether the jump was real: if the next is near the held one, both pass; otherwise the held one was damage and is dropped.
A real step, a turn of the board in the hand, or a gap in the board's time therefore costs one sample of delay and no sample.

Where one bit decides and nothing else tells it was damaged (``small``), a jump is also what is far more than the step before it.
"""

from __future__ import annotations

from wobblequest.core.samples import angle_between_deg
from wobblequest.input.protocols.frame import Frame

JUMP_DEG = 40.0
"""2000 °/s at 50 samples a second: no foot turns a board that fast."""
SMALL_DEG = 1.5
TIMES_BEFORE = 2.0
"""With ``small`` a jump is a step of more than this and so many times the step before: a board has mass."""
CONFIRMED_DEG = 20.0
"""With ``small``, how near the frame after a jump must be at most, so that two damaged ones do not confirm each other."""
TIME_JUMP_S = 5.0
NEVER_IN_TIME = 10
"""Frames in a row that fit but for their time: what they send is no clock, or one that runs backwards, and is left out from then on."""
WRAP_COUNTS = 2.0**32


class Gate:
    """Sifts frames in order. Also unwraps a 32-bit device clock and carries on where a board's clock starts anew."""

    def __init__(self, counts_per_s: float | None = None, small: bool = False) -> None:
        self.last: Frame | None = None
        self.held: Frame | None = None
        self.dropped = 0
        self._wrap_s = WRAP_COUNTS / counts_per_s if counts_per_s else 0.0
        self.offset_s = 0.0
        self.step_s = 0.0
        self._small = small
        self._out_of_time = 0
        self._limit_deg = self._held_limit_deg = JUMP_DEG

    def sift(self, frame: Frame) -> list[Frame]:
        """The frames that may pass now: none, this one, or the held one and this one. ``device_t_s`` comes out unwrapped."""
        told_s = frame.device_t_s
        if told_s is not None and self._out_of_time >= NEVER_IN_TIME:
            frame = frame._replace(device_t_s=None)
        elif told_s is not None and self.offset_s:
            frame = frame._replace(device_t_s=told_s + self.offset_s)
        last = self.last
        if last is None:
            self.last = frame
            return [frame]
        frame = self._unwrapped(last, frame)
        step_deg = angle_between_deg(last.up, frame.up)
        if step_deg <= self._limit_deg and _in_time(last, frame):
            self._drop_held()
            self._limit_deg = self._limit_after(step_deg)
            if last.device_t_s is not None and frame.device_t_s is not None:
                self.step_s = frame.device_t_s - last.device_t_s
            self.last = frame
            return [frame]
        held = self.held
        on_deg = JUMP_DEG if held is None else angle_between_deg(held.up, frame.up)
        if held is None or on_deg > self._held_limit_deg or not _in_time(held, frame):
            if self._out_of_time < NEVER_IN_TIME:
                fits = held is not None and on_deg <= self._held_limit_deg
                self._out_of_time = self._out_of_time + 1 if fits else 0
            self._drop_held()
            self.held = frame
            self._held_limit_deg = min(CONFIRMED_DEG, SMALL_DEG + step_deg) if self._small else JUMP_DEG
            return []
        self.held = None
        self._limit_deg = self._limit_after(on_deg)
        passed = self._clock_restarted(last, held, frame)
        self.last = passed[-1]
        return passed

    def cut(self) -> None:
        """Forget what came before: after a gap in the bytes anything may follow."""
        self._drop_held()
        self.last = None
        self.offset_s = 0.0
        self._limit_deg = JUMP_DEG

    def _limit_after(self, step_deg: float) -> float:
        return min(JUMP_DEG, SMALL_DEG + TIMES_BEFORE * step_deg) if self._small else JUMP_DEG

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


def _in_time(before: Frame, after: Frame) -> bool:
    if before.device_t_s is None or after.device_t_s is None:
        return True
    return 0.0 <= after.device_t_s - before.device_t_s <= TIME_JUMP_S
