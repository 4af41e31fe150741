"""What the columns of a table of numbers are: from their names, or, without names, from what they do.

The rules are those of hobby boards: a column that only rises is time; three neighbours whose length stays near 1 g (in some
unit) are an accelerometer, and those after it its gyro; two columns are pitch and roll; of three angles the outer one that is
unlike a roll is yaw.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot, isfinite
from statistics import median

from wobblequest.core.messages import message
from wobblequest.input.protocols.layout import DEG_PER_RAD, MOST_DEG, MOST_DPS, Layout, NoLayout, Row
from wobblequest.input.protocols.names import Name

ROWS_NAMED, ROWS_UNNAMED, ROWS_DOUBTFUL = 5, 50, 500
RIM_DEG = 25.0
"""A little beyond where a board's rim touches the floor."""
ACCEL_UNITS = {"g": 1.0, "m/s2": 9.80665, "mg": 1000.0}
_ONE_G = (
    (1.0, "g"), (9.80665, "m/s2"), (1000.0, "mg"),
    (16384.0, "lsb"), (8192.0, "lsb"), (4096.0, "lsb"), (2048.0, "lsb"), (256.0, "lsb"),
)
RATE_PER_DPS = {"dps": 1.0, "mdps": 1000.0, "rad/s": 1.0 / DEG_PER_RAD, "lsb": 131.0}
COUNTS_PER_S = {"s": 1.0, "ms": 1000.0, "us": 1e6}


def infer(rows: Sequence[Row], names: Sequence[Name] | None, decimals: int, final: bool) -> Layout | NoLayout:
    """What the columns of these rows (all of one width) are.

    names : one per column, or None. decimals : most digits behind the point seen. final : no more rows will come.
    """
    width = len(rows[0])
    columns = [[row[i] for row in rows] for i in range(width)]
    if names is not None:
        found = _by_names(columns, names)
        if found is not None:
            return found
        if any(name.role == "other" for name in names):
            return NoLayout(message("quantities with names, but none that is a tilt"))
        if all(name.role for name in names):
            return NoLayout(message("named numbers without both pitch and roll"))
    return _by_behaviour(columns, decimals, final)


def rows_needed(names: Sequence[Name] | None) -> int:
    """How many rows must be seen before the columns are settled."""
    if names is None:
        return ROWS_UNNAMED
    roles = {name.role for name in names}
    return ROWS_NAMED if {"pitch", "roll"} <= roles or {"qw", "qx", "qy", "qz"} <= roles else ROWS_UNNAMED


def _by_names(columns: list[list[float]], names: Sequence[Name]) -> Layout | NoLayout | None:
    at: dict[str, int] = {}
    for i, name in enumerate(names):
        at.setdefault(name.role, i)
    if "y" in at and "x" not in at and ("pitch" in at or "roll" in at):
        at["yaw"] = at["y"]
    time_at, counts_per_s = _named_time(columns, names, at)
    rate_at = (at["gx"], at["gy"], at["gz"]) if {"gx", "gy", "gz"} <= at.keys() else None
    accel = next((tuple(at[r] for r in roles) for roles in (("ax", "ay", "az"), ("x", "y", "z")) if set(roles) <= at.keys()), None)
    one_g = _one_g(columns, accel, names[accel[0]].unit) if accel else None
    rate_per_dps = _rate_unit(columns, rate_at, names[rate_at[0]].unit if rate_at else "", one_g[1] if one_g else "")
    others = (rate_at, rate_per_dps, time_at, counts_per_s)
    if {"pitch", "roll"} <= at.keys():
        return Layout("angles", (at["pitch"], at["roll"]), _per_degree(names[at["pitch"]]), *others)
    if {"qw", "qx", "qy", "qz"} <= at.keys():
        return Layout("quaternion", (at["qw"], at["qx"], at["qy"], at["qz"]), 1.0, *others)
    if one_g is not None and accel is not None:
        return Layout("accel", accel, one_g[0], *others)
    if "ax" in at and accel is not None:
        return NoLayout(message("an accelerometer whose numbers are no multiple of gravity"))
    if "x" in at and "y" in at:
        if max(max(map(abs, columns[at["x"]])), max(map(abs, columns[at["y"]]))) > 2 * MOST_DEG:
            return NoLayout(message("x and y with numbers too large for angles"))
        pitch_and_roll = (at["y"], at["x"])  # about x a board rolls, about y it pitches
        if "z" in at and _is_bno055([columns[at[axis]] for axis in ("x", "y", "z")]):
            pitch_and_roll = (at["z"], at["y"])  # heading, roll, pitch
        return Layout("angles", pitch_and_roll, _per_degree(names[at["x"]]), *others)
    return None


