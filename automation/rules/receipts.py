"""Composes what a section gets back for its workbook (回执): a mark on each cell at fault, a word on each row, lists.

A receipt is drawn when its file is taken in, from that file's findings and changes alone, and closed when the whole
office has been judged: conflicts that wait and overdue rows come from there, so that no two papers disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from automation import cells, sheets
from automation.cells import Value
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Conflict, Ledger
from automation.model.receipt import Block, Line, Mark, Receipt, RowResult, SheetResult
from automation.model.rows import Change, History, Layout, SectionForm
from automation.rules.records import draw_overdue
from automation.rules.supervision import Judged
from automation.terms import findings as wording
from automation.terms import receipts as words
from automation.terms import sheets as names

SAID_LIMIT = 500  # characters of one sentence: a clerk may have pasted a page into the cell
LEVELS = ("error", "warning", "info", "")  # the worst first

Place = tuple[str, int]  # sheet, row


def draw_receipt(form: SectionForm, changes: Sequence[Change], findings: Iterable[Finding]) -> Receipt:
    """The receipt of one form as far as the form itself tells; ``findings`` may name other files of its section."""
    rows = _rows_by_key(form)
    marks: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    said: dict[Place, list[tuple[str, str]]] = defaultdict(list)
    told: list[Line] = []
    findings = sort_findings(list(findings))
    for finding in findings:
        text = _say(finding)
        if finding.kind != "conflict":
            told.append(_told_line(finding, _where(finding, form), text))
        layout = form.layouts.get(finding.origin.sheet)
        if finding.origin.file != form.file or layout is None:
            continue
        for row in _rows_of(finding, rows):
            field = finding.origin.column
            line = words.FIELD_SAID.format(field=field, said=text) if field else text
            said[finding.origin.sheet, row].append((finding.severity, line))
            cell = _cell_of(finding, row, layout)
            if cell:
                marks[finding.origin.sheet, *cell].append(text)
    return Receipt(
        form.section,
        form.file,
        form.issue,
        form.digest,
        tuple(Mark(*cell, tuple(dict.fromkeys(lines))) for cell, lines in sorted(marks.items())),
        _sheet_results(form, said, _taken_by_row(changes, rows)),
        tuple(told),
        tuple(_taken_line(change, rows) for change in changes),
        older=any(finding.kind == "stale_file" and finding.origin.file == form.file for finding in findings),
    )


def find_told(forms: Iterable[SectionForm], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What each form's section shall see, by file: what is wrong with it and with its copies that were left out."""
    taken: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        taken[form.section].append(form.file)
    files = {file for listed in taken.values() for file in listed}
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        own = finding.origin.file
        for file in [own] if own in files else taken.get(finding.section, ()):
            told[file].append(finding)
    return told


def draw_refusals(forms: Iterable[SectionForm], findings: Iterable[Finding]) -> list[Receipt]:
    """Receipts for the files nothing was taken from; those of a section another file was taken from stand in its own.

    The same file may have several findings; files of no known section go by their own name.
    """
    forms = list(forms)
    files, sections = {form.file for form in forms}, {form.section for form in forms}
    refused: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.origin.file not in files and finding.section not in sections:
            refused[finding.origin.file].append(finding)
    return [
        Receipt(found[0].section, file, told=tuple(_told_line(one, "", _say(one)) for one in found))
        for file, found in sorted(refused.items())
    ]


def find_earlier(history: History, as_of: date, undone: Collection[int] = ()) -> dict[str, list[Change]]:
    """What runs of the same day took before, by file: a second run must not empty the day's receipt.

    What the runs ``undone`` took is taken no more.
    """
    earlier: dict[str, list[Change]] = defaultdict(list)
    for record in history.changes:
        if record["on"] == as_of and record["rule"] == names.RULE_SECTION and record["run"] not in undone:
            sheet, number, section, period, field, before, after = (cells.show(record[name]) for name in _RECORDED)
            change = Change(sheet, (), number, section, period, field, before, after, names.RULE_SECTION)
            earlier[cells.show(record["source"]).split(wording.PLACE)[0]].append(change)
    return earlier


