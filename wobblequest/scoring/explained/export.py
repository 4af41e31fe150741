"""Words for what is worked out only for files."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation, both

_WELCH = "Welch with 10 s Hann segments between 0.15 and 5 Hz, where the source has a multitaper spectrum between 0.15 and 5 Hz."

TITLE = "Hold, for export only"
EXPLANATIONS = (
    Explanation(
        both("f50_{}") + both("f95_{}"), "Up to which frequency half, or nearly all, of the movement lies.",
        "More than a step of the spectrum (0.1 Hz) can.", _WELCH,
        "One real 60 s hold on a board: half below 0.6–0.7 Hz, 95 % below 2.9–3.9 Hz. Counted from 0 Hz on, as some do, both are lower.",
    ),
    Explanation(
        both("mean_power_frequency_{}") + both("centroid_frequency_{}"), "Whether slow or quick movement prevails.",
        "Which of both changed: fewer slow sways read as more quick ones.", _WELCH,
    ),
    Explanation(
        both("frequency_dispersion_{}"), "Whether the movement is at one pace or at many.", "Which pace.", _WELCH,
    ),
    Explanation(
        both("sampen_{}"), "How regular, how predictable from itself, the sway is.",
        "Better or worse: halves of the same real recording do not agree with each other (ICC ≈ 0), so it is no basis for a judgement.",
        "At 20 Hz after the low-pass, at most five minutes.",
    ),
)