def _per_degree(name: Name) -> float:
    """What one degree counts in a column of this name."""
    return 1.0 / DEG_PER_RAD if name.unit == "rad" else 1.0


def _by_behaviour(columns: list[list[float]], decimals: int, final: bool) -> Layout | NoLayout:
    time_at, counts_per_s = _unnamed_time(columns)
    rest = [i for i in range(len(columns)) if i != time_at]
    rising = [i for i in rest if _rises(columns[i])]
    if time_at is None and rising and rising[0] == 0 and len(rest) > 1 and _whole(columns[0]):
        rest.remove(0)  # a sample counter
    if len(rest) < 2:
        return NoLayout(message("one number a line, a counter or a single value, which is no tilt"))
    triple = _accel_triple(columns, rest)
    if triple is not None:
        accel, one_g, unit = triple
        after, before = tuple(accel[-1] + k for k in (1, 2, 3)), tuple(accel[0] - k for k in (3, 2, 1))
        rate_at = next((t for t in (after, before) if all(i in rest for i in t)), None)
        return Layout("accel", accel, one_g, rate_at, _rate_unit(columns, rate_at, "", unit), time_at, counts_per_s)
    if len(rest) in (4, 5) and _load_cells([columns[i] for i in rest[-4:]]):
        return NoLayout(message("four numbers with a steady sum, load cells of a force plate, which is no tilt"))
    if len(rest) == 4:
        if all(0.97 <= hypot(*q) <= 1.03 for q in zip(*(columns[i] for i in rest), strict=True)):
            return Layout("quaternion", tuple(rest), 1.0, None, 1.0, time_at, counts_per_s)
        return NoLayout(message("{n} numbers a line without names, in which no tilt can be told", n=len(columns)))
    if len(rest) not in (2, 3, 6, 9):
        return NoLayout(message("{n} numbers a line without names, in which no tilt can be told", n=len(columns)))
    if len(rest) == 2 and len(rising) == 2:
        return NoLayout(message("numbers that only rise, counters, which are no tilt"))
    at = (rest[0], rest[1]) if len(rest) == 2 else _pitch_and_roll(columns, rest[:3])
    most = max(max(map(abs, columns[i])) for i in at)
    if sum(abs(v) > MOST_DEG for i in at for v in columns[i]) > 0.05 * len(columns[0]):
        return NoLayout(message("numbers too large for angles"))
    layout = Layout("angles", at, 1.0, None, 1.0, time_at, counts_per_s)
    if most > 1.6 or decimals < 3:
        return layout
    # Degrees of a person standing still, or radians: only movement tells, so wait for it.
    if not final and len(columns[0]) < ROWS_DOUBTFUL:
        return NoLayout(message("small numbers that may be degrees or radians"), more=True)
    if max(max(columns[i]) - min(columns[i]) for i in at) < 0.06:
        return layout
    return Layout("angles", at, 1.0 / DEG_PER_RAD, None, 1.0, time_at, counts_per_s, doubtful=True)


def _named_time(columns: list[list[float]], names: Sequence[Name], at: dict[str, int]) -> tuple[int | None, float]:
    if "t" not in at:
        return None, 1.0
    i = at["t"]
    if names[i].unit in COUNTS_PER_S:
        return i, COUNTS_PER_S[names[i].unit]
    counts = _counts_per_s(columns[i])
    return (None, 1.0) if counts is None else (i, counts)


def _unnamed_time(columns: list[list[float]]) -> tuple[int | None, float]:
    """The first column that rises in steps of a clock. Seconds only in the first place: elsewhere that is a yaw that drifts."""
    for i, column in enumerate(columns):
        if len(column) >= 5 and _rises(column):
            steps = {round(b - a, 6) for a, b in pairwise(column)}
            counts = _counts_per_s(column)
            if counts is None or (counts == 1.0 and i > 0) or (counts > 1.0 and not _whole(column)):
                continue
            if steps == {1.0}:
                continue  # one by one is a counter of samples; millis() of a real board stumbles
            return i, counts
    return None, 1.0


