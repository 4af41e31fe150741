"""What two tasks at once say to a person: at most eight words each."""

from __future__ import annotations

from wobblequest.core.messages import aloud, figure
from wobblequest.drills.dual_parameters import TwoTasks
from wobblequest.drills.second_task import COLOURS, Stream
from wobblequest.drills.view import Shape, Sign, Word


def rule(p: TwoTasks, stream: Stream) -> str:
    """What to do in the second task."""
    if p.task == "count-back":
        match p.count_by:
            case 1:
                return aloud("Count back aloud by ones from {start}", start=stream.start)
            case 7:
                return aloud("Count back aloud by sevens from {start}", start=stream.start)
        return aloud("Count back aloud by threes from {start}", start=stream.start)
    if p.task == "n-back":
        return _SAME[p.back]
    return aloud("Press at the tick, not the cross") if p.task == "go-no-go" else aloud("Press if word and colour agree")


_SAME = {1: aloud("Press if a tone comes twice"), 2: aloud("Press if same as two before"), 3: aloud("Press if same as three before")}
_STAND_SAME = {
    1: aloud("Stand, press if a tone comes twice"), 2: aloud("Stand, press if same as two before"),
    3: aloud("Stand, press if same as three before"),
}


def next_alone(p: TwoTasks) -> str:
    """Told before the second task is done alone."""
    return {
        "go-no-go": aloud("Stand quietly, press at the tick"), "stroop": aloud("Stand quietly, press if colours fit"),
        "n-back": _STAND_SAME[p.back or 1], "count-back": aloud("Stand quietly and count back"),
    }[p.task]


def example(p: TwoTasks, stream: Stream) -> Shape | None:
    """What an item looks like that asks for a press; in counting the number to begin from."""
    if p.task == "count-back":
        return Word(figure(stream.start))
    if p.task == "n-back":
        return None
    return Sign("go") if p.task == "go-no-go" else Word(COLOURS["blue"], "blue")


NEXT_BOTH = aloud("Now both at once, each as well")
