"""What a command tells (结果): files, findings and the rest of its JSON, and the lines for the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from automation.model.finding import Finding
from automation.model.screen import Block
from automation.terms import commands as say


@dataclass(frozen=True, slots=True)
class Run:
    """How a command was called: its name, the day it counts from, and the wall time (empty with --as-of).

    ``title`` is what a clerk calls it where an option makes it another job (init --revise 修订方案).
    """

    command: str
    as_of: date
    time: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """What a clerk calls the command."""
        return self.title or say.COMMANDS[self.command]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did.

    ``extra`` are the further keys of its JSON; ``lines``, ``table`` (its first row the heads) and ``title`` are for
    the terminal; ``bare``: it shows the lines alone; ``screen`` is all that a look at it shows.
    """

    command: str
    as_of: date
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    bare: bool = False
    screen: tuple[Block, ...] = ()

    @property
    def code(self) -> int:
        """The exit code: 1 when an error was found, else 0."""
        return int(any(finding.severity == "error" for finding in self.findings))

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the interface."""
        return {
            "command": self.command,
            "as_of": self.as_of.isoformat(),
            "files": list(self.files),
            "findings": [finding.as_dict() for finding in self.findings],
            **self.extra,
        }
