"""What a person, and what a station, has set: plain values with their bounds, as they are kept and changed.

What belongs to the person goes with them to any station; what belongs to the station (its screen, its loudspeakers) stays there.
Both are frozen; a change makes a new one, so that the one before can be had back.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

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
    text_pct: float = Field(100.0, ge=75, le=200, description="Size of words, in per cent of what the distance asks for.")
    calm: bool = Field(False, description="Nothing moves but the dot and the target; no map, stars or weeks.")
    voice: bool = Field(True, description="Instructions and cues are spoken.")
    tones: bool = Field(True, description="Tones and the beat are heard. Guidance by sound is part of a level and stays.")
    dwell_s: float = Field(1.5, ge=0.8, le=4.0, description="How long to lean until something is chosen.")
    countdown_aloud: bool = Field(True, description="The numbers of a countdown are spoken.")
    goal: str = Field("", max_length=LONGEST_GOAL, description="What the person practises for, in their own words.")
    sessions_per_week: int = Field(3, ge=1, le=7, description="The person's own aim where no programme sets one.")


class StationSettings(BaseModel):
    """What belongs to this computer and its room. Raises ValidationError for what is out of bounds."""

    model_config = _STRICT

    screen_inches: float = Field(24.0, ge=5, le=200)
    distance_m: float = Field(2.0, ge=0.3, le=10)
    volume_pct: float = Field(80.0, ge=0, le=100)
    place: Literal["home", "clinic"] = "home"
    set_up: bool = Field(False, description="Whether somebody has gone through the first run here.")
