"""How soon something is said of a signal, whatever the board's rate."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.input.signal_window import LEAST_S, SignalWindow


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 1000.0, 2000.0])
def test_a_steady_board_is_good_after_a_second_or_so_at_any_rate(rate_hz: float) -> None:
    window = SignalWindow()
    said: dict[float, str] = {}
    for i in range(round(3.0 * rate_hz)):
        t_s = i / rate_hz
        window.add(t_s, [t_s], [Reading(t_s, up_from_angles(i % 7 / 10, i % 11 / 10))], 20, 0)
        quality = window.quality(t_s, 0)
        if quality is not None:
            said.setdefault(t_s, quality.word)
            assert quality.rate_hz == pytest.approx(rate_hz, rel=0.01)
    assert 0.4 < min(said) <= LEAST_S + 2 / rate_hz
    assert set(said.values()) == {"good"}
