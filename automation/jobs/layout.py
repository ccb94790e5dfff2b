"""layout 版式: measures Word files on their printed pages against GB/T 9704-2012; the files stay as they are."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from automation.errors import AutomationError, RefusedFile
from automation.jobs.form_folder import HINTS
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import tell_rare
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details, sort_findings
from automation.model.origin import Origin
from automation.model.page import FAILED, FAILS, HOLDS, PASSED, UNMEASURED, Measure, PageSeen, PaperSeen
from automation.outputs.layout_report import draw_report
from automation.outputs.pdf import choose_converter, render_pdf
from automation.rules.layout import decide, find_strange, measure_layout, measure_unprinted
from automation.rules.layout_front import count_front
from automation.rules.layout_settle import group_faults, show_pages
from automation.sources.paper_docx import read_paper
from automation.sources.pdf_page import draw_pages, read_pages
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import layout as words

SUFFIX = ".docx"
PICTURE = 80  # dpi of the pages in the report
ORDER = (FAILED, UNMEASURED, PASSED)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One paper with the measures behind its verdict, and where its report lies."""

    path: Path
    paper: PaperSeen
    measures: tuple[Measure, ...]
    report: Path

    @property
    def verdict(self) -> str:
        return decide(self.measures)


def layout(workspace: Workspace, run: Run, paths: Sequence[Path]) -> Outcome:
    """Measure every document named, and every one in the folders named; each gets a report with its pages marked.

    Raises AutomationError where one is absent. What is no sound .docx is refused by name, and the rest goes on.
    """
    findings = [
        Finding("no_document", origin=Origin(path.name)) for path in paths if path.is_dir() and not _inside(path)
    ]
    papers: dict[Path, PaperSeen] = {}
    for path in _documents(paths):
        if path.suffix.lower() != SUFFIX:
            findings.append(Finding("unread_document", value=words.NOT_DOCX, origin=Origin(path.name)))
            continue
        try:
            papers[path] = read_paper(path.read_bytes())
        except RefusedFile as error:
            findings.append(Finding("unread_document", value=say.REFUSALS[error.kind], origin=Origin(path.name)))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            findings.append(Finding("unread_document", value=reason, origin=Origin(path.name)))
    with tempfile.TemporaryDirectory(prefix="layout-") as scratch:
        printed, reasons = _print(list(papers), Path(scratch))
        names = _name_reports(list(papers))
        measured = [
            _measure(path, paper, printed.get(path), reasons.get(path, ""), workspace.output(run.as_of) / names[path])
            for path, paper in papers.items()
        ]
    findings += [found for one in measured for found in _find(one)]
    return _outcome(workspace, run, measured, findings)


def _documents(paths: Sequence[Path]) -> Iterator[Path]:
    """Each document once, in the order given."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise AutomationError(say.NO_FILE.format(file=path))
        for one in _inside(path) if path.is_dir() else [path]:
            if one.resolve() not in seen:
                seen.add(one.resolve())
                yield one


def _inside(folder: Path) -> list[Path]:
    """The documents of a folder, without what programs keep beside an open file."""
    return [one for one in sorted(folder.iterdir()) if one.suffix.lower() == SUFFIX and not one.name.startswith(HINTS)]


def _print(papers: Sequence[Path], scratch: Path) -> tuple[dict[Path, Path], dict[Path, str]]:
    """The PDF of each paper, and why there is none; all in one call, and one by one where that fails."""
    if not papers:
        return {}, {}
    if not choose_converter():
        return {}, dict.fromkeys(papers, words.NO_CONVERTER)
    copies = {path: scratch / f"{place}{SUFFIX}" for place, path in enumerate(papers)}
    for path, copy in copies.items():
        shutil.copyfile(path, copy)
    try:
        made = render_pdf(list(copies.values()), scratch)
        return dict(zip(papers, made, strict=True)), {}
    except AutomationError as error:
        if len(papers) == 1:
            return {}, {papers[0]: str(error)}
    printed: dict[Path, Path] = {}
    reasons: dict[Path, str] = {}
    for place, path in enumerate(papers):
        own = scratch / f"alone-{place}"
        own.mkdir()
        one, failed = _print([path], own)
        printed |= one
        reasons |= failed
    return printed, reasons


def _measure(path: Path, paper: PaperSeen, pdf: Path | None, reason: str, report: Path) -> _Measured:
    """Hold one paper to the rules and write its report."""
    drawn: list[tuple[PageSeen, bytes]] = []
    if pdf is None:
        measures = measure_unprinted(paper, reason)
    else:
        pages, fonts = read_pages(pdf)
        paper = replace(paper, pages=pages, strange=find_strange(fonts))
        measures = measure_layout(paper)
        drawn = list(zip(pages, draw_pages(pdf, PICTURE), strict=True))
    faults = group_faults(measures)
    notes = [one.message for one in _note(path, paper)]
    replace_file(report, draw_report(path.name, measures, faults, decide(measures), drawn, notes))
    return _Measured(path, paper, measures, report)


def _name_reports(papers: Sequence[Path]) -> Mapping[Path, str]:
    """A report's file name for each paper; papers of one name are numbered."""
    names: dict[Path, str] = {}
    used: Counter[str] = Counter()
    for path in papers:
        used[path.stem.casefold()] += 1
        count = used[path.stem.casefold()]
        names[path] = words.REPORT_FILE.format(name=path.stem if count == 1 else f"{path.stem}-{count}")
    return names


