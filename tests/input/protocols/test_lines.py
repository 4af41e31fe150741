"""Lines with bounds."""

from __future__ import annotations

from wobblequest.input.protocols.lines import MAX_LINE, Lines


def test_lines_over_chunks() -> None:
    lines = Lines()
    assert lines.feed(b"ab") == []
    assert lines.feed(b"c\r\nd\n\ne") == [b"abc\r", b"d", b""]
    assert lines.buffered == 1


def test_an_overlong_line_is_noise_however_it_comes() -> None:
    data = b"a\n" + b"x" * (MAX_LINE + 1) + b"\nb\n" + b"y" * MAX_LINE + b"\n"
    whole = Lines()
    assert whole.feed(data) == [b"a", b"b", b"y" * MAX_LINE]
    single = Lines()
    assert [line for i in range(len(data)) for line in single.feed(data[i : i + 1])] == [b"a", b"b", b"y" * MAX_LINE]
    assert whole.skipped_bytes == single.skipped_bytes == MAX_LINE + 2


def test_ten_megabytes_without_an_end_are_not_kept() -> None:
    lines = Lines()
    for _ in range(160):
        assert lines.feed(b"z" * 65536) == []
        assert lines.buffered <= MAX_LINE
    lines.drop()
    assert lines.skipped_bytes == 160 * 65536
