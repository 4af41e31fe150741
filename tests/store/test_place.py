from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.core.errors import UsageError
from wobblequest.store.place import data_folder


def test_the_option_comes_before_the_environment_before_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOBBLEQUEST_DATA", str(tmp_path / "environment"))
    assert data_folder(str(tmp_path / "option")) == tmp_path / "option"
    assert data_folder(None) == tmp_path / "environment"
    monkeypatch.setenv("WOBBLEQUEST_DATA", "")
    assert data_folder(None).name == "wobblequest"
    assert data_folder(None).is_absolute()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["postgresql://ward/records", "sqlite:///x", "https://example.org"])
def test_an_address_is_not_supported_by_this_version(said: str) -> None:
    with pytest.raises(UsageError, match="not supported by this version"):
        data_folder(said)


def test_a_file_and_empty_text_are_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for said in (str(tmp_path / "file"), "", " "):
        with pytest.raises(UsageError):
            data_folder(said)
