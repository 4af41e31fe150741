"""A command line that cannot be read is told in one sentence, with the word that was perhaps meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

from wobblequest.core.errors import UsageError

_TYPES = {"int": "a whole number", "float": "a number"}


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaint is a UsageError of one sentence instead of the usage and a remark."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self._sentence(message)} (`{self.prog} --help` shows an example)")

    def _sentence(self, message: str) -> str:
        said = message.removeprefix("argument ")
        if found := re.fullmatch(r"(.+): invalid (int|float) value: (.*)", said, re.DOTALL):
            return f"{found[1]} must be {_TYPES[found[2]]}, not {found[3]}"
        if found := re.fullmatch(r"(.+): invalid choice: '(.*)' \(choose from (.*)\)", said, re.DOTALL):
            choices = [choice.strip("' ") for choice in found[3].split(",")]
            return f"{found[1]}: there is no `{found[2]}`{_meant(found[2], choices) or ': there are ' + ', '.join(choices)}"
        if found := re.fullmatch(r"unrecognized arguments: (.*)", said, re.DOTALL):
            word = found[1].split()[0] if found[1].split() else found[1]
            if word.startswith("-"):
                return f"there is no option {word}{_meant(word.partition('=')[0], self._option_string_actions)}"
            return f"`{found[1]}` is more than this command takes"
        if found := re.fullmatch(r"the following arguments are required: (.*)", said, re.DOTALL):
            return f"say also {found[1]}"
        return said


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f": did you mean `{near[0]}`?" if near else ""
