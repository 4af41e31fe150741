"""How things look for one person."""

from __future__ import annotations

from dataclasses import dataclass, field

from wobblequest.core.languages import ENGLISH
from wobblequest.core.theme import Theme
from wobblequest.draw.metrics import Metrics
from wobblequest.language.catalogue import Catalogue, catalogue


@dataclass(frozen=True, slots=True)
class Look:
    """The theme, the sizes, whether pictures may move at all (``calm``), and the language."""

    theme: Theme
    metrics: Metrics
    calm: bool = False
    language: Catalogue = field(default_factory=lambda: catalogue(ENGLISH))
