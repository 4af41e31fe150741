"""`wobblequest decode`: the table, the summary, and one sentence for everything that goes wrong."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wobblequest.cli import main
from wobblequest.input.capture import About, CaptureWriter, Moment

CAPTURES = Path(__file__).parents[1] / "input" / "captures"


def run(*words: str) -> int:
    return main(["decode", *words])


def rows(text: str) -> list[list[float]]:
    head, *lines = text.splitlines()
    assert head == "t_s,pitch_deg,roll_deg"
    return [[float(cell) for cell in line.split(",")] for line in lines]


def test_the_table_is_what_the_board_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(CAPTURES / "csv_pitch_roll.bin")) == 0
    out, err = capsys.readouterr()
    frames = json.loads((CAPTURES / "csv_pitch_roll.expected.json").read_text(encoding="utf-8"))["frames"]
    assert rows(out) == [[i / 100, pitch + 0.0, roll + 0.0] for i, (_, _, _, (pitch, roll)) in enumerate(frames)]
    assert "-0.000000" not in out
    assert err == "wobblequest decode: the board sends no time; 100 samples a second are assumed (--rate)\n"


def test_a_boards_own_time_is_used_where_it_sends_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(CAPTURES / "csv_t_6axis.bin"), "--rate", "7") == 0
    out, err = capsys.readouterr()
    frames = json.loads((CAPTURES / "csv_t_6axis.expected.json").read_text(encoding="utf-8"))["frames"]
    assert [row[0] for row in rows(out)] == [values[0] / 1000 for _, _, _, values in frames]
    assert err == ""


def test_the_assumed_rate_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(CAPTURES / "wit_std.bin"), "--rate", "200") == 0
    assert [row[0] for row in rows(capsys.readouterr().out)] == [i / 200 for i in range(300)]


@pytest.mark.parametrize(("name", "protocol", "samples", "said"), [
    ("wit_std", "witmotion", 300, "assumed"), ("dmp_ypr", "mpu6050-dmp", 300, "assumed"), ("kv_pitch_roll", "keyvalue", 300, "assumed"),
    ("csv_header_rpy", "csv", 300, "assumed"), ("csv_t_6axis", "csv", 300, ""),
])
def test_the_summary_has_exactly_the_keys_of_the_door(
    capsys: pytest.CaptureFixture[str], name: str, protocol: str, samples: int, said: str,
) -> None:
    assert run(str(CAPTURES / f"{name}.bin"), "--json") == 0
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert list(summary) == ["protocol", "samples", "faults", "skipped_bytes", "rate_hz"]
    assert (summary["protocol"], summary["samples"], summary["rate_hz"]) == (protocol, samples, 100.0)
    assert said in err
    assert bool(err) == bool(said)


@pytest.mark.parametrize("name", ["nmea_gps", "esp32_classic", "jrowberg_dmp_full"])
def test_bytes_of_nothing_we_know_are_unknown(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(str(CAPTURES / f"{name}.bin"), "--json") == 1
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (summary["protocol"], summary["samples"], summary["rate_hz"]) == ("unknown", 0, None)
    assert err.startswith("wobblequest decode: no tilt was found: ")
    assert run(str(CAPTURES / f"{name}.bin")) == 1
    assert capsys.readouterr().out == ""


def test_standard_input_in_pieces_and_noise_in_front(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytes(range(128, 256)) * 3000 + (CAPTURES / "wit_std.bin").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("-", "--json") == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["protocol"], out["samples"], out["skipped_bytes"]) == ("witmotion", 300, 128 * 3000)


def test_much_of_nothing_we_know_is_unknown_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("wobblequest.cli.decode.MOST_UNKNOWN", 1 << 17)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(range(128, 256)) * 5000)))
    assert run("-", "--json") == 1
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (summary["protocol"], summary["samples"]) == ("unknown", 0)
    assert err.count("\n") == 1
    assert "say what it is with --protocol" in err


def test_three_lines_with_a_header_are_enough(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"pitch,roll\n1.5,2.5\n3,-4.25\n")))
    assert run("-") == 0
    assert rows(capsys.readouterr().out) == [[0.0, 1.5, 2.5], [0.01, 3.0, -4.25]]


def test_a_given_protocol_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(CAPTURES / "wit_std.bin"), "--protocol", "csv") == 1
    assert "no csv sample was found" in capsys.readouterr().err
    assert run(str(CAPTURES / "wit_std.bin"), "--protocol", "witmotion", "--json") == 0


@pytest.mark.parametrize(("words", "code", "sentence"), [
    (("no-such-file",), 1, "no-such-file: there is no such file; check its name and folder\n"),
    ((".",), 1, ".: this is a folder; name a file in it\n"),
    (("x" * 300,), 1, "check its name"),
    (("x", "--protocol", "witmotoin"), 2, "did you mean `witmotion`?"),
    (("x", "--rate", "0"), 2, "more than 0"),
    (("x", "--rate", "nan"), 2, "more than 0"),
    ((os.devnull,), 1, "no tilt was found: nothing was sent\n"),
])
def test_what_goes_wrong_is_one_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, sentence: str) -> None:
    assert run(*words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def capture(path: Path, *moments: Moment) -> Path:
    with CaptureWriter(path, About("COM3")) as writer:
        for moment in moments:
            writer.add(moment)
    return path


def wit_capture(path: Path, rate_hz: float) -> Path:
    """300 samples, at so many a second; before them noise, at another baud rate."""
    data = (CAPTURES / "wit_std.bin").read_bytes()
    size = len(data) // 300
    noise = Moment(0.1, "came", bytes(range(128, 256)) * 10)
    return capture(path, Moment(0.0, "baud", 9600), noise, Moment(1.0, "baud", 115200),
                   *(Moment(1.5 + i / rate_hz, "came", data[i * size : (i + 1) * size]) for i in range(300)))


def test_a_capture_is_decoded_at_the_times_at_which_it_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = wit_capture(tmp_path / "c.jsonl", 50.0)
    assert run(str(path)) == 0
    out, err = capsys.readouterr()
    assert err == "wobblequest decode: the board sends no time; when its samples came is taken instead (--rate)\n"
    table = rows(out)
    assert [row[0] for row in table] == pytest.approx([i / 50 for i in range(300)], abs=0.005)
    assert run(str(CAPTURES / "wit_std.bin")) == 0
    assert [row[1:] for row in table] == [row[1:] for row in rows(capsys.readouterr().out)]
    assert run(str(path), "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["protocol"], summary["samples"], summary["skipped_bytes"]) == ("witmotion", 300, 1280)
    assert summary["rate_hz"] == pytest.approx(50.0, rel=0.01)


def test_rows_that_wait_for_their_columns_keep_the_times_at_which_they_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns without names take fifty rows to be known; the text before them came long ago."""
    lines = [Moment(5.0 + i / 20, "came", b"%.2f;%.2f\r\n" % (i % 11 - 5.5, (i % 13) / 3)) for i in range(100)]
    assert run(str(capture(tmp_path / "c.jsonl", Moment(1.0, "came", b"A board of mine\r\n"), *lines))) == 0
    times = [row[0] for row in rows(capsys.readouterr().out)]
    assert times == pytest.approx([i / 20 for i in range(len(times))], abs=0.01)
    assert len(times) >= 99


