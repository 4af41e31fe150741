"""Words for the measures of a hold."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation, both

_REAL = "twelve real 60 s holds on both legs on a board"
_SMOOTH = (
    "From tilt, where the source has the centre of pressure. Smoothed at 5 Hz: without its cut-off a path length means nothing "
    "(`lowpass_hz`)."
)

TITLE = "Hold"
EXPLANATIONS = (
    Explanation(
        ("time_on_target_pct", "time_on_target_s"),
        "How much of the time a person kept the board within the circle: the plainest sign of control, and what hold "
        "levels are played for.",
        "How the rest of the time went: just outside counts as much as falling off. Values at different radii cannot be compared.",
        "Fusco et al. count seconds in a 30 s trial on one leg; the share makes other lengths comparable. The edge counts as inside.",
        f"Within 5° of their own mean 47–86 % ({_REAL}); about level it is less.",
    ),
    Explanation(
        ("radius_deg",), "By which circle time on target was counted.", "Anything of the person.",
        "Absent where the radius changed during the trial: then there is no single one.",
    ),
    Explanation(
        ("target_entries",), "Whether the time on target was one long stay or many short ones.",
        "Better or worse: many entries may be a person who always comes back, or one who never stays.",
        "A stay ends at a gap or pause, and no entry is counted there. Starting on the target is no entry.",
    ),
    Explanation(
        ("longest_hold_s",), "How long a person could keep it up at best.", "What they usually can: it rests on one moment of the trial.",
        "A stay ends at a gap or pause.",
    ),
    Explanation(
        ("ring_pct",), "How near to the middle of the circle the time was spent: finer than in or out.",
        "Direction. The shares depend on each other: one cannot rise without another falling; and rings of other radii are other rings.",
        "The source counts one zone. It is there for levels that set `rings`.",
    ),
    Explanation(
        ("band_pct",), "How the time was spread over small and large tilts, about level.",
        "Direction. The shares depend on each other: one cannot rise without another falling.",
        "Bands in degrees of tilt; the source's board had its own.",
        "ICC 0.71, SEM 4.2 points (Williams & Bentman 2014). Their \"MDC 5 %\" is not the smallest real change: that "
        "is 1.96·√2·4.2 ≈ 12 points.",
    ),
    Explanation(
        ("edge_contacts",), "How often the tilt went beyond the angle at which the board's edge touches the floor.",
        "Why: it may be lost control or done on purpose, and is no fall. Whether the edge did touch: the angle is not measured.",
        "The edge's angle is taken as 20° where the level does not give the board's own (`edge_deg`).",
    ),
    Explanation(
        both("mean_{}"), "To which side, and forward or back, a person stands off level on the whole.",
        "Weight on each leg: tilt is not force. A board that was zeroed askew gives the same number.",
    ),
    Explanation(
        ("mean_tilt",), "How far from level the board was on average, whichever way.",
        "Unsteadiness alone: who stands still but off level has a large one.", "The mean, not the root mean square: see `osi`.",
    ),
    Explanation(
        (*both("rms_{}"), "rms_resultant"),
        "How far the tilt wandered about the person's own middle: steadiness, whether level or not.",
        "Whether the middle was level: see `mean_pitch` and `mean_roll`.",
        "",
        f"Pitch 3.0–5.6°, roll 1.7–3.9° ({_REAL}). Side tilt on one leg: 1.1 ± 0.3° healthy, 1.5 ± 0.7° unstable ankles, ICC 0.87 "
        "(Laessoe et al. 2018, 20 s, another board).",
    ),
    Explanation(
        (*both("range_{}"), "range_2d"), "The largest excursion of the trial.",
        "What was usual: two samples decide it, and a longer trial has a larger one.",
    ),
    Explanation(
        ("apsi", "mlsi", "osi"),
        "How far from level the board was, large tilts counting more: the stability indices of computerised boards.",
        "Steadiness alone: standing still off level raises them, too. Values of another make of board, with other springs and "
        "another surface, are not comparable.",
        "Arnold & Schmitz 1998 could not be opened: the formula is that of later papers. Some manuals call the mean tilt by the same name.",
        f"OSI 4.5–6.6° ({_REAL}); ICC 0.44–0.89 by condition on a Biodex.",
    ),
    Explanation(
        ("mean_distance",), "How far the tilt was from the person's own middle on average.", "Whether that middle was level.",
        "From tilt, where the source has the centre of pressure.",
    ),
    Explanation(
        (*both("path_{}"), "path_2d"), "How much the board moved in all, to and fro.",
        "How far it was off: many small corrections make a long way. It grows with the trial's length: compare velocity instead.", _SMOOTH,
    ),
    Explanation(
        (*both("mean_velocity_{}"), "mean_velocity_2d"), "How fast the board moved on average: how busily a person corrected.",
        "Good or bad alone: little movement may be good control or stiffness, much may be poor control or busy correcting.", _SMOOTH,
        f"22–39 °/s at 5 Hz ({_REAL}).",
    ),
    Explanation(
        (*both("mean_frequency_{}"), "mean_frequency_2d"), "Whether movements were few and wide (low) or many and small (high).",
        "A rhythm: it is a ratio of velocity and distance, and no peak of a spectrum.", _SMOOTH,
    ),
    Explanation(
        ("sway_area_per_s",), "Speed and distance from the middle together.",
        "The area that was covered: the same place may be swept many times.",
        _SMOOTH,
    ),
    Explanation(
        ("ellipse_area_95_prediction", "ellipse_semi_axes"),
        "How large a field the tilt used, and how long and wide it is: where 95 of 100 further samples would lie, were they "
        "normally distributed.",
        "Where in it a person usually was, nor how fast. The confidence ellipse of the mean is another, much smaller one.",
        "The exact F form of the prediction ellipse instead of the common χ² short cut.",
        "Typical error of the area 19 % (halves of real holds).",
    ),
    Explanation(
        ("principal_direction",), "Along which line a person sways most.", "Much where the ellipse is nearly round: look at its semi-axes.",
    ),
)
