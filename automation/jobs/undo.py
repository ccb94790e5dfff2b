"""undo 撤销: takes back the last run that changed anything, as a further entry of the history."""

from __future__ import annotations

from dataclasses import dataclass, replace

from automation.errors import AutomationError
from automation.jobs.merge import merge_extra
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.withdraw import Withdrawn, find_left_standing, find_withdrawn, say_withdrawn, withdraw_receipts
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.model.rows import Change
from automation.rules.checks import check_ledger
from automation.rules.ledger import build_ledger
from automation.rules.supervision import judge
from automation.rules.undo import Step, TakenBack, mend_bases, take_back
from automation.sheets import MASTER
from automation.store.journal import Journal, Overwritten
from automation.terms import commands as say
from automation.terms import receipts as words

SHEETS = {sheet.name: sheet for sheet in MASTER}
Bases = dict[tuple[str, int, str, tuple[str, ...]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """The run to take back, and the later ones that go with it because they only kept things in step."""

    over: Overwritten
    along: tuple[Overwritten, ...]


@again_when_moved
def undo(workspace: Workspace, run: Run, *, dry_run: bool = False) -> Outcome:
    """Take back the last run that changed anything and was not taken back yet; ``dry_run`` only tells which and what.

    An undo is never undone: what it took back comes again with the next merge, because the bases go back with it.
    """
    with (view_ledger if dry_run else open_ledger)(workspace) as opened:
        earlier = Withdrawn() if dry_run else withdraw_receipts(opened, find_left_standing(opened))
        target = find_target(opened.journal)
        told = target.over.record
        run = replace(run, title=say.UNDONE_RUN.format(run=target.over.run, command=told["command"]))
        back = _take_back(opened, target)
        stale = find_withdrawn(opened)
        withdrawn = Withdrawn(say_withdrawn(opened, stale, words.TO_WITHDRAW))
        if dry_run:
            found = sort_findings([*opened.findings, *check_ledger(opened.ledger)])
            settled = Settled(opened.ledger, judge(opened.ledger, run.as_of), found)
        else:
            settled = settle_ledger(opened, run)
            withdrawn = withdraw_receipts(opened, stale)
        opening = say.TO_UNDO if dry_run else say.UNDONE
        lines = [opening.format(run=target.over.run, command=told["command"], day=told["as_of"])]
        lines += _list_back(back, say.UNDO_MORE if dry_run else say.UNDONE_MORE)
        lines += [*earlier.lines, *withdrawn.lines, say.DRY if dry_run else say.UNDONE_NEXT]
        extra = merge_extra(opened, settled.ledger, settled.judged, run)
        extra["undone"] = {"run": target.over.run, "command": told["command"], "as_of": told["as_of"]}
        files = () if dry_run else (opened.master.file,)
        found = sort_findings([*settled.findings, *earlier.findings, *withdrawn.findings])
        title = say.TRIAL.format(command=say.COMMANDS[run.command]) if dry_run else ""
        return Outcome(run.command, run.as_of, files, found, extra, tuple(lines), title=title)


def find_target(journal: Journal) -> Target:
    """The last run that changed anything. Raises AutomationError when the journal has none that can be taken back."""
    undone: set[int] = set()
    along: list[Overwritten] = []
    reached = journal.next_run()
    for over in journal.overwritten():
        if over.run != reached - 1:
            break
        reached = over.run
        undone |= set(over.undoes)
        if over.undoes or over.run in undone:
            continue
        if over.steps or over.handins:
            if over.run > 1:
                return Target(over, tuple(along))
            break
        along.append(over)
    if reached > 1:
        raise AutomationError(say.UNDO_TOO_OLD.format(run=reached - 1))
    raise AutomationError(say.NOTHING_TO_UNDO)


def _take_back(opened: Opened, target: Target) -> TakenBack:
    """Put the ledger, the bases and the hand-ins back; the journal's entry is made ready."""
    over = target.over
    ledger = opened.ledger
    steps = [Step(*step) for step in over.steps]
    back = take_back(opened.rows, steps, ledger.settings.year, opened.master.file)
    rebuilt, found = build_ledger(back.rows, (), opened.master.file)
    kept = tuple(handin for handin in ledger.handins if (handin.section, handin.period) not in over.handins)
    opened.ledger = replace(rebuilt, handins=kept)
    opened.changes += back.changes
    opened.findings += [finding for finding in (*back.findings, *found) if finding not in opened.findings]
    opened.gone = {name: back.gone.get(name, frozenset()) | opened.gone.get(name, frozenset()) for name in back.rows}
    opened.entry.undoes = [over.run, *(one.run for one in target.along)]
    opened.entry.withdrawn = list(over.handins)
    opened.entry.bases = [
        (section, issue, sheet, list(key), fields)
        for (section, issue, sheet, key), fields in _bases(opened, target, back).items()
    ]
    if any(one.record["command"] == say.COMMANDS["distribute"] for one in (over, *target.along)):
        opened.findings.append(Finding("undo_forms_stand"))
    return back


def _bases(opened: Opened, target: Target, back: TakenBack) -> Bases:
    """What the sections' files are compared with from now on: as before the run, also in forms issued since."""
    restored: Bases = {}
    for over in (*target.along, target.over):  # latest first, so that the oldest value stands
        for section, issue, sheet, key, fields in over.bases:
            restored[section, issue, sheet, key] = fields
    exact = {base[:4] for base in target.over.bases}
    latest = opened.journal.issues()
    sections = {value.section for value in back.reverted if value.section in latest}
    bases = {
        section: {issue: opened.journal.bases(section, issue) for issue in range(1, latest[section] + 1)}
        for section in sections
    }
    for (section, issue, sheet, key), fields in restored.items():
        bases.setdefault(section, {}).setdefault(issue, {}).setdefault(sheet, {})[key] = fields
    for section, issue, sheet, key, fields in mend_bases(back.reverted, bases):
        if (section, issue, sheet, key) not in exact:
            restored[section, issue, sheet, key] = fields
    return restored


def _list_back(back: TakenBack, more: str) -> list[str]:
    """What goes back from what to what, section by section; ``more`` says how many are not listed."""
    told = sorted(back.told, key=lambda change: (change.section, change.number, change.period))
    lines = [_line(change) for change in told[: say.UNDO_SAMPLE]]
    if len(told) > say.UNDO_SAMPLE:
        lines.append(more.format(count=len(told) - say.UNDO_SAMPLE))
    if back.bare:
        counts = [say.UNDO_BARE_COUNT.format(sheet=sheet, count=count) for sheet, count in back.bare.items()]
        lines.append(say.UNDO_BARE.format(counts=say.SAY_LIST.join(counts)))
    return lines


def _line(change: Change) -> str:
    """One value, or one row, that goes back."""
    where = " ".join(part for part in (change.sheet, change.section, change.number, change.period) if part)
    before, after = _short(change.before), _short(change.after)
    if change.field == SHEETS[change.sheet].column(SHEETS[change.sheet].key[0]).header:
        return (say.UNDO_ROW_BACK if after else say.UNDO_ROW_GONE).format(where=where, said=after or before)
    before, after = (say.UNDO_VALUE.format(value=value) if value else say.UNDO_BLANK for value in (before, after))
    return say.UNDO_LINE.format(where=where, field=change.field, before=before, after=after)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= say.UNDO_SAID else line[: say.UNDO_SAID] + say.SAY_MORE
