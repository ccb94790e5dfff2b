"""crosscheck 勾稽: anybody's finished annual reports, read by their labels and held to every cross-check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from automation.errors import AutomationError, RefusedFile
from automation.jobs.cross_papers import keep_marked, list_problems, list_reports, list_roster
from automation.jobs.form_folder import HINTS
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace
from automation.model.annual import Check, Severity
from automation.model.finding import Finding, details, sort_findings
from automation.model.finished import FinishedPaper, FinishedReport, Judged
from automation.model.origin import Origin
from automation.outputs.new_crosscheck import write_crosscheck
from automation.rules.annual_reading import read_report, show_spot
from automation.rules.crosscheck import find_failures, find_spots, judge_report
from automation.rules.roster import HandedIn, match_roster, read_roster, same_organ
from automation.sources.annual_forms import form_names, read_form
from automation.sources.finished_report import read_finished_docx, read_finished_text
from automation.sources.plan_text import decode
from automation.sources.reading_pool import ReadingPool
from automation.sources.workbook import read_workbook
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import finished as words

WORD, TEXT = ".docx", ".txt"
OTHER_PAPERS = (
    *(".doc", ".docm", ".dot", ".dotx", ".dotm", ".wps", ".wpt", ".rtf", ".odt"),
    *(".pdf", ".ofd", ".html", ".htm", ".mht", ".mhtml"),
)
PACKED = (".zip", ".rar", ".7z")
UNREAD = ("unread_document", "report_packed")
_Read = tuple[FinishedReport, tuple[Finding, ...]] | Finding


def crosscheck(
    workspace: Workspace, run: Run, paths: Sequence[Path], last_year: Path | None = None, roster: Path | None = None
) -> Outcome:
    """Check every report named and every one in the folders named; the files stay as they are.

    ``last_year`` is a report of the year before or a folder of them, ``roster`` a list of organs. Raises
    AutomationError where a file named is absent or a roster cannot be read.
    """
    organs = _roster(roster) if roster else ()
    ours = workspace.output(run.as_of).parent  # marked copies of an earlier run are no reports
    skip = {one.resolve() for one in (roster, last_year, ours) if one}
    files, findings = _files(paths, skip)
    passed = {Path(found.origin.file): found for found in findings if found.kind in UNREAD}
    before, found = _files([last_year], {ours.resolve()}) if last_year else ({}, [])
    findings += found
    with ReadingPool() as pool:
        seen = dict(zip(files, pool.each(partial(_read, pool), files.items()), strict=True))
        last = dict(zip(before, pool.each(partial(_read, pool), before.items()), strict=True))
    read, lost = _sort(seen)
    old, failed = _sort(last)
    findings += [*lost.values(), *failed.values()]
    lost |= passed
    blank = _blank(workspace)
    judged: dict[Path, Judged] = {}
    problems: dict[Path, list[Finding]] = {}
    for path, (report, told) in read.items():
        earlier, said = _last_of(report, [one for one, _ in old.values()], alone=len(read) == 1, asked=last_year)
        judged[path] = judge_report(report, earlier, blank)
        problems[path] = [*told, *said, *(_finding(report, check) for check in find_failures(judged[path].checks))]
    findings += [one for told in problems.values() for one in told]
    told_files, unmarked = keep_marked(workspace, run, judged, problems)
    findings += unmarked
    names = {one.report.file: one.report.names for one in judged.values()}
    unread = [found.origin.file for found in lost.values()]
    handed = match_roster(organs, names, unread) if roster else None
    findings += _say_roster(handed) if handed else []
    if handed or len(seen) + len(passed) > 1:
        rows = list_reports(judged, problems, lost)
        book = write_crosscheck(
            rows, list_problems(judged, problems, lost), list_roster(handed) if handed else None, run.as_of
        )
        path = workspace.output(run.as_of) / words.BOOK
        replace_file(path, book)
        told_files.insert(0, path)
    return _outcome(workspace, run, judged, lost, problems, findings, told_files)


# -- files


def _files(paths: Sequence[Path], skip: set[Path]) -> tuple[dict[Path, str], list[Finding]]:
    """The files to read with the name each is shown by, and what is said of the others in a folder."""
    files: dict[Path, str] = {}
    findings: list[Finding] = []
    for path in paths:
        if not path.exists():
            raise AutomationError(say.NO_FILE.format(file=path))
        if not path.is_dir():
            files.setdefault(path.resolve(), path.name)
            continue
        count = len(files)
        for one in sorted(path.rglob("*")):
            shown = one.relative_to(path).as_posix()
            hidden = any(part.startswith(HINTS) for part in one.relative_to(path).parts)
            if hidden or one.is_dir() or skip & {one.resolve(), *one.resolve().parents}:
                continue
            kind = one.suffix.lower()
            if kind in (WORD, TEXT):
                files.setdefault(one.resolve(), shown)
            elif kind in PACKED:
                findings.append(Finding("report_packed", origin=Origin(shown)))
            elif kind in OTHER_PAPERS:
                findings.append(Finding("unread_document", value=words.NOT_READ_KIND, origin=Origin(shown)))
            else:
                findings.append(Finding("report_skipped", value=one.suffix or one.name, origin=Origin(shown)))
        if len(files) == count:
            findings.append(Finding("report_no_file", origin=Origin(path.name)))
    return files, findings


def _read(pool: ReadingPool, item: tuple[Path, str]) -> _Read:
    """What is understood of a file, or the finding that refuses it; runs in a thread.

    A file with neither a title nor a table of a report is none, and that is all there is to say of it.
    """
    path, shown = item
    try:
        paper = _paper(pool, path, shown)
    except RefusedFile as error:
        reason = say.REFUSALS.get(error.kind, str(error))
    except AutomationError as error:
        reason = str(error)
    except OSError:
        reason = words.NOT_OPENED
    else:
        report, told = read_report(paper, [read_form(name) for name in form_names()])
        none = next((one for one in told if one.kind == "report_no_tables"), None)
        return none if none and not report.title else (report, told)
    return Finding("unread_document", value=reason, origin=Origin(shown))


def _paper(pool: ReadingPool, path: Path, shown: str) -> FinishedPaper:
    kind = path.suffix.lower()
    if kind == WORD:
        return pool.ask(read_finished_docx, path.read_bytes(), shown)
    if kind == TEXT:
        if not path.stat().st_size:
            raise AutomationError(say.REFUSALS["empty_workbook"])
        return FinishedPaper(shown, read_finished_text(path).blocks)
    raise AutomationError(words.NOT_READ_KIND)


def _sort(
    seen: Mapping[Path, _Read],
) -> tuple[dict[Path, tuple[FinishedReport, tuple[Finding, ...]]], dict[Path, Finding]]:
    """The reports read, and why the others were not."""
    read = {path: one for path, one in seen.items() if not isinstance(one, Finding)}
    return read, {path: one for path, one in seen.items() if isinstance(one, Finding)}


def _roster(path: Path) -> tuple[str, ...]:
    """The organs of a roster: the first sheet of a workbook, or the lines of a text."""
    if not path.is_file():
        raise AutomationError(say.NO_FILE.format(file=path))
    rows: list[Sequence[object]] = []
    if path.suffix.lower() in (TEXT, ".csv"):
        rows += [line.replace("\t", ",").split(",") for line in decode(path).splitlines()]
    else:
        try:
            book = read_workbook(path, path.name)
        except RefusedFile as error:
            reason = say.REFUSALS.get(error.kind, str(error))
            raise AutomationError(say.ROSTER_BROKEN.format(file=path.name, reason=reason)) from error
        rows += next(iter(book.grids.values())).rows
    organs = read_roster(rows)
    if not organs:
        raise AutomationError(say.ROSTER_EMPTY.format(file=path.name))
    return organs


def _blank(workspace: Workspace) -> str:
    """The office's own setting 空白写法 where it keeps a master, else 0."""
    if not workspace.master.is_file():
        return "0"
    with view_ledger(workspace) as opened:
        return opened.ledger.settings.blank


