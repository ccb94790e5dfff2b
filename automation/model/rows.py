"""Rows as they were read (原始行), and what a section handed in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automation.model.origin import NOWHERE, Origin

Key = tuple[str, ...]
Texts = Mapping[str, str]  # field → value as text


BaseLine = tuple[str, str, str]
"""A row as it was issued, as it lies in the journal and in a form: sheet, key and fields, both of these in JSON."""


def read_base(lines: Sequence[BaseLine]) -> dict[str, dict[Key, dict[str, str]]]:
    """Sheet → key → field → text, decoded all at one go, which is twice as fast as line by line.

    Raises ValueError or TypeError for lines nobody has issued.
    """
    found: dict[str, dict[Key, dict[str, str]]] = {}
    keys, texts = (json.loads(f"[{','.join(line[place] for line in lines)}]") for place in (1, 2))
    for (sheet, *_), key, fields in zip(lines, keys, texts, strict=True):
        found.setdefault(sheet, {})[tuple(key)] = dict(fields)
    return found


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row under a header: raw cells by field; a field whose column is missing is absent."""

    cells: Mapping[str, object]
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One paragraph of a plan document outside its tasks (正文): the letter around a table, a lead-in."""

    text: str
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan as read (方案): the rows of its tasks in order, the text around them, the headers of columns not read."""

    rows: tuple[RawRow, ...] = ()
    body: tuple[BodyLine, ...] = ()
    unread: tuple[BodyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the cells of a sheet stand (位置), all 1-based: the header row, columns by header, labelled cells."""

    header: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section's workbook (科室填报文件) as read: identity, cover and tables, and what it held when issued.

    ``base`` maps a sheet name to key → field → text; ``digest`` is the sha256 of the file; ``layouts`` tell by sheet
    name where its cells stand, so that a receipt can be written beside them. ``tab`` is the sheet of the master it
    stands in (同一工作簿), empty for a file of its own. ``copies`` are other files of the same section and issue (副本)
    that are merged together with it. ``quiet`` maps a sheet name to key → row of those rows that say what their base
    says: they can bring no change and may be left out of ``tables`` and ``base``. It is empty where none was left out.
    """

    file: str
    digest: str
    office: str
    year: int
    section: str
    issue: int
    cover: Mapping[str, object]
    tables: Mapping[str, tuple[RawRow, ...]]
    base: Mapping[str, Mapping[Key, Texts]]
    layouts: Mapping[str, Layout] = field(default_factory=dict, compare=False)
    tab: str = ""
    copies: tuple[SectionForm, ...] = ()
    quiet: Mapping[str, Mapping[Key, int]] = field(default_factory=dict)

    @property
    def files(self) -> tuple[SectionForm, ...]:
        """This file and its copies, in the order of their names."""
        return tuple(sorted((self, *self.copies), key=lambda form: (form.file, form.tab)))

    @property
    def place(self) -> str:
        """Where it stands, as the 出处 of a conflict begins."""
        return f"{self.file} {self.tab}" if self.tab else self.file


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changed (变更), with its rule and place."""

    sheet: str
    key: Key
    number: str
    section: str
    period: str
    field: str  # the column header
    before: str
    after: str
    rule: str
    origin: Origin = NOWHERE

    def as_dict(self) -> dict[str, object]:
        """A change of the JSON interface."""
        return {
            "number": self.number,
            "section": self.section,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "origin": {
                "file": self.origin.file,
                "sheet": self.origin.sheet,
                "row": self.origin.row,
                "column": self.origin.column,
            },
        }


@dataclass(frozen=True, slots=True)
class History:
    """What the journal remembers (历史): runs and changes as the records of their sheets, newest last."""

    runs: tuple[Mapping[str, Any], ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()
