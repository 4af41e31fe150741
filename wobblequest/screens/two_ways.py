"""Numbers whose sign says which way: told without a sign, in words that say the way (``12 %``, ``more time on the right``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wobblequest.core.messages import Message, message

Short = Callable[[Message], Message]


@dataclass(frozen=True, slots=True)
class Ways:
    """What stands beside a number below, at and above 0; and each as one of several in a row: ``12 right``."""

    below: Message
    even: Message
    above: Message
    short_below: Short
    short_above: Short

    def of(self, value: float) -> Message:
        """What stands beside a value, rounded as it is shown."""
        return self.above if value > 0 else self.below if value < 0 else self.even

    def short(self, number: Message, value: float) -> Message:
        """``number`` is the value as it is shown, without its sign."""
        return self.short_above(number) if value > 0 else self.short_below(number) if value < 0 else number


def _left(number: Message) -> Message:
    return message("{number} left", number=number)


def _right(number: Message) -> Message:
    return message("{number} right", number=number)


def _forward(number: Message) -> Message:
    return message("{number} forward", number=number)


def _back(number: Message) -> Message:
    return message("{number} back", number=number)


LEFT_OR_RIGHT = Ways(
    message("more time on the left"), message("left as long as right"), message("more time on the right"), _left, _right)
FRONT_OR_BACK = Ways(
    message("more time back"), message("forward as long as back"), message("more time forward"), _back, _forward)
LEAN_LEFT_OR_RIGHT = Ways(
    message("to the left on average"), message("neither left nor right"), message("to the right on average"), _left, _right)
LEAN_FRONT_OR_BACK = Ways(
    message("back on average"), message("neither forward nor back"), message("forward on average"), _back, _forward)
AHEAD_OR_BEHIND = Ways(
    message("ahead of the circle"), message("with the circle"), message("behind the circle"),
    lambda number: message("{number} ahead", number=number), lambda number: message("{number} behind", number=number))
WITH_A_TASK = Ways(
    message("less control than alone"), message("as much control as alone"), message("more control than alone"),
    lambda number: message("{number} less", number=number), lambda number: message("{number} more", number=number))
