"""The folder of 科室填报 (填报文件夹): which files in it are workbooks, and what is said of everything else there."""

from __future__ import annotations

import re
from pathlib import Path

from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.model.origin import Origin

HINTS = ("~$", ".~", ".")
OPEN_HINT = r"(?:~\$|\.~lock\.|\.~)(?P<file>.+?\.(?:xlsx|xlsm|xls|et|ods|xlsb))#?"
"""What Excel (~$政法科.xlsx), LibreOffice (.~lock.政法科.xlsx#) and WPS (.~政法科.xlsx) leave beside an open file."""
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb")
LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")


def find_workbooks(folder: Path) -> list[Path]:
    """The files that may be forms, in the order of their names."""
    return [path for path in (sorted(folder.iterdir()) if folder.is_dir() else ()) if _is_candidate(path)]


def name_of(path: Path) -> str:
    """The section a file is probably of, by its name: 政法科-第2期.xlsx and 政法科-副本.xlsx are of 政法科."""
    return path.stem.partition("-")[0]


def _is_candidate(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(HINTS) and path.is_file()


def find_unread(workspace: Workspace, ledger: Ledger) -> list[Finding]:
    """Files of other kinds (.zip, .docx, one still downloading) and folders, which a person must put right.

    One that begins with the name of a section is that section's; the others are nobody's.
    """
    folder = workspace.forms
    sections = sorted((section.name for section in ledger.sections), key=len, reverse=True)
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(HINTS) or path.name.lower() in LEFT_BY_SYSTEMS or _is_candidate(path):
            continue
        section = next((name for name in sections if path.name.startswith(name) and not path.is_dir()), "")
        kind = "folder_unread" if path.is_dir() else "unread_format" if section else "file_unread"
        found.append(Finding(kind, "", section, origin=Origin(workspace.shown(path))))
    return found


def find_open_files(workspace: Workspace) -> list[Finding]:
    """A finding for each workbook, the master too, that somebody seems to have open: what is unsaved is not merged."""
    return [
        Finding("file_open", value=hint["file"], origin=Origin(workspace.shown(path.with_name(hint["file"]))))
        for folder in (workspace.forms, workspace.master.parent)
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if (hint := re.fullmatch(OPEN_HINT, path.name, re.IGNORECASE))
    ]
