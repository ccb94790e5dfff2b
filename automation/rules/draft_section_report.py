"""Drafts each section's own report (科室落实情况报告) out of what that section wrote, for it to go on writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from automation import cells
from automation.model.finding import Finding
from automation.model.ledger import Duty, Ledger, Period
from automation.model.paper import Line
from automation.model.plan import Task
from automation.model.rhythm import SectionReport
from automation.rules.assign import ANSWERING
from automation.rules.draft_bulletin import draw_lines, say_period
from automation.rules.draft_paper import read_body
from automation.rules.draft_report import name_task, tidy
from automation.rules.supervision import Judged
from automation.terms import drafting, states
from automation.terms import rhythm as words


def draft_section_reports(ledger: Ledger, judged: Judged, as_of: date) -> tuple[SectionReport, ...]:
    """One report for each section that answers for something, in the order of 科室名录."""
    lines = {line.section: line for line in draw_lines(ledger, judged, as_of)}
    settings = ledger.settings
    reports = []
    for section in ledger.sections:
        line = lines.get(section.name)
        if line is None:
            continue
        opening = words.SECTION_OPENING.format(year=settings.year, as_of=drafting.DAY.format(day=as_of))
        counts = words.SECTION_COUNTS.format(duties=line.duties, done=line.done, rate=line.rate, overdue=line.overdue)
        body = [Line(0, opening), *read_body(words.REPORT_OVERALL), Line(0, counts)]
        body += _tasks(ledger, judged, section.name)
        recipient = words.SECTION_RECIPIENT.format(office=settings.short)
        reports.append(SectionReport(settings.office, section.name, settings.year, as_of, recipient, tuple(body)))
    return tuple(reports)


def check_sections_written(ledger: Ledger) -> Iterator[Finding]:
    """Sections that have written nothing about anything they answer for: what their drafts would tell is empty."""
    periods: dict[tuple[str, str], list[Period]] = {}
    for row in ledger.periods:
        periods.setdefault((row.number, row.section), []).append(row)
    for section in ledger.sections:
        mine = [duty for duty in ledger.duties if duty.section == section.name and duty.role in ANSWERING]
        if mine and not any(_say(duty, periods.get((duty.number, duty.section), ())) for duty in mine):
            yield Finding("report_section_silent", section=section.name)


def _tasks(ledger: Ledger, judged: Judged, section: str) -> Iterator[Line]:
    tasks = {task.number: task for task in ledger.tasks}
    duties = [duty for duty in ledger.duties if duty.section == section and duty.number in tasks]
    answering = [duty for duty in duties if duty.role in ANSWERING and duty.status != states.CANCELLED]
    supporting = [duty for duty in duties if duty.role == states.SUPPORT and duty.progress]
    periods: dict[str, list[Period]] = {}
    for row in ledger.periods:
        if row.section == section:
            periods.setdefault(row.number, []).append(row)
    yield from read_body(words.SECTION_TASKS)
    written = [(duty, said) for duty in answering if (said := _say(duty, periods.get(duty.number, ())))]
    for place, (duty, said) in enumerate(written, 1):
        task, light = tasks[duty.number], judged.duties[duty.number, section]
        text = words.SECTION_TASK.format(
            place=place,
            order=task.order,
            item=name_task(task),
            status=duty.status or states.NOT_STARTED,
            word=words.SECTION_WORD.format(word=light.word) if light.face in ("overdue", "soon") else "",
            said=said,
        )
        yield Line(3, text)
    for place, duty in enumerate(supporting, len(written) + 1):
        task, said = tasks[duty.number], tidy(duty.progress) + words.STOP
        yield Line(3, words.SECTION_SUPPORT.format(place=place, order=task.order, item=name_task(task), said=said))
    known = {duty.number for duty, _ in written}
    silent = [tasks[duty.number] for duty in answering if duty.number not in known]
    if silent:
        items = words.PARTED.join(words.SECTION_ITEM.format(order=task.order, item=name_task(task)) for task in silent)
        yield Line(0, words.SECTION_SILENT.format(count=len(silent), items=items))
    yield from read_body(words.REPORT_PROBLEMS)
    yield from _listed(tasks, answering, "problem", words.SECTION_NO_PROBLEM)
    yield from read_body(words.REPORT_NEXT)
    yield from _listed(tasks, answering, "next_step", words.SECTION_NO_NEXT)


def _say(duty: Duty, periods: Sequence[Period]) -> str:
    """What the section wrote: progress, what each period said, the day of finishing, evidence."""
    parts = [tidy(duty.progress)] if duty.progress else []
    parts += [
        words.SECTION_PERIOD.format(period=say_period(row.period), progress=tidy(row.progress))
        for row in periods
        if row.progress
    ]
    if duty.finished_on:
        parts.append(words.SECTION_DONE.format(on=drafting.DAY.format(day=duty.finished_on)))
    if duty.evidence:
        parts.append(words.SECTION_EVIDENCE.format(evidence=tidy(duty.evidence)))
    return words.PARTED.join(parts) + words.STOP if parts else ""


def _listed(tasks: dict[str, Task], duties: Sequence[Duty], field: str, none: str) -> Iterator[Line]:
    said = [(duty, tidy(cells.show(getattr(duty, field)))) for duty in duties if getattr(duty, field)]
    for place, (duty, text) in enumerate(said, 1):
        yield Line(3, words.REPORT_PROBLEM.format(place=place, item=name_task(tasks[duty.number]), problem=text))
    if not said:
        yield Line(0, none)
