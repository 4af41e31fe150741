"""A level: a drill with its parameters, its goal in words, and what counts as good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, model_validator
from pydantic_core import PydanticCustomError

from wobblequest.core.errors import WobbleQuestError
from wobblequest.drills.drill import Parameters
from wobblequest.drills.register import DRILLS
from wobblequest.scoring.points import Anchors

Stance = Literal["both", "left", "right", "tandem", "seated"]
Eyes = Literal["open", "closed"]

_STRICT = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)
_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_SLUG = 40

Slug = Annotated[str, Field(pattern=_SLUG, max_length=_LONGEST_SLUG)]


def is_slug(word: str) -> bool:
    """Whether a word can be a level's id."""
    return len(word) <= _LONGEST_SLUG and re.fullmatch(_SLUG, word) is not None


class Words(BaseModel):
    """What a player reads."""

    model_config = _STRICT

    goal: str = Field(
        min_length=3, max_length=68, pattern=_ONE_LINE, description="The goal in one plain sentence for the player, at most 68 characters.",
    )


class AnchorValues(BaseModel):
    """What counts as good, in the unit of the drill's main measure: five values that all rise, or all fall."""

    model_config = _STRICT

    zero: float = Field(ge=-100, le=100, description="This value, or a worse one, is 0 points.")
    one_star: float = Field(ge=-100, le=100, description="From here on one star.")
    two_stars: float = Field(ge=-100, le=100, description="From here on two stars.")
    three_stars: float = Field(ge=-100, le=100, description="From here on three stars.")
    hundred: float = Field(ge=-100, le=100, description="This value, or a better one, is 100 points.")


class Level(BaseModel):
    """One level. Frozen; made by `level_from_json` or `levels.load`, which check it for its drill."""

    model_config = _STRICT

    id: Slug = Field(description="The level's own name: small letters, digits and hyphens, such as `reach-2`.")
    title: str = Field(min_length=1, max_length=34, pattern=_ONE_LINE, description="The title on the screen, at most 34 characters.")
    drill: str = Field(description="Which exercise.")
    difficulty: float = Field(ge=0, le=10, description="How hard, from 0 to 10: levels of a drill are listed by it, easiest first.")
    test: bool = Field(False, description="`true` for a level that measures rather than trains.")
    stance: Stance = Field("both", description="How to stand: on `both` feet, on the `left` or `right` one, in `tandem`, or `seated`.")
    eyes: Eyes = Field("open", description="Eyes `open` or `closed`.")
    words: Words = Field(description="What the player reads.")
    parameters: Parameters = Field(description="What the exercise asks.")
    anchor_values: AnchorValues = Field(alias="anchors", description="What counts as good.")

    @property
    def anchors(self) -> Anchors:
        """What 0, 1, 2, 3 stars and 100 points mean, in the unit of the drill's primary measure."""
        a = self.anchor_values
        return Anchors(a.zero, a.one_star, a.two_stars, a.three_stars, a.hundred)

    @model_validator(mode="after")
    def _anchors_rise_or_fall(self) -> Level:
        drill = DRILLS.get(self.drill)
        if drill is None:
            return self
        names = list(AnchorValues.model_fields)
        for (a_name, b_name), (a, b) in zip(pairwise(names), pairwise(getattr(self.anchor_values, n) for n in names), strict=True):
            if (b <= a) if drill.higher_is_better else (b >= a):
                side = "above" if drill.higher_is_better else "below"
                better = "more" if drill.higher_is_better else "less"
                words = f"{b:g} must lie {side} `{a_name}` ({a:g}): of `{drill.primary}`, {better} is better"
                raise PydanticCustomError("level", "{words}", {"key": f"anchors.{b_name}", "words": words})
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
