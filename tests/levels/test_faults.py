"""F13: whatever a level file holds, it loads or is refused with file and line, cheaply, and the others still load."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from wobblequest.core.chance import Chance
from wobblequest.core.errors import FileProblem
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.load import examine
from wobblequest.levels.shelf import load_shelf, shipped_folder

FILES = sorted(shipped_folder().glob("*.yaml"))
MUTATIONS = 500
MOST_MEMORY = 50 * 1024 * 1024

Mutation = Callable[[bytes, Chance], bytes]

BITS = (
    b"no", b"12:30", b".nan", b"-.inf", b".inf", b"1e400", b"-1e400", b"null", b"true", b"9" * 400,
    b"&a", b"*a", b"!!binary", b"<<: *a", b"---\n", b"...\n", b"%YAML 1.1\n", b": ", b"- ", b"? ", b"#", b"|", b">",
    b"{", b"[", b"]", b"}", b"'", b'"', b"[[[[[[[[[[[[[[", b"{a: {a: {a: ",
    b"\t", b"\n", b"\r", b"  ", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\\ud800", b"\xe2\x80\xa8", b"\xed\xa0\x80",
    b"id: x\n", b"parameters:\n", b"  radius_deg: 5\n",
)


def flipped(data: bytes, chance: Chance) -> bytes:
    i = chance.below(len(data))
    return data[:i] + bytes([data[i] ^ (1 << chance.below(8))]) + data[i + 1:]


def inserted(data: bytes, chance: Chance) -> bytes:
    i = chance.below(len(data) + 1)
    return data[:i] + BITS[chance.below(len(BITS))] + data[i:]


def cut(data: bytes, chance: Chance) -> bytes:
    a, n = chance.below(len(data)), 1 + chance.below(40)
    return data[:a] + data[a + n:]


def cut_off(data: bytes, chance: Chance) -> bytes:
    return data[: chance.below(len(data) + 1)]


def line_doubled(data: bytes, chance: Chance) -> bytes:
    lines = data.splitlines(keepends=True)
    i = chance.below(len(lines))
    return b"".join([*lines[: i + 1], *lines[i:]])


def lines_swapped(data: bytes, chance: Chance) -> bytes:
    lines = data.splitlines(keepends=True)
    i, j = chance.below(len(lines)), chance.below(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return b"".join(lines)


def value_replaced(data: bytes, chance: Chance) -> bytes:
    lines = data.split(b"\n")
    spots = [i for i, line in enumerate(lines) if re.match(rb"\s*[a-z_]+:\s+\S", line)]
    i = spots[chance.below(len(spots))]
    lines[i] = re.sub(rb":.*", b": " + BITS[chance.below(len(BITS))].replace(b"\\", b"\\\\"), lines[i], count=1)
    return b"\n".join(lines)


def random_bytes(data: bytes, chance: Chance) -> bytes:
    return bytes(chance.below(256) for _ in range(chance.below(len(data))))


WAYS: tuple[Mutation, ...] = (flipped, inserted, cut, cut_off, line_doubled, lines_swapped, value_replaced, random_bytes)


@pytest.mark.parametrize("file", FILES, ids=lambda p: p.stem)
def test_every_mutation_loads_or_is_refused_at_its_line(file: Path, tmp_path: Path) -> None:
    chance = Chance(13, file.stem)
    whole = file.read_bytes()
    path = tmp_path / file.name
    refused = 0
    for n in range(MUTATIONS):
        data = WAYS[n % len(WAYS)](whole, chance)
        for _ in range(chance.below(3)):
            data = WAYS[chance.below(len(WAYS) - 1)](data, chance) if re.search(rb"(?m)^[a-z_]+:\s+\S", data) else data
        path.write_bytes(data)
        found = examine(path)
        if isinstance(found, Level):
            assert level_from_json(found.to_json()) == found
            continue
        refused += 1
        for problem in found:
            assert type(problem) is FileProblem
            assert problem.path == path
            assert problem.line is not None or "not YAML" in problem.message
            assert problem.line is None or 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + data.count(b"\xe2\x80\xa8") + 3
            assert "\n" not in problem.message
            assert "Input should" not in problem.message
    assert MUTATIONS / 4 < refused < MUTATIONS


ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
HOLD_1 = (shipped_folder() / "hold-1.yaml").read_text(encoding="utf-8")

HOSTILE: dict[str, tuple[bytes, int | None, str | None]] = {
    "alias-bomb": (ALIAS_BOMB.encode(), 1, None),
    "ten-megabytes": (b"# padding\n" * 1_048_576, None, None),
    "ten-megabytes-one-line": (b"a" * 10_485_760, None, None),
    "deep": (b"[" * 200_000, 1, None),
    "deep-by-indent": ("\n".join("  " * n + "a:" for n in range(300)).encode(), 13, None),
    "many-entries": (b"a: [" + b"1," * 100_000 + b"]", 1, None),
    "many-keys": ("".join(f"k{n}: {n}\n" for n in range(20_000)).encode(), 2500, None),
    "long-number": (HOLD_1.replace("radius_deg: 6 ", "radius_deg: " + "9" * 100_000).encode(), 16, "parameters.radius_deg"),
    "long-text": (HOLD_1.replace("title: Find the middle", "title: " + "word " * 40_000).encode(), 6, "title"),
    "bad-utf-8": (HOLD_1.encode().replace(b"calmly", b"c\xe4lmly"), 13, None),
    "utf-16": (HOLD_1.encode("utf-16"), 1, None),
    "nul": (HOLD_1.replace("calmly", "calm\x00ly").encode(), 13, None),
    "duplicate-key": (HOLD_1.replace("duration_s: 20\n", "duration_s: 20\n  radius_deg: 3\n").encode(), 18, "parameters.radius_deg"),
    "no": (HOLD_1.replace("stance: both", "stance: no").encode(), 9, "stance"),
    "sexagesimal": (HOLD_1.replace("duration_s: 20", "duration_s: 12:30").encode(), 17, "parameters.duration_s"),
    "nan": (HOLD_1.replace("hold_s: 2 ", "hold_s: .nan ").encode(), 18, "parameters.hold_s"),
    "minus-inf": (HOLD_1.replace("zero: 10", "zero: -.inf").encode(), 22, "anchors.zero"),
    "python-tag": (HOLD_1.replace("title: Find the middle", "title: !!python/object/apply:os.getcwd []").encode(), 6, None),
}


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What is made once, on the first level ever, is not counted against a hostile one."""
    load_shelf(shipped_folder())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_where_it_hurts_and_cost_little(name: str, tmp_path: Path) -> None:
    data, line, key = HOSTILE[name]
    path = tmp_path / "hostile.yaml"
    path.write_bytes(data)
    del data
    tracemalloc.start()
    try:
        found = examine(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(found, tuple)
    assert (found[0].path, found[0].line, found[0].key) == (path, line, key)
    assert peak < MOST_MEMORY


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_text(HOLD_1, encoding="utf-8-sig")
    assert isinstance(examine(path), Level)


def test_among_hostile_files_the_good_ones_still_load(tmp_path: Path) -> None:
    for name, (data, _, _) in HOSTILE.items():
        (tmp_path / f"{name}.yaml").write_bytes(data)
    for file in FILES:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    shelf = load_shelf(tmp_path)
    assert [level.id for level in shelf.levels] == [level.id for level in load_shelf(shipped_folder()).levels]
    assert {Path(str(p.path)).stem for p in shelf.problems} == set(HOSTILE)
