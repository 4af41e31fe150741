"""Words for the measures of position sense and of a second task."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_RESPONSE = "The response is the mean place in the last 0.5 s before it is confirmed; one with a gap in it is left out."
_ENOUGH = "A test asks for five responses per target and twelve in all; fewer are shown, and are worth less."
_HANCOCK = f"Hancock et al. 1995 could not be opened: the definition is the common one under its name. {_RESPONSE}"

TITLE = "Position sense"
EXPLANATIONS = (
    Explanation(
        ("mean_radial_error",),
        "How far from the remembered place a person ended on average, in any direction: position sense, as a board can show it.",
        "Which sense: ankles, feet, inner ear and memory all take part, and sway is in it. Nor whether a person is wrong the same "
        "way each time or scattered: see the two parts below.", f"{_HANCOCK} {_ENOUGH}",
    ),
    Explanation(
        ("rms_radial_error",),
        "As `mean_radial_error`, large errors counting more; its square is that of centroid error and variable error together.",
        "Which of both.", _HANCOCK,
    ),
    Explanation(
        ("absolute_error",), "How far off along the line of the targets a person was on average.",
        "Direction: over- and undershooting look the same.",
        f"{_RESPONSE} {_ENOUGH}",
    ),
    Explanation(
        ("constant_error",), "Whether a person ends too far to one side on the whole: a bias.",
        "Precision: a large scatter may have a bias of 0.", _RESPONSE,
    ),
    Explanation(
        ("constant_error_overshoot",), "Whether a person goes too far (+) or not far enough (−) towards the targets.",
        "To which side: see `constant_error`.",
        _RESPONSE,
    ),
    Explanation(
        ("variable_error",), "How much the errors scatter, apart from any bias: how well a person repeats themselves.",
        "Scatter at one target: where biases differ between targets they are in it. See the next one.", f"Divided by n. {_ENOUGH}",
    ),
    Explanation(
        ("variable_error_within_target",), "How much the errors scatter at the same target.", "Bias.",
        f"Divided by n; targets of two responses or more. {_ENOUGH}",
    ),
    Explanation(
        ("total_variability",), "Bias and scatter together: √(CE² + VE²).", "Which of both.", _RESPONSE,
    ),
    Explanation(
        ("constant_error_vector", "subject_centroid_radial_error"), "In which direction, and how far, the responses are off as a whole.",
        "Precision.", _HANCOCK,
    ),
    Explanation(
        ("bivariate_variable_error",), "How much the errors scatter in the plane, apart from any bias.", "Bias.", f"{_HANCOCK} {_ENOUGH}",
    ),
    Explanation(("responses",), "On how many responses the errors rest.", "Anything of the person."),
)
