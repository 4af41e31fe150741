"""What a therapist notes by key while somebody plays, and the words in which it is shown to have been noted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.core.messages import Message, message, name
from wobblequest.core.recording import EventKind

NOTED: Mapping[EventKind, Message] = MappingProxyType({
    "near-fall": message("Noted: near fall"), "hand-support": message("Noted: hand on the support"), "pain": message("Noted: pain"),
})
KEYS: tuple[tuple[Message, Message], ...] = (
    (name("F9"), message("near fall")), (name("F10"), message("hand on support")), (name("F12"), message("pain")),
)
"""As `app.keys` has them, for the help in play."""
