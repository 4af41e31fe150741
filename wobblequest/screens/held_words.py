"""What play asks for, in words that stand: at the edge of a circle "stay" and "come back" would else take turns too fast to be read."""

from __future__ import annotations

from wobblequest.session.speaking import STANDS_S


class HeldWords:
    """Fed with what is to be said in each frame of play; ``shown`` is what to show of it. The first words are shown at once, others when
    they have lasted as long as the voice asks of them; what lasts less is a flicker."""

    def __init__(self) -> None:
        self.shown = ""
        self._new = ""
        self._since_s = 0.0

    def feed(self, now_s: float, words: str) -> None:
        """``words`` are "" while there is no play: then nothing is shown, and what comes next are first words."""
        if not (self.shown and words) or words == self.shown:
            self.shown = self._new = words
        elif words != self._new:
            self._new, self._since_s = words, now_s
        elif now_s - self._since_s >= STANDS_S:
            self.shown = words
