"""score 考核: scores sections, units below and the office itself, each point with the row that caused it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from automation import cells
from automation.errors import AutomationError
from automation.jobs.make_papers import PaperDesk
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import PDF, check_made, keep_papers
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.rows import Key
from automation.model.scoring import Cause, Point, Score
from automation.outputs.new_score import write_scores
from automation.outputs.word_score import fill_scores, fill_self_score
from automation.rules.assign import assign_duties
from automation.rules.draft_score import draft_scores, draft_self_score, say_points, say_standard, say_state
from automation.rules.score_rules import DEFAULTS
from automation.rules.scoring import score as judge_scores
from automation.rules.supervision import judge
from automation.sheets import DUTIES, EVENTS, MARKS, PERIODS, RUNS, SCORE_RULES, Sheet
from automation.store.replace import replace_file
from automation.terms import score_trace as words
from automation.terms import scoring

CAUSING = (DUTIES, PERIODS, EVENTS, MARKS, SCORE_RULES)


def score(workspace: Workspace, run: Run, *, pdf: bool = True) -> Outcome:
    """Score everybody as the ledger stands on the run's day; nothing in the master changes.

    Raises AutomationError where no rule can be used or nobody is to be scored.
    """
    with view_ledger(workspace) as opened, PaperDesk() as desk:
        ledger, told = _with_rules(opened)
        ledger, _ = assign_duties(ledger, run.as_of)
        judged = judge(ledger, run.as_of)
        scores, found = judge_scores(ledger, judged, run.as_of, find_places(opened, ledger.settings.year))
        if not any(one.points for one in scores):
            wrong = [one.message for one in found if one.severity == "error"]
            usable = ledger.score_rules and not wrong
            raise AutomationError(words.NOBODY if usable else words.PARTED.join((words.NO_RULES, *wrong[:1])))
        year, folder = ledger.settings.year, workspace.output(run.as_of)
        table = folder / words.FILE.format(year=year)
        papers: list[tuple[Path, bytes]] = []
        findings = [*opened.findings, *told, *found]
        others = draft_scores(ledger, scores, run.as_of, table.name)
        if others.tables:
            made = desk.make(fill_scores, others, workspace.template(words.TEMPLATE), run.as_of)
            findings += check_made(made, words.TEMPLATE)
            papers.append((folder / f"{words.PAPER}.docx", made.docx))
        for ours in (one for one in scores if one.group == scoring.OURSELVES):
            paper = draft_self_score(ledger, ours, run.as_of, table.name)
            made = desk.make(fill_self_score, paper, workspace.template(words.SELF_TEMPLATE), run.as_of)
            findings += check_made(made, words.SELF_TEMPLATE)
            papers.append((folder / f"{words.SELF_PAPER}.docx", made.docx))
        files, problems = keep_papers(workspace, papers, pdf=pdf)
        _drop_old(folder, [path for path, _ in papers])
        replace_file(table, write_scores(scores, year, run.as_of, workspace.shown(folder), say_standard))
        return Outcome(
            run.command,
            run.as_of,
            (*files, workspace.shown(table)),
            sort_findings([*findings, *problems]),
            {"state": say_state(year, run.as_of), "scores": [_show(one) for one in scores]},
            _lines(ledger, scores, run.as_of),
            (words.COLUMNS, *((one.party, say_points(one.total), one.band, one.remark) for one in scores)),
        )


def _with_rules(opened: Opened) -> tuple[Ledger, list[Finding]]:
    """The ledger, with the rules a master begins with where it was made before it had a sheet for them."""
    if SCORE_RULES.name in opened.master.tables or opened.ledger.score_rules:
        return opened.ledger, []
    place = Origin(opened.master.file)
    return replace(opened.ledger, score_rules=DEFAULTS), [Finding("score_rules_default", origin=place)]


def find_places(opened: Opened, year: int) -> dict[tuple[str, Key], Origin]:
    """Where each row a point may come from stands; a run by the day it took files in."""
    places: dict[tuple[str, Key], Origin] = {}
    for sheet in CAUSING:
        table = opened.master.tables.get(sheet.name)
        for row in table.rows if table else ():
            key = tuple(_name(sheet, field, row.cells.get(field), year) for field in sheet.key)
            places.setdefault((sheet.name, key), row.origin)
        places[sheet.name, ()] = Origin(opened.master.file, sheet.name)
    runs = opened.master.tables.get(RUNS.name)
    for row in runs.rows if runs else ():
        if row.cells.get("files"):
            places[RUNS.name, (_name(RUNS, "as_of", row.cells.get("as_of"), year),)] = row.origin
    return places


def _name(sheet: Sheet, field: str, raw: object, year: int) -> str:
    parsed = sheet.column(field).kind.parse(raw, year)
    return cells.show(raw if parsed.problem else parsed.value)


def _drop_old(folder: Path, kept: Sequence[Path]) -> None:
    """Take away a paper an earlier run of the day made and this one does not: no rule asks for it any more."""
    for stem in (words.PAPER, words.SELF_PAPER):
        path = folder / f"{stem}.docx"
        if path not in kept:
            for old in (path, path.with_suffix(PDF)):
                with suppress(OSError):  # it was never there, or somebody has it open
                    old.unlink()


def _lines(ledger: Ledger, scores: Sequence[Score], as_of: date) -> tuple[str, ...]:
    counts = [(group, sum(one.group == group for one in scores)) for group in scoring.GROUPS]
    said = words.GROUPS_JOINED.join(words.SCORED_GROUP.format(group=g, count=c) for g, c in counts if c)
    interim = (words.UNDATED,) if as_of < date(ledger.settings.year, 12, 31) else ()
    return (words.SCORED.format(groups=said), *interim, *((words.HOW_TO,) if not ledger.marks else ()))


def _show(one: Score) -> dict[str, object]:
    """A score of the JSON interface."""
    return {
        "party": one.party,
        "group": one.group,
        "base": float(one.base),
        "total": float(one.total),
        "band": one.band or None,
        "remark": one.remark or None,
        "points": [_show_point(point) for point in one.points],
    }


def _show_point(point: Point) -> dict[str, object]:
    rule = point.rule
    return {
        "rule": rule.number,
        "item": rule.item,
        "kind": rule.kind,
        "fact": rule.fact,
        "points": float(point.amount),
        "said": point.said,
        "causes": [_show_cause(cause) for cause in point.causes],
    }


def _show_cause(cause: Cause) -> dict[str, object]:
    return {
        "sheet": cause.sheet,
        "row": cause.origin.row or None,
        "number": cause.number or None,
        "section": cause.section,
        "period": cause.period or None,
        "said": cause.said,
        "good": cause.good,
    }
