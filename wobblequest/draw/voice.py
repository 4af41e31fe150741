"""The voice: plays recorded sentences piece after piece, and knows how long they last; silence where no device or no recording is.

A recording in the clinic's own folder wins over the shipped one of the same name. It is decoded while it plays, as music is: to begin it
takes 0.2 ms of a frame, however long it is (decoding it first, 4 ms), and no tone can take its channel.
"""

from __future__ import annotations

import logging
import struct
import wave
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import pygame

from wobblequest.core.assets import asset
from wobblequest.core.errors import FileProblem
from wobblequest.core.messages import Message, Phrase
from wobblequest.language.catalogue import Catalogue
from wobblequest.language.spoken import Piece, utterance

KINDS = (".opus", ".ogg", ".wav")
KNOWN = 500
"""So many messages' files are remembered."""
MOST_WAITING = 32
"""So many pieces wait at most, several sentences' worth: of a device that hangs nobody hears what would pile up."""
OPUS_HZ = 48_000
_LAST_PAGE = 65_307
"""No page of an Ogg file is larger."""
log = logging.getLogger(__name__)


class Voice:
    """Says messages in any language that has recordings. folders : each with a folder for every language, the first one wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._found: dict[tuple[str, str], tuple[tuple[Path, float], ...]] = {}
        self._lacking: set[str] = set()
        self._waiting: deque[Path] = deque(maxlen=MOST_WAITING)
        self._volume = 1.0

    @classmethod
    def open(cls, own: Path) -> Voice:
        """With the recordings in a clinic's own folder (which need not be there), and those that come with WobbleQuest."""
        return cls((own, asset("speech/README.md").parent))

    @property
    def available(self) -> bool:
        """Whether anything can be heard."""
        return pygame.mixer.get_init() is not None

    @property
    def speaking(self) -> bool:
        return bool(self._waiting) or (self.available and pygame.mixer.music.get_busy())

    def lasts_s(self, words: str, catalogue: Catalogue) -> float:
        """How long a message lasts when spoken; 0 where it is not spoken, or not all of it is recorded. The same without a device."""
        return sum(seconds for _, seconds in self._files(words, catalogue))

    def say(self, words: str, catalogue: Catalogue) -> None:
        """Begin to say a message, after what is being said. What is not recorded is silence."""
        self._waiting.extend(path for path, _ in self._files(words, catalogue))
        self.update()

    def update(self) -> None:
        """Call each frame: the next piece begins when the one before it ends."""
        if not self.available:
            self._waiting.clear()
            return
        while self._waiting and not pygame.mixer.music.get_busy():
            self._begin(self._waiting.popleft())

    def hush(self) -> None:
        """Be silent at once."""
        self._waiting.clear()
        if self.available:
            pygame.mixer.music.stop()

    def set_volume(self, volume: float) -> None:
        """0…1, at once."""
        if volume != self._volume and self.available:
            pygame.mixer.music.set_volume(volume)
        self._volume = volume

    def close(self) -> None:
        """Be silent, before the audio device is given back."""
        self.hush()
        if self.available:
            pygame.mixer.music.unload()

    # -- files --------------------------------------------------------------------------------------------------------

    def _files(self, words: str, catalogue: Catalogue) -> tuple[tuple[Path, float], ...]:
        """The recordings of a message and how long each lasts; none where one of them is lacking."""
        if not isinstance(words, Message) or (isinstance(words.made, Phrase) and not words.made.aloud):
            return ()
        known = catalogue.info.code, str(words)
        if known not in self._found:
            if len(self._found) >= KNOWN:
                self._found.clear()
            found = [self._file(piece, catalogue.info.code) for piece in utterance(words, catalogue)]
            self._found[known] = tuple(each for each in found if each is not None) if None not in found else ()
        return self._found[known]

    def _file(self, piece: Piece, code: str) -> tuple[Path, float] | None:
        for path in (folder / code / f"{piece.key}{kind}" for folder in self._folders for kind in KINDS):
            if not path.is_file():
                continue
            try:
                return path, seconds_of(path)
            except (FileProblem, OSError) as problem:
                self._tell_once(f"{path.name} cannot be played: {problem}")
        self._tell_once(f"nobody has recorded {piece.words!r} ({code}/{piece.key}.opus)")
        return None

    def _begin(self, path: Path) -> None:
        try:
            pygame.mixer.music.load(path)
            pygame.mixer.music.set_volume(self._volume)
            pygame.mixer.music.play()
        except (pygame.error, OSError) as problem:
            self._tell_once(f"{path.name} cannot be played: {problem}")

    def _tell_once(self, words: str) -> None:
        if words not in self._lacking:
            self._lacking.add(words)
            log.warning("%s", words)


def seconds_of(path: Path) -> float:
    """How long a recording lasts, in s, without decoding it. Raises FileProblem for what is neither Ogg Opus, Ogg Vorbis nor WAV."""
    if path.suffix == ".wav":
        try:
            with wave.open(str(path), "rb") as file:
                return file.getnframes() / file.getframerate()
        except (wave.Error, EOFError, ZeroDivisionError) as problem:
            raise FileProblem(f"this is not a WAV file ({problem})", path=path) from problem
    data = path.read_bytes()
    opus, vorbis, last = data.find(b"OpusHead"), data.find(b"\x01vorbis"), data.rfind(b"OggS", -_LAST_PAGE)
    if not data.startswith(b"OggS") or max(opus, vorbis) < 0 or len(data) < max(opus + 16, vorbis + 16, last + 14):
        raise FileProblem("this is neither an Ogg Opus nor an Ogg Vorbis file", path=path)
    (samples,) = struct.unpack_from("<q", data, last + 6)
    if opus >= 0:  # counted at 48 kHz whatever was recorded, with what the decoder leaves out at the beginning
        samples, rate_hz = samples - struct.unpack_from("<H", data, opus + 10)[0], OPUS_HZ
    else:
        (rate_hz,) = struct.unpack_from("<I", data, vorbis + 12)
    if rate_hz == 0 or samples < 0:
        raise FileProblem("this recording is cut off", path=path)
    return float(samples / rate_hz)