def test_a_captures_times_give_way_to_a_given_rate_and_to_the_boards_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(wit_capture(tmp_path / "c.jsonl", 50.0)), "--rate", "200") == 0
    assert [row[0] for row in rows(capsys.readouterr().out)] == [i / 200 for i in range(300)]
    lines = (CAPTURES / "csv_t_6axis.bin").read_bytes().splitlines(keepends=True)
    timed = capture(tmp_path / "t.jsonl", *(Moment(i / 7, "came", line) for i, line in enumerate(lines)))
    assert run(str(timed), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rate_hz"] == 100.0


def test_a_capture_comes_through_standard_input_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    data = wit_capture(tmp_path / "c.jsonl", 50.0).read_bytes()
    monkeypatch.setattr("wobblequest.cli.decode.CHUNK", 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["samples"] == 300


def test_a_capture_that_cannot_be_used_or_was_cut_off_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = wit_capture(tmp_path / "c.jsonl", 50.0)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:200], lines[200][:20]]))
    assert run(str(path), "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["samples"] == 196
    assert "the capture was cut off; what is there is used" in err
    path.write_bytes(b"".join([*lines[:5], b"[7]\n", *lines[5:]]))
    assert run(str(path)) == 1
    assert re.search(r"c\.jsonl:6: this line of the capture cannot be used", capsys.readouterr().err)


def test_a_capture_of_no_board_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = (CAPTURES / "nmea_gps.bin").read_bytes()
    assert run(str(capture(tmp_path / "c.jsonl", Moment(1.0, "came", data))), "--json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["skipped_bytes"] == len(data)
    assert "GPS" in err


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    capture = tmp_path / "long.bin"
    capture.write_bytes((CAPTURES / "csv_pitch_roll.bin").read_bytes() * 200)
    process = subprocess.Popen(
        [sys.executable, "-m", "wobblequest", "decode", str(capture)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().strip() == b"t_s,pitch_deg,roll_deg"
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 0
    assert b"Traceback" not in errors
