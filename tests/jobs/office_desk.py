"""What a test does at the desk: run a command, type into a workbook, look into one."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import openpyxl

from automation import cli
from automation.outputs.pdf import find_converter
from automation.terms import sheets as names

MASTER = Path("workbooks") / names.MASTER_FILE
FORMS = Path("workbooks") / names.SECTION_FOLDER


def run(root: Path, *arguments: object, as_of: str = "2018-08-06") -> tuple[int, dict, str]:
    """(exit code, JSON object, stderr) of a command in a workspace."""
    out, err = StringIO(), StringIO()
    words = [str(word) for word in arguments]
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main([*words, "--workspace", str(root), "--as-of", as_of, "--json"])
    return code, json.loads(out.getvalue()) if out.getvalue() else {}, err.getvalue()


def form(root: Path, section: str) -> Path:
    return root / FORMS / f"{section}.xlsx"


def type_into(path: Path, sheet: str, typed: Mapping[tuple[object, str], object], key: str = "序号") -> None:
    """Type cells by (value in the key column, header), the way another program would save them."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for (wanted, header), value in typed.items():
        row = next(
            cell.row for cell in page.cell(1, heads[key]).parent[column_of(page, heads[key])] if cell.value == wanted
        )
        page.cell(row, heads[header], value)
    book.save(path)


def column_of(page, column: int) -> str:
    return openpyxl.utils.get_column_letter(column)


def sheet(root: Path, name: str, file: Path = MASTER) -> list[dict[str, object]]:
    """The rows of a sheet by header."""
    with closing(openpyxl.load_workbook(root / file, read_only=True)) as book:  # parses this sheet only
        lines = list(book[name].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:] if any(v is not None for v in line)]


def row(root: Path, name: str, **wanted: object) -> dict[str, object]:
    """The one row of a master's sheet that holds these values."""
    (found,) = [one for one in sheet(root, name) if all(one[header] == value for header, value in wanted.items())]
    return found


def digest(root: Path) -> dict[str, str]:
    """Every file below a folder by its content."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def kinds(told: dict) -> list[str]:
    return [finding["kind"] for finding in told["findings"] if finding["severity"] != "info"]


def save_in_libreoffice(folder: Path, *paths: Path) -> None:
    """Open and save workbooks or documents as a clerk with LibreOffice would, those of a kind in one call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix in sorted({path.suffix for path in paths}):
        plain = {folder / f"file{count}{suffix}": path for count, path in enumerate(paths) if path.suffix == suffix}
        for copy, path in plain.items():
            shutil.copy(path, copy)
        out = folder / "saved"
        command = [str(find_converter()), "--headless", profile, "--convert-to", suffix[1:], "--outdir", str(out)]
        subprocess.run([*command, *map(str, plain)], check=True, capture_output=True, timeout=180)
        for copy, path in plain.items():
            shutil.copy(out / copy.name, path)
