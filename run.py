#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "chinesecalendar==1.11.0",
#     "cryptography==48.0.1",
#     "docxtpl==0.20.2",
#     "filelock==4.2.6",
#     "hypothesis==6.170.14",
#     "lxml==6.1.3",
#     "openpyxl==3.1.5",
#     "pdfplumber==0.11.10",
#     "pypdfium2==5.14.0",
#     "pytest==9.2.0",
#     "pytest-xdist==3.8.0",
#     "python-calamine==0.9.0",
#     "python-docx==1.2.0",
#     "rich==15.0.0",
#     "schedule==1.2.2",
#     "xlwings==0.37.8",
# ]
# ///
"""The door: it finds or makes the environment the program runs in, then hands over to automation.cli.

Only the standard library is used, because on a bare machine nothing else is there. The interpreter that was called
("outer") looks for an environment that belongs to requirements.lock and replaces itself by that one's Python ("inner").

- The environment stands in `.venv` beside this file; where that cannot be written or locked, or is somebody else's, in
  a folder of the user's cache. It is built in place, since an environment that is moved has stale paths.
- STAMP inside it is empty from the first moment (this folder is ours, unfinished) and filled last: place, base Python,
  its version, and the whole lock file. Comparing the lock file's bytes costs less than loading a hash function.
- Two first runs at once meet at an operating system's lock, which dies with its process; the file left over does not
  matter. The tools that build hold the lock too, so a new run never builds beside an orphan of a killed one.
- The screen gets one line, on stderr, since stdout is the command's own (--json); what the tools say is in `.venv.log`.

The warm way must cost next to nothing, so everything it does not need is imported where it is needed.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in typing, which would have to be loaded
if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (3, 11)
VERSION = "%d.%d" % sys.version_info[:2]
DOOR = os.path.abspath(__file__)
HERE = os.path.dirname(DOOR)
BASE: str = getattr(sys, "_base_executable", "") or sys.executable  # the Python behind an environment's
LOCK = os.path.join(HERE, "requirements.lock")
WHEELHOUSE = os.path.join(HERE, "wheelhouse")
STAMP = "made-by-run"
# The inner interpreter is told by an option of its own (-X); a variable would reach every program it starts.
HANDED_OVER = "handed_over"
# Whether pip has the option --python, told ten times as fast as pip itself would.
PIP_KNOWS_PYTHON = "import pip; raise SystemExit(tuple(map(int, pip.__version__.split('.')[:2])) < (22, 3))"


class CannotPrepareError(Exception):
    """No environment could be made (无法准备运行环境); the text is the one line the user sees."""


def say(line: str) -> None:
    """Print to stderr."""
    print(line, file=sys.stderr, flush=True)


def is_too_old(version: tuple[int, int]) -> bool:
    """Tell whether a Python of this version cannot run the program."""
    return version < OLDEST


def has_dependencies() -> bool:
    """Tell whether this interpreter already has what the header of this file names, in exactly those versions.

    So it is under `uv run run.py`, in a developer's own environment, in a Python that carries the packages itself; no
    environment is made then. The folders of installed distributions tell it without an import. A variable set by uv
    would not do: every program started from within uv sees it, whichever Python it runs on.
    """
    wanted = set()
    with open(DOOR, encoding="utf-8") as source:
        for line in source:
            if line.startswith('#     "'):
                name, version = line.split('"')[1].split("==")
                wanted.add("{}-{}.dist-info".format(name.replace("-", "_"), version))
            elif line.startswith('"""'):
                break
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            wanted.difference_update(map(str.lower, os.listdir(folder)))
    return not wanted


def python_of(place: str) -> str:
    """Return the path of an environment's interpreter."""
    return os.path.join(place, "Scripts", "python.exe") if os.name == "nt" else os.path.join(place, "bin", "python")


def is_ours(place: str) -> bool:
    """Tell whether this file made that environment, finished or not."""
    return os.path.exists(os.path.join(place, STAMP))


