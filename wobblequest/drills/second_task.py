"""The items of a second task: drawn beforehand, shown or sounded one after the other, and what became of each.

Go/no-go and n-back as commonly done, with one button: a press says "go", or "the same". The words are of Stroop's kind (1935, J Exp Psychol
18:643), asked as whether word and ink agree, since there is one button. Items come at an even pace; a press belongs to the item that is
open, the first one counts, and one within 0.1 s of an item's beginning is too early to be meant for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, figure, message
from wobblequest.drills.drill import Moment
from wobblequest.drills.dual_parameters import LEAD_S, PRESS_PCT, TwoTasks
from wobblequest.drills.view import Ink, Shape, Sign, Word
from wobblequest.scoring.second_task import Item, Part

Tone = Literal["low", "middle", "high"]
TONES: tuple[Tone, ...] = get_args(Tone)
INKS: tuple[Ink, ...] = tuple(ink for ink in get_args(Ink) if ink != "plain")
# Translators: a word alone on the screen: a tone's height.
TONE_WORDS = {"low": message("low"), "middle": message("middle"), "high": message("high")}
COLOURS: dict[Ink, Message] = {"blue": message("blue"), "orange": message("orange"), "green": message("green"), "pink": message("pink")}
"""The words of Stroop's task, in the language of whoever reads."""
TOO_EARLY_S = 0.1
GAP_S = 0.4
"""Between one item and the next nothing is shown, so that two alike are seen to be two."""
HIGHEST_START, LOWEST_START = 100, 80
"""Counting back begins somewhere here."""


class Stimulus(NamedTuple):
    """One item as it is shown or sounded. press : whether the button is right. counts : an n-back's first ones ask for nothing."""

    press: bool
    counts: bool = True
    shape: Shape | None = None
    moment: Moment | None = None


class Stream(NamedTuple):
    """The items of one part, or where counting begins."""

    stimuli: tuple[Stimulus, ...] = ()
    start: int = 0


class Said(NamedTuple):
    """An answer at a trial time: a press (``right`` is None), or a therapist's mark."""

    t_s: float
    right: bool | None = None


def draw(p: TwoTasks, seconds: float, chance: Chance) -> Stream:
    """The items for a part of a length: as many to press for as the level says, at places that chance decides."""
    if p.task == "count-back":
        return Stream(start=LOWEST_START + chance.below(HIGHEST_START - LOWEST_START + 1))
    n = p.items_in(seconds) - p.back
    share = (PRESS_PCT[p.task] if p.press_pct is None else p.press_pct) / 100.0
    presses = min(max(round(share * n), 1), n - 1)
    wanted = chance.shuffled([True] * presses + [False] * (n - presses))
    if p.task == "go-no-go":
        return Stream(tuple(Stimulus(press, shape=Sign("go" if press else "no-go")) for press in wanted))
    if p.task == "stroop":
        return Stream(tuple(_word(press, chance) for press in wanted))
    return Stream(_tones(p.back, wanted, chance))


def _word(press: bool, chance: Chance) -> Stimulus:
    text = INKS[chance.below(len(INKS))]
    others = [ink for ink in INKS if ink != text]
    other = others[chance.below(len(others))]
    return Stimulus(press, shape=Word(COLOURS[text], text if press else other))


def _tones(back: int, wanted: Sequence[bool], chance: Chance) -> tuple[Stimulus, ...]:
    tones = [TONES[chance.below(len(TONES))] for _ in range(back)]
    out = [Stimulus(False, False, Word(TONE_WORDS[tone]), tone) for tone in tones]
    for press in wanted:
        before = tones[-back]
        others = [tone for tone in TONES if tone != before]
        other = others[chance.below(len(others))]
        tones.append(before if press else other)
        out.append(Stimulus(press, True, Word(TONE_WORDS[tones[-1]]), tones[-1]))  # seen as well, for those who do not hear it
    return tuple(out)


def begun(p: TwoTasks, stream: Stream, since_s: float) -> int:
    """How many items have begun, ``since_s`` after their part did."""
    if since_s < LEAD_S - 1e-9:
        return 0
    return min(len(stream.stimuli), int((since_s - LEAD_S) / p.pace_s + 1e-9) + 1)


def open_item(p: TwoTasks, stream: Stream, since_s: float) -> int | None:
    """The number of the item that is open ``since_s`` after its part began, None before the first and after the last."""
    n = begun(p, stream, since_s)
    return n - 1 if n and since_s < LEAD_S + n * p.pace_s - 1e-9 else None


def shown(p: TwoTasks, stream: Stream, since_s: float) -> Shape | None:
    """What of the second task is to be seen."""
    if p.task == "count-back":
        return Word(figure(stream.start)) if since_s < LEAD_S + p.pace_s else None
    i = open_item(p, stream, since_s)
    return None if i is None or since_s >= LEAD_S + (i + 1) * p.pace_s - GAP_S else stream.stimuli[i].shape


def asks_for_press(p: TwoTasks, stream: Stream, said: Sequence[Said], since_s: float, begin_s: float) -> int | None:
    """The open item that counts and has had no answer yet. said : in this part, which began at begin_s."""
    i = open_item(p, stream, since_s)
    if i is None or not stream.stimuli[i].counts or since_s < LEAD_S + i * p.pace_s + TOO_EARLY_S:
        return None
    return None if any(each.t_s >= begin_s + LEAD_S + i * p.pace_s for each in said) else i


def part_of(p: TwoTasks, stream: Stream, said: Sequence[Said], begin_s: float, end_s: float) -> Part:
    """What became of the second task in a part that ended: of items that were over by then, or of what a therapist marked."""
    if p.task == "count-back":
        return _marked(p, said, begin_s, end_s)
    out = []
    for i, stimulus in enumerate(stream.stimuli):
        first = begin_s + LEAD_S + i * p.pace_s
        if not stimulus.counts or first + p.pace_s > end_s + 1e-6:
            continue
        press = next((each.t_s for each in said if first <= each.t_s < first + p.pace_s), None)
        right = (press is not None) == stimulus.press
        out.append(Item(first, first + p.pace_s, right, press - first if right and press is not None else None))
    return Part(tuple(out), len(out), end_s - begin_s)


def _marked(p: TwoTasks, said: Sequence[Said], begin_s: float, end_s: float) -> Part:
    """Each mark is an item, whose time begins with the mark before, and no sooner than the level's pace says."""
    out, before = [], begin_s
    for each in said:
        out.append(Item(max(before, each.t_s - p.pace_s), each.t_s, bool(each.right)))
        before = each.t_s
    return Part(tuple(out), p.items_in(end_s - begin_s), end_s - begin_s, spoken=True)