def _find(one: _Measured) -> Iterator[Finding]:
    """A finding for each fault, for what could not be measured, and for characters a font does not have."""
    for fault in group_faults(one.measures):
        each = fault.measures[0]
        clause, name, _, unit, _, advice = words.RULES[each.rule]
        wanted, found = each.told(unit)
        told = details(wanted=wanted, clause=clause, advice=advice)
        place = Origin(one.path.name, words.PAGES_OF.format(pages=fault.pages) if fault.pages else "", 0, name)
        yield Finding("layout_fault", value=found, details=told, origin=place)
    hidden = {each.measured for each in one.measures if each.holds == UNMEASURED}
    for reason in sorted(hidden):
        yield Finding("layout_unmeasured", value=reason, origin=Origin(one.path.name))
    yield from _note(one.path, one.paper)
    yield from tell_rare((each.text for each in one.paper.paragraphs), one.path.name)


def _note(path: Path, paper: PaperSeen) -> Iterator[Finding]:
    """What a reader of the verdict must know of the paper: pages left out, changes nobody has accepted."""
    if front := count_front(paper.pages):
        yield Finding("layout_front", value=show_pages(range(1, front + 1)), origin=Origin(path.name))
    if paper.revisions:
        yield Finding("layout_revisions", value=str(paper.revisions), origin=Origin(path.name))


def _outcome(workspace: Workspace, run: Run, measured: Sequence[_Measured], findings: list[Finding]) -> Outcome:
    table: list[tuple[str, ...]] = [say.LAYOUT_COLUMNS]
    for one in measured:
        counts = Counter(each.holds for each in one.measures)
        verdict = words.VERDICTS[one.verdict]
        table.append((one.path.name, verdict, *(str(counts[how]) for how in (HOLDS, FAILS, UNMEASURED))))
    verdicts = [one.verdict for one in measured]
    extra: dict[str, object] = {
        "measures": [_as_dict(one, each) for one in measured for each in one.measures],
        "verdict": next((verdict for verdict in ORDER if verdict in verdicts), UNMEASURED),
        "papers": [{"file": one.path.as_posix(), "verdict": one.verdict} for one in measured],
    }
    files = tuple(workspace.shown(one.report) for one in measured)
    return Outcome(run.command, run.as_of, files, sort_findings(findings), extra, (), tuple(table) if measured else ())


def _as_dict(one: _Measured, each: Measure) -> dict[str, object]:
    """A measure of the JSON interface."""
    clause, _, _, unit, _, _ = words.RULES[each.rule]
    return {
        "file": one.path.as_posix(),
        "rule": each.rule,
        "clause": clause,
        "wanted": each.wanted,
        "measured": each.measured,
        "unit": unit,
        "page": each.page,
        "holds": each.holds,
    }
