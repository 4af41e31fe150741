"""What is seen of a hit: for a moment the ring stands closed where it was, with a tick, while the next one is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wobblequest.drills.view import Ring, View

if TYPE_CHECKING:  # a kit holds what was hit last
    from wobblequest.core.theme import Theme
    from wobblequest.draw.field import Field
    from wobblequest.draw.kit import Kit

HIT_S = 0.4
TICK_DEG = 1.0


@dataclass(slots=True)
class Hits:
    """The ring that was to be held in the frame before, how much was done then, and what was hit last (None: nothing to show)."""

    goal: Ring | None = None
    done: int = 0
    hit: Ring | None = None
    since_s: float = 0.0

    def see(self, view: View, now_s: float | None) -> Ring | None:
        """What was hit within the last moment. Nothing where the dot is hidden: then nothing seen may tell where it is."""
        goal = next((shape for shape in view.shapes if isinstance(shape, Ring) and shape.role == "goal"), None)
        if now_s is None or not view.cursor:
            self.hit = None
        elif view.done == self.done + 1 and self.goal is not None and self.goal.fill > 0:
            self.hit, self.since_s = self.goal, now_s
        elif now_s - self.since_s >= HIT_S:
            self.hit = None
        self.goal, self.done = goal, view.done
        return self.hit


def hit(kit: Kit, at: Field, view: View, theme: Theme) -> None:
    """The closed ring of a hit with its tick, below the dot; in a calm look there is none."""
    ring = kit.hits.see(view, kit.painter.now_s)
    if ring is None or kit.calm or not at.even:
        return
    line = kit.metrics.line_px
    x, y = at.place(ring.at)
    begin = ring.radius_deg * at.px_per_deg + kit.metrics.cursor_radius_px + 1.7 * line
    kit.painter.centred(kit.sprites.ring(begin, begin + line, theme.done), x, y)
    tick = kit.sprites.tick(kit.metrics.px(TICK_DEG), theme.goal_text, on=theme.goal)  # at the side: in the middle the dot would hide it
    kit.painter.centred(tick, x + (begin if x >= at.centre[0] else -begin), y)
