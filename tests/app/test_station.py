from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wobblequest.app.sources import parse_spec
from wobblequest.app.station import StationOptions, find_level, open_station
from wobblequest.core.calibration import Calibration
from wobblequest.store.progress import value_in_progress
from wobblequest.store.store import Store

BOARD = Path(__file__).parent.parent / "golden" / "recordings" / "hold-3-csv.jsonl"


def test_a_board_s_recording_played_in_the_window_is_kept_but_never_counts_as_the_person_s(tmp_path: Path) -> None:
    level = find_level("hold-1", str(tmp_path))
    with open_station(StationOptions(parse_spec(f"replay:{BOARD}"), "Ann", str(tmp_path), seed=1), (level,)) as station:
        trial = station.practice.begin_trial(level)
        now_s = 0.0
        while not trial.over and now_s < 30.0:
            station.practice.take(station.source.poll(now_s), station.source.link(now_s), now_s)
            now_s += 0.02
        assert trial.play_s > 1.0
        station.practice.end_trial()
    with Store.open(tmp_path, read_only=True, clock=lambda: datetime.now(UTC)) as store:
        (kept,) = store.results(store.people.find("Ann").id)
    assert kept.source.kind == "replay"
    assert value_in_progress(kept) is None
    assert any("does not count" in note for note in kept.result.notes)


def test_whoever_looks_on_a_recording_lies_as_it_did_when_it_was_made(tmp_path: Path) -> None:
    """The game asks who plays, of a recording too: their own board's calibration has nothing to do with it."""
    turned, file = Calibration(forward=(0.0, 1.0, 0.0)), tmp_path / "turned.jsonl"
    recording = BOARD.read_text(encoding="utf-8").replace('"forward":[1.0,0.0,0.0]', '"forward":[0.0,1.0,0.0]')
    file.write_text(recording, encoding="utf-8")
    with open_station(StationOptions(parse_spec(f"replay:{file}"), "Ann", str(tmp_path), seed=1), ()) as station:
        recorded = station.practice.calibration
        assert recorded == turned
        station.practice.become("Bob")
        assert station.practice.calibration == recorded
