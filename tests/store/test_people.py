from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.store.people import checked_alias
from wobblequest.store.store import Store


def test_an_alias_is_one_person_in_any_case(store: Store, clock) -> None:
    ann = store.people.ensure("  Ann ")
    assert ann.alias == "Ann"
    assert ann.created == clock.now
    assert store.people.ensure("ANN") == store.people.find("aNN") == store.people.find(ann.id) == ann
    assert store.people.ensure("Straße") == store.people.find("STRASSE")
    assert [p.alias for p in store.people.all()] == ["Ann", "Straße"]


def test_an_accent_written_in_two_ways_is_one_person(store: Store) -> None:
    assert store.people.ensure("Ren\u00e9") == store.people.ensure("Rene\u0301") == store.people.find("RENE\u0301")


@pytest.mark.parametrize("alias", ["'; DROP TABLE people; --", 'x" OR "1"="1', "%", "_", "=cmd()", "?1", ":alias", "🦊"])
def test_text_that_looks_like_code_is_just_text(store: Store, alias: str) -> None:
    other = store.people.ensure("Somebody else")
    person = store.people.ensure(alias)
    assert store.people.find(alias) == person
    assert {p.alias for p in store.people.all()} == {alias, other.alias}


@pytest.mark.parametrize("alias", ["", "   ", "x" * 41, "a\x00b", "a\nb", "\x1b[31m", "..", ".", "a/b", "..\\x", "\udc80", "\u202eAnn"])
def test_what_cannot_be_an_alias_is_refused(store: Store, alias: str) -> None:
    with pytest.raises(UsageError):
        store.people.ensure(alias)
    assert store.people.all() == []


@given(st.text())
def test_an_alias_is_one_line_of_printable_text_or_refused(text: str) -> None:
    try:
        alias = checked_alias(text)
    except UsageError:
        return
    assert 1 <= len(alias) <= 40
    assert alias.isprintable()
    assert checked_alias(alias) == alias
    assert "/" not in alias


def test_nobody_is_found_with_a_near_miss(store: Store) -> None:
    store.people.ensure("Margarethe")
    with pytest.raises(WobbleQuestError, match="did you mean 'Margarethe'"):
        store.people.find("margarete")
    with pytest.raises(WobbleQuestError, match="wobblequest people"):
        store.people.find("Zoltan")
    with pytest.raises(WobbleQuestError):
        store.people.find("\udc80")
