"""What makes one level of a drill another than the next: which parameters differ, in words for a player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wobblequest.core.messages import Message, chain, message, name
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level

WORDS: Mapping[str, tuple[Message, Message]] = {
    "radius_deg": (message("a larger circle"), message("a smaller circle")),
    "final_radius_deg": (message("a wider end"), message("a narrower end")), "distance_pct": (message("farther out"), message("nearer")),
    "distance_deg": (message("farther out"), message("nearer")), "size_pct": (message("a larger path"), message("a smaller path")),
    "size_deg": (message("a larger path"), message("a smaller path")), "hold_s": (message("a longer stay"), message("a shorter stay")),
    "feel_s": (message("more time to feel it"), message("less time to feel it")),
    "still_s": (message("a longer stillness"), message("a shorter stillness")),
    "duration_s": (message("a longer exercise"), message("a shorter exercise")),
    "targets": (message("more targets"), message("fewer targets")), "period_s": (message("slower"), message("faster")),
    "crossing_s": (message("slower"), message("faster")), "speed_dps": (message("faster"), message("slower")),
    "timeout_s": (message("more time for each"), message("less time for each")),
    "width_deg": (message("a wider way"), message("a narrower way")),
    "pace_s": (message("a slower second task"), message("a quicker second task")),
    "n_back": (message("more to keep in mind"), message("less to keep in mind")),
    "stages": (message("more stages"), message("fewer stages")), "pushes": (message("more pushes"), message("fewer pushes")),
    "push_deg": (message("larger pushes"), message("smaller pushes")), "tray_deg": (message("a wider tray"), message("a narrower tray")),
    "fall_dps": (message("faster"), message("slower")), "things": (message("more to catch"), message("less to catch")),
    "avoid_pct": (message("more to let pass"), message("less to let pass")),
    "at_once": (message("two at once"), message("one at a time")), "pause_s": (message("longer waits"), message("shorter waits")),
    "wait_most_s": (message("longer waits"), message("shorter waits")),
    "still_deg": (message("less stillness asked"), message("more stillness asked")),
    "sets": (message("more sets"), message("fewer sets")), "times": (message("more times"), message("fewer times")),
    "points": (message("a longer maze"), message("a shorter maze")), "friction_per_s": (message("calmer"), message("livelier")),
    "pull_per_s2": (message("livelier"), message("calmer")), "band_deg": (message("a wider band"), message("a narrower band")),
    "gate_deg": (message("wider gates"), message("narrower gates")), "box_deg": (message("larger boxes"), message("smaller boxes")),
    "bounds_deg": (message("wider bounds"), message("narrower bounds")), "shifts": (message("more boxes"), message("fewer boxes")),
    "recalls_per_target": (message("more answers"), message("fewer answers")),
    "return_hold_s": (message("longer waits"), message("shorter waits")),
}
"""A parameter → in words what a larger and what a smaller value is."""
OTHERS: Mapping[str, Message] = {
    "directions_deg": message("other directions"), "direction_deg": message("another direction"), "order": message("another order"),
    "path": message("another path"), "way": message("another way to go"), "close_eyes": message("eyes closed or open"),
    "eyes": message("eyes closed or open"), "stance": message("another way to stand"), "surface": message("another board"),
    "support": message("the hands"), "feedback": message("when the dot is shown"), "display": message("another picture"),
    "sound_guidance": message("the sound"), "cues": message("fewer or more words"), "task": message("another second task"),
    "rings": message("the rings shown"), "edge_deg": message("another board"), "axis": message("another way to lean"),
    "movement": message("another movement"),
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


def in_words(before: Level, after: Level) -> Message:
    """What changes from one level to the other, as a clause; empty where nothing does."""
    a, b = _asked(before), _asked(after)
    found: list[Message] = []
    for key in differences(before, after):
        old, new = a.get(key), b.get(key)
        if _in_another_unit(key, a, b):
            found.append(message("another distance") if key.startswith("distance") else message("another size"))
        elif key in WORDS and isinstance(old, int | float) and isinstance(new, int | float):
            found.append(WORDS[key][0 if new > old else 1])
        elif key in WORDS and (old is None or new is None):
            found.append(WORDS[key][int((old is None) == (key in LIMITS))])
        else:
            found.append(OTHERS.get(key, message("another setting")))
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


def _listed(words: list[Message]) -> Message:
    if len(words) < 2:
        return words[0] if words else name("")
    return message("{first} and {last}", first=chain(words[:-1], ", "), last=words[-1])
