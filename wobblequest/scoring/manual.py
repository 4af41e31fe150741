"""The manual of all measures, made from the register: `python -m wobblequest.scoring.manual > docs/measures.md`."""

from __future__ import annotations

import sys
from math import sqrt

from wobblequest.scoring.explained.explanation import Explanation
from wobblequest.scoring.explained.register import SECTIONS
from wobblequest.scoring.measure_info import MeasureInfo
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.variability import ORDINARY, Z_95

_HEAD = """\
# Measures

What a trial is scored by. Names here are the keys in every JSON, table and export; `wobblequest score FILE --definitions` prints the
definitions beside the values. How time, smoothing and gaps are treated, and what the sources leave open, is in [scoring.md](scoring.md).
This page is made from the program's own register (`python -m wobblequest.scoring.manual`), and a test holds it to that.

*Smallest real change* is the change between two single results that is more than chance (95 %). Where none is given, none is known to us
for a board like this: the program takes a person's own sessions once there are six after practice, and
`wobblequest reliability` works it out for a group.
"""
_BETTER = {"higher": "more is better", "lower": "less is better", "none": "neither way is better"}
_TIER = {"headline": "shown after a trial", "detail": "detail", "export": "only in files"}


def manual() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    for title, explanations in SECTIONS:
        parts.append(f"## {title}\n")
        parts += [_entry(explanation) for explanation in explanations]
    return "\n".join(parts)


def _entry(explanation: Explanation) -> str:
    infos = [MEASURES[name] for name in explanation.names]
    lines = [f"### {', '.join(f'`{info.name}`' for info in infos)}\n"]
    lines += [f"- `{i.name}` ({i.unit}; {_BETTER[i.direction]}; {_TIER[i.tier]}): {i.definition}" for i in infos]
    lines.append(f"- **Tells:** {explanation.tells}")
    lines.append(f"- **Does not tell:** {explanation.tells_not}")
    sources = dict.fromkeys(source for info in infos for source in info.citation.split("; "))
    lines.append(f"- **Source:** {'; '.join(sources)}.")
    lines.append(f"- **Deviations and choices:** {explanation.deviates or 'none.'}")
    lines.append(f"- **Typical values:** {explanation.typical or 'none are known that hold for a board like this.'}")
    lines.append(f"- **Smallest real change:** {_smallest_change(infos)}")
    return "\n".join(lines) + "\n"


def _smallest_change(infos: list[MeasureInfo]) -> str:
    told = []
    for info in infos:
        unit = "points" if info.unit == "%" else info.unit
        if info.smallest_change is not None:
            told.append(f"`{info.name}` {_number(info.smallest_change)} {unit} (from published figures)")
            continue
        ordinary = ORDINARY.get(info.name)
        if ordinary is None:
            continue
        if ordinary.typical_error is not None:
            told.append(f"`{info.name}` about {_number(Z_95 * sqrt(2) * ordinary.typical_error)} {unit} (provisional, 30 s holds)")
        elif ordinary.typical_error_pct is not None:
            told.append(f"`{info.name}` about {_number(Z_95 * sqrt(2) * ordinary.typical_error_pct)} % of it (provisional, 30 s holds)")
    return f"{'; '.join(told)}." if told else "not established."


def _number(value: float) -> str:
    return f"{value:.2g}"


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(manual(), end="")