# -- judging


def read_last_year(path: Path, year: int, own: Sequence[str]) -> tuple[FinishedReport | None, list[Finding]]:
    """The report of the year before, to hold our own against; one of another year, or none, is told and left out.

    ``own`` are the office's names. One of another name is told and used: offices are renamed too.
    """
    if not path.is_file():
        raise AutomationError(say.NO_FILE.format(file=path))
    with ReadingPool() as pool:
        read = _read(pool, (path, path.name))
    if isinstance(read, Finding):
        return None, [read]
    report, told = read
    if report.year is not None and report.year != year - 1:
        wrong = details(year=year, before=year - 1)
        return None, [Finding("report_last_year", value=str(report.year), details=wrong, origin=Origin(path.name))]
    foreign = report.names.known and match_roster(own, {"": report.names}).others
    other = Finding(
        "report_last_other", value=report.names.organ, details=details(before=year - 1), origin=Origin(path.name)
    )
    return report, [*told, other] if foreign else list(told)


def _last_of(
    report: FinishedReport, old: Sequence[FinishedReport], *, alone: bool, asked: Path | None
) -> tuple[FinishedReport | None, list[Finding]]:
    """Last year's report of the same organ; a single one is taken whatever its organ is called."""
    if asked is None:
        return None, []
    place = Origin(report.file)
    found: FinishedReport | None
    if alone and len(old) == 1:
        found = old[0]
    else:
        fitting = [one for one in old if same_organ(one.names, report.names)]
        right = [one for one in fitting if None in (one.year, report.year) or one.year == (report.year or 0) - 1]
        found = next(iter(right or fitting), None)
    if found is None:
        return None, [Finding("report_no_last_year", origin=place)]
    if found.year is not None and report.year is not None and found.year != report.year - 1:
        told = details(year=report.year, before=report.year - 1)
        return None, [Finding("report_last_year", value=str(found.year), details=told, origin=Origin(found.file))]
    return found, []


