"""What a simulated person's skill amounts to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traits:
    """What a skill 0…1 amounts to.

    delay_s : from sense to muscle. stiffness_per_s2, damping_per_s : of the feedback. sense_deg : SD of the felt tilt's slow
    error. push_dps2 : SD of the muscles' noise at rest; push_share : and per push. look_s : time between looks at the
    target. react_s : to a target that jumped. aim_share : SD of a movement's end point, share of its length. travel_s : time
    of a 10° movement. lead_share : how much of a target's own motion is foreseen; rhythm_share : and of one that sways to a beat
    between ends that are seen. memory_deg : SD, in each axis, of where a place is thought to be that is only remembered;
    memory_share : and per degree of its distance from level. distract_share : how much more the senses and muscles err, and how much less
    often the target is looked at, under the full load of a second task.
    """

    delay_s: float
    stiffness_per_s2: float
    damping_per_s: float
    sense_deg: float
    push_dps2: float
    push_share: float
    look_s: float
    react_s: float
    aim_share: float
    travel_s: float
    lead_share: float
    rhythm_share: float
    memory_deg: float
    memory_share: float
    distract_share: float


def traits_of(skill: float) -> Traits:
    """Traits between those of somebody very unsteady (0) and those of a practised balancer (1).

    Raises ValueError outside 0…1.
    """
    if not 0.0 <= skill <= 1.0:
        raise ValueError(f"skill must be between 0 and 1, got {skill}")

    def between(worst: float, best: float) -> float:
        return worst + (best - worst) * skill

    def by_ratio(worst: float, best: float) -> float:
        return float(worst * (best / worst) ** skill)

    return Traits(
        delay_s=between(0.145, 0.11), stiffness_per_s2=between(15.0, 21.0), damping_per_s=between(4.6, 6.6),
        sense_deg=by_ratio(2.8, 0.4), push_dps2=by_ratio(620.0, 80.0), push_share=between(0.18, 0.1),
        look_s=between(0.55, 0.25), react_s=between(0.65, 0.28), aim_share=between(0.35, 0.04), travel_s=between(1.6, 0.75),
        lead_share=between(0.2, 0.95), rhythm_share=between(0.6, 1.0), memory_deg=by_ratio(2.4, 0.4), memory_share=between(0.16, 0.05),
        distract_share=between(0.8, 0.3),
    )
