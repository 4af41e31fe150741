"""What makes one level of a drill another than the next: which parameters differ, in words for a player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level

WORDS: Mapping[str, tuple[str, str]] = {
    "radius_deg": ("a larger circle", "a smaller circle"),
    "final_radius_deg": ("a wider end", "a narrower end"),
    "distance_pct": ("farther out", "nearer"), "distance_deg": ("farther out", "nearer"),
    "size_pct": ("a larger path", "a smaller path"), "size_deg": ("a larger path", "a smaller path"),
    "hold_s": ("a longer stay", "a shorter stay"), "feel_s": ("more time to feel it", "less time to feel it"),
    "still_s": ("a longer stillness", "a shorter stillness"),
    "duration_s": ("a longer exercise", "a shorter exercise"), "targets": ("more targets", "fewer targets"),
    "period_s": ("slower", "faster"), "crossing_s": ("slower", "faster"), "speed_dps": ("faster", "slower"),
    "timeout_s": ("more time for each", "less time for each"), "width_deg": ("a wider way", "a narrower way"),
    "pace_s": ("a slower second task", "a quicker second task"), "n_back": ("more to keep in mind", "less to keep in mind"),
    "stages": ("more stages", "fewer stages"), "pushes": ("more pushes", "fewer pushes"), "push_deg": ("larger pushes", "smaller pushes"),
    "tray_deg": ("a wider tray", "a narrower tray"), "fall_dps": ("faster", "slower"), "things": ("more to catch", "less to catch"),
    "avoid_pct": ("more to let pass", "less to let pass"), "at_once": ("two at once", "one at a time"),
    "pause_s": ("longer waits", "shorter waits"), "wait_most_s": ("longer waits", "shorter waits"),
    "still_deg": ("less stillness asked", "more stillness asked"), "sets": ("more sets", "fewer sets"),
    "times": ("more times", "fewer times"),
    "points": ("a longer maze", "a shorter maze"), "friction_per_s": ("calmer", "livelier"),
    "pull_per_s2": ("livelier", "calmer"),
    "band_deg": ("a wider band", "a narrower band"), "gate_deg": ("wider gates", "narrower gates"),
    "box_deg": ("larger boxes", "smaller boxes"), "bounds_deg": ("wider bounds", "narrower bounds"),
    "shifts": ("more boxes", "fewer boxes"),
    "recalls_per_target": ("more answers", "fewer answers"), "return_hold_s": ("longer waits", "shorter waits"),
}
"""A parameter → in words what a larger and what a smaller value is."""
OTHERS: Mapping[str, str] = {
    "directions_deg": "other directions", "direction_deg": "another direction", "order": "another order", "path": "another path",
    "way": "another way to go", "close_eyes": "eyes closed or open", "eyes": "eyes closed or open", "stance": "another way to stand",
    "surface": "another board", "support": "the hands", "feedback": "when the dot is shown", "display": "another picture",
    "sound_guidance": "the sound", "cues": "fewer or more words", "task": "another second task", "rings": "the rings shown",
    "edge_deg": "another board", "axis": "another way to lean",
    "movement": "another movement",
}

UNITS: Mapping[str, str] = {
    "distance_pct": "distance_deg", "distance_deg": "distance_pct", "size_pct": "size_deg", "size_deg": "size_pct",
}
"""A parameter → the one that says the same in another unit: how far that is depends on the person."""
LIMITS = frozenset({"timeout_s", "final_radius_deg"})
"""What is harder where it is given: without it there is more room."""


def differences(before: Level, after: Level) -> tuple[str, ...]:
    """The names of what differs between two levels of one drill: parameters and options, not words, anchors or numbers of rounds."""
    a, b = _asked(before), _asked(after)
    if a.get("movement") != b.get("movement"):  # all that is the movement's own goes with it
        for asked in (a, b):
            for key in DRILLS[str(asked["movement"])].Parameters.model_fields:
                asked.pop(key, None)
    return tuple(key for key in b if a.get(key) != b[key]) + tuple(key for key in a if key not in b)


def in_words(before: Level, after: Level) -> str:
    """What changes from one level to the other, as a clause; "" where nothing does."""
    a, b = _asked(before), _asked(after)
    found = []
    for key in differences(before, after):
        old, new = a.get(key), b.get(key)
        if _in_another_unit(key, a, b):
            found.append("another distance" if key.startswith("distance") else "another size")
        elif key in WORDS and isinstance(old, int | float) and isinstance(new, int | float):
            found.append(WORDS[key][0 if new > old else 1])
        elif key in WORDS and (old is None or new is None):
            found.append(WORDS[key][int((old is None) == (key in LIMITS))])
        else:
            found.append(OTHERS.get(key, _plain(key, old, new)))
    return _listed(list(dict.fromkeys(found)))


def _in_another_unit(key: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether both levels say it, each in a unit of its own."""
    other = UNITS.get(key)
    return other is not None and {a.get(key) is None, b.get(key) is None} == {True, False} == {a.get(other) is None, b.get(other) is None}


_OPTIONS = {"stance", "eyes", "surface", "support", "display", "feedback", "sound_guidance", "cues"}


def _asked(level: Level) -> dict[str, Any]:
    """All that a level asks by name; what stands under a key of its own (a movement with its parameters) as `movement` and its names."""
    parameters: dict[str, Any] = {}
    for key, value in level.parameters.model_dump(mode="json").items():
        parameters |= {"movement": key, **value} if isinstance(value, dict) else {} if value is None and key in DRILLS else {key: value}
    return parameters | level.model_dump(mode="json", include=_OPTIONS)


def _plain(key: str, old: Any, new: Any) -> str:
    name = key.removesuffix("_deg").removesuffix("_s").removesuffix("_pct").removesuffix("_dps").replace("_", " ")
    if isinstance(old, int | float) and isinstance(new, int | float) and not isinstance(new, bool):
        return f"{'more' if new > old else 'less'} {name}"
    return f"another {name}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
