"""Words for the measures of following a path between walls."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_SOUGHT = "Where on the path the dot is, is sought near its last place, so that a neighbouring corridor of a maze is outside."

TITLE = "Following a path"
EXPLANATIONS = (
    Explanation(
        ("inside_pct",), "How well a person keeps a movement within its bounds, at their own pace.",
        "Pace, or how much of the path was gone: who stands still in the corridor is inside. It depends on the corridor's width and the "
        "path's shape; compare it at one level.",
        "The complement of out-of-path movement, by time instead of by samples. The time before setting off does not count, and with less "
        f"than a quarter of the path gone nothing is told. {_SOUGHT}",
    ),
    Explanation(
        ("wall_touches",), "How often a person leaves the corridor.",
        "How far or for how long. Who sways to and fro at a wall has many, who stays outside has one.",
        "Our own count, in play and of the smoothed dot. A touch is leaving the corridor; another one counts after being back inside, and "
        "not before 0.3 s.",
    ),
    Explanation(
        ("path_completion_pct",), "How much of the path, out and back, there was time for.", "Failure: nobody is asked to hurry.",
        "Our own. The farthest place reached within the corridor counts.",
    ),
    Explanation(
        ("maze_score_pct",), "What clinical platforms call the score of a maze: points without the touches.",
        "Comparable with a platform's: it moves with weight or a sprung plate, and its mazes are others.",
        "The manual takes touches from the targets that were hit, and divides by all there are. Our points are passed, not held; a touch "
        "counts as in `wall_touches`; below 0 is 0.",
    ),
    Explanation(
        ("path_error",), "How far off the middle of the path a person is on average.",
        "Whether walls were touched: in a wide corridor there is much room beside the middle.",
        f"Defined for the straight line to a target; here the distance to the path, corners and all, and by time. {_SOUGHT}",
    ),
    Explanation(
        ("path_following_efficiency_pct",), "How direct: 100 is the path and nothing else.",
        "Steadiness alone: whoever stands still to think sways meanwhile, and cut corners make up for detours.",
        "Our own. Absent where the path's size was changed in play.",
    ),
    Explanation(
        ("way_out_s", "way_back_s"), "The pace a person chose, out and back.", "Better or worse: slow and clean is what is practised.",
        "Our own. From setting off to reaching the end; ways that were not finished are left out.",
    ),
)
