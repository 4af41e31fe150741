from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from wobblequest.cli.tilt_csv import read_tilt_csv
from wobblequest.core.errors import FileProblem


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "tilt.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("text", [
    "t_s,pitch_deg,roll_deg\n0,1.5,-2\n0.01,1,3\n",
    "\ufefft_s,pitch_deg,roll_deg\r\n0,1.5,-2\r\n0.01,1,3",
    "note, Roll_deg ,t_s,PITCH_DEG\nfirst,-2,0,1.5\n\n,3,0.01,1\n",
    "t_s;pitch_deg;roll_deg\n0;1,5;-2\n0,01;1;3\n",
    "t_s\tpitch_deg\troll_deg\n0\t1.5\t-2\n0.01\t1\t3\n",
    '"t_s","pitch_deg","roll_deg"\n"0","1.5","-2"\n"0.01","1","3"\n',
])
def test_columns_go_by_name_whatever_the_separator_and_line_ends(tmp_path: Path, text: str) -> None:
    motion = read_tilt_csv(_file(tmp_path, text))
    assert motion.t_s.tolist() == [0, 0.01]
    assert motion.pitch_deg.tolist() == [1.5, 1]
    assert motion.roll_deg.tolist() == [-2, 3]
    assert motion.target_pitch_deg.size == motion.target_radius_deg.size == 0


@pytest.mark.parametrize("cell", ["", " ", "nan", "NaN", "NA", "null"])
def test_a_missing_value_is_nan(tmp_path: Path, cell: str) -> None:
    motion = read_tilt_csv(_file(tmp_path, f"t_s,pitch_deg,roll_deg,target_pitch_deg,target_roll_deg\n0,{cell},1,2,{cell}\n"))
    assert math.isnan(motion.pitch_deg[0])
    assert math.isnan(motion.target_roll_deg[0])
    assert motion.target_pitch_deg.tolist() == [2]


@pytest.mark.parametrize(("text", "line", "key", "words"), [
    ("", None, None, "empty"),
    ("\n \n", None, None, "empty"),
    ("t_s,pitch_deg\n0,1\n", 1, "roll_deg", "missing"),
    ("t_s,pitch,roll_deg\n", 1, "pitch_deg", "`pitch`"),
    ("0,1,2\n0.01,1,2\n", 1, "t_s", "must name the columns"),
    ("t_s,pitch_deg,roll_deg,target_roll_deg\n", 1, "target_pitch_deg", "a target has target_pitch_deg and target_roll_deg"),
    ("t_s,pitch_deg,roll_deg,roll_deg\n", 1, "roll_deg", "twice"),
    ("t_s,pitch_deg,roll_deg\n0,1,2\n0.01,1,left\n", 3, "roll_deg", "'left' is not a number"),
    ("t_s,pitch_deg,roll_deg\n0,1,2\n\n0.01,1\n", 4, "roll_deg", "only 2 cells"),
    ('t_s,pitch_deg,roll_deg\n0,1,"2\n', 2, None, "not CSV"),
])
def test_problems_say_where(tmp_path: Path, text: str, line: int | None, key: str | None, words: str) -> None:
    with pytest.raises(FileProblem, match=words) as problem:
        read_tilt_csv(_file(tmp_path, text))
    assert (problem.value.line, problem.value.key) == (line, key)
    assert "tilt.csv" in str(problem.value)


def test_not_text_and_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="UTF-8"):
        read_tilt_csv(_file(tmp_path, b"t_s,pitch_deg,roll_deg\n0,\xff\xfe,1\n"))
    with pytest.raises(FileProblem, match="there is no such file"):
        read_tilt_csv(tmp_path / "nothing.csv")


def test_many_lines(tmp_path: Path) -> None:
    n = 200_000
    path = _file(tmp_path, "t_s,pitch_deg,roll_deg\n" + "".join(f"{i / 100},1,2\n" for i in range(n)))
    motion = read_tilt_csv(path)
    assert motion.t_s.size == n
    assert np.all(motion.roll_deg == 2)
