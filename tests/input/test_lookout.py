from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import pytest

from wobblequest.input.lookout import Lookout, Sighting, sighting
from wobblequest.input.ports import FoundPort


@dataclass
class Listed:
    device: str
    description: str = "n/a"
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None


def until(lookout: Lookout) -> Sighting:
    deadline = time.monotonic() + 20
    while (seen := lookout.take()) is None:
        assert time.monotonic() < deadline
        threading.Event().wait(0.001)
    return seen


def test_ports_are_told_without_a_reason_and_none_with_the_true_one() -> None:
    seen = sighting(lambda: [Listed("/dev/ttyACM0", "Uno", 0x2341, 0x43)], lambda: ["never asked"])
    assert [port.device for port in seen.ports] == ["/dev/ttyACM0"]
    assert seen.why == ""
    assert sighting(list, lambda: ["brltty took it."], "linux") == Sighting((), "brltty took it.")


def test_without_a_reason_the_cable_the_driver_and_bluetooth_are_thought_of() -> None:
    assert "some only charge" in sighting(list, list, "linux").why
    assert "Device Manager" in sighting(list, list, "win32").why
    assert "Allow the accessory" in sighting(list, list, "darwin").why
    seen = sighting(lambda: [Listed("COM7", "Standard Serial over Bluetooth link (COM7)")], list, "win32")
    assert "--source serial:COM7" in seen.why


def test_it_looks_again_and_again_rests_and_closes() -> None:
    looked: list[int] = []
    port = FoundPort("A", "Board", "1:1:", 0)

    def look() -> Sighting:
        looked.append(1)
        return Sighting((port,) * len(looked))

    lookout = Lookout(look, every_s=0.001)
    assert len(until(lookout).ports) < len(until(lookout).ports)
    lookout.rest()
    assert lookout.take() is None
    lookout.wake()
    assert until(lookout).ports
    lookout.close()
    count = len(looked)
    lookout.wake()
    assert len(looked) == count


def test_a_system_that_lists_no_ports_is_told_and_looked_at_again() -> None:
    def look() -> Sighting:
        raise OSError("no access")

    lookout = Lookout(look, every_s=0.001)
    for _ in range(3):
        assert "(no access): name the board's port" in until(lookout).why
    lookout.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_our_own_is_told_too_and_goes_to_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: logged.append(args.exc_type))

    def broken() -> Sighting:
        raise RuntimeError("no such thing")

    lookout = Lookout(broken, every_s=0.001)
    assert "no such thing" in until(lookout).why
    lookout.close()
    assert logged == [RuntimeError]
