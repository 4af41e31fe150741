"""How good the signal is, in words that stay long enough to be read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.core.messages import Message, message
from wobblequest.core.result import Quality, QualityWord, Result

LABELS: Mapping[str, Message] = MappingProxyType({
    "good": message("Signal good"), "fair": message("Signal fair"), "poor": message("Signal poor"),
})
HOLD_S = 3.0
"""So long a new word, or another reason of the same word, must last before it is shown: nothing flickers."""


class HeldSignal:
    """Fed with what is measured in each frame; ``shown`` is what to show of it. The first word is shown at once."""

    def __init__(self) -> None:
        self.shown: Quality | None = None
        self._shown_s = 0.0
        self._new: QualityWord = ""
        self._new_since_s: float | None = None

    def feed(self, now_s: float, quality: Quality | None) -> None:
        """``quality`` is None while nothing is known of it: then nothing is shown, and what comes next is a first word."""
        if quality is None or not quality.word:
            self.shown, self._new_since_s = None, None
        elif self.shown is None:
            self._show(now_s, quality)
        elif quality.word == self.shown.word:
            self._new_since_s = None
            if now_s - self._shown_s >= HOLD_S:
                self._show(now_s, quality)
        elif self._new_since_s is None or quality.word != self._new:
            self._new, self._new_since_s = quality.word, now_s
        elif now_s - self._new_since_s >= HOLD_S:
            self._show(now_s, quality)

    def _show(self, now_s: float, quality: Quality) -> None:
        self.shown, self._shown_s, self._new_since_s = quality, now_s, None


def signal_label(quality: Quality) -> str:
    """``Signal good``; "" where nothing is known of it."""
    return LABELS.get(quality.word, "")


def signal_words(quality: Quality) -> str:
    """``Signal good``, ``Signal poor: a fifth of the samples is missing``."""
    if not quality.reason:
        return signal_label(quality)
    return message("{signal}: {reason}", signal=signal_label(quality), reason=quality.reason)


def counts(result: Result) -> bool:
    """Whether the signal was good enough for a trial to say something."""
    return result.quality.word != "poor"
