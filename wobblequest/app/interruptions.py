"""What breaks into play from the computer's side: a window that is put away, keys that go elsewhere, a computer that slept."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

LONGEST_FRAME_S = 1.0
"""A frame that comes so late stood still before the person's eyes meanwhile: a computer that was suspended, a window being dragged."""
_AWAY = (pygame.WINDOWMINIMIZED, pygame.WINDOWHIDDEN)
_BACK = (pygame.WINDOWRESTORED, pygame.WINDOWSHOWN, pygame.WINDOWMAXIMIZED, pygame.WINDOWFOCUSGAINED)
"""Not every desktop says each of them; one that has the keys is seen."""
_WITHOUT_HANDS = frozenset({"keyboard", "mouse"})


@dataclass(slots=True)
class Interruptions:
    """Whether the window can be seen, and whether play must pause.

    away : the window is put away. Nothing is drawn then, and nothing can be chosen: the board goes on sending, and nobody sees what a lean
    would do.
    """

    away: bool = False
    _last_s: float | None = None

    def take_event(self, event: pygame.event.Event, plays_with: str) -> bool:
        """Whether play must pause for this event. plays_with : the source's kind.

        A window that only loses the keys stays in sight, and a board goes on playing: a therapist may click into another window on a second
        screen. Who plays with keys or the mouse can neither lean nor stop then.
        """
        if event.type in _AWAY:
            self.away = True
        elif event.type in _BACK:
            self.away = False
        return self.away or (event.type == pygame.WINDOWFOCUSLOST and plays_with in _WITHOUT_HANDS)

    def stood_still(self, now_s: float) -> bool:
        """Whether the picture stood still before this frame for longer than a person may lean by it."""
        last_s, self._last_s = self._last_s, now_s
        return last_s is not None and now_s - last_s > LONGEST_FRAME_S