def find_version(place: str, lock: bytes) -> str:
    """Return the Python version of a finished environment, or nothing where it is not to be used.

    It is not when it is unfinished, belongs to another lock, was moved or copied here, or has lost its base Python.
    """
    try:
        with open(os.path.join(place, STAMP), "rb") as stamp:
            parts = stamp.read().split(b"\0", 3)
        if len(parts) < 4 or parts[3] != lock or not os.path.samefile(parts[0], place):
            return ""
    except OSError:
        return ""
    return os.fsdecode(parts[2]) if os.path.exists(parts[1]) and os.path.exists(python_of(place)) else ""


def find_places() -> Iterator[str]:
    """Yield where the environment may stand: beside this file, else in the user's cache under the project's path.

    The lock is not part of that name: a changed lock rebuilds the same folder, so that no old ones pile up.
    """
    if os.pathsep not in HERE:  # venv refuses a path with the separator of PATH in it
        yield os.path.join(HERE, ".venv")
    from hashlib import sha256

    if os.name == "nt":
        cache = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    elif sys.platform == "darwin":
        cache = os.path.expanduser("~/Library/Caches")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    yield os.path.join(cache, "gov-task-ledger", sha256(os.fsencode(os.path.realpath(HERE))).hexdigest()[:16], "venv")


