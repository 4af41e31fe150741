"""A level: a drill with its parameters, its goal in words, and what counts as good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError, create_model, model_validator

from wobblequest.core.errors import WobbleQuestError
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import refusal
from wobblequest.drills.register import DRILLS
from wobblequest.levels.options import (
    LONGEST_SLUG,
    SLUG,
    STRICT,
    Display,
    Eyes,
    Feedback,
    Goal,
    Limits,
    Slug,
    Stance,
    Support,
    Surface,
    TestProtocol,
    Title,
)
from wobblequest.scoring.points import Anchors
from wobblequest.scoring.register import MEASURES


def is_slug(word: str) -> bool:
    """Whether a word can be a level's id."""
    return len(word) <= LONGEST_SLUG and re.fullmatch(SLUG, word) is not None


class Words(BaseModel):
    """What a player reads."""

    model_config = STRICT

    goal: Goal = Field(description="The goal in one plain sentence for the player, at most 68 characters.")


class AnchorValues(BaseModel):
    """What counts as good, in the unit of the drill's main measure: five values that all rise, or all fall."""

    model_config = STRICT

    zero: float = Field(ge=-100, le=100, description="This value, or a worse one, is 0 points.")
    one_star: float = Field(ge=-100, le=100, description="From here on one star.")
    two_stars: float = Field(ge=-100, le=100, description="From here on two stars.")
    three_stars: float = Field(ge=-100, le=100, description="From here on three stars.")
    hundred: float = Field(ge=-100, le=100, description="This value, or a better one, is 100 points.")


class Level(BaseModel):
    """One level. Frozen; made by `level_from_json` or `levels.load`, which check it for its drill."""

    model_config = STRICT

    id: Slug = Field(description="The level's own name: small letters, digits and hyphens, such as `reach-2`.")
    title: Title = Field(description="The title on the screen, at most 34 characters.")
    drill: str = Field(description="Which exercise.")
    difficulty: float = Field(ge=0, le=10, description="How hard, from 0 to 10: levels of a drill are listed by it, easiest first.")
    test: bool = Field(False, description="`true` for a level that measures rather than trains.")
    stance: Stance = Field("both", description="How to stand: on `both` feet, on the `left` or `right` one, in `tandem`, or `seated`.")
    eyes: Eyes = Field("open", description="Eyes `open` or `closed`.")
    surface: Surface = Field(
        "wobble-board",
        description="On what: a round `wobble-board`, a rocker that tips one way only, `rocker-left-right` or `rocker-front-back`, an air "
        "`disc`, or `foam`.",
    )
    support: Support = Field("free", description="Standing `free` (with a fixed support in reach), or with the hands on a `rail`.")
    words: Words = Field(description="What the player reads.")
    parameters: Parameters = Field(description="What the exercise asks.")
    anchor_values: AnchorValues | None = Field(
        None, alias="anchors", description="What counts as good; must be there, except for a test, which has no points.",
    )
    display: Display = Field(
        default_factory=lambda: Display.model_validate({}), description="What the picture does with the dot and the targets.",
    )
    feedback: Feedback = Field(
        default_factory=lambda: Feedback.model_validate({}), description="When the person is told where the dot is.",
    )
    sound_guidance: bool = Field(False, description="`true`: where the dot is to the target is heard, too, enough to find it unseen.")
    cues: bool = Field(False, description="`true`: words such as *a little left*, at most one in 3 s.")
    rounds: int = Field(1, ge=1, le=10, description="How often the level is played in a row.")
    rest_s: float = Field(30.0, ge=30, le=600, description="Rest between rounds, in seconds.")
    bounds: dict[str, Limits] = Field(
        {}, description="How far the difficulty may be changed: for a parameter, such as `radius_deg`, the least and the most.",
    )
    protocol: TestProtocol | None = Field(None, description="Of a test: how it is carried out, and what it says.")

    @property
    def anchors(self) -> Anchors | None:
        """What 0, 1, 2, 3 stars and 100 points mean, in the unit of the drill's primary measure; None for a test without them."""
        a = self.anchor_values
        return None if a is None else Anchors(a.zero, a.one_star, a.two_stars, a.three_stars, a.hundred)

    @property
    def primary(self) -> str:
        """The one measure that is followed: the test's, or the drill's."""
        own = None if self.protocol is None else self.protocol.primary
        return own or DRILLS[self.drill].primary

    @property
    def higher_is_better(self) -> bool:
        """Direction of `primary`."""
        return MEASURES[self.primary].direction == "higher"

    @model_validator(mode="after")
    def _belongs_together(self) -> Level:
        if self.anchor_values is None and not self.test:
            raise refusal("anchors", "this key is missing: what counts as good; only a `test` does without")
        if self.protocol is not None and not self.test:
            raise refusal("protocol", "only a test has one: add `test: true`, or take it out")
        if self.protocol is not None and self.protocol.primary is not None and self.protocol.primary not in MEASURES:
            raise refusal("protocol.primary", f"no measure is called `{self.protocol.primary}`; docs/measures.md lists them all")
        for name, (low, high) in self.bounds.items():
            value = getattr(self.parameters, name, None)
            if isinstance(value, bool) or not isinstance(value, float | int):
                raise refusal(f"bounds.{name}", f"`parameters` has no number `{name}` that could be changed")
            if not low <= value <= high:
                raise refusal(f"bounds.{name}", f"the level's own {value:g} must lie in its bounds, {low:g} to {high:g}")
        return self

    @model_validator(mode="after")
    def _anchors_rise_or_fall(self) -> Level:
        drill = DRILLS.get(self.drill)
        if drill is None or self.anchor_values is None:
            return self
        names = list(AnchorValues.model_fields)
        for (a_name, b_name), (a, b) in zip(pairwise(names), pairwise(getattr(self.anchor_values, n) for n in names), strict=True):
            if (b <= a) if drill.higher_is_better else (b >= a):
                side = "above" if drill.higher_is_better else "below"
                better = "more" if drill.higher_is_better else "less"
                words = f"{b:g} must lie {side} `{a_name}` ({a:g}): of `{drill.primary}`, {better} is better"
                raise refusal(f"anchors.{b_name}", words)
        return self

    def to_json(self) -> dict[str, Any]:
        """The level whole, as JSON values; `level_from_json` makes the same level of it."""
        return self.model_dump(mode="json", by_alias=True)


def _level_of(name: str) -> type[Level]:
    fields: dict[str, Any] = {
        "drill": (Literal[name], Field(description="Which exercise.")),
        "parameters": (DRILLS[name].Parameters, Field(description="What the exercise asks.")),
    }
    return create_model(f"{name.capitalize()}Level", __base__=Level, __doc__=f"A level of the drill {name}.", **fields)


LEVELS: Mapping[str, type[Level]] = MappingProxyType({name: _level_of(name) for name in DRILLS})
"""For each drill the model of its levels, with the drill's own parameters."""


def level_from_json(data: Mapping[str, Any]) -> Level:
    """The level of `Level.to_json`, checked anew. Raises WobbleQuestError where it is none."""
    model = LEVELS.get(str(data.get("drill")))
    if model is None:
        raise WobbleQuestError(f"this level is of a drill {data.get('drill')!r}, which this program does not have; use a newer program")
    try:
        return model.model_validate(dict(data))
    except ValidationError as e:
        first = e.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WobbleQuestError(f"this level cannot be used: {where}: {first['msg']}") from None
