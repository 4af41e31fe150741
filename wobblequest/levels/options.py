"""What any level can set besides its drill's own parameters: on what and how one stands, what is seen, heard and told, rounds and rests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from wobblequest.core.messages import aloud, message

Stance = Literal["both", "left", "right", "tandem", "seated"]
Eyes = Literal["open", "closed"]
Surface = Literal["wobble-board", "rocker-left-right", "rocker-front-back", "disc", "foam"]
Support = Literal["free", "rail"]
FeedbackWhen = Literal["always", "banded", "share", "after", "none"]
Summary = Literal["mean", "best", "median"]
Side = Literal["left", "right"]

STRICT = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_SLUG = 40

Slug = Annotated[str, Field(pattern=SLUG, max_length=LONGEST_SLUG)]
Sentence = Annotated[str, Field(min_length=3, max_length=400, pattern=ONE_LINE)]
LONGEST_TITLE, LONGEST_GOAL = 34, 68
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE, pattern=ONE_LINE), AfterValidator(message)]
Goal = Annotated[str, Field(min_length=3, max_length=LONGEST_GOAL, pattern=ONE_LINE), AfterValidator(aloud)]
Told = Annotated[Sentence, AfterValidator(message)]
"""What a screen shows. Whatever a file says is a phrase to look up in the language that is spoken: those of the levels that come with
WobbleQuest are in its catalogues, and a clinic's own stand there as the clinic wrote them."""


class Display(BaseModel):
    """What the picture does with the dot and the targets alike. How the board tilts, and what is measured, stay as they are."""

    model_config = STRICT

    mirrored: bool = Field(False, description="`true` swaps left and right on the screen, as in mirror therapy.")
    gain_pitch: float = Field(
        1.0, ge=0.5, le=2, description="How large forward and back are shown: 2 shows every lean, and every sway, twice as large.",
    )
    gain_roll: float = Field(1.0, ge=0.5, le=2, description="The same for left and right.")
    hidden_pct: float = Field(
        0.0, ge=0, le=90, description="Share of the time, in per cent, in which the dot is not shown: stretches of a few seconds.",
    )


class Feedback(BaseModel):
    """When a person is told where the dot is. Less of it, later, is how what was learnt comes to stay."""

    model_config = STRICT

    when: FeedbackWhen = Field(
        "always",
        description="`always`; `banded`: the dot is shown only while it is off the target; `share`: in a share of the targets (or of the "
        "stretches of 10 s, where there are none); `after`: the dot is never shown in play, the result is; `none`: neither.",
    )
    share_pct: float = Field(67.0, ge=10, le=90, description="The share for `share`, in per cent.")


class Context(BaseModel):
    """A published range: shown on request only, as context and never as a verdict."""

    model_config = STRICT

    range: Told = Field(description="The figures with their unit, as published.")
    who: Told = Field(description="Of whom: how many, how old, with or without what.")
    device: Told = Field(description="On what device, under what conditions.")
    source: Sentence = Field(description="Where it is published.")


class TestProtocol(BaseModel):
    """How a test is carried out, and what it says."""

    model_config = STRICT
    __test__ = False  # not a test of this program

    definition: Told = Field(description="What is done and measured, in a sentence that can stand in a report.")
    source: Sentence = Field(description="Whose test it is, or `our own` with what it follows.")
    primary: str | None = Field(None, description="The measure that is the test's result; left out, the drill's main one.")
    summary: Summary = Field("mean", description="What of the rounds counts: their `mean`, the `best`, or the `median`.")
    practice_rounds: int = Field(0, ge=0, le=3, description="Rounds of practice before; they are labelled and do not count.")
    side: Side | None = Field(None, description="Which leg is tested, where there is a test for each.")
    pair: Slug | None = Field(None, description="The id of the same test for the other leg, to compare the two.")
    context: tuple[Context, ...] = Field((), strict=False, max_length=4, description="Published ranges, shown only when asked for.")


Limits = Annotated[tuple[float, float], Field(strict=False)]
