"""One writer a data folder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wobblequest.core.errors import WobbleQuestError
from wobblequest.store.lock import WriterLock, is_held
from wobblequest.store.store import Store

CHILD = Path(__file__).with_name("child.py")


@contextmanager
def second_program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another program that opens the folder to write, and what it says."""
    command = [sys.executable, str(CHILD), "hold", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        yield child, child.stdout.readline().strip()
        child.kill()


def test_a_second_program_is_refused_in_a_sentence(folder: Path, store: Store) -> None:
    with second_program(folder) as (_, said):
        assert said.startswith("refused: another WobbleQuest")
        assert f"(process {os.getpid()})" in said
        assert str(folder) in said


def test_a_second_store_in_the_same_program_is_refused(folder: Path, store: Store, clock) -> None:
    with pytest.raises(WobbleQuestError, match="another WobbleQuest"):
        Store.open(folder, clock=clock)


def test_reading_goes_on_beside_a_program_that_writes(folder: Path, clock) -> None:
    with second_program(folder) as (_, said):
        assert said == "open"
        with pytest.raises(WobbleQuestError, match="another WobbleQuest"):
            Store.open(folder, clock=clock)
        with Store.open(folder, read_only=True, clock=clock) as reader:
            assert reader.people.all() == []


def test_the_lock_goes_with_a_killed_program(folder: Path, clock) -> None:
    with second_program(folder) as (child, said):
        assert said == "open"
        child.kill()
        child.wait()
        with Store.open(folder, clock=clock) as store:
            assert store.people.all() == []


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_forked_child_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    told, tell = os.pipe()
    heard, answer = os.pipe()
    child = os.fork()
    if child == 0:  # say that it lives, wait until the parent has looked, then leave without any clean-up
        os.close(tell)
        os.write(answer, b"x")
        os.read(told, 1)
        os._exit(0)
    os.close(told)
    os.read(heard, 1)
    lock._close()  # as when the parent dies: closed, not unlocked
    try:
        WriterLock(tmp_path / "lock").release()
    finally:
        os.close(tell)
        os.waitpid(child, 0)
        os.close(heard)
        os.close(answer)


def test_a_look_at_the_lock_tells_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_held(path)
    assert not path.exists()
    lock = WriterLock(path)
    assert is_held(path)
    lock.release()
    assert not is_held(path)


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    lock.release()
    lock.release()
    WriterLock(tmp_path / "lock").release()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WobbleQuestError, match="choose another folder"):
        WriterLock(tmp_path / "missing" / "lock")


def test_on_a_full_disk_the_lock_is_held_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        lock = WriterLock(tmp_path / "lock")
    assert is_held(tmp_path / "lock")
    lock.release()
    WriterLock(tmp_path / "lock").release()
