from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from wobblequest.core.errors import FileProblem
from wobblequest.levels import strict_yaml
from wobblequest.levels.strict_yaml import decode, parse, read_bytes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("12:30", "12:30"), ("1_000", "1_000"), ("2024-01-01", "2024-01-01"), ("0x1F", "0x1F"),
        ("true", True), ("False", False), ("null", None), ("~", None), ("", None), ('"true"', "true"), ("'5'", "5"),
        ("5", 5), ("-07", -7), ("+3", 3), ("5.", 5.0), (".5", 0.5), ("1e3", 1000.0), ("-1.5E-2", -0.015), ("nan", "nan"), ("e5", "e5"),
        ("[1, [two], {a: 3}]", [1, ["two"], {"a": 3}]), ("{}", {}), ("<<", "<<"), ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_scalars_are_read_as_yaml_1_2_reads_them(text: str, value: Any) -> None:
    found = parse(f"key: {text}\n").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_words() -> None:
    assert parse("no: 1\n1: 2\ntrue: 3\n").data == {"no": 1, "1": 2, "true": 3}


def test_every_entry_knows_its_line() -> None:
    document = parse("# first\na: 1\n\nb:\n  c: [5,\n      6]\n  d: x\n")
    assert document.lines == {(): 2, ("a",): 2, ("b",): 4, ("b", "c"): 5, ("b", "c", 0): 5, ("b", "c", 1): 6, ("b", "d"): 7}
    assert document.line_of(("b", "missing")) == 4
    assert document.line_of(("nowhere", 3)) == 2


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a", "a second time (first in line 1)"),
        ("b:\n  c: 1\n  c: 2\n", 3, "b.c", "a second time"),
        ("a: &x 1\nb: *x\n", 1, None, "anchors such as `&x`"),
        ("a: *x\n", 1, None, "aliases such as `*x`"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, None, "tags"),
        ("a: !float 1\n", 1, None, "tags"),
        ("a: .nan\n", 1, "a", "not a number"),
        ("x:\n  - 1\n  - -.inf\n", 3, "x[1]", "not a number"),
        ("a: 1e999\n", 1, "a", "too large a number"),
        ("a: " + "9" * 5000 + "\n", 1, "a", "too long"),
        ("a: 1\n---\nb: 2\n", 2, None, "second document"),
        ("a: 1\n\tb: 2\n", 2, None, "tab"),
        ("a: b: c\n", 1, None, "colon too many"),
        ("a: 1\n b: 2\n", 2, None, "colon too many"),
        ("a:\n  b: 1\n c: 2\n", 3, None, "indented differently"),
        ('a: "open\n', 1, None, "a quote is opened here and not closed"),
        ("a: 1\nb: 'open\nc: 2\n", 2, None, "a quote is opened here and not closed"),
        ("a: 1\nb: [1, 2\nc: 2\n", 2, None, "close it with `]`"),
        ("a: 1\nb 2\nc: 3\n", 2, None, "with a colon and a space"),
        ("a: 1\nb:2\n\n\nc: 3\n", 2, None, "with a colon and a space"),
        ("a: @b\n", 1, None, "goes in quotes"),
        ('a: "\\q"\n', 1, None, "unknown escape"),
        ("? [1, 2]\n: 3\n", 1, None, "a key is a single word"),
        ("- a\n- b\n", 1, None, "expected `key: value` lines"),
        ("just words\n", 1, None, "expected `key: value` lines"),
        ("", 1, None, "empty"),
        ("# only a comment\n", 1, None, "empty"),
        ("a: 1\nb: \x07\n", 2, None, "U+0007"),
        ('a: "\\ud800"\n', 1, "a", "surrogate"),
        ('a: "\\UFFFFFFFF"\n', None, None, "not YAML"),
        ("%YAML " + "9" * 5000 + ".1\n---\na: 1\n", None, None, "not YAML"),
        ("a: " + "[" * 12 + "]" * 12 + "\n", 1, None, "nested deeper than 12"),
        ("[" * 100_000, 1, None, "nested deeper than 12"),
    ],
)
def test_what_is_not_taken_is_said_at_its_line(text: str, line: int | None, key: str | None, words: str) -> None:
    with pytest.raises(FileProblem, match=re.escape(words)) as caught:
        parse(text, "x.yaml")
    assert (caught.value.path, caught.value.line, caught.value.key) == ("x.yaml", line, key)


def test_too_many_entries_are_counted_before_anything_is_made_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = strict_yaml._scalar
    monkeypatch.setattr(strict_yaml, "_scalar", lambda event, place: made.append(event) or real(event, place))
    with pytest.raises(FileProblem, match="more than 5000 entries"):
        parse("a: [" + "1," * 60_000 + "]")
    assert len(made) < 5000


def test_a_text_that_is_too_large_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml.yaml, "parse", lambda *_, **__: pytest.fail("parsed"))
    with pytest.raises(FileProblem, match="larger than 256 KiB"):
        parse("a" * (strict_yaml.MOST_BYTES + 1))


def test_a_byte_order_mark_is_taken_off() -> None:
    assert parse(decode(b"\xef\xbb\xbfid: x\n")).data == {"id": "x"}


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [(b"a: 1\nb: \xff\n", 2, "byte 0xff is not UTF-8"), ("a: 1".encode("utf-16"), 1, "UTF-16"), (b"a: \xed\xa0\x80", 1, "not UTF-8")],
)
def test_bytes_that_are_not_utf_8_are_said_at_their_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(FileProblem, match=words) as caught:
        decode(data, "x.yaml")
    assert caught.value.line == line


def test_files_that_cannot_be_read_are_problems_too(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        read_bytes(tmp_path / "none.yaml")
    with pytest.raises(FileProblem, match="not a file"):
        read_bytes(tmp_path)
    with pytest.raises(FileProblem, match="cannot be read"):
        read_bytes(tmp_path / ("x" * 5000))
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (strict_yaml.MOST_BYTES + 1))
    with pytest.raises(FileProblem, match="larger than 256 KiB"):
        read_bytes(big)