def take_turn(place: str) -> int:
    """Lock a place against other runs and return the open lock file; one line says so where that means waiting."""
    from automation.terms.door import WAITING

    os.makedirs(os.path.dirname(place), exist_ok=True)
    turn = os.open(place + ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            import msvcrt
            import time

            said = False
            while True:
                try:
                    msvcrt.locking(turn, msvcrt.LK_NBLCK, 1)
                    break
                except PermissionError:
                    if not said:
                        say(WAITING)
                    said = True
                    time.sleep(0.3)
        else:
            import fcntl

            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(WAITING)
                fcntl.flock(turn, fcntl.LOCK_EX)
    except OSError:
        os.close(turn)
        raise
    return turn


def clear(place: str) -> None:
    """Remove an environment made here; the stamp goes last, so that what a kill leaves behind is still known as ours.

    Raises FileExistsError where the folder is somebody else's.
    """
    import shutil

    if not os.path.lexists(place):
        return
    stamp = os.path.join(place, STAMP)
    if os.path.islink(place) or (os.listdir(place) and not is_ours(place)):
        raise FileExistsError(place)
    open(stamp, "wb").close()
    for entry in os.scandir(place):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != STAMP:
            os.unlink(entry.path)
    shutil.rmtree(place)


class Tools:
    """The programs that build an environment: run with the user's own settings, silent, holding the lock."""

    def __init__(self, place: str, turn: int) -> None:
        """Keep where to build, what to log to, and the open lock file."""
        self.place = place
        self.log = place + ".log"
        self.turn = turn
        open(self.log, "wb").close()

    def run(self, *command: str) -> bool:
        """Run a program to its end and tell whether it succeeded."""
        import subprocess

        settings = dict(os.environ, PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
        with open(self.log, "ab") as log:
            return not subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=settings,
                pass_fds=() if os.name == "nt" else (self.turn,),
                check=False,
            ).returncode

    def find_installer(self) -> list[str]:
        """Make the bare environment and return the command that installs into it; nothing where there is no way.

        The base Python's pip comes first, as it needs no ensurepip and saves its seconds; uv comes last, as it does not
        read the settings of pip. -P keeps modules of the current folder out.
        """
        import shutil

        python = python_of(self.place)
        if self.run(BASE, "-P", "-m", "venv", "--without-pip", self.place):
            if self.run(BASE, "-P", "-c", PIP_KNOWS_PYTHON):
                return [BASE, "-P", "-m", "pip", "--python", python, "install"]
            if self.run(python, "-P", "-m", "ensurepip"):
                return [python, "-P", "-m", "pip", "install"]
        uv = shutil.which("uv")
        if uv and self.run(uv, "venv", "--allow-existing", "--python", BASE, self.place):
            return [uv, "pip", "install", "--python", python]
        return []

    def install(self) -> None:
        """Install what the lock names, from wheelhouse/ first; raise CannotPrepareError with the reason."""
        from automation.terms import door as words

        facts = {"log": self.log, "wheelhouse": WHEELHOUSE, "version": VERSION, "package": "python%s-venv" % VERSION}
        installer = self.find_installer()
        if not installer:
            raise CannotPrepareError(words.NO_INSTALLER.format(**facts))
        offline = ["--no-index", "--find-links", WHEELHOUSE]
        for source in [offline, []] if os.path.isdir(WHEELHOUSE) else [[]]:
            if self.run(*installer, "--require-hashes", "--no-deps", *source, "-r", LOCK):
                return
        with open(self.log, encoding="utf-8", errors="replace") as log:
            said = log.read()
        signs = {  # what pip says, then uv
            words.NO_SPACE: ("No space left on device", "os error 28"),
            words.WRONG_HASH: ("DO NOT MATCH THE HASHES", "Hash mismatch"),
            words.NO_NETWORK: ("Retrying (", "from versions: none", "error sending request"),
        }
        line = next((line for line, seen in signs.items() if any(sign in said for sign in seen)), words.INSTALL_FAILED)
        if line is words.NO_NETWORK and os.path.isdir(WHEELHOUSE):
            line = words.WHEELHOUSE_UNFIT
        raise CannotPrepareError(line.format(**facts))


def build(place: str, lock: bytes, turn: int) -> None:
    """Build the environment anew; whatever stops it, nothing half-made stays (but for a kill: the next run clears)."""
    from automation.terms.door import PREPARING

    clear(place)
    os.mkdir(place)
    stamp = os.path.join(place, STAMP)
    open(stamp, "wb").close()
    say(PREPARING)
    try:
        Tools(place, turn).install()
    except BaseException:
        clear(place)
        raise
    parts = (os.fsencode(place), os.fsencode(BASE), VERSION.encode(), lock)
    with open(stamp, "wb") as finished:
        finished.write(b"\0".join(parts))


def find_environment(wanted: str) -> tuple[str, str]:
    """Return place and Python version of a finished environment, built by now, by another run meanwhile, or here.

    One of any Python version will do (""), or only one of the wanted version.
    """
    try:
        with open(LOCK, "rb") as text:
            lock = text.read()
    except OSError:
        from automation.terms.door import INCOMPLETE

        raise CannotPrepareError(INCOMPLETE.format(path=LOCK)) from None
    for place in find_places():
        version = find_version(place, lock)
        if version and version == (wanted or version):
            return place, version
    for place in find_places():
        try:
            turn = take_turn(place)
        except OSError:
            continue
        try:
            version = find_version(place, lock)
            if not version or version != (wanted or version):
                build(place, lock, turn)
                version = VERSION
            return place, version
        except OSError:
            continue
        finally:
            os.close(turn)
    from automation.terms.door import NOTHING_WRITABLE

    raise CannotPrepareError(NOTHING_WRITABLE.format(places=", ".join(find_places())))


def hand_over(place: str, version: str) -> int:
    """Run this file again in the environment; on POSIX this process becomes that one and nothing returns."""
    command = [python_of(place), "-X", "{}={}".format(HANDED_OVER, version), DOOR, *sys.argv[1:]]
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    with subprocess.Popen(command) as inner:
        while True:
            try:
                return inner.wait()
            except KeyboardInterrupt:
                continue  # the inner one got it too and says what there is to say


def run() -> int:
    """Run the command in this interpreter."""
    from automation.cli import main as run_command

    return run_command(sys.argv[1:])


def main() -> int:
    """Find or make the right interpreter; return the exit code (2: the program cannot run, one line says why)."""
    if HERE not in sys.path:
        sys.path.insert(0, HERE)
    if is_too_old(sys.version_info[:2]):
        from automation.terms.door import OLD_PYTHON

        say(OLD_PYTHON.format(version=VERSION))
        return 2
    told = sys._xoptions.get(HANDED_OVER)
    if told == VERSION or (not told and not is_ours(sys.prefix) and has_dependencies()):
        return run()
    try:
        # Told another version: the base Python has been replaced by this one, which sees nothing of what is there.
        place, version = find_environment(VERSION if told else "")
    except CannotPrepareError as reason:
        say(str(reason))
        return 2
    except KeyboardInterrupt:
        from automation.terms.door import INTERRUPTED

        say(INTERRUPTED)
        return 2
    return hand_over(place, version)


if __name__ == "__main__":
    raise SystemExit(main())
