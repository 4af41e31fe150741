"""The version of the scoring rules, kept with every score.

It goes up with every change that can make the same recording give another number; CHANGELOG.md says what changed.
"""

from __future__ import annotations

SCORING_VERSION: int = 1
