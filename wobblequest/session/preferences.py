"""What a person, and what a station, has set: plain values with their bounds, as they are kept and changed.

What belongs to the person goes with them to any station; what belongs to the station (its screen, its loudspeakers) stays there.
Both are frozen; a change makes a new one, so that the one before can be had back.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from wobblequest.core.languages import ENGLISH, LANGUAGES

LONGEST_GOAL = 60


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"there is no language {code!r}; there are {', '.join(LANGUAGES)}")
    return code


LanguageCode = Annotated[str, AfterValidator(_known_language)]
_STRICT = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


class Preferences(BaseModel):
    """What belongs to the person. Raises ValidationError for what is out of bounds."""

    model_config = _STRICT

    language: LanguageCode = ENGLISH
    theme: Literal["dark", "light"] = "dark"
    text_pct: float = Field(default=100.0, ge=75, le=200, description="Size of words, in per cent of what the distance asks for.")
    calm: bool = Field(default=False, description="Nothing moves but the dot and the target; no map, stars or weeks.")
    voice: bool = Field(default=True, description="Instructions and cues are spoken. To closed eyes they always are.")
    tones: bool = Field(default=True, description="Tones and the beat are heard. Guidance by sound is part of a level and stays.")
    dwell_s: float = Field(default=1.5, ge=0.8, le=4.0, description="How long to lean until something is chosen.")
    one_button: bool = Field(
        default=False, description="One key or button is enough: what can be chosen lights up in turn, and a press takes what is lit.",
    )
    countdown_aloud: bool = Field(default=True, description="The numbers of a countdown are spoken.")
    goal: str = Field(default="", max_length=LONGEST_GOAL, description="What the person practises for, in their own words.")
    sessions_per_week: int = Field(default=3, ge=1, le=7, description="The person's own aim where no programme sets one.")


class StationSettings(BaseModel):
    """What belongs to this computer and its room. Raises ValidationError for what is out of bounds."""

    model_config = _STRICT

    screen_inches: float = Field(default=24.0, ge=5, le=200)
    distance_m: float = Field(default=2.0, ge=0.3, le=10)
    volume_pct: float = Field(default=80.0, ge=0, le=100)
    place: Literal["home", "clinic"] = "home"
    set_up: bool = Field(default=False, description="Whether somebody has gone through the first run here.")


Settings = TypeVar("Settings", Preferences, StationSettings)


def restored(kind: type[Settings], text: str) -> tuple[Settings, list[str]]:
    """What was kept as JSON, and a sentence for each value of it that cannot be used: there the usual value stands."""
    try:
        found = json.loads(text)
    except ValueError:
        return kind(), ["it is not JSON; all is as usual"]
    if not isinstance(found, dict):
        return kind(), ["it is not a JSON object; all is as usual"]
    usable, problems = {}, []
    for name, value in found.items():
        try:
            kind.model_validate({name: value})
        except ValidationError as error:
            problems.append(f"{name} = {value!r} cannot be used ({error.errors()[0]['msg']}); the usual value is taken")
        else:
            usable[name] = value
    return kind.model_validate(usable), problems
