"""What a level shows of the dot, in one plain sentence: before it, after it, and for the therapist.

Feedback is faded on purpose; whoever plays is told so, and while it is hidden nothing tells how it goes.
"""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.core.quantities import quantity
from wobblequest.levels.level import Level

NEAR_PCT = 3.0
"""A share so near to a half or a third is called one."""


def seen_pct(level: Level) -> float:
    """How much of the time the dot is to be seen, as far as the level settles it beforehand: by its shares and its hidden stretches."""
    share_pct = level.feedback.share_pct if level.feedback.when == "share" else 100.0
    return share_pct * (1.0 - level.display.hidden_pct / 100.0)


def before(level: Level) -> str:
    """What will be seen of the dot, at most eight words; "" where it is always there."""
    match level.feedback.when:
        case "after" | "none":
            return aloud("You will not see the dot")
        case "banded":
            return aloud("The dot shows only when you are off")
    share_pct = seen_pct(level)
    if share_pct >= 100.0:
        return ""
    if _near(share_pct, 200.0 / 3.0):
        return aloud("You see the dot two thirds of the time")
    if _near(share_pct, 50.0):
        return aloud("You see the dot half of the time")
    if _near(share_pct, 100.0 / 3.0):
        return aloud("You see the dot a third of the time")
    return aloud("The dot is hidden at times")


def after(level: Level) -> str:
    """What was seen of it; "" where it was always there."""
    match level.feedback.when:
        case "after" | "none":
            return message("Felt, not seen")
        case "banded":
            return message("You saw the dot only when you were off")
    share_pct = seen_pct(level)
    if share_pct >= 100.0:
        return ""
    if _near(share_pct, 200.0 / 3.0):
        return message("You saw the dot two thirds of the time")
    if _near(share_pct, 50.0):
        return message("You saw the dot half of the time")
    if _near(share_pct, 100.0 / 3.0):
        return message("You saw the dot a third of the time")
    return message("You saw the dot {share} of the time", share=quantity(share_pct, "%"))


def setting(level: Level) -> str:
    """For the therapist, beside the keys; "" where the dot is always there."""
    match level.feedback.when:
        case "none":
            return message("Dot never shown, no result")
        case "after":
            return message("Dot shown in the result only")
        case "banded":
            return message("Dot shown when off the target")
    share_pct = seen_pct(level)
    return "" if share_pct >= 100.0 else message("Dot shown {share} of the time", share=quantity(share_pct, "%"))


def _near(share_pct: float, of_pct: float) -> bool:
    return abs(share_pct - of_pct) <= NEAR_PCT
