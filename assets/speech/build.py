"""Render what the voice says: one small file a sentence and language, from the phrases of the code and of the levels.

    python assets/speech/build.py [LANGUAGE ...]    render what is missing, take away what is not needed any more
    python assets/speech/build.py --check           say what is missing or too much; changes nothing

Needs espeak-ng 1.51 and opusenc (opus-tools) on the path. Which phrases are spoken, `assets/translations/build.py` gathers; what a file is
called and what is said in it, `wobblequest.language.spoken`. Files whose source in index.csv is not espeak-ng were recorded by a person and
are never touched. The same text gives the same file, byte for byte, with the same versions of both programs. README.md here tells more.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from wave import open as open_wave

import numpy as np
from numpy.typing import NDArray

from wobblequest.core.languages import ENGLISH, LANGUAGES
from wobblequest.draw.voice import KINDS
from wobblequest.language.catalogue import catalogue
from wobblequest.language.spoken import NUMBERS, Piece, fixed_pieces, number_piece

HERE = Path(__file__).resolve().parent
INDEX, PRONOUNCED = "index.csv", "pronounced.csv"
RENDERED = "espeak-ng"
"""How the source of a file begins that may be rendered anew."""
WORDS_PER_MIN, TOLERANCE, LEAST_WORDS = 145.0, 15.0, 4
"""Longer texts are fitted to the pace; of a word or two it means nothing."""
SPEEDS = range(80, 260)
BITRATE_KBPS = 14
LOUDNESS_DB, PEAK_DB = -20.0, -1.5
"""Of the sounding parts, and at most."""
SILENCE = 0.01
"""Of the peak: softer than that at either end is cut off."""
EDGE_S, FADE_S = 0.03, 0.005

Samples = NDArray[np.float64]


class Voice(NamedTuple):
    """A voice of espeak-ng. speed : its own measure of pace, at which sentences of this language come near 145 words a minute. by_letters :
    whether it can read the language as it is written."""

    name: str
    speed: int
    by_letters: bool = True


VOICES = {
    "en": Voice("en-gb", 112), "de": Voice("de", 120), "es": Voice("es", 125), "fr": Voice("fr-fr", 128), "nl": Voice("nl", 128),
    "he": Voice("he", 130, by_letters=False),
}


class Row(NamedTuple):
    """A line of index.csv. subtitle : what is said, as written on the screen. source : who says it."""

    key: str
    subtitle: str
    source: str

    @property
    def rendered(self) -> bool:
        return self.source.startswith(RENDERED)


def needed(code: str) -> dict[str, Piece]:
    """All that is spoken in a language, by key. Phrases without a translation are not: they would be English in a foreign mouth."""
    gathered, pot = _gathered()
    lacking = set() if code == ENGLISH else set(gathered.lacking(gathered.merged(code, pot)))
    said = [phrase.id for phrase in pot if gathered.SPOKEN in phrase.auto_comments and phrase.id not in lacking]
    into = catalogue(code)
    pieces = [number_piece(number) for number in NUMBERS] + [piece for msgid in said for piece in fixed_pieces(msgid, into)]
    return {piece.key: piece for piece in pieces}


@cache
def _gathered() -> tuple[ModuleType, Any]:
    """`assets/translations/build.py`, which knows where phrases stand, and all of them."""
    spec = importlib.util.spec_from_file_location("wobblequest_translations_build", HERE.parent / "translations" / "build.py")
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - it is a plain file
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.template()


def index_of(folder: Path) -> dict[str, Row]:
    """What index.csv says of each file; empty where there is none yet."""
    if not (path := folder / INDEX).is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["key"]: Row(row["key"], row["subtitle"], row["source"]) for row in csv.DictReader(file)}


def write_index(folder: Path, rows: dict[str, Row]) -> None:
    with (folder / INDEX).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(Row._fields)
        out.writerows(rows[key] for key in sorted(rows))


def pronounced(folder: Path) -> dict[str, str]:
    """How the voice is to say what it does not say well by itself: text → espeak-ng's phonemes, or the text spelled otherwise."""
    if not (path := folder / PRONOUNCED).is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["words"]: row["said"] for row in csv.DictReader(file)}


# -- one file ---------------------------------------------------------------------------------------------------------


def rendered(words: str, said: str, voice: Voice) -> bytes:
    """The Ogg Opus file in which the voice says something, at the pace of the others."""
    speed, count = voice.speed, len(words.split())
    samples, rate_hz = spoken(said, voice.name, speed)
    for _ in range(8):
        pace = 60.0 * count / (samples.size / rate_hz)
        if count < LEAST_WORDS or abs(pace - WORDS_PER_MIN) <= TOLERANCE:
            break
        speed = min(max(round(speed * WORDS_PER_MIN / pace), SPEEDS[0]), SPEEDS[-1])
        samples, rate_hz = spoken(said, voice.name, speed)
    return encoded(as_loud_as_the_others(samples, rate_hz), rate_hz)


