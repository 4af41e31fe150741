"""What comes before, and after, anything that is done standing: is all ready, how are you, and stepping off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wobblequest.core.messages import Message
from wobblequest.screens.screen import Practice, Screen
from wobblequest.screens.steady import Settling
from wobblequest.session.wellbeing import Answers


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions under way. then : where they lead. answers : given so far. settling : whether the person is steady on the board by now."""

    then: Callable[[], Screen]
    answers: Answers = field(default_factory=Answers)
    settling: Settling = field(default_factory=Settling)

    def settled(self, settling: Settling) -> Asking:
        return replace(self, settling=settling)


def ask_first(practice: Practice, then: Callable[[], Screen]) -> Screen:
    """What ``then`` gives, after whoever is to stand on a board was asked what must be asked once a sitting. Who plays with keys stands on
    none, and a simulated person is nobody to ask."""
    if not practice.source.is_sensor or practice.sitting.asked:
        return then()
    asking = Asking(then)
    if practice.sitting.prepared:
        return after_preparing(practice, asking, by_leaning=True)
    from wobblequest.screens.before_standing import BeforeStanding

    return BeforeStanding(practice, asking)


def after_preparing(practice: Practice, asking: Asking, *, by_leaning: bool) -> Screen:
    """The questions. Who leaned on a board whose mounting is unknown cannot say yes or no yet: it is measured first, and they are asked
    before the first exercise."""
    unknown = practice.source.is_sensor and practice.calibration is None
    return asking.then() if by_leaning and unknown else next_question(practice, asking)


def next_question(practice: Practice, asking: Asking) -> Screen:
    """What gives a reason not to play comes first; then whether somebody is there."""
    from wobblequest.screens.pain_scale import PainScale
    from wobblequest.screens.questions import YesOrNo

    answers = asking.answers
    if answers.alarm is None:
        return YesOrNo(practice, asking, "alarm")
    if answers.alarm:
        return _answered(practice, asking)
    if answers.pain is None:
        def told(pain: int, settling: Settling) -> Screen:
            return next_question(practice, replace(asking, answers=replace(answers, pain=pain), settling=settling))

        return PainScale(practice, told, lambda: _stopped(practice), settling=asking.settling)
    if answers.unwell is None:
        return YesOrNo(practice, asking, "unwell")
    if answers.company is None:
        return YesOrNo(practice, asking, "company")
    return _answered(practice, asking)


def _answered(practice: Practice, asking: Asking) -> Screen:
    """All was asked that had to be: on, or kind advice."""
    from wobblequest.screens.no_session import NoSession
    from wobblequest.screens.questions import Alone

    answers = asking.answers
    practice.sitting.answered("before", answers)
    if answers.verdict != "go":
        def overruled() -> Screen:
            practice.sitting.answered("before", replace(answers, overruled=True))
            return asking.then()

        practice.say("stop")
        return NoSession(practice, answers.verdict, overruled)
    return Alone(practice, asking, asking.then) if answers.company is False else asking.then()


def enough(practice: Practice, on: Callable[[], Screen]) -> Screen:
    """The kind end of a sitting in which so much was worked."""
    from wobblequest.screens.no_session import Enough

    return Enough(practice, on)


def step_off(practice: Practice, goodbye: Message | None = None) -> Screen:
    """The last screen: hold the rail, step off; it says goodbye once the board lies still. goodbye : such as when the next one is due."""
    from wobblequest.screens.step_off import StepOff

    return StepOff(practice, goodbye)


def _stopped(practice: Practice) -> Screen:
    from wobblequest.screens.flow.visits import stopped

    return stopped(practice)