def _counts_per_s(column: list[float]) -> float | None:
    """Unit of a clock by its usual step between two samples."""
    steps = [b - a for a, b in pairwise(column) if b > a]
    step = median(steps) if steps else 0.0
    if 1.0 <= step <= 200.0:
        return 1000.0
    if 200.0 < step <= 200_000.0:
        return 1e6
    return 1.0 if 0.0005 <= step <= 0.2 else None


def _rises(column: list[float]) -> bool:
    return all(b > a for a, b in pairwise(column))


def _whole(column: list[float]) -> bool:
    return all(isfinite(v) and v == int(v) for v in column)


def _one_g(columns: list[list[float]], at: tuple[int, ...], unit: str) -> tuple[float, str] | None:
    """(what 1 g counts, unit) of three columns, where their length stays near it."""
    lengths = sorted(hypot(*v) for v in zip(*(columns[i] for i in at), strict=True))
    middle = lengths[len(lengths) // 2]
    if unit in ACCEL_UNITS:
        return ACCEL_UNITS[unit], unit
    low, high = lengths[len(lengths) // 20], lengths[-1 - len(lengths) // 20]
    if high - low > 0.3 * middle:
        return None
    return next(((one, name) for one, name in _ONE_G if 0.85 * one <= middle <= 1.15 * one), None)


def _accel_triple(columns: list[list[float]], rest: list[int]) -> tuple[tuple[int, ...], float, str] | None:
    for a, b, c in zip(rest, rest[1:], rest[2:], strict=False):
        if (b, c) == (a + 1, a + 2):
            one_g = _one_g(columns, (a, b, c), "")
            if one_g is not None:
                return (a, b, c), *one_g
    return None


def _rate_unit(columns: list[list[float]], at: tuple[int, ...] | None, unit: str, accel_unit: str) -> float:
    """What one deg/s counts. Without a named unit: as the library that prints this accelerometer's unit does."""
    if at is None:
        return 1.0
    if unit in RATE_PER_DPS:
        return RATE_PER_DPS[unit]
    most = max(max(map(abs, columns[i])) for i in at)
    if accel_unit == "lsb" or most > MOST_DPS:
        return RATE_PER_DPS["lsb"]
    return RATE_PER_DPS["rad/s"] if accel_unit == "m/s2" and most < 40.0 else 1.0


def _load_cells(columns: list[list[float]]) -> bool:
    sums = [sum(v) for v in zip(*columns, strict=True)]
    middle = median(sums)
    return all(v >= 0.0 for c in columns for v in c) and middle > 0.0 and max(sums) - min(sums) < 0.2 * middle


def _pitch_and_roll(columns: list[list[float]], at: list[int]) -> tuple[int, int]:
    """Of roll, pitch, yaw or yaw, pitch, roll: pitch is in the middle, yaw is the outer one that is unlike a roll.

    Where neither is, roll, pitch, yaw is the more usual order.
    """
    first, middle, last = at
    first_is_yaw = _unlike_roll(columns[first]) > _unlike_roll(columns[last]) + RIM_DEG
    return (middle, last) if first_is_yaw else (middle, first)


def _unlike_roll(column: list[float]) -> float:
    """How little a column looks like the roll of a board, which lies near level and comes back: degrees off level, or gone and stayed."""
    return max(abs(median(column)), _wander(column))


def _is_bno055(columns: list[list[float]]) -> bool:
    """Whether x, y, z are the angles of a BNO055 example: sixteenths of a degree, the first a heading of 0 to 360."""
    values = [v for column in columns for v in column]
    return min(columns[0]) >= 0.0 and all(v * 16 == int(v * 16) for v in values) and not all(v == int(v) for v in values)


def _wander(column: list[float]) -> float:
    """How far the column went and stayed: between the means of its first and last fifth, in degrees, across the wrap."""
    fifth = max(1, len(column) // 5)
    a, b = sum(column[:fifth]) / fifth, sum(column[-fifth:]) / fifth
    return abs((b - a + 180.0) % 360.0 - 180.0)
