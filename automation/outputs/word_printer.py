"""Turn Word files into PDF with Microsoft Word itself (用 Word 转换), many files in one Word of our own.

NOT VERIFIED IN WORD: there is none where this was built. What is tested is which calls are made, in which order, and
what becomes of an error or of a Word that hangs; the calls are those Microsoft documents for Word 2010 and later.

Word is driven in a process of its own: a call into Word cannot be broken off from outside, a process can. ``pywin32``
(it comes with xlwings on Windows) is imported there alone, so that nothing here needs it elsewhere.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from automation.terms import papers as words

PROGRAM = "Word.Application"
NO_ALERTS = 0  # wdAlertsNone
NO_MACROS = 3  # msoAutomationSecurityForceDisable
AS_PDF = 17  # wdExportFormatPDF
NOT_SAVED = 0  # wdDoNotSaveChanges
NO_PASSWORD = "-"  # noqa: S105 - a wrong one: a protected file is an error then, and no question nobody sees

START = "import sys; sys.path.insert(0, sys.argv[1]); from automation.outputs.word_printer import serve; serve()"
ROOT = Path(__file__).resolve().parents[2]


def has_word() -> bool:
    """Whether this machine has Word and the way to it; nothing is started."""
    if not (find_spec("winreg") and find_spec("win32com")):
        return False
    registry: Any = importlib.import_module("winreg")
    try:
        registry.CloseKey(registry.OpenKey(registry.HKEY_CLASSES_ROOT, PROGRAM))
    except OSError:
        return False
    return True


def print_in_word(papers: Sequence[Path], timeout: float) -> str:
    """Put the PDF of each paper beside it; gives what Word said where one could not be made.

    Raises TimeoutError after ``timeout`` seconds, when the process and the Word it started have been ended, and
    OSError when the process cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - this very Python, on a module of ours
        [sys.executable, "-P", "-c", START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    asked = json.dumps([str(paper) for paper in papers]).encode()
    try:
        said, _ = process.communicate(asked, timeout)
    except subprocess.TimeoutExpired as late:
        process.kill()
        said, _ = process.communicate()
        for started in _told(said, "pid"):
            with contextlib.suppress(OSError, ValueError):  # it may have gone by itself
                os.kill(int(started), signal.SIGTERM)
        raise TimeoutError from late
    failed = _told(said, "failed")
    if process.returncode and not failed:
        failed = said.decode(errors="replace").strip().splitlines()[-1:]  # what Python says of its own end
    return words.LIST_SEPARATOR.join(dict.fromkeys(failed))


def _told(said: bytes, key: str) -> list[str]:
    lines = [line.partition(" ") for line in said.decode(errors="replace").splitlines()]
    return [rest for name, _, rest in lines if name == key]


def serve() -> None:
    """Answer one call of ``print_in_word``: papers come in as JSON, what is told goes out a line each."""
    papers = json.loads(sys.stdin.buffer.read())
    client = importlib.import_module("win32com.client")
    errors = importlib.import_module("pywintypes")

    def tell(key: str, value: object) -> None:
        line = f"{key} {' '.join(str(value).split())}\n"
        sys.stdout.buffer.write(line.encode())
        sys.stdout.flush()

    convert(lambda: client.DispatchEx(PROGRAM), papers, errors.com_error, tell)


def convert(
    start: Callable[[], Any], papers: Sequence[str], failure: type[Exception], tell: Callable[[str, object], None]
) -> None:
    """Have one Word, invisible and apart from any a person has open, print papers; it is quit whatever happens.

    A paper that fails is told and the next one is printed.
    """
    try:
        word = start()
    except failure as error:
        tell("failed", _reason(error))
        return
    try:
        word.Visible = False
        word.DisplayAlerts = NO_ALERTS
        word.AutomationSecurity = NO_MACROS
        for paper in papers:
            try:
                _print_one(word, paper, tell)
            except failure as error:
                tell("failed", _reason(error))
    except failure as error:
        tell("failed", _reason(error))
    finally:
        with contextlib.suppress(failure):
            word.Quit(SaveChanges=NOT_SAVED)


def _print_one(word: Any, paper: str, tell: Callable[[str, object], None]) -> None:
    document = word.Documents.Open(
        FileName=paper,
        ConfirmConversions=False,
        ReadOnly=True,
        AddToRecentFiles=False,
        PasswordDocument=NO_PASSWORD,
        Visible=False,
        NoEncodingDialog=True,
    )
    try:
        tell("pid", _process_of(document))
        document.ExportAsFixedFormat(
            OutputFileName=str(Path(paper).with_suffix(".pdf")),
            ExportFormat=AS_PDF,
            OpenAfterExport=False,
            IncludeDocProps=True,
            BitmapMissingFonts=True,
        )
    finally:
        document.Close(SaveChanges=NOT_SAVED)


def _process_of(document: Any) -> object:
    """The process Word runs in, so that one that hangs can be ended; 'unknown' where it cannot be told (Word 2010)."""
    try:
        processes = importlib.import_module("win32process")
        return processes.GetWindowThreadProcessId(document.ActiveWindow.Hwnd)[1]
    except (ImportError, AttributeError):
        return "unknown"


def _reason(error: Exception) -> str:
    """What Word says of an error; the third of a COM error's arguments has its own words, the second the system's."""
    told = error.args[2] if len(error.args) > 2 else None
    own = told[2] if isinstance(told, tuple) and len(told) > 2 else ""
    return str(own or (error.args[1] if len(error.args) > 1 else error))
