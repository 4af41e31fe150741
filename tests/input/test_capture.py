"""The capture file: written as it comes, read back the same, whole up to where it was cut, one sentence for whatever else is in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wobblequest.core.errors import FileProblem
from wobblequest.core.samples import Reading
from wobblequest.input import capture
from wobblequest.input.capture import About, Capture, CaptureFull, CaptureWriter, Moment, from_lines, is_capture, read_capture
from wobblequest.input.captured import CapturedSource

ABOUT = About("COM3", "USB-SERIAL CH340 (COM3)", "1A86:7523", "…", "0.1.0", "Windows 11 AMD64", "3.12.3")
FIRST = b'{"format":"wobblequest-capture","version":1,"about":{"port":"COM3"}}\n'
MOMENTS = (
    Moment(0.0, "opened", "USB-SERIAL CH340 (COM3)"), Moment(0.001, "baud", 115200), Moment(0.5, "wrote", b"r"),
    Moment(1.25, "came", bytes(range(256))), Moment(1.25, "came", b"pitch,roll\r\n1.5,-2\r\n"), Moment(2.0, "protocol", "csv"),
    Moment(2.0, "seen", "found csv °"), Moment(3.0, "missing", 12), Moment(3.5, "closed", "unplugged"),
)
moments = st.lists(st.one_of(
    st.tuples(st.sampled_from(["came", "wrote"]), st.binary(max_size=60)),
    st.tuples(st.sampled_from(["baud", "missing"]), st.integers(0, 10**6)),
    st.tuples(st.sampled_from(["opened", "closed", "seen", "protocol"]), st.text(max_size=20)),
), max_size=20)


def written(path: Path, *what: Moment) -> Path:
    with CaptureWriter(path, ABOUT) as writer:
        for moment in what:
            writer.add(moment)
    return path


def played(source: CapturedSource, step_s: float = 0.02) -> list[Reading]:
    readings: list[Reading] = []
    now_s = 50.0
    while source.link(now_s).state != "ended":
        readings += source.poll(now_s)
        now_s += step_s
    return readings


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = written(tmp_path / "board.jsonl", *MOMENTS)
    assert read_capture(path) == Capture(ABOUT, MOMENTS)
    assert path.read_bytes().isascii()
    assert is_capture(path)
    assert read_capture(path).chunks == [(1.25, bytes(range(256))), (1.25, b"pitch,roll\r\n1.5,-2\r\n")]
    assert read_capture(path).lasted_s == 3.5


def test_text_of_a_board_can_be_read_in_the_file(tmp_path: Path) -> None:
    lines = written(tmp_path / "board.jsonl", *MOMENTS).read_text(encoding="ascii").splitlines()
    assert lines[5] == r'[1.25,"pitch,roll\r\n1.5,-2\r\n"]'
    assert json.loads(lines[-1]) == {"end": {"moments": len(MOMENTS)}}


@given(found=moments, steps_us=st.lists(st.integers(0, 10**6), min_size=20, max_size=20))
def test_any_moments_come_back(tmp_path_factory: pytest.TempPathFactory, found: list[tuple[capture.Kind, bytes]],
                               steps_us: list[int]) -> None:
    kept = tuple(Moment(sum(steps_us[: i + 1]) / 1e6, kind, what) for i, (kind, what) in enumerate(found))
    expected = tuple(moment for moment in kept if moment.what != b"")  # no bytes are nothing that happened
    path = written(tmp_path_factory.mktemp("any") / "c.jsonl", *kept)
    assert [(round(m.t_s, 6), m.kind, m.what) for m in expected] == [(m.t_s, m.kind, m.what) for m in read_capture(path).moments]


def test_a_capture_that_was_cut_off_is_whole_up_to_its_last_line(tmp_path: Path) -> None:
    data = written(tmp_path / "board.jsonl", *MOMENTS).read_bytes()
    ends = [i + 1 for i, byte in enumerate(data) if byte == 10]
    cut = tmp_path / "cut.jsonl"
    for at in range(ends[0], len(data)):
        cut.write_bytes(data[:at])
        read = read_capture(cut)
        whole = sum(end - 1 <= at for end in ends) - 1  # a line that lacks only its end is whole
        assert read.moments == MOMENTS[:whole]
        assert read.complete == (whole > len(MOMENTS))


def test_what_was_flushed_is_there_though_the_program_died(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path / "board.jsonl", ABOUT)
    writer.add(MOMENTS[0])
    writer.flush()
    read = read_capture(tmp_path / "board.jsonl")
    assert (read.moments, read.complete) == (MOMENTS[:1], False)
    writer.close()


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "precious.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileProblem, match=r"precious\.txt: this file is there already and is not overwritten; name another"):
        CaptureWriter(path, ABOUT)
    assert path.read_text(encoding="utf-8") == "mine"
    with pytest.raises(FileProblem, match="cannot be written"):
        CaptureWriter(tmp_path / "nowhere" / "c.jsonl", ABOUT)


def test_a_large_chunk_is_cut_so_that_it_can_be_read_again(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    read = read_capture(written(tmp_path / "c.jsonl", Moment(1.0, "came", data)))
    assert b"".join(part for _, part in read.chunks) == data
    assert max(len(part) for _, part in read.chunks) == capture.MOST_CHUNK
    assert {t_s for t_s, _ in read.chunks} == {1.0}


def test_a_capture_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "MOST_BYTES", 100)
    with CaptureWriter(tmp_path / "c.jsonl", ABOUT) as writer:
        writer.add(Moment(0.0, "came", b"x" * 100))
        with pytest.raises(CaptureFull, match="is full"):
            writer.add(Moment(0.1, "came", b"x"))
    assert read_capture(tmp_path / "c.jsonl").complete
    monkeypatch.setattr(capture, "MOST_BYTES", 99)
    with pytest.raises(FileProblem, match=r"c\.jsonl:2: there is more in it"):
        read_capture(tmp_path / "c.jsonl")


@pytest.mark.parametrize(("lines", "said"), [
    (b"", "the file is empty"),
    (b"hello\n", ":1: this line of the capture cannot be used"),
    (b'{"format":"wobblequest-recording","version":1}\n', ":1: .*not the first line of a capture"),
    (FIRST.replace(b'"version":1', b'"version":2'), ":1: .*format version is 2.*use a newer program"),
    (b'{"format":"wobblequest-capture","version":1}\n', ":1: .*does not say what was listened to"),
    (FIRST.replace(b'"COM3"', b"7"), ":1: .*text of at most"),
    (FIRST + b"[1]\n[2,\"a\"]\n", ":2: .*neither"),
    (FIRST + b'[1,"a"]\n[0.5,"b"]\n[2,"c"]\n', ":3: .*its time 0.5 is not between"),
    (FIRST + b'[NaN,"a"]\n[2,"c"]\n', ":2: .*its time nan"),
    (FIRST + b'[1e99,"a"]\n[2,"c"]\n', ":2: .*its time"),
    (FIRST + b'[true,"a"]\n[2,"c"]\n', ":2: .*its time"),
    (FIRST + "[1,\"\u20ac\"]\n[2,\"c\"]\n".encode(), ":2: .*latin-1"),
    (FIRST + b'{"t":1,"sang":"a"}\n[2,"c"]\n', ":2: .*nothing of a capture is called 'sang'"),
    (FIRST + b'{"t":1,"baud":"a"}\n[2,"c"]\n', ":2: .*baud must be a whole number"),
    (FIRST + b'{"t":1,"baud":-1}\n[2,"c"]\n', ":2: .*baud must be a whole number"),
    (FIRST + b'{"t":1,"came":"a","wrote":"b"}\n[2,"c"]\n', ":2: .*neither"),
    (FIRST + b'[1,"a"]\n{"end":{"moments":2}}\n', ":3: lines are missing or doubled"),
    (FIRST + b'{"end":{"moments":0}}\n[2,"c"]\n', ":3: .*after the end"),
    (FIRST + b"[" * 100_000 + b"\n[2,\"c\"]\n", ":2: "),
    (FIRST + b'[1,"' + b"a" * capture.MOST_LINE + b'"]\n', ":2: this line is longer"),
])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, lines: bytes, said: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(lines)
    with pytest.raises(FileProblem, match=r"^\S*c\.jsonl" + (said if said.startswith(":") else f": {said}")) as told:
        read_capture(path)
    assert "\n" not in str(told.value)


def test_lines_as_mail_and_editors_leave_them_can_be_read(tmp_path: Path) -> None:
    data = written(tmp_path / "board.jsonl", *MOMENTS).read_bytes()
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert is_capture(changed)
    assert read_capture(changed) == Capture(ABOUT, MOMENTS)


def test_what_is_no_capture_is_not_taken_for_one(tmp_path: Path) -> None:
    for data in (b"", b"pitch,roll\n", b'{"format":"wobblequest-recording","version":1', b"\xff" * 300):
        (tmp_path / "x").write_bytes(data)
        assert not is_capture(tmp_path / "x")
    with pytest.raises(FileProblem, match="no such file"):
        is_capture(tmp_path / "gone")
    with pytest.raises(FileProblem, match="no such file"):
        read_capture(tmp_path / "gone")


lines_of_a_capture = st.lists(st.one_of(
    st.binary(max_size=80),
    st.sampled_from([
        FIRST, b'[0.5,"a"]\n', b'{"t":1,"baud":9600}\n', b'{"t":2,"opened":""}\n', b'{"end":{"moments":1}}\n', b"{}\n", b"[]\n",
    ]),
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
                 lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["t", "came", "baud", "end", "about"]), inner),
                 max_leaves=6).map(lambda value: json.dumps(value).encode() + b"\n"),
), max_size=12)


@given(lines_of_a_capture, st.booleans())
@example([b'{"t":1,"baud":' + b"9" * 5000 + b"}\n"], True)
@example([b"[" + b"9" * 400 + b',"a"]\n', b"\n"], True)
def test_any_bytes_are_a_capture_or_a_problem_and_a_capture_can_be_played(lines: list[bytes], begins_well: bool) -> None:
    data = b"".join([FIRST, *lines] if begins_well else lines)
    try:
        read = from_lines(data.splitlines(keepends=True), "c.jsonl")
    except FileProblem:
        return
    assert all(earlier.t_s <= later.t_s for earlier, later in zip(read.moments, read.moments[1:], strict=False))
    if read.lasted_s < 100:
        played(CapturedSource(read), 0.25)


def test_a_capture_of_unknown_words_keeps_the_ones_that_are_known() -> None:
    first = FIRST.replace(b'"port":"COM3"', b'"port":"COM3","colour":"red"')
    assert from_lines([first]).about == replace(About(""), port="COM3")
