"""Words for someone who finds a place again that is not shown, at most eight each: what to do now, and how near the last answer was."""

from __future__ import annotations

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.messages import aloud
from wobblequest.drills.advice import HELP_AFTER_S, Leaning, now_words
from wobblequest.drills.stay import Stay

NOT_STILL = aloud("Next time stay still to answer")
NOT_BACK = aloud("Come right back to the middle first")


def feel_words(stay: Stay, leaning: Leaning, t_s: float, leaning_for_s: float) -> str:
    """While the place is shown."""
    if stay.settled(t_s) or (not stay.entered and leaning_for_s < HELP_AFTER_S):
        return aloud("Lean there, stay and remember the place")
    return now_words(stay, leaning, t_s, leaning_for_s)


def find_words(*, went: bool, for_s: float, close_eyes: bool) -> str:
    """While it is not: went tells whether the person is out of the middle, for_s how long they have been at it."""
    if for_s >= HELP_AFTER_S:
        return aloud("Stay still where you think it was") if went else aloud("Lean to where the circle was")
    return aloud("Close your eyes, find it, stay still") if close_eyes else aloud("Find it again, then stay still")


def back_words(*, first: bool, close_eyes: bool) -> str:
    """On the way back to the middle, or there before the first place."""
    if first:
        return aloud("Stand in the middle")
    return aloud("Open your eyes, back to the middle") if close_eyes else aloud("Back to the middle")


def near_words(aim: Target, answer: Point) -> str:
    """How near an answer was, for a level that tells."""
    if answer.distance_to(aim.at) <= aim.radius_deg:
        return aloud("Well found: you were in the circle")
    length = aim.at.distance_to(CENTRE)
    off = Point(answer.pitch_deg - aim.at.pitch_deg, answer.roll_deg - aim.at.roll_deg)
    along = (off.pitch_deg * aim.at.pitch_deg + off.roll_deg * aim.at.roll_deg) / length
    if abs(along) < 0.7 * off.distance_to(CENTRE):  # more across the way than along it
        if abs(off.roll_deg) > abs(off.pitch_deg):
            return aloud("The circle was more to the left") if off.roll_deg > 0 else aloud("The circle was more to the right")
        return aloud("The circle was more to the back") if off.pitch_deg > 0 else aloud("The circle was more to the front")
    return aloud("The circle was nearer") if along > 0 else aloud("The circle was a little farther out")
