"""Things that come down to a tray: which, from which side, where they land for one person, and where they are meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from wobblequest.core.arena import Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.catch_parameters import CLEAR_DEG, MOST_SIDE_DEG, CatchParameters
from wobblequest.drills.sequence import unforeseen

TOP_DEG, LINE_DEG = 7.0, -7.0
"""Where things appear, and where the tray is: both are to be seen whatever a person's reach."""
TRAY_HALF_DEG, THING_DEG = 0.5, 0.9
"""Half the tray's thickness, and a thing's radius."""
DROP_DEG = TOP_DEG - LINE_DEG - TRAY_HALF_DEG - THING_DEG
"""How far a thing goes until it lies upon the tray."""
NEAREST_SHARE = 0.6
"""What is to be caught lands between this share of the way to a side and all of it."""
AVOID_SHARE = 0.5
"""What is to be let pass lands between the middle and this share of the way: where the tray is, or comes by."""

Axis = Literal["side", "front"]


class Thing(NamedTuple):
    """One thing to come. side : −1 left or back, 1 right or front. share : 0…1, how far out among the places it may land at."""

    avoid: bool
    side: int
    share: float


@dataclass(frozen=True, slots=True)
class Room:
    """Where things land for one person. back_deg, ahead_deg : how far out at most, to the left or back and to the right or front.

    ends_deg : where the tray's way ends, with their signs. notes : sentences on what had to be limited.
    """

    back_deg: float
    ahead_deg: float
    ends_deg: tuple[float, float]
    notes: tuple[str, ...]

    def within(self, along_deg: float) -> float:
        """Where the tray is with the dot there."""
        return min(max(along_deg, self.ends_deg[0]), self.ends_deg[1])


class Falling(NamedTuple):
    """A thing on its way. place_deg : where it lands along the tray's way. from_s : when it appeared. speed_dps : how fast it comes."""

    avoid: bool
    place_deg: float
    from_s: float
    speed_dps: float

    @property
    def lands_s(self) -> float:
        return self.from_s + DROP_DEG / self.speed_dps

    @property
    def half_way_s(self) -> float:
        return self.from_s + 0.5 * DROP_DEG / self.speed_dps

    def up_deg(self, t_s: float) -> float:
        """How high it is at trial time ``t_s``."""
        return max(TOP_DEG - self.speed_dps * (t_s - self.from_s), TOP_DEG - DROP_DEG)


def spot(axis: Axis, along_deg: float, up_deg: float) -> Point:
    """A place by how far it is along the tray's way, and across it: the whole picture turns with the axis."""
    return Point(up_deg, along_deg) if axis == "side" else Point(along_deg, up_deg)


def draw_things(p: CatchParameters, chance: Chance) -> tuple[Thing, ...]:
    """All things of a trial, both sides equally often, of what is to be caught and of what is not."""
    avoided = round(p.things * p.avoid_pct / 100.0)
    avoids = (False, *chance.shuffled((*[True] * avoided, *[False] * (p.things - avoided - 1))))
    both = (-1, 1)
    if p.order == "alternate":
        first = chance.below(2)
        caught_sides = tuple(both[(first + i) % 2] for i in range(p.things - avoided))
    else:
        caught_sides = unforeseen(both, p.things - avoided, chance)
    sides = {False: iter(caught_sides), True: iter(unforeseen(both, avoided, chance))}
    return tuple(Thing(avoid, next(sides[avoid]), chance.uniform(0.0, 1.0)) for avoid in avoids)


def room_of(p: CatchParameters, reach: Reach) -> Room:
    """Where things land for a person of this reach.

    Where the reach is so short that a tray in the middle would catch, they land farther out, and nothing lands beyond ``MOST_SIDE_DEG``;
    both are said in ``notes``. The tray goes as far as the person leans, and at least to where things land.
    """
    names = ("left", "right") if p.axis == "side" else ("back", "front")
    leans = (reach.at(270.0), reach.at(90.0)) if p.axis == "side" else (reach.at(180.0), reach.at(0.0))
    least = p.tray_deg + CLEAR_DEG
    fars, farther, nearer = [], [], []
    for name, lean in zip(names, leans, strict=True):
        asked = p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0 * lean
        far = min(max(asked, least), MOST_SIDE_DEG)
        fars.append(far)
        if far > asked:
            farther.append(name)
        elif far < asked:
            nearer.append(name)
    notes = []
    if farther:
        sides = " and ".join(farther)
        notes.append(f"To the {sides} things landed farther out than asked, at {least:g}°: else standing still would catch them.")
    if nearer:
        sides = " and ".join(nearer)
        notes.append(f"To the {sides} things landed nearer than asked, at {MOST_SIDE_DEG:g}° at most: the tray goes no farther.")
    low, high = (min(max(lean, far), MOST_SIDE_DEG) for lean, far in zip(leans, fars, strict=True))
    return Room(fars[0], fars[1], (-low, high), tuple(notes))


def place_of(thing: Thing, room: Room, tray_deg: float) -> float:
    """Where it lands, along the tray's way."""
    far = room.ahead_deg if thing.side > 0 else room.back_deg
    if thing.avoid:
        return thing.side * AVOID_SHARE * thing.share * far
    near = min(max(NEAREST_SHARE * far, tray_deg + CLEAR_DEG), far)
    return thing.side * (near + thing.share * (far - near))


def clear_of(place_deg: float, tray_at_deg: float, tray_deg: float, room: Room) -> float:
    """Where the tray should be to let a thing pass: where it is, if that is clear of it, else the nearest place that is."""
    apart = tray_deg + CLEAR_DEG
    if abs(tray_at_deg - place_deg) >= apart:
        return tray_at_deg
    free = [at for at in (place_deg - apart, place_deg + apart) if room.ends_deg[0] <= at <= room.ends_deg[1]]
    return min(free, key=lambda at: abs(at - tray_at_deg), default=room.ends_deg[0] if place_deg > 0 else room.ends_deg[1])