def spoken(said: str, voice: str, speed: int) -> tuple[Samples, int]:
    """What the voice says, −1…1, without the silence before and after; and the sample rate in Hz."""
    done = subprocess.run([_program("espeak-ng"), "-v", voice, "-s", str(speed), "--stdout", said], capture_output=True, check=True)  # noqa: S603
    with open_wave(BytesIO(_with_length(done.stdout)), "rb") as wave:
        rate_hz = wave.getframerate()
        samples = np.frombuffer(wave.readframes(wave.getnframes()), np.int16).astype(np.float64) / 32768
    loud = np.flatnonzero(np.abs(samples) > SILENCE * np.max(np.abs(samples), initial=1e-9))
    if loud.size == 0:
        raise SystemExit(f"espeak-ng says nothing for {said!r}")
    return samples[loud[0]:loud[-1] + 1], rate_hz


def _with_length(wave: bytes) -> bytes:
    """A stream's header does not know how long it will be: put it right."""
    at = wave.index(b"data") + 8
    return wave[:at - 4] + (len(wave) - at).to_bytes(4, "little") + wave[at:]


def as_loud_as_the_others(samples: Samples, rate_hz: int) -> Samples:
    """At the same loudness, with a soft begin and end and a breath of silence around."""
    frame = rate_hz // 50
    power = np.mean(samples[:samples.size // frame * frame].reshape(-1, frame) ** 2, axis=1)
    sounding = np.sqrt(np.mean(power[power > np.max(power) / 1000]))
    gain = min(10 ** (LOUDNESS_DB / 20) / sounding, 10 ** (PEAK_DB / 20) / np.max(np.abs(samples)))
    fade, edge = round(FADE_S * rate_hz), np.zeros(round(EDGE_S * rate_hz))
    out = samples * gain
    out[:fade] *= np.linspace(0.0, 1.0, fade)
    out[-fade:] *= np.linspace(1.0, 0.0, fade)
    return np.concatenate([edge, out, edge])


def encoded(samples: Samples, rate_hz: int) -> bytes:
    """As Ogg Opus, mono, always under the same serial number and without room for notes: files this short are mostly header else."""
    raw = np.rint(samples * 32767).astype("<i2").tobytes()
    source = ["--raw", "--raw-bits", "16", "--raw-rate", str(rate_hz), "--raw-chan", "1"]
    how = ["--bitrate", str(BITRATE_KBPS), "--speech", "--framesize", "60", "--padding", "0", "--serial", "1"]
    return subprocess.run([_program("opusenc"), "--quiet", *source, *how, "-", "-"], input=raw, capture_output=True, check=True).stdout  # noqa: S603


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed; it renders the speech")
    return found


# -- all files --------------------------------------------------------------------------------------------------------


def build(code: str, *, check: bool) -> int:
    """Bring a language's folder up to date, or only say what is not. Gives how much there is to do, or could not be done."""
    folder, voice = HERE / code, VOICES[code]
    folder.mkdir(exist_ok=True)
    wanted, rows, how = needed(code), index_of(folder), pronounced(folder)
    files = {path.stem: path for kind in KINDS for path in folder.glob(f"*{kind}")}
    missing = [key for key in wanted if key not in files or key not in rows]
    mute = [key for key in missing if not voice.by_letters and wanted[key].words not in how]
    needless = [key for key in {*files, *rows} - {*wanted} if key not in rows or rows[key].rendered]
    print(f"{code}: {len(wanted) - len(missing)} of {len(wanted)}; {len(needless)} not needed; {len(mute)} nobody told how to pronounce")
    if check:
        for key in missing:
            print(f"  {code} lacks {key}: {wanted[key].words}")
        return len(missing) + len(needless)
    for key in set(missing) - set(mute):
        words = wanted[key].words
        (folder / f"{key}.opus").write_bytes(rendered(words, how.get(words, words), voice))
        rows[key] = Row(key, words, f"{RENDERED} {voice.name}")
    for key in needless:
        if key in files:
            files[key].unlink()
        rows.pop(key, None)
    write_index(folder, rows)
    return len(mute)


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("languages", nargs="*", default=list(LANGUAGES), help="codes such as en, all by default")
    asked.add_argument("--check", action="store_true", help="say what is missing or too much; change nothing")
    options = asked.parse_args()
    return 1 if sum(build(code, check=options.check) for code in options.languages) else 0


if __name__ == "__main__":
    sys.exit(main())
