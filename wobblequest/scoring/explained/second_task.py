"""Words for the measures of two tasks at once."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_FEW = "It rests on four to a dozen items: look at the mean of several trials."
_SCREEN = "Times are those of the samples, and the delay of screen and button is in them: compare them on the same device only."

TITLE = "Two tasks at once"
EXPLANATIONS = (
    Explanation(
        ("both_right_pct",),
        "How often both went right at the same moment: an item was answered as it should be, and meanwhile the dot was on the target for "
        "half of the time or longer.",
        "Which of the two went wrong: see the movement and the share of right answers. Nor the cost of doing both.",
        "Our own, so that nobody scores higher by letting one of the two go. Items without a target ask nothing of the dot. In counting "
        "aloud, numbers that should have come by the level's pace and did not are not right. "
        f"{_FEW}",
    ),
    Explanation(
        ("movement_alone", "movement_dual"), "The movement's own main measure in the part without a second task, and in the part with it.",
        "Anything beyond these seconds: parts are short, and one slip weighs much. Which way is better is the measure's own.",
        "By the movement's measures over that part alone, with time from its beginning.",
    ),
    Explanation(
        ("task_accuracy_alone_pct", "task_accuracy_dual_pct"),
        "How much of the second task was answered rightly: pressed where it should be, left alone where not. In counting aloud, the share "
        "of the marked numbers that were right.",
        f"Speed: see the time. {_FEW}",
        "Only items that were over when the part ended count; of n-back not the first n. A press within 0.1 s of an item's beginning is "
        "too early to be meant for it and counts for none.",
    ),
    Explanation(
        ("answer_time_alone_s", "answer_time_dual_s"), "How long a right press took.", "Nerve conduction, or reaction in traffic.", _SCREEN,
    ),
    Explanation(
        ("task_right_alone_per_min", "task_right_dual_per_min"), "How many right numbers were said in a minute, counting aloud.",
        "Skill at sums: compare it with the same person alone.", "As marked by whoever listens; the pace is the person's own.",
    ),
    Explanation(
        ("dual_task_effect_pct", "dual_task_effect_cognitive_pct"),
        "What doing two things at once does to each of them: −20 % is a fifth worse than alone, + is better than alone.",
        "A verdict, or a risk: for information only. Look at both: a person may protect the balance and let the second task go, or the "
        "other way round. One trial says little: by chance alone it may be off by a third.",
        "By the size of the value alone. Of rhythm there is none for the movement, since its main measure may fall to 0 and below. Of "
        "counting aloud it is that on right numbers a minute. The second task alone is done standing quietly on the board, which is easier "
        "than the movement but not the same as sitting. The part with both comes last: what was got used to is in it.",
    ),
)
