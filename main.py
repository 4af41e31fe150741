#!/usr/bin/env python3
"""The door: sets WobbleQuest up beside this file at the first start, and hands over to it at every start.

    python3 main.py                    the game (any `wobblequest` command may follow: `python3 main.py levels list`)
    python3 main.py test [...]         the tests, with pytest's options
    python3 main.py check              tests, lint, types and import directions, with one line for each at the end
    python3 main.py benchmarks [...]   the benchmarks

Only the standard library is used here, and only syntax that Python 3.6 can read, so that an older Python can say so itself.
docs/decisions/0006-hashed-constraints.md tells why it installs the way it does.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "WobbleQuest needs Python 3.11 or newer, and this is Python {}.{}: get one from https://www.python.org/downloads/ "
        "and start main.py with it.".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
CONSTRAINTS = {"play": ROOT / "constraints.txt", "test": ROOT / "constraints-test.txt"}
DEVELOPERS = {"test": ["-m", "pytest"], "check": ["tests/check.py"], "benchmarks": ["-m", "benchmarks"]}  # run in the project's folder
PACKAGES = {"alembic", "numpy", "platformdirs", "pydantic", "pygame", "serial", "sqlalchemy", "yaml"}
DISK_FULL = "the disk is full: free about 500 MB and start again"
EXPLANATIONS = (  # what pip's words mean, first match wins, and what to do
    (r"No space left|not enough space", DISK_FULL),
    (
        r"DO NOT MATCH THE HASHES",
        "a downloaded package is not the one this version was tested with, so it was left out: try again, or on another network",
    ),
    (
        r"name resolution|getaddrinfo|NewConnectionError|NameResolutionError|unreachable|timed out|ProxyError|ConnectionError"
        r"|Connection refused|SSLError|CERTIFICATE_VERIFY",
        "the packages could not be downloaded: connect to the internet (or name a proxy in HTTPS_PROXY) and start again",
    ),
    (
        r"No matching distribution found for (?P<name>[\w.-]+)",
        "there is no ready-made {name} for this Python on this system: use a 64-bit Python 3.11 to 3.14 from https://www.python.org/downloads/",
    ),
    (
        r"Permission denied|Access is denied|WinError (5|32)\b",
        "some files in .venv could not be written: close every WobbleQuest that runs and start again",
    ),
)


class Problem(Exception):
    """The set-up cannot go on. Its text is one sentence that says what to do."""


def python_of(venv: Path) -> Path:
    """Where a virtual environment keeps its Python on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def site_of(venv: Path) -> Path:
    """Where a virtual environment made by this Python keeps its packages."""
    if os.name == "nt":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def fingerprint(kind: str, root: Path = ROOT) -> str:
    """What a set-up depends on, as one word: this Python, this place, the pinned packages and the project's own description."""
    digest = hashlib.sha256(f"{sys.version}\n{root}\n".encode())
    for file in (root / CONSTRAINTS[kind].name, root / "pyproject.toml", root / "setup.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def stamped(kind: str, root: Path = ROOT) -> bool:
    """Whether the last complete set-up of this kind was made from what is here now."""
    stamp = root / ".venv" / f"ready-{kind}"
    return stamp.is_file() and stamp.read_text() == fingerprint(kind, root)


def whole(root: Path = ROOT) -> bool:
    """Whether Python and every package the game needs are in place, by name: a look, not a test of each file."""
    venv = root / ".venv"
    if not python_of(venv).exists() or not site_of(venv).is_dir() or (venv / "unfinished").exists():
        return False
    names = [entry.name for entry in site_of(venv).iterdir()]
    return PACKAGES.issubset(names) and any(name.startswith("wobblequest-") for name in names)


def ready(kind: str, root: Path = ROOT) -> bool:
    """Whether nothing is to be done. What is ready for tests is ready for play."""
    return (stamped(kind, root) or (kind == "play" and stamped("test", root))) and whole(root)


def plan(kind: str, root: Path, python_works: bool) -> "list[str]":
    """The steps still to take, of: remove, create, install. Empty when all is ready."""
    if ready(kind, root):
        return []
    venv = root / ".venv"
    if not venv.exists():
        return ["create", "install"]
    spoilt = any(stamped(each, root) for each in CONSTRAINTS) and not whole(root)
    if spoilt or (venv / "unfinished").exists() or not python_works:
        return ["remove", "create", "install"]
    return ["install"]


def explain(words: str) -> str:
    """One sentence for pip's complaint."""
    for pattern, sentence in EXPLANATIONS:
        found = re.search(pattern, words, re.IGNORECASE)
        if found:
            return sentence.format(**found.groupdict())
    last = [line.strip() for line in words.splitlines() if line.strip()][-1:] or ["nothing was said"]
    return f"a package could not be installed ({last[0]}): {VENV / 'setup.log'} has the whole story"


def tell(words: str) -> None:
    """Say how the set-up goes: on stderr, because stdout belongs to the command that follows (`main.py decode FILE > tilt.csv`)."""
    print(words, file=sys.stderr, flush=True)


def progress(line: str) -> "str | None":
    """What to tell about a line that pip printed, None for nothing."""
    found = re.match(r"Collecting ([\w.-]+)==(\S+)|Processing .*?(?:[^/\\]*[/\\])?([\w.]+)-(\d[\w.]*)-", line)
    if found:
        return f"  {found[1] or found[3]} {found[2] or found[4]}"
    if line.startswith("Installing collected packages: wobblequest"):
        return "  WobbleQuest itself"
    return "  putting them in place" if line.startswith("Installing collected packages") else None


def run(command: "list[str]") -> None:
    """Run a step of the set-up, telling its progress. Raises Problem where it fails."""
    import subprocess

    words = []
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_USER": "0", "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        errors="replace",
    )
    try:
        with (VENV / "setup.log").open("a", encoding="utf-8") as log:
            for line in process.stdout or ():
                log.write(line)
                words.append(line)
                told = progress(line)
                if told:
                    tell(told)
        failed = process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if failed:
        raise Problem(explain("".join(words)) if "pip" in command else f"Python's own venv module failed: {VENV / 'setup.log'} says how")


