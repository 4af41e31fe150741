"""What two tasks at once say to a person: at most eight words each."""

from __future__ import annotations

from wobblequest.drills.dual_parameters import TwoTasks
from wobblequest.drills.second_task import Stream
from wobblequest.drills.view import Shape, Sign, Word

_BY = {1: "ones", 3: "threes", 7: "sevens"}
_SAME = {1: "if a tone comes twice", 2: "if same as two before", 3: "if same as three before"}


def rule(p: TwoTasks, stream: Stream) -> str:
    """What to do in the second task."""
    if p.task == "count-back":
        return f"Count back aloud by {_BY[p.count_by or 3]} from {stream.start}"
    if p.task == "n-back":
        return f"Press {_SAME[p.back]}"
    return "Press at the tick, not the cross" if p.task == "go-no-go" else "Press if word and colour agree"


def next_alone(p: TwoTasks) -> str:
    """Told before the second task is done alone."""
    return {
        "go-no-go": "Stand quietly, press at the tick", "stroop": "Stand quietly, press if colours fit",
        "n-back": f"Stand, press {_SAME[p.back or 1]}", "count-back": "Stand quietly and count back",
    }[p.task]


def example(p: TwoTasks, stream: Stream) -> Shape | None:
    """What an item looks like that asks for a press; in counting the number to begin from."""
    if p.task == "count-back":
        return Word(str(stream.start))
    if p.task == "n-back":
        return None
    return Sign("go") if p.task == "go-no-go" else Word("blue", "blue")


NEXT_BOTH = "Now both at once, each as well"
