"""What was set comes back as it was set; what cannot be read is told, and is not lost."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import insert, select

from wobblequest.core.languages import LANGUAGES
from wobblequest.session.preferences import Preferences, StationSettings, restored
from wobblequest.store.database import writing_engine
from wobblequest.store.place import DATABASE
from wobblequest.store.schema import settings
from wobblequest.store.store import Store

ANY_PREFERENCES = st.builds(
    Preferences, language=st.sampled_from(sorted(LANGUAGES)), theme=st.sampled_from(("dark", "light")), text_pct=st.floats(75, 200),
    calm=st.booleans(), voice=st.booleans(), tones=st.booleans(), dwell_s=st.floats(0.8, 4.0), countdown_aloud=st.booleans(),
    goal=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), sessions_per_week=st.integers(1, 7),
)
ANY_STATION = st.builds(
    StationSettings, screen_inches=st.floats(5, 200), distance_m=st.floats(0.3, 10), volume_pct=st.floats(0, 100),
    place=st.sampled_from(("home", "clinic")), set_up=st.booleans(),
)


@given(ANY_PREFERENCES, ANY_STATION)
def test_any_settings_are_read_as_they_were_written(mine: Preferences, here: StationSettings) -> None:
    assert restored(Preferences, mine.model_dump_json()) == (mine, [])
    assert restored(StationSettings, here.model_dump_json()) == (here, [])


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["theme", "text_pct", "calm", "goal", "nonsense"]), inner)))
def test_whatever_was_written_there_is_something_to_go_on_with(found: object) -> None:
    mine, problems = restored(Preferences, json.dumps(found))
    assert all("\n" not in problem for problem in problems)
    assert isinstance(mine, Preferences)


def test_each_has_their_own_and_the_newest_counts(store: Store, folder: Path, clock) -> None:
    ann, bob = store.people.ensure("Ann"), store.people.ensure("Bob")
    assert store.settings.of_person(ann.id) == Preferences()
    assert store.settings.of_station() == StationSettings()
    store.settings.keep_of_person(ann.id, Preferences(theme="light"))
    store.settings.keep_of_person(ann.id, Preferences(theme="light", text_pct=150.0))
    store.settings.keep_of_person(bob.id, Preferences(calm=True))
    store.settings.keep_of_station(StationSettings(set_up=True))
    store.close()
    with Store.open(folder, clock=clock) as again:
        assert again.settings.of_person(ann.id) == Preferences(theme="light", text_pct=150.0)
        assert again.settings.of_person(bob.id) == Preferences(calm=True)
        assert again.settings.of_station() == StationSettings(set_up=True)


def test_each_station_at_one_store_has_its_own_screen(store: Store, folder: Path, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    store.settings.keep_of_station(StationSettings(screen_inches=32.0))
    store.close()
    monkeypatch.setattr("platform.node", lambda: "the other room")
    with Store.open(folder, clock=clock) as elsewhere:
        assert elsewhere.settings.of_station() == StationSettings()
        elsewhere.settings.keep_of_station(StationSettings(screen_inches=43.0))
    monkeypatch.undo()
    with Store.open(folder, clock=clock) as again:
        assert again.settings.of_station() == StationSettings(screen_inches=32.0)


@pytest.mark.parametrize(("text", "told"), [
    ('{"theme": "pink", "text_pct": 150}', "theme = 'pink'"), ('{"text_pct": 150, "font": "Arial"}', "font = 'Arial'"),
    ('{"text_pct": 150, "calm": 1}', "calm = 1"), ('{"text_pct": 150, "dwell_s": 60}', "dwell_s = 60"),
])
def test_a_value_that_cannot_be_used_is_told_and_the_others_stay(
    store: Store, folder: Path, clock, caplog: pytest.LogCaptureFixture, text: str, told: str,
) -> None:
    ann = store.people.ensure("Ann")
    store.close()
    engine = writing_engine(folder / DATABASE)
    with engine.begin() as connection:
        connection.execute(insert(settings).values(person_id=ann.id, settings=text, made="2026-01-01T00:00:00+00:00"))
    with Store.open(folder, clock=clock) as again, caplog.at_level(logging.WARNING):
        assert again.settings.of_person(ann.id) == Preferences(text_pct=150.0)
        (line,) = caplog.messages
        assert told in line
        assert "the usual value is taken" in line
        again.settings.keep_of_person(ann.id, Preferences(theme="light"))
    with engine.connect() as connection:
        kept = list(connection.execute(select(settings.c.settings)).scalars())
    engine.dispose()
    assert kept[0] == text, "what could not be read is still there"
    assert len(kept) == 2


def test_what_is_no_object_is_told_once() -> None:
    assert restored(Preferences, "{") == (Preferences(), ["it is not JSON; all is as usual"])
    assert restored(StationSettings, "[]") == (StationSettings(), ["it is not a JSON object; all is as usual"])


@pytest.mark.parametrize("bad", [{"text_pct": 74}, {"text_pct": float("nan")}, {"dwell_s": 4.1}, {"language": "xx"}, {"goal": "x" * 61}])
def test_what_is_out_of_bounds_cannot_be_set(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Preferences.model_validate(bad)


def test_who_played_last_comes_first(store: Store, clock) -> None:
    ann, bob, cy = (store.people.ensure(alias) for alias in ("Ann", "Bob", "Cy"))
    for person in (cy, ann):
        clock.now += timedelta(days=1)
        store.sessions.begin(person.id)
    clock.now += timedelta(hours=1)
    dora = store.people.ensure("Dora")
    assert store.people.newest() == [dora, ann, cy, bob]
