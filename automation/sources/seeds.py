"""Reads the sample office out of plain text (种子数据): TOML and CSV that people can edit."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from automation.errors import AutomationError
from automation.model.origin import Origin
from automation.model.rows import PlanDocument, RawRow
from automation.terms import commands as say
from automation.terms import sheets as names

PLAN_FIELDS = {
    names.ORDER: "order",
    names.AREA: "area",
    names.TOPIC: "topic",
    names.REQUIREMENT: "requirement",
    names.PLAN_UNITS: "units",
    names.DEADLINE: "deadline",
}


def read_office(folder: Path) -> dict[str, Any]:
    """office.toml of a seed folder as nested mappings. Raises AutomationError when it cannot be read."""
    path = folder / "office.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AutomationError(say.SEED_UNREADABLE.format(file=path.name, reason=error)) from error


def read_csv(path: Path) -> list[Mapping[str, str]]:
    """The rows of a CSV file by header; UTF-8 with or without a byte-order mark."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return [{key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AutomationError(say.SEED_UNREADABLE.format(file=path.name, reason=error)) from error


def read_plan_csv(path: Path) -> PlanDocument:
    """The plan of a seed folder (tasks.csv)."""
    rows = tuple(
        RawRow({field: row.get(header, "") for header, field in PLAN_FIELDS.items()}, Origin(path.name, "", line))
        for line, row in enumerate(read_csv(path), 2)
    )
    return PlanDocument(rows)
