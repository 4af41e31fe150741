"""A choice among several things by leaning towards what one wants: two at a time, forward for more, and at the end back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.core.messages import Message, aloud, message
from wobblequest.draw.canvas import Canvas, IconName
from wobblequest.screens.how_to import With, plays_with
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Pick, Practice, Request, Screen
from wobblequest.screens.zones import Side

A_PAGE = 2
"""Left and right: so many things a page. Forward turns it."""
HOW: Mapping[With, Message] = MappingProxyType({
    "board": aloud("Lean towards what you want"), "keyboard": aloud("Press an arrow or a number"),
    "gamepad": aloud("Push the stick towards what you want"), "mouse": aloud("Tap what you want"),
    "button": aloud("Press when what you want lights up"),
})
MORE, BACK = message("More"), message("Back")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose. go : where it leads to."""

    label: Message
    icon: IconName
    go: Callable[[], Screen | None]


class Menu(LeaningScreen):
    """Lean left or right to what stands there, forward for more; on the last page forward leads back. A figure's key picks at once.

    back : where that is. at : the thing that is proposed: its page comes first, and Enter takes it.
    """

    may_check = True

    def __init__(self, practice: Practice, title: Message, items: Sequence[Item], back: Callable[[], Screen], *, at: int = 0) -> None:
        super().__init__(practice)
        self.items = tuple(items)
        self._title, self._back, self._at = title, back, at
        pages = tuple(tuple(range(i, min(i + A_PAGE, len(self.items)))) for i in range(0, len(self.items), A_PAGE))
        first = at // A_PAGE
        self._pages = pages[first:] + pages[:first]
        self._page = 0
        self._show()

    def _show(self) -> None:
        here = self._pages[self._page]
        sides: tuple[Side, ...] = ("left", "right") if len(here) == A_PAGE else ("right",)
        self._here: dict[Side, int] = dict(zip(sides, here, strict=True))
        self._proposed = next((side for side, i in self._here.items() if i == self._at), "right")
        forward = Option("forward", BACK, "back") if self._last else Option("forward", MORE, "next")
        self.offer([forward, *(Option(side, self.items[i].label, self.items[i].icon, number=i + 1) for side, i in self._here.items())])

    @property
    def _last(self) -> bool:
        return self._page == len(self._pages) - 1

    def choose(self, side: Side) -> Screen | None:
        if side != "forward":
            return self.items[self._here[side]].go()
        if self._last:
            return self._back()
        self._page += 1
        self._show()
        return None

    def come_back(self) -> None:
        self._page = 0
        self._show()
        super().come_back()

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Pick) and request.number <= len(self.items):
            self.practice.say("choose")
            return self.items[request.number - 1].go()
        return super().request(request)

    def asked(self, intent: Intent) -> Screen | None:
        return self._back() if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._title)
        self.draw_zones(canvas)
        canvas.instruction(HOW[plays_with(self.practice)])
