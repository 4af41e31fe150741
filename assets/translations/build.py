"""Make the catalogues: gather every phrase that a person may see or hear, merge it into each language's file, and compile those.

    python assets/translations/build.py            write the template, merge it into each language, compile
    python assets/translations/build.py --check    say what is out of date and which phrases lack a translation; changes nothing

Phrases are what the code hands to `message`, `aloud` and `counted` (`wobblequest.core.messages`), and the words of the levels and
programmes that come with WobbleQuest. docs/translating.md tells how to add a language and how to correct a phrase.

What is written depends on the phrases alone, on no date and no version: who builds twice changes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from wobblequest.core.languages import ENGLISH, LANGUAGES
from wobblequest.core.messages import Message as Words
from wobblequest.core.messages import Phrase
from wobblequest.levels.load import read_level
from wobblequest.levels.programme_load import examine_programme

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TEMPLATE = HERE / "wobblequest.pot"
KEYWORDS: Mapping[str, Any] = {"message": None, "aloud": None, "counted": (1, 2)}
SPOKEN = "Spoken, too: what is read is what the voice says."
YAML_COMMENTS: Mapping[str, str] = {
    "title": "Title of a level, a test or a programme.",
    "words.goal": "Goal of a level: one plain sentence for the player.",
    "idea": "What a programme is for: one plain sentence for the player.",
    "protocol.definition": "What a test does and measures: a sentence for a report.",
    "range": "A published range: its figures.",
    "who": "A published range: of whom.",
    "device": "A published range: on what device.",
}
"""Where in a file a phrase stands → what it is, for a translator."""
LONGEST: Mapping[str, int] = {"title": 48, "words.goal": 105, "idea": 105}
"""So many characters have room; English has 34 and 68."""
MOST_SPOKEN_WORDS = 14
"""English keeps to eight; other languages need up to half as many more for the same, and some write articles apart."""
RULES = """\
WobbleQuest, the words that a player sees and hears. Licence: as WobbleQuest.

