"""Packets: in and out of step, chains, and what the end of the bytes settles."""

from __future__ import annotations

from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets


def size_at(data: bytes, at: int) -> int:
    """Packets ``<<`` value value 0."""
    if len(data) - at < 5:
        return UNDECIDED
    return 5 if data[at + 2] == data[at + 3] and data[at + 4] == 0 else INVALID


def make(value: int) -> bytes:
    return b"<<" + bytes((value, value, 0))


def packets() -> Packets:
    return Packets(b"<<", size_at, chain=3, again=2)


def test_a_chain_begins_a_stream_and_all_of_it_counts() -> None:
    found = packets()
    assert found.feed(b"x<" + make(1) + make(2)) == []
    assert found.feed(make(3)[:4]) == []
    assert found.feed(make(3)[4:]) == [make(1), make(2), make(3)]
    assert found.feed(make(4)) == [make(4)]
    assert (found.skipped_bytes, found.buffered) == (2, 0)


def test_a_broken_packet_is_told_and_costs_itself_only() -> None:
    found = packets()
    stream = b"".join(map(make, range(1, 9)))
    broken = stream[:17] + b"\xee" + stream[18:]
    assert found.feed(broken) == [make(1), make(2), make(3), None, *map(make, range(5, 9))]
    assert found.skipped_bytes == 5


def test_the_last_packet_of_a_known_stream_needs_no_other_behind_it() -> None:
    found = packets()
    found.feed(b"".join(map(make, range(1, 5))) + b"??" + make(9) + b"<<")
    assert found.finish() == [make(9)]
    assert (found.skipped_bytes, found.buffered) == (4, 0)


def test_a_short_stream_that_was_never_known_gives_nothing() -> None:
    found = packets()
    assert found.feed(make(1) + make(2)) == []
    assert found.finish() == []
    assert found.skipped_bytes == 10


def test_a_drop_forgets_what_is_half_there_but_not_that_the_stream_is_known() -> None:
    found = packets()
    found.feed(b"".join(map(make, range(1, 5))) + b"<<\x05")
    found.drop()
    assert found.feed(b"\x05\x00" + make(6) + make(7)) == [make(6), make(7)]


def test_in_step_a_laxer_rule_may_hold() -> None:
    found = Packets(b"<<", size_at, chain=2, again=2, in_step=lambda data, at: 5 if len(data) - at >= 5 else UNDECIDED)
    odd = b"<<abc"
    assert found.feed(make(1) + odd + make(2) + make(3) + odd) == [make(2), make(3), odd]


def test_a_packet_that_swallowed_the_beginning_of_the_next_does_not_cost_it() -> None:
    for step in (1, 3, 100):
        found = Packets(b"<<", size_at, chain=2, again=1, in_step=lambda data, at: 5 if len(data) - at >= 5 else UNDECIDED, look_back=4)
        stream = make(1) + make(2) + make(3)[:4] + make(4) + make(5)  # the third lost its last byte
        got = [packet for i in range(0, len(stream), step) for packet in found.feed(stream[i : i + step])]
        assert got == [make(1), make(2), make(3)[:4] + b"<", None, make(4), make(5)]
        assert found.skipped_bytes == 0
