"""What crosscheck leaves behind (勾稽的文件): marked copies, lists beside texts, the rows of the summary workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from automation.cells import Value
from automation.errors import AutomationError
from automation.jobs.outcome import Run
from automation.jobs.workspace import Workspace
from automation.model.annual import Check, Severity
from automation.model.finding import Finding
from automation.model.finished import FinishedReport, Judged, PaperMark
from automation.model.origin import Origin
from automation.outputs.word_marks import mark_report
from automation.rules.annual_reading import show_spot
from automation.rules.crosscheck import draw_marks, find_failures, find_spots
from automation.rules.roster import HandedIn
from automation.store.replace import replace_file
from automation.terms import annual
from automation.terms import findings as wording
from automation.terms import finished as words

WORD = ".docx"
CHECKS = ("annual_check", "annual_check_warning")
Rows = list[dict[str, Value]]
Problems = Mapping[Path, Sequence[Finding]]


def keep_marked(
    workspace: Workspace, run: Run, judged: Mapping[Path, Judged], problems: Problems
) -> tuple[list[Path], list[Finding]]:
    """A marked copy of every faulty Word file, a list for every faulty text; what could not be marked is said."""
    folder = workspace.output(run.as_of) / words.FOLDER
    written: list[Path] = []
    findings: list[Finding] = []
    used: Counter[str] = Counter()
    for path, one in judged.items():
        faults = [found for found in problems[path] if found.severity != "info"]
        if not faults:
            continue
        used[path.stem.casefold()] += 1
        count = used[path.stem.casefold()]
        stem = path.stem if count == 1 else words.NUMBER_TWO.format(name=path.stem, count=count)
        if path.suffix.lower() == WORD:
            target = folder / words.MARKED.format(name=stem)
            try:
                content = mark_report(path.read_bytes(), [*draw_marks(one), *_reading_marks(faults)], run.as_of)
            except (AutomationError, OSError) as error:
                findings.append(Finding("report_unmarked", value=str(error), origin=Origin(one.report.file)))
                continue
        else:
            target = folder / words.LIST.format(name=stem)
            content = "\n".join(_list_lines(one.report, faults)).encode("utf-8-sig")
        replace_file(target, content)
        written.append(target)
    return written, findings


def _reading_marks(faults: Sequence[Finding]) -> Iterator[PaperMark]:
    """What could not be read, said at the head of the paper."""
    for found in faults:
        if found.kind not in CHECKS:
            yield PaperMark((), _said(found), Severity(found.severity))


def _list_lines(report: FinishedReport, faults: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(found.severity for found in faults)
    yield words.LIST_HEAD.format(file=report.file, errors=counts["error"], warnings=counts["warning"])
    for number, found in enumerate(sorted(faults, key=lambda one: one.severity), 1):
        line = words.LIST_LINE.format(number=number, severity=words.SEVERITIES[found.severity], message=_said(found))
        yield line + (words.LIST_AT.format(line=found.origin.row) if found.origin.row else "")
    yield ""


# -- rows of the summary


def list_reports(judged: Mapping[Path, Judged], problems: Problems, lost: Mapping[Path, Finding]) -> Rows:
    """A row for every report, those too that could not be read."""
    rows: Rows = []
    for path, one in judged.items():
        report = one.report
        counts = Counter(found.severity for found in problems[path])
        rows.append(
            {
                "organ": report.names.organ,
                "file": report.file,
                "year": report.year,
                "form": report.form.name if report.form else "",
                "errors": counts["error"],
                "warnings": counts["warning"],
                "dated": report.dated,
                **{f"figure{place}": _figure(report, ways) for place, ways in enumerate(words.FIGURE_KEYS)},
            }
        )
    rows += [{"file": found.origin.file, "form": words.UNREAD, "errors": 1} for found in lost.values()]
    return rows


def _figure(report: FinishedReport, ways: Sequence[Sequence[str]]) -> Value:
    """A main figure in whichever way the report's form keeps it; blank where no cell of it was read or filled."""
    for keys in ways:
        numbers = [number for key in keys if (number := report.figures.get(key)) is not None]
        if numbers:
            total = sum(numbers, 0)
            return int(total) if total == int(total) else float(total)
    return None


def list_problems(judged: Mapping[Path, Judged], problems: Problems, lost: Mapping[Path, Finding]) -> Rows:
    """A row for every check that fails and everything that could not be read."""
    rows: Rows = []
    for path, one in judged.items():
        report = one.report
        failed = sorted(find_failures(one.checks), key=lambda check: check.severity is not Severity.ERROR)
        rows += [_problem(report, check) for check in failed]
        for found in problems[path]:
            if found.kind not in CHECKS:
                rows.append(_reading(report.names.organ, found))
    return rows + [_reading("", found) for found in lost.values()]


def _problem(report: FinishedReport, check: Check) -> dict[str, Value]:
    at = show_spot(report.file, *find_spots(report, check)[:1])
    return {
        "organ": report.names.organ,
        "file": report.file,
        "level": words.SEVERITIES[check.severity.value],
        "rule": annual.RULES.get(check.rule, check.rule),
        "place": check.place,
        "at": _say_at(at),
        "message": check.message,
    }


def _reading(organ: str, found: Finding) -> dict[str, Value]:
    return {
        "organ": organ,
        "file": found.origin.file,
        "level": words.SEVERITIES[found.severity],
        "rule": words.READING,
        "place": "",
        "at": _say_at(found.origin),
        "message": _said(found),
    }


def _said(found: Finding) -> str:
    """The sentence of a finding without its place, which stands beside it."""
    return found.say(wording.KINDS[found.kind][1])


def _say_at(origin: Origin) -> str:
    line = words.LINE.format(line=origin.row) if origin.row else ""
    return origin.sheet + line


def list_roster(handed: HandedIn) -> Rows:
    """Who has handed in: those first who have not."""
    rows: Rows = []
    for organ, files in sorted(handed.files.items(), key=lambda item: bool(item[1])):
        twice = words.HANDED_TWICE.format(count=len(files))
        state = words.NOT_HANDED if not files else words.HANDED if len(files) == 1 else twice
        if files and handed.unread.issuperset(files):
            state = words.HANDED_UNREAD
        rows.append({"organ": organ, "state": state, "file": words.LIST_JOIN.join(files)})
    return rows + [{"organ": "", "state": words.OFF_ROSTER, "file": file} for file in handed.others]
