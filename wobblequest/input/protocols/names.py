"""What the name of a column or key says: its role, and its unit where one stands in brackets or behind an underscore."""

from __future__ import annotations

import re
from typing import NamedTuple

UNITS = {
    "deg": "deg", "degree": "deg", "degrees": "deg", "°": "deg", "rad": "rad", "radians": "rad",
    "g": "g", "mg": "mg", "m/s^2": "m/s2", "m/s2": "m/s2", "m/s²": "m/s2", "mps2": "m/s2", "ms2": "m/s2", "lsb": "lsb", "raw": "lsb",
    "dps": "dps", "deg/s": "dps", "°/s": "dps", "degps": "dps", "mdps": "mdps", "rad/s": "rad/s", "rads": "rad/s", "radps": "rad/s",
    "s": "s", "sec": "s", "seconds": "s", "ms": "ms", "millis": "ms", "us": "us", "µs": "us", "micros": "us",
}

_ROLES: dict[str, str] = {
    "pitch": "pitch", "p": "pitch", "theta": "pitch", "pitchangle": "pitch", "anglepitch": "pitch", "tiltpitch": "pitch",
    "roll": "roll", "r": "roll", "phi": "roll", "rollangle": "roll", "angleroll": "roll", "tiltroll": "roll",
    "yaw": "yaw", "heading": "yaw", "h": "yaw", "psi": "yaw", "yawangle": "yaw", "angleyaw": "yaw",
    "t": "t", "time": "t", "timestamp": "t", "ts": "t", "ms": "t", "millis": "t", "us": "t", "micros": "t", "sec": "t", "seconds": "t",
    "timems": "t", "timeus": "t", "devicet": "t",
    "qw": "qw", "q0": "qw", "w": "qw", "quatw": "qw", "qx": "qx", "q1": "qx", "quatx": "qx", "qy": "qy", "q2": "qy", "quaty": "qy",
    "qz": "qz", "q3": "qz", "quatz": "qz",
    "x": "x", "y": "y", "z": "z",
}
for _axis, _angle in (("x", "roll"), ("y", "pitch"), ("z", "yaw")):
    for _prefix in ("a", "acc", "accel", "accl", "acceleration", "accelerometer", "rawacc", "rawaccl"):
        _ROLES[_prefix + _axis] = _ROLES[_axis + _prefix] = "a" + _axis
    for _prefix in ("g", "gyro", "gyr", "w", "omega", "rotation", "rate", "angularvelocity", "rawgyro"):
        _ROLES[_prefix + _axis] = _ROLES[_axis + _prefix] = "g" + _axis
    for _prefix in ("angle", "ang", "euler", "tilt"):
        _ROLES[_prefix + _axis] = _ROLES[_axis + _prefix] = _angle
_ROLES["qw"] = "qw"

_TIME_UNITS = {"ms": "ms", "millis": "ms", "timems": "ms", "us": "us", "micros": "us", "timeus": "us", "sec": "s", "seconds": "s"}

_NOT_TILT = re.compile(
    r"temp|humid|press|lux|light|co2|lat|lon|alt|volt|current|battery|count|rpm|dist|speed|weight|load|adc|level|pm\d|sat|force|moist"
)


class Name(NamedTuple):
    """role : pitch, roll, yaw, ax…gz, qw…qz, t, x, y, z; "other" for quantities that have nothing to do with tilt; else "".

    unit : one of the values of `UNITS`, or "".
    """

    role: str
    unit: str


def read_name(text: bytes) -> Name:
    """What a column's or key's name says. Case, blanks, dots, dashes and quotes do not matter."""
    name = text.decode("utf-8", "replace").strip().strip("\"'#").lower()
    unit = ""
    bracket = re.search(r"[(\[]\s*([^)\]]*?)\s*[)\]]", name)
    if bracket:
        unit = UNITS.get(bracket[1].replace(" ", ""), "")
        name = name[: bracket.start()] + name[bracket.end() :]
    elif "_" in name:
        stem, _, suffix = name.rpartition("_")
        if stem and suffix in UNITS and _role(stem):
            name, unit = stem, UNITS[suffix]
    role = _role(name)
    if role == "t" and not unit:
        unit = _TIME_UNITS.get(re.sub(r"[^a-z]", "", name), "")
    if not role and _NOT_TILT.search(name):
        role = "other"
    return Name(role, unit)


def _role(name: str) -> str:
    words = [word for word in re.split(r"[^a-z0-9]+", name) if word]
    while words:
        role = _ROLES.get("".join(words))
        if role:
            return role
        del words[0]
        if words and len("".join(words)) < 2 and not words[0].isalpha():
            break
    return ""