def _finding(report: FinishedReport, check: Check) -> Finding:
    kind = "annual_check" if check.severity is Severity.ERROR else "annual_check_warning"
    spots = find_spots(report, check)
    return Finding(kind, value=check.message, origin=show_spot(report.file, *spots[:1]))


def _say_roster(handed: HandedIn) -> Iterator[Finding]:
    for organ, files in handed.files.items():
        if not files:
            yield Finding("report_missing", section=organ)
        elif len(files) > 1:
            listed = words.LIST_JOIN.join(files)
            yield Finding("report_twice", section=organ, value=listed, details=details(count=len(files)))
    for file in handed.others:
        yield Finding("report_off_roster", value=file)


# -- what is told


def _outcome(
    workspace: Workspace,
    run: Run,
    judged: Mapping[Path, Judged],
    lost: Mapping[Path, Finding],
    problems: Mapping[Path, Sequence[Finding]],
    findings: list[Finding],
    files: Sequence[Path],
) -> Outcome:
    table: list[tuple[str, ...]] = [say.CROSS_COLUMNS]
    papers: list[dict[str, object]] = []
    for path, one in judged.items():
        report = one.report
        counts = Counter(found.severity for found in problems[path])
        form = report.form.name if report.form else None
        table.append(
            (
                *(report.file, report.names.organ, str(report.year or ""), form or ""),
                *(str(counts["error"]), str(counts["warning"])),
            )
        )
        shown = {"file": report.file, "organ": report.names.organ or None, "year": report.year, "form": form}
        checks = [check.shown for check in one.checks]
        papers.append({**shown, "errors": counts["error"], "warnings": counts["warning"], "checks": checks})
    table += [(found.origin.file, say.CROSS_UNREAD, "", "", "", "") for found in lost.values()]
    forms = {paper["form"] for paper in papers}
    extra: dict[str, object] = {
        "form": forms.pop() if len(forms) == 1 else None,
        "checks": [{"file": one.report.file, **check.shown} for one in judged.values() for check in one.checks],
        "papers": papers,
    }
    done = sum(len(one.checks) for one in judged.values())
    failed = sum(len(find_failures(one.checks)) for one in judged.values())
    line = say.CROSS_CHECKED.format(papers=len(judged), count=done, failed=failed)
    told = tuple(workspace.shown(path) for path in files)
    rows = tuple(table) if len(table) > 1 else ()
    return Outcome(run.command, run.as_of, told, sort_findings(findings), extra, (line,), rows)
