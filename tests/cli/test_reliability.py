"""`wobblequest reliability`: a clinic's own figures from its store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Measure, Quality, Result
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.store import Store

TABLE = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Table 2 of Shrout & Fleiss 1979."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six people whose four sessions after two of practice are the published example."""
    folder = tmp_path_factory.mktemp("clinic")
    level = load_shelf(shipped_folder()).find("hold-1")
    day = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)
    with Store.open(folder, clock=lambda: day) as store:
        for number, row in enumerate(TABLE):
            person = store.people.ensure(f"P{number}")
            for session, value in enumerate([0, 99, *row]):
                day += timedelta(days=1)
                source = SourceInfo("serial", "b", "csv", "1:2:3")
                header = Header(f"t{number}-{session}", level.to_json(), 1, Calibration(), Reach(), source,
                                day.isoformat(), "0")
                store.trials.begin(store.sessions.begin(person.id), header)
                result = Result(header.trial_id, level.id, level.drill, "serial", True, 30.0, 1,
                                {"time_on_target_pct": Measure(float(value), "%")}, 50, 1, 1, Quality(100.0, 0, 0, 0.0))
                store.trials.finish(header.trial_id, result, faults=0, state="completed")
    return folder


def test_the_published_example_from_the_store(command, clinic: Path) -> None:
    (found,) = command("reliability", "--sessions", "4", "--json", "--data", str(clinic)).json()
    assert (found["level"], found["measure"], found["people"], found["sessions"]) == ("hold-1", "time_on_target_pct", 6, 4)
    assert found["icc_2_1"]["value"] == pytest.approx(0.29, abs=0.005)
    assert found["icc_3_1"]["value"] == pytest.approx(0.71, abs=0.005)
    assert found["icc_3_1"]["interval_95"] == pytest.approx([0.342, 0.946], abs=0.001)
    assert found["mdc95"]["value"] == pytest.approx(1.96 * 2**0.5 * found["sem"]["value"])
    assert found["sem"]["unit"] == "%"


def test_as_a_table(command, clinic: Path) -> None:
    said = command("reliability", "--sessions", "4", "--data", str(clinic))
    assert said.code == 0
    head, row = said.out.splitlines()
    assert head.split()[:2] == ["Level", "Played"]
    assert "0.71 (0.34 to 0.95)" in row
    assert row.count(" points") == 3, "SEM, MDC95 and SWC of a share are points; only the CV is a per cent"
    assert row.count(" %") == 1


def test_too_few_people_say_so(command, records: Path) -> None:
    said = command("reliability", "--data", str(records))
    assert said.code == 0
    assert "it takes 3 people with 2 sessions each" in said.out


@pytest.mark.parametrize(("words", "hint"), [
    (("--measure", "ois"), "did you mean osi?"), (("--drill", "ride"), "hold, reach, track"), (("--sessions", "1"), "2 to 20"),
])
def test_wrong_usage_is_told(command, clinic: Path, words: tuple[str, str], hint: str) -> None:
    said = command("reliability", *words, "--data", str(clinic))
    assert (said.code, said.out) == (2, "")
    assert hint in said.err


def test_nothing_stored_is_no_error(command, tmp_path: Path) -> None:
    assert command("reliability", "--data", str(tmp_path / "none")).out == "No trials that count in progress are stored here yet.\n"
    assert command("reliability", "--json", "--data", str(tmp_path / "none")).json() == []
