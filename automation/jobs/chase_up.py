"""Chases the late (催办) within a run that settles the ledger: 催办登记, 催办单 and messages, all from one rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from automation.jobs.make_papers import Make
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Run
from automation.jobs.papers import check_made, clear_stale
from automation.jobs.settle_ledger import Settled
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.outputs.word_papers import fill_reminder
from automation.rules.chasing import draw_chases, enter_day, find_steps, tell_named
from automation.rules.draft_reminders import Message, draft_messages, draft_reminders
from automation.rules.supervision import Judged
from automation.sheets import CHASES
from automation.store.replace import replace_file
from automation.terms import chasing as words
from automation.terms import papers
from automation.terms import sheets as names

Papers = list[tuple[Path, bytes]]


def entering_chases(opened: Opened, run: Run) -> Callable[[Ledger, Judged], Ledger]:
    """What ``settle_ledger`` enters: the rows of the day, the day's older ones taken off the sheet."""

    def enter(ledger: Ledger, judged: Judged) -> Ledger:
        return take_off(opened, ledger, enter_day(ledger, draw_chases(ledger, judged, run.as_of), run.as_of))

    return enter


def take_off(opened: Opened, before: Ledger, after: Ledger) -> Ledger:
    """The ledger as entered; rows of 催办登记 it no longer has are emptied in the master."""
    gone = {row.key for row in before.chases} - {row.key for row in after.chases}
    opened.gone[CHASES.name] = opened.gone.get(CHASES.name, frozenset()) | gone
    return after


def make_reminders(workspace: Workspace, settled: Settled, run: Run, make: Make) -> tuple[Papers, list[Finding]]:
    """A 催办单 for each section something has come to that step of; those of an earlier run of the day go."""
    folder = workspace.output(run.as_of) / names.REMINDER_FOLDER
    made: Papers = []
    findings = list(tell_named(settled.ledger, find_steps(settled.ledger, settled.judged, run.as_of).named))
    for paper in draft_reminders(settled.ledger, settled.judged, run.as_of):
        filled = make(fill_reminder, paper, workspace.template(papers.REMINDER_TEMPLATE), run.as_of)
        findings += check_made(filled, papers.REMINDER_TEMPLATE)
        made.append((folder / f"{paper.section}.docx", filled.docx))
    clear_stale(folder, {path.stem for path, _ in made})
    return made, findings


def write_messages(workspace: Workspace, settled: Settled, run: Run) -> tuple[list[str], tuple[Message, ...]]:
    """One text file for each section chased that day, in place of those of an earlier run of the day."""
    messages = draft_messages(settled.ledger, settled.judged, run.as_of)
    folder = workspace.output(run.as_of) / words.MESSAGE_FOLDER
    written = []
    for message in messages:
        path = folder / words.MESSAGE_FILE.format(section=message.section)
        replace_file(path, message.text.encode("utf-8"))
        written.append(workspace.shown(path))
    clear_stale(folder, {*(message.section for message in messages), Path(words.SENT_FILE).stem})
    return written, messages


def say_chased(settled: Settled, run: Run, messages: Sequence[Message], reminders: int) -> str:
    """What the terminal tells of the day's chasing."""
    steps = find_steps(settled.ledger, settled.judged, run.as_of)
    return words.CHASED.format(
        messages=len(messages), reminders=reminders, waiting=len(steps.waiting), named=len(steps.named)
    )
