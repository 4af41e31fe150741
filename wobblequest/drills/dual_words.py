"""What two tasks at once say to a person: at most eight words each."""

from __future__ import annotations

from wobblequest.drills.dual_parameters import TwoTasks
from wobblequest.drills.second_task import Stream
from wobblequest.drills.view import Shape, Sign, Word

_BY = {1: "ones", 3: "threes", 7: "sevens"}
_AGO = {1: "just before", 2: "two before", 3: "three before"}


def rule(p: TwoTasks, stream: Stream) -> str:
    """What to do in the second task."""
    if p.task == "count-back":
        return f"Count back aloud by {_BY[p.count_by or 3]} from {stream.start}"
    if p.task == "n-back":
        return f"Press if the tone equals the one {_AGO[p.back]}"
    return "Press at the tick, not the cross" if p.task == "go-no-go" else "Press if word and colour agree"


def next_alone(p: TwoTasks) -> str:
    """Told before the second task is done alone."""
    return {
        "go-no-go": "Now stand quietly: press at the tick only", "stroop": "Now stand quietly: press if colour agrees",
        "n-back": "Now stand quietly and only listen", "count-back": "Now stand quietly and only count",
    }[p.task]


def example(p: TwoTasks, stream: Stream) -> Shape | None:
    """What an item looks like that asks for a press; in counting the number to begin from."""
    if p.task == "count-back":
        return Word(str(stream.start))
    if p.task == "n-back":
        return None
    return Sign("go") if p.task == "go-no-go" else Word("blue", "blue")


NEXT_BOTH = "Now both at once, each as well"