_RECORDED = ("sheet", "number", "section", "period", "field", "before", "after")


def close_receipts(
    receipts: Iterable[Receipt], ledger: Ledger, judged: Judged, findings: Iterable[Finding], as_of: date
) -> list[Receipt]:
    """The receipts with their lists: what to put right, what waits for the office, what is overdue, what was taken."""
    overdue: dict[Value, list[Line]] = defaultdict(list)
    for row in draw_overdue(ledger, judged):
        overdue[row["section"]].append(tuple(_short(cells.show(row[name])) for name in _OVERDUE))
    waiting: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in ledger.conflicts:
        waiting[conflict.section].append(conflict)
    orders = {task.number: words.TASK.format(order=task.order) for task in ledger.tasks}
    whole: dict[str, list[Line]] = defaultdict(list)
    for finding in findings:
        if finding.section and not finding.origin.file:
            whole[finding.section].append(_told_line(finding, orders.get(finding.number, ""), _say(finding)))
    receipts = list(receipts)
    files = {(receipt.file, receipt.issue) for receipt in receipts if receipt.digest}
    return [
        _close(
            receipt,
            (*receipt.told, *(whole[receipt.section] if receipt.digest else ())),
            [one for one in waiting[receipt.section] if _is_from(one, receipt, files)],
            overdue[receipt.section],
            as_of,
        )
        for receipt in receipts
    ]


_OVERDUE = ("order", "present_due", "days_late", "period", "progress", "requirement")


def _close(
    receipt: Receipt, told: Sequence[Line], waiting: Sequence[Conflict], overdue: Sequence[Line], as_of: date
) -> Receipt:
    file = PurePosixPath(receipt.file)
    counts = words.COUNTED.format(taken=len(receipt.taken), told=len(told), waiting=len(waiting), overdue=len(overdue))
    return replace(
        receipt,
        title=words.TITLE.format(section=receipt.section or file.stem),
        lines=(
            words.ABOUT.format(as_of=as_of.isoformat(), file=file.name),
            counts,
            (words.HINT_OLDER if receipt.older else words.HINT) if receipt.digest else words.HINT_REFUSED,
        ),
        blocks=(
            Block(words.TOLD_TITLE, words.TOLD_HEADS, tuple(told)),
            Block(words.WAITING_TITLE, words.WAITING_HEADS, _numbered(map(_waiting_line, waiting))),
            Block(words.OVERDUE_TITLE, words.OVERDUE_HEADS, tuple(overdue)),
            Block(words.TAKEN_TITLE, words.TAKEN_HEADS, _numbered(receipt.taken)),
        ),
    )


def without_copy(receipt: Receipt) -> Receipt:
    """The receipt of a file that was taken in but cannot be marked (.xls, .ods): only its lists."""
    return replace(receipt, digest="", marks=(), sheets=(), lines=(*receipt.lines[:2], words.HINT_SHEET_ONLY))


def _rows_by_key(form: SectionForm) -> dict[tuple[str, str, str], list[int]]:
    """(sheet, first part of the key, rest of it) → the rows it stands in."""
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for sheet in sheets.FORMS:
        for row in form.tables.get(sheet.name, ()):
            first, *rest = (cells.show(row.cells.get(name)) for name in sheet.key)
            rows[sheet.name, first, " ".join(rest)].append(row.origin.row)
        for (first, *rest), place in form.quiet.get(sheet.name, {}).items():
            rows[sheet.name, first, " ".join(rest)].append(place)
    return rows


def _rows_of(finding: Finding, rows: Mapping[tuple[str, str, str], list[int]]) -> list[int]:
    """The rows a finding is about: every one of those that share a number, else its own."""
    if finding.kind == "duplicate_number":
        return rows.get((finding.origin.sheet, finding.number, finding.value), [])
    return [finding.origin.row]


