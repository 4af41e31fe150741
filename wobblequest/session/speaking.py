"""What the voice says, and when: a pure function from what the screen tells now to what is begun now.

It never adds words to those on the screen. What stands there is said once, from top to bottom, one thing at a time, and once more where it
waits to be done. During play it keeps back: at most one sentence in three seconds, none again that was just said, none over a beat. A halt
(pause, stop, lost signal, leaning too far, the end) cuts off whatever is being said, and its own words come at once.

No clock: time is handed in, and so is how long words last when spoken (0: they cannot be).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from wobblequest.core.messages import figure
from wobblequest.session.cues import EVERY_S
from wobblequest.session.phases import Phase

STANDS_S = 0.3
"""Words that stand for less are a flicker, and so is their being away for less."""
AGAIN_S = 10.0
"""So long words wait to be done before they are said again, and so long in play before the same words are news."""
MOST_TIMES = 2
BREATH_S = 0.25
"""Between two sentences."""
LAST_NUMBERS = range(1, 6)
"""Of what runs down, these are said."""
LATE_S = 0.35
"""A number that comes later than this is not true any more."""
LEAST_S, MARGIN_S = 4.0, 2.0
UNDER_WAY: tuple[Phase | None, ...] = ("countdown", "play", "recentre")
HALTED: tuple[Phase | None, ...] = ("paused", "stopped")

Lasts = Callable[[str], float]
"""How long words last when spoken, in s; 0 for what cannot be spoken."""


def stands_s(speech_s: float) -> float:
    """How long words stay that go away by themselves, for reading and for hearing."""
    return max(LEAST_S, speech_s + MARGIN_S)


class Tells(NamedTuple):
    """What the screen tells now, and during what.

    words : most important first. number : the one that is shown of what runs down, None where it is not to be said. phase : of the trial
    under way, None without one. beat : a pace is heard that must be kept. answered : what is asked for is being done. eyes_closed : nobody
    can read it.
    """

    words: tuple[str, ...] = ()
    number: int | None = None
    phase: Phase | None = None
    beat: bool = False
    answered: bool = False
    eyes_closed: bool = False


class Say(NamedTuple):
    """words : to begin with now, "" for none. cut : be silent first, whatever is being said."""

    words: str
    cut: bool = False


class Standing(NamedTuple):
    """Words on the screen: since when, when seen last, how often said meanwhile, and until when that lasted."""

    words: str
    since_s: float
    seen_s: float
    times: int = 0
    until_s: float = 0.0


class Said(NamedTuple):
    """Words that were said: how often under this title, and until when."""

    words: str
    times: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """What has been said, as far as it matters for what to say next.

    saying, until_s : the newest words ("" for what goes on whatever the screen tells) and when they end. begun_s : when words (no number)
    were begun last. title : of which ``said`` tells. number : yet to be said of
    what runs down. shown_number, number_s : what the screen shows of it, and since when.
    """

    standing: tuple[Standing, ...] = ()
    said: tuple[Said, ...] = ()
    title: str = ""
    saying: str = ""
    begun_s: float = float("-inf")
    until_s: float = float("-inf")
    number: int | None = None
    shown_number: int | None = None
    number_s: float = 0.0
    phase: Phase | None = None

    def after(self, now_s: float, tells: Tells, lasts: Lasts) -> tuple[Speaking, Say | None]:
        """One moment later: what to begin to say now, or None to leave it as it is."""
        tells = tells._replace(words=tuple(words for words in tells.words if words))
        now = self._seen(now_s, tells)
        if now._halts(now_s, tells, self.phase):
            words = next((words for words in tells.words if lasts(words) > 0), "")
            hushed = replace(now, saying="", until_s=now_s)
            return (hushed._begun(now_s, words, lasts(words)) if words else hushed), Say(words, cut=True)
        if tells.beat:
            return now, None
        due = [words for words in tells.words if lasts(words) > 0 and now._is_due(now_s, words, tells)]
        if tells.phase == "play":
            new = [words for words in due if now._standing(words).times == 0]
            if due and now_s >= now.until_s and now_s - now.begun_s >= EVERY_S:
                words = (new or due)[0]
                return now._begun(now_s, words, lasts(words)), Say(words)
            return now, None
        if due:
            gone = now_s < now.until_s and now.saying != "" and now.saying not in (each.words for each in now.standing)
            if gone or now_s >= now.until_s + BREATH_S:
                return now._begun(now_s, due[0], lasts(due[0])), Say(due[0], cut=gone)
            return now, None
        return now._counted(now_s, lasts)

    def told(self, now_s: float, words: str, lasts_s: float) -> Speaking:
        """Words were begun that somebody asked for, whatever was being said: they go on until they end."""
        return replace(self._begun(now_s, words, lasts_s), saying="")

    # -- within -------------------------------------------------------------------------------------------------------

    def _seen(self, now_s: float, tells: Tells) -> Speaking:
        known = {standing.words: standing for standing in self.standing if now_s - standing.seen_s < STANDS_S}
        told = {words: known.get(words, Standing(words, now_s, now_s))._replace(seen_s=now_s) for words in tells.words}
        now = replace(self, standing=tuple((known | told).values()), phase=tells.phase)
        if tells.number != self.shown_number:
            now = replace(now, number=tells.number, shown_number=tells.number, number_s=now_s)
        title = next(iter(told), self.title)
        if tells.phase != "play" and title != self.title and told and now_s - told[title].since_s >= STANDS_S:
            return replace(now, title=title, said=())
        return now

    def _halts(self, now_s: float, tells: Tells, before: Phase | None) -> bool:
        """Whether play has just been left, or what is told first of a halt is new."""
        if before in UNDER_WAY and tells.phase not in UNDER_WAY:
            return True
        return tells.phase in HALTED and bool(tells.words) and self._standing(tells.words[0]).since_s == now_s

    def _standing(self, words: str) -> Standing:
        return next(standing for standing in self.standing if standing.words == words)

    def _said(self, words: str) -> Said | None:
        return next((said for said in self.said if said.words == words), None)

    def _is_enough(self, words: str) -> bool:
        """Whether that was said as often under this title as it is worth."""
        before = self._said(words)
        return before is not None and before.times >= MOST_TIMES

    def _is_due(self, now_s: float, words: str, tells: Tells) -> bool:
        here = self._standing(words)
        if now_s - here.since_s < STANDS_S:
            return False
        if tells.phase == "play":
            if here.times == 0:
                before = self._said(words)
                return before is None or tells.eyes_closed or now_s - before.until_s >= AGAIN_S
            return here.times < MOST_TIMES and not tells.answered and now_s - here.until_s >= AGAIN_S
        if self._is_enough(words):
            return False
        return here.times == 0 or (here.times < MOST_TIMES and now_s - here.until_s >= AGAIN_S)

    def _counted(self, now_s: float, lasts: Lasts) -> tuple[Speaking, Say | None]:
        """A number, while it is new: words that wait go before."""
        waiting = any(
            here.times == 0 and here.seen_s == now_s and lasts(here.words) > 0 and not self._is_enough(here.words) for here in self.standing
        )
        late = now_s - self.number_s > LATE_S
        if self.number is None or self.number not in LAST_NUMBERS or late or waiting or now_s < self.until_s:
            return self, None
        words = figure(self.number)
        lasts_s = lasts(words)
        return (replace(self, number=None, saying="", until_s=now_s + lasts_s), Say(words)) if lasts_s > 0 else (self, None)

    def _begun(self, now_s: float, words: str, lasts_s: float) -> Speaking:
        until_s = now_s + lasts_s
        before = self._said(words)
        times = 1 if before is None else before.times + 1
        said = (*(each for each in self.said if each.words != words), Said(words, times, until_s))
        standing = tuple(
            each._replace(times=each.times + 1, until_s=until_s) if each.words == words else each for each in self.standing
        )
        return replace(self, said=said, standing=standing, saying=words, begun_s=now_s, until_s=until_s)
