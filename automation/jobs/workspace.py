"""Where an office keeps its files (工作文件夹): master, section workbooks, journal, templates, output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from automation.errors import AutomationError
from automation.terms import commands as say
from automation.terms import logbook
from automation.terms import sheets as names

PROGRAM = Path(__file__).resolve().parents[2]
JOURNAL_FILE = "journal.sqlite"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one office; every stored or shown path is relative to ``root``."""

    root: Path
    store: Path

    @property
    def master(self) -> Path:
        """The master workbook (总台账)."""
        return self.root / "workbooks" / names.MASTER_FILE

    @property
    def forms(self) -> Path:
        """The folder of the sections' workbooks (科室填报)."""
        return self.root / "workbooks" / names.SECTION_FOLDER

    @property
    def logbook(self) -> Path:
        """The registers of applications, published items and cases (登记簿)."""
        return self.root / "workbooks" / logbook.FILE

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.store / JOURNAL_FILE

    def output(self, as_of: date) -> Path:
        """The dated folder of a run's papers; a rerun replaces what it makes there."""
        return self.root / "output" / as_of.isoformat()

    def template(self, name: str) -> Path:
        """A Word template: the office's own where it has one, else the program's. Raises AutomationError without."""
        for folder in (self.root / "templates", PROGRAM / "templates"):
            if (folder / name).is_file():
                return folder / name
        raise AutomationError(say.NO_TEMPLATE.format(file=f"templates/{name}"))

    def shown(self, path: Path) -> str:
        """A path as people and journals see it: relative to the workspace, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name


def open_workspace(root: Path, store: Path | None = None) -> Workspace:
    """The workspace at a folder; the store defaults to workbooks/.store."""
    root = root.resolve()
    return Workspace(root, store.resolve() if store else root / "workbooks" / ".store")
