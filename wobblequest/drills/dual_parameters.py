"""What a level may set of two tasks at once: one movement with its own parameters, and the second task."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, create_model, model_validator

from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import MOST_WORK_S, refusal
from wobblequest.drills.movements import MOVEMENTS

Task = Literal["go-no-go", "stroop", "count-back", "n-back"]

CHANGE_S = 4.0
"""Between two parts what comes next is told for so long."""
LEAD_S = 1.0
"""The first item comes so long after its part began."""
LEAST_ITEMS = 4
PRESS_PCT: dict[Task, float] = {"go-no-go": 70.0, "stroop": 50.0, "n-back": 40.0, "count-back": 0.0}
_LOAD: dict[Task, float] = {"go-no-go": 0.3, "stroop": 0.45, "n-back": 0.5, "count-back": 0.6}
_LOAD_PER_N = 0.2


class TwoTasks(Parameters):
    """The second task of `DualParameters`, which adds the movement: a key for each, of which a level gives just one."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [name]} for name in MOVEMENTS]})

    task: Task = Field(
        description="The second task. `go-no-go`: press at one sign, not at the other. `stroop`: press when a word names its own colour. "
        "`n-back`: press when a tone is the same as one before. `count-back`: count back aloud; a therapist marks what is said.",
    )
    pace_s: float = Field(
        2.5, ge=1.5, le=5,
        description="Time for each sign, word or tone, in seconds; in counting, for each number at most. Longer is easier.",
    )
    press_pct: float | None = Field(
        None, ge=20, le=80, description="Share of signs, words or tones to press for, in per cent: 70, 50 or 40 where it is left out.",
    )
    n_back: int | None = Field(None, ge=1, le=3, description="Of `n-back`: how many tones back the same one was; 1 where it is left out.")
    count_by: Literal[1, 3, 7] | None = Field(None, description="Of `count-back`: by ones, threes or sevens; 3 where it is left out.")
    alone_s: float = Field(12.0, ge=8, le=20, description="How long the second task is done alone, standing quietly, in seconds.")

    @property
    def movement(self) -> str:
        """The name of the movement."""
        return next(name for name in MOVEMENTS if getattr(self, name) is not None)

    @property
    def moved(self) -> Any:
        """The movement's own parameters."""
        return getattr(self, self.movement)

    @property
    def back(self) -> int:
        """How many items at the beginning ask for nothing: of `n-back` n, else 0."""
        return (self.n_back or 1) if self.task == "n-back" else 0

    @property
    def duration_s(self) -> float:
        """The longest the exercise takes."""
        return 2.0 * float(self.moved.duration_s) + self.alone_s + 2.0 * CHANGE_S

    @property
    def load(self) -> float:
        """How much of a person's attention the second task takes, 0…1, for a simulated person: our own, in the order of how hard the
        tasks are found, and more at a quick pace."""
        return min(1.0, (_LOAD[self.task] + _LOAD_PER_N * max(0, self.back - 1)) * 2.0 / self.pace_s)

    def items_in(self, seconds: float) -> int:
        """How many whole items have room in a part of a length."""
        return max(0, int((seconds - LEAD_S) / self.pace_s + 1e-9))

    @model_validator(mode="after")
    def _fits(self) -> TwoTasks:
        names = list(MOVEMENTS)
        given = [name for name in names if getattr(self, name) is not None]
        listed = ", ".join(f"`{name}`" for name in names)
        if len(given) != 1:
            raise refusal(given[1] if given else names[0], f"give just one movement with its own parameters: {listed}")
        for key, task in (("n_back", "n-back"), ("count_by", "count-back")):
            if getattr(self, key) is not None and self.task != task:
                raise refusal(key, f"only `task: {task}` has this; leave it out")
        if self.press_pct is not None and self.task == "count-back":
            raise refusal("press_pct", "in counting nothing is pressed; leave it out")
        if self.duration_s > MOST_WORK_S:
            most_s = (MOST_WORK_S - 2 * CHANGE_S - self.alone_s) / 2
            raise refusal(
                f"{given[0]}.duration_s", f"twice this, `alone_s` and {2 * CHANGE_S:g} s between take {self.duration_s:g} s, and at most "
                f"{MOST_WORK_S:g} s of work are safe: give at most {most_s:g}, or `alone_s` less",
            )
        least_s = LEAD_S + self.pace_s * (LEAST_ITEMS + self.back)
        for key, seconds in (("alone_s", self.alone_s), (f"{given[0]}.duration_s", float(self.moved.duration_s))):
            if self.task != "count-back" and self.items_in(seconds) < LEAST_ITEMS + self.back:
                raise refusal(key, f"fewer than {LEAST_ITEMS} items would count: give at least {least_s:g}, or `pace_s` less")
        return self


_KEYS: dict[str, Any] = {
    name: (movement.parameters | None, Field(
        None, description=f"The movement `{name}` with its own parameters; its `duration_s` counts twice. Give just one movement.",
    ))
    for name, movement in MOVEMENTS.items()
}
DualParameters: type[TwoTasks] = create_model(
    "DualParameters", __base__=TwoTasks, __doc__="Two at once: a movement and a second task, each alone and then both.", **_KEYS,
)