def works(venv: Path) -> bool:
    """Whether this environment's Python runs, has pip, and is the Python that runs now."""
    import subprocess

    question = "import os, sys, pip; sys.exit(sys.version != sys.argv[1] or not os.path.samefile(sys.prefix, sys.argv[2]))"
    try:
        answer = subprocess.run([str(python_of(venv)), "-I", "-c", question, sys.version, str(venv)], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def create() -> None:
    from importlib.util import find_spec

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Problem("this Python has no venv module: install it (on Debian and Ubuntu: sudo apt install python3-venv) and start again")
    VENV.mkdir()
    (VENV / "unfinished").touch()
    run([sys.executable, "-m", "venv", str(VENV)])


def install(kind: str) -> None:
    """The pinned packages by hash, then this checkout in place of a copy, so that an edited file is the one that runs."""
    (VENV / "unfinished").touch()
    pip = [str(python_of(VENV)), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    try:
        run([*pip, "--progress-bar", "off", "--retries", "2", "--require-hashes", "--only-binary", ":all:", "-r", str(CONSTRAINTS[kind])])
    except Problem:
        if "Installing collected packages" not in (VENV / "setup.log").read_text(encoding="utf-8"):
            (VENV / "unfinished").unlink()  # nothing was changed yet: what is there stays good
        raise
    run([*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    (VENV / f"ready-{kind}").write_text(fingerprint(kind))
    (VENV / "unfinished").unlink()


def set_up(kind: str) -> None:
    """Make everything ready for `kind`, once, however many starts ask for it at the same time."""
    import shutil
    import signal
    import time

    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that pip is ended with us
    try:
        with alone():
            steps = plan(kind, ROOT, works(VENV))
            if not steps:
                return
            started = time.monotonic()
            if "remove" in steps:
                tell("The last set-up was not finished or is broken: starting it afresh.")
                shutil.rmtree(VENV)
            if "create" in steps:
                tell(f"Setting up WobbleQuest in {VENV}. This happens once and needs the internet.")
                create()
            (VENV / "setup.log").write_text("", encoding="utf-8")
            tell(f"Getting the packages for {'tests and checks' if kind == 'test' else 'the game'}:")
            install(kind)
            tell(f"Ready after {time.monotonic() - started:.0f} s.")
    except BrokenPipeError:  # nobody reads what we tell, as in `main.py | head`
        sys.exit(141)
    except OSError as error:
        advice = "put WobbleQuest into a folder that you may write to, and close every one that runs"
        raise Problem(DISK_FULL if error.errno == ENOSPC else f"{error}: {advice}") from error
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def alone() -> "Iterator[None]":
    """Hold the set-up's lock, waiting for whoever has it. The system lets go of it when the process ends, however it ends."""
    with (ROOT / ".venv.lock").open("a+") as file:
        waiting = False
        while not _lock(file.fileno(), waiting):
            if not waiting:
                tell("Another start is setting WobbleQuest up: waiting for it.")
            waiting = True
        yield


def _lock(handle: int, wait: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def hand_over(command: "list[str]") -> int:
    """Become the command, so that signals reach it and its exit code is ours. Windows has no such thing: there, wait for it."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the console sends Ctrl-C to the game as well, which ends as it sees fit
            continue


def command_of(words: "list[str]") -> "list[str]":
    """What Python is to run for the words given to main.py."""
    if words and words[0] in DEVELOPERS:
        return [*DEVELOPERS[words[0]], *words[1:]]
    return ["-P", "-m", "wobblequest", *words]  # -P: a file called numpy.py in the current folder is not ours


def main(words: "list[str]") -> int:
    kind = "test" if words[:1] in (["test"], ["check"]) else "play"
    try:
        if not ready(kind):
            set_up(kind)
    except Problem as problem:
        print(f"WobbleQuest: {problem}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up stopped. The next start goes on with it.", file=sys.stderr)
        return 130
    if words and words[0] in DEVELOPERS:
        os.chdir(ROOT)
    return hand_over([str(python_of(VENV)), *command_of(words)])


def own_console() -> bool:
    """Whether this console opened for us alone (a double click on Windows) and closes when we end."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * 4)(), 4) <= 2)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code and own_console():
        input("Press Enter to close this window. ")
    sys.exit(code)