The player is often about 75, stands on a board that tips, reads from two metres away, and hears the same words. Write for that person.
- English is the text itself. {names} in braces are filled in: keep each exactly, put it where your language wants it, and add none.
- Address: German "Sie", French "vous", Spanish "usted", Dutch "u", Hebrew imperative plural, gender-neutral.
- Short. An instruction has about eight words; what is marked "Spoken" is said while somebody balances. No second sentence.
- Kind and plain, present tense. No remark on age or body, no "game over", nobody has failed.
- Never promise health, never say that someone is safe or at risk, never name an illness that the English does not name.
- One term for one thing: docs/translating.md has the glossary. Left and right are the player's own.
- Keep a full stop where English has one, and write none where it has none. A phrase that begins small stands inside another.
- Plurals: fill in every form your language has. Numbers and dates are written by the program, in your language's way.
"""


class Place(NamedTuple):
    """Where a phrase of a file stands: the file, and the key by dots."""

    file: str
    key: str


class Phrases(Catalog):
    """A catalogue whose header names nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """What a reader of the file must know, no more."""
        own = [] if self.locale is None else [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [
            ("Project-Id-Version", "WobbleQuest"), *own,
            ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit"),
        ]


def template() -> Phrases:
    """Every phrase, in the order of the files it stands in."""
    out = Phrases(header_comment="\n".join(f"# {line}".rstrip() for line in RULES.splitlines()), charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "wobblequest").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for keyword, spec in KEYWORDS.items():
            for _, phrase, comments, _ in extract_from_file("python", path, keywords={keyword: spec}, comment_tags=("Translators:",)):
                _add(out, phrase, where, [*comments, *([SPOKEN] if keyword == "aloud" else [])])
    for place, words in words_of_files():
        spoken = isinstance(words.made, Phrase) and words.made.aloud
        _add(out, str(words), place.file, [comment_of(place.key), *([SPOKEN] if spoken else [])])
    for phrase in out:
        _own_flags(phrase)
    return out


def _add(catalogue: Phrases, phrase: str | tuple[str, ...], where: str, comments: list[str]) -> None:
    one = phrase if isinstance(phrase, str) else phrase[0]
    if not one:
        return
    known = catalogue.get(one)
    if known is not None and known.pluralizable and not isinstance(phrase, str) and known.id != phrase:
        raise SystemExit(f"{where}: {phrase!r} and {known.id!r} begin alike; one phrase has one plural")
    if known is not None and known.pluralizable and isinstance(phrase, str):
        phrase = known.id  # a phrase that is counted somewhere is one entry everywhere
    new = [comment for comment in comments if known is None or comment not in known.auto_comments]
    catalogue.add(phrase, locations=[(where, None)], auto_comments=list(dict.fromkeys(new)))


def _own_flags(phrase: Message) -> None:
    """Phrases are filled in by ``str.format``; a per cent sign is one."""
    phrase.flags -= {"python-format", "python-brace-format"}
    if phrase.id and placeholders(phrase.id if isinstance(phrase.id, str) else phrase.id[1]):
        phrase.flags.add("python-brace-format")


def words_of_files() -> Iterator[tuple[Place, Words]]:
    """All words of the levels and programmes that come with WobbleQuest, and where they stand."""
    levels = {path: read_level(path) for path in sorted((ROOT / "levels").glob("*.yaml"))}
    programmes = {
        path: examine_programme(path, list(levels.values())) for path in sorted((ROOT / "levels" / "programmes").glob("*.yaml"))
    }
    for path, read in (levels | programmes).items():
        yield from ((Place(path.relative_to(ROOT).as_posix(), key), words) for key, words in _words_in(read))


def _words_in(value: Any, key: str = "") -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield key, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _words_in(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _words_in(each, key)


def comment_of(key: str) -> str:
    """What a phrase of a level or programme is, for a translator."""
    return YAML_COMMENTS[key] if key in YAML_COMMENTS else YAML_COMMENTS[key.rpartition(".")[2]]


def kept(code: str, *, dropped: bool = False) -> Phrases:
    """A language's catalogue as its file has it. dropped : with the phrases at its end that are no longer said."""
    path = HERE / f"{code}.po"
    out = Phrases(locale=LANGUAGES[code].locale, charset="utf-8", fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            known = read_po(file, locale=LANGUAGES[code].locale)
        for phrase in [*known, *(known.obsolete.values() if dropped else ())]:
            if phrase.id:
                out[phrase.id] = phrase
    return out


def merged(code: str, pot: Phrases) -> Phrases:
    """A language's catalogue with just the phrases of the template. What was dropped stays at the end, should it come back; what is new and
    much like something old is filled in from there and marked fuzzy, which counts as not translated."""
    out = kept(code, dropped=True)
    out.update(pot)
    out.header_comment = pot.header_comment
    for phrase in out:
        _own_flags(phrase)
    return out


def text_of(catalogue: Phrases) -> bytes:
    """The catalogue as a .po or .pot file."""
    out = BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False)
    return out.getvalue()


def compiled(catalogue: Phrases) -> bytes:
    """The catalogue as a .mo file, without what is not wholly translated: that is said in English."""
    without, whole = frozenset(lacking(catalogue)), Phrases(locale=catalogue.locale, charset="utf-8", fuzzy=False)
    for phrase in catalogue:
        if phrase.id and (phrase.id if isinstance(phrase.id, str) else phrase.id[0]) not in without:
            whole[phrase.id] = phrase
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. Raises ValueError where the braces do not fit together."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def lacking(catalogue: Catalog) -> list[str]:
    """The English of the phrases that have no translation, or not in every form of number."""
    out = []
    for phrase in catalogue:
        forms = phrase.string if isinstance(phrase.string, tuple | list) else (phrase.string,)
        if phrase.id and (phrase.fuzzy or not all(forms) or (phrase.pluralizable and len(forms) < catalogue.num_plurals)):
            out.append(phrase.id if isinstance(phrase.id, str) else phrase.id[0])
    return out


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--check", action="store_true", help="say what is out of date and what lacks a translation; change nothing")
    check: bool = asked.parse_args().check
    pot = template()
    files = {TEMPLATE: text_of(pot)}
    found = 0
    for code in LANGUAGES:
        if code == ENGLISH:
            continue
        catalogue = merged(code, pot)
        files |= {HERE / f"{code}.po": text_of(catalogue), HERE / f"{code}.mo": compiled(catalogue)}
        without = lacking(catalogue)
        found += len(without)
        print(f"{code}: {len(pot) - len(without)} of {len(pot)} phrases")
        if check:
            print("".join(f"  {code} lacks: {english}\n" for english in without), end="")
    for path, data in files.items():
        if path.is_file() and path.read_bytes() == data:
            continue
        print(f"{path.name} {'is out of date' if check else 'written'}")
        found += check
        if not check:
            path.write_bytes(data)
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
