"""Flashes, counted as WCAG 2.3.1 (and ISO 9241-391) define them, and stricter.

A flash is a pair of opposing changes of relative luminance, each of a tenth of the largest or more, the darker of the two images being
below 0.80; or a pair of opposing changes to and from a saturated red. It counts where, at the same time, it takes up a quarter of any field
of 10° of view or more. More than three in a second are forbidden; the game has none at all.

Luminance is taken as means over small blocks, so that a thin line that moves is what it is: a small change.
"""

from __future__ import annotations

import numpy as np

from tests.support.sight import XYZ, linear

CHANGE, DARKER = 0.1, 0.80
RED_SHARE, RED_CHANGE = 0.8, 20.0 / 320.0
FIELD_DEG, AREA = 10.0, 0.25
WITHIN_S = 1.0
TOGETHER_S = 0.1
"""Changes that lie so near to one another are seen as one."""
BLOCK_PX = 8


class Flashes:
    """Fed with frames (height, width, 3) of sRGB 0…255 and their times; tells when a flash was complete.

    px_per_field : so many px are 10° of view.
    """

    def __init__(self, px_per_field: float) -> None:
        self._side = max(1, round(px_per_field / BLOCK_PX))
        self._light = _Swings(CHANGE, DARKER)
        self._red = _Swings(RED_CHANGE, np.inf)
        self._last_s: float | None = None
        self.at_s: list[float] = []

    def feed(self, frame: np.ndarray, t_s: float) -> None:
        rows, columns = frame.shape[0] // BLOCK_PX * BLOCK_PX, frame.shape[1] // BLOCK_PX * BLOCK_PX
        blocks = linear(np.arange(256))[frame[:rows, :columns]].reshape(rows // BLOCK_PX, BLOCK_PX, -1, BLOCK_PX, 3).mean(axis=(1, 3))
        whole = blocks.sum(axis=2)
        red = np.where(blocks[..., 0] >= RED_SHARE * np.maximum(whole, 1e-9), np.maximum(2 * blocks[..., 0] - whole, 0.0), 0.0)
        for swings, values in ((self._light, blocks @ XYZ[1]), (self._red, red)):
            paired = swings.feed(values, t_s)
            if self._fills_a_field(paired) and (self._last_s is None or t_s - self._last_s > TOGETHER_S):
                self.at_s.append(t_s)
                self._last_s = t_s
                swings.forget(paired)

    def most_in_a_second(self) -> int:
        return max((sum(1 for other in self.at_s if 0 <= t - other < 1.0) for t in self.at_s), default=0)

    def _fills_a_field(self, mask: np.ndarray) -> bool:
        """Whether a quarter of some square field is in the mask."""
        if mask.sum() < AREA * self._side**2 * 0.5:
            return False
        sums = np.pad(mask.astype(np.float64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        high, wide = min(self._side, mask.shape[0]), min(self._side, mask.shape[1])
        within = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        return bool(within.max() >= AREA * self._side**2)


class _Swings:
    """Of each block: the last turning point, which way it goes since, and when it swung so far last."""

    def __init__(self, change: float, darker: float) -> None:
        self._change, self._darker = change, darker
        self._low: np.ndarray | None = None

    def feed(self, values: np.ndarray, t_s: float) -> np.ndarray:
        """Which blocks have completed a pair of opposing changes lately."""
        if self._low is None:
            self._low, self._high = values.copy(), values.copy()
            self._way = np.zeros(values.shape, int)
            self._swung_s = np.full(values.shape, -np.inf)
            self._paired_s = np.full(values.shape, -np.inf)
        self._low, self._high = np.minimum(self._low, values), np.maximum(self._high, values)
        rose = (values - self._low >= self._change) & (self._low < self._darker) & (self._way <= 0)
        fell = (self._high - values >= self._change) & (values < self._darker) & (self._way >= 0) & ~rose
        for swung, way in ((rose, 1), (fell, -1)):
            opposing = swung & (self._way == -way) & (t_s - self._swung_s <= WITHIN_S)
            self._paired_s[opposing] = t_s
            self._way[swung] = way
            self._swung_s[swung] = t_s
            self._swung_s[opposing] = -np.inf  # the next pair begins with the next change
            self._low[swung] = self._high[swung] = values[swung]
        paired: np.ndarray = t_s - self._paired_s <= TOGETHER_S
        return paired

    def forget(self, paired: np.ndarray) -> None:
        """What was counted as a flash is not counted again."""
        self._paired_s[paired] = -np.inf