def _cell_of(finding: Finding, row: int, layout: Layout) -> tuple[int, int] | None:
    """The cell a mark goes on: the one at fault, or the first that can be seen of a row that is at fault as a whole."""
    if finding.origin.column in layout.labels:
        return layout.labels[finding.origin.column]
    if not row:
        return None
    column = layout.columns.get(finding.origin.column)
    if column is None:
        sheet = next(one for one in sheets.FORMS if one.name == finding.origin.sheet)
        seen = (layout.columns.get(one.header) for one in sheet.columns if not one.hidden)
        column = next((place for place in seen if place), None)
    return (row, column) if column else None


def _taken_by_row(changes: Iterable[Change], rows: Mapping[tuple[str, str, str], list[int]]) -> dict[Place, int]:
    """How many cells of each row were taken; one taken twice on a day counts once."""
    cells_taken = {(change.sheet, _row_of(change, rows), change.field) for change in changes}
    counts: dict[Place, int] = defaultdict(int)
    for sheet, row, _ in cells_taken:
        counts[sheet, row] += 1
    return counts


def _row_of(change: Change, rows: Mapping[tuple[str, str, str], list[int]]) -> int:
    """Where a changed row stands in the file today; 0 when it is gone since."""
    return next(iter(rows.get((change.sheet, change.number, change.period), ())), 0)


def _sheet_results(
    form: SectionForm, said: Mapping[Place, list[tuple[str, str]]], taken: Mapping[Place, int]
) -> tuple[SheetResult, ...]:
    results = []
    for sheet, rows in form.tables.items():
        layout = form.layouts.get(sheet)
        if layout is None or not layout.columns:
            continue
        listed = []
        places = {row for where, row in (*said, *taken) if where == sheet and row}
        for row in sorted(places):
            found = said.get((sheet, row), [])
            count = taken.get((sheet, row), 0)
            texts = ([words.TAKEN.format(count=count)] if count else []) + [text for _, text in found]
            level = min((level for level, _ in found), key=LEVELS.index, default="")
            listed.append(RowResult(row, level, words.JOIN.join(dict.fromkeys(texts))))
        reach = min(layout.columns.values()), max(layout.columns.values())
        standing = (*(row.origin.row for row in rows), *form.quiet.get(sheet, {}).values())
        last = max(standing, default=layout.header)
        results.append(SheetResult(sheet, layout.header, reach, last, tuple(listed)))
    return tuple(results)


def _say(finding: Finding) -> str:
    """A finding's sentence in one line, as the section shall read it."""
    sentence = words.FOR_SECTION.get(finding.kind) or wording.KINDS[finding.kind][1]
    for office, section in words.ADVICE:
        sentence = sentence.replace(office, section)
    return _short(finding.say(sentence))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SAID_LIMIT else line[:SAID_LIMIT] + words.SHORT


def _told_line(finding: Finding, where: str, text: str) -> Line:
    origin = finding.origin
    row = str(origin.row or "")
    return (wording.SEVERITIES[finding.severity], where, row, origin.column, _short(finding.value), text)


def _where(finding: Finding, form: SectionForm) -> str:
    """The sheet of a finding, or the file when it is another one of the section."""
    origin = finding.origin
    return origin.sheet if origin.file == form.file else PurePosixPath(origin.file).name


def _taken_line(change: Change, rows: Mapping[tuple[str, str, str], list[int]]) -> Line:
    row = str(_row_of(change, rows) or "")
    return (change.sheet, row, change.field, _short(change.before), _short(change.after))


def _numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple((str(count), *line) for count, line in enumerate(lines, 1))


def _is_from(conflict: Conflict, receipt: Receipt, files: Collection[tuple[str, int]]) -> bool:
    """Whether a conflict was found in this receipt's file; one of a copy, or of a file that is away, belongs to any."""
    found_in = [
        file for file, issue in files if conflict.source.startswith(f"{file} ") and conflict.issue in (issue, 0)
    ]
    return not receipt.digest or not found_in or receipt.file in found_in


def _waiting_line(conflict: Conflict) -> Line:
    row = conflict.source.rpartition(" ")[2]
    three = (conflict.base, conflict.master, conflict.section_value)
    return (conflict.sheet, row, conflict.field, *map(_short, three))
