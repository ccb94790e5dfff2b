"""Drafts papers (拟稿): ledger and judgements in, values to lay out, out. No number is computed anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Draft, Ledger, Settings
from automation.model.origin import Origin
from automation.model.paper import LateRow, Line, NoticePaper, PlanRow, ReminderPaper, WeeklyPaper
from automation.model.rows import Change, History
from automation.rules.assign import ANSWERING
from automation.rules.records import draw_board
from automation.rules.register import find_codes, is_numbered
from automation.rules.supervision import Judged, Light
from automation.rules.title import break_by_meaning, split_lines
from automation.terms import drafting as words
from automation.terms import findings as wording
from automation.terms import sheets as names
from automation.terms.commands import COMMANDS

ITEM_LENGTH = 30  # characters of a task's wording in lists


def draft_notice(ledger: Ledger, draft: Draft) -> tuple[NoticePaper, list[Finding]]:
    """The notice that issues the plan, out of 发文稿 and 任务分工表; what is still open becomes a finding."""
    paper, findings = draft_paper(ledger, draft)
    settings = ledger.settings
    named = re.search(words.PLAN_IN_TITLE, draft.title)
    title = named[1] if named else words.PLAN_TITLE.format(office=settings.short, year=settings.year)
    rows = tuple(
        PlanRow(str(task.order), task.area, task.topic, task.requirement, task.units, task.deadline)
        for task in ledger.tasks
    )
    return replace(paper, plan_title=title, plan=rows), findings


def draft_paper(ledger: Ledger, draft: Draft) -> tuple[NoticePaper, list[Finding]]:
    """A paper of 发文稿 without a plan, its head as its kind (文种) asks for; what is still open becomes a finding."""
    settings = ledger.settings
    findings = [
        Finding("draft_incomplete", value=header, origin=Origin("", names.DRAFTS, 0, header))
        for field, header in (("title", names.TITLE), ("recipients", names.RECIPIENTS), ("body", names.BODY))
        if not getattr(draft, field) and not (draft.kind in names.TO_NOBODY_KINDS and field == "recipients")
    ]
    signed = draft.signed_on is not None
    numbered = signed and is_numbered(draft)  # the number is given after signing
    if not numbered:
        findings.append(Finding("draft_unsigned", origin=Origin("", names.DRAFTS)))
    attachments = read_attachments(draft.attachments)
    seal, doubted = _choose_seal(draft)
    findings += doubted
    paper = NoticePaper(
        letterhead=_letterhead(draft, settings),
        number=draft.number if numbered else open_number(settings),
        title_lines=break_title(draft.title, draft.title_lines, _names(ledger)),
        recipients=read_recipients(draft.recipients),
        body=read_body(draft.body),
        organ=settings.office,
        signed_on=draft.signed_on,
        note=read_note(draft.note),
        copies=read_copies(draft.copies),
        printed_by=words.PRINTING_OFFICE.format(office=settings.office) if signed and draft.printed_on else "",
        printed_on=draft.printed_on if signed else None,
        plan_title="",
        plan=(),
        signers=read_names(draft.signer),
        attachments=attachments,
        attachment_lines=tuple(break_by_meaning(title, _names(ledger)) for title in attachments),
        partners=() if draft.kind in names.MINUTES_KINDS else read_names(draft.partners),
        seal=seal,
        posts=read_posts(draft) if seal == names.STAMPED else (),
        attendance=read_attendance(draft.attendance),
    )
    return paper, findings


def _choose_seal(draft: Draft) -> tuple[str, list[Finding]]:
    """Which of the three sign-offs (7.3.5) a paper has; without a word it is sealed."""
    said = cells.fold(draft.seal)
    place = Origin("", names.DRAFTS, 0, names.SEAL)
    if said and said not in names.SEAL_VALUES:
        told = details(choice=names.LIST_SEPARATOR.join(names.SEAL_VALUES))
        return names.SEALED, [Finding("seal_unknown", value=draft.seal, details=told, origin=place)]
    if said == names.STAMPED and not read_names(draft.posts):
        missing = Finding("draft_incomplete", value=names.POSTS, origin=Origin("", names.DRAFTS, 0, names.POSTS))
        return names.SEALED, [missing]
    return said or names.SEALED, []


def read_names(text: str) -> tuple[str, ...]:
    """Organs, posts or signers of one cell, parted by 、 ， ； or a line end."""
    return tuple(part.strip() for part in re.split(words.NAMES_PARTED, text) if part.strip())


def read_posts(draft: Draft) -> tuple[str, ...]:
    """The offices held (签名章职务), one for each stamp: a single organ's 党组书记、局长 is one office."""
    apart = tuple(part.strip() for part in re.split(words.POSTS_PARTED, draft.posts) if part.strip())
    return read_names(draft.posts) if len(apart) == 1 and read_names(draft.partners) else apart


def read_attendance(text: str) -> tuple[tuple[str, str], ...]:
    """Who came (出席), was excused (请假) or sat in (列席), one a line; a line without a label goes on the last."""
    rows: list[tuple[str, str]] = []
    for line in (part.strip() for part in re.split(words.ATTENDANCE_PARTED, text)):
        labelled = re.match(words.ATTENDANCE_LABEL, line)
        if labelled:
            rows.append(("".join(labelled[1].split()), line[labelled.end() :].strip()))
        elif line:
            said, named = rows.pop() if rows else (words.PRESENT, "")
            rows.append((said, _join((named, line), words.LISTED)))
    return tuple(rows)


def _join(lines: Iterable[str], mark: str) -> str:
    """The lines of a cell as one, with a mark where none stands: a line end in a justified line spreads its letters."""
    said = ""
    for line in filter(None, (part.strip() for part in lines)):
        apart = mark if said and not re.search(words.ENDS_IN_MARK, said) else ""
        said += apart + line
    return said


def read_recipients(text: str) -> str:
    """主送机关 in one line, without the closing colon."""
    return _join(text.splitlines(), words.COMMA).rstrip(words.LIST_ENDS)


def read_copies(text: str) -> str:
    """抄送 in one line, without the closing stop."""
    return _join(text.splitlines(), words.COMMA).rstrip(words.LIST_ENDS)


def read_note(text: str) -> str:
    """附注 in one line, without the brackets around all of it, which the template prints."""
    note = _join(text.splitlines(), words.COMMA)
    inner = re.fullmatch(words.BRACKETED, note)
    return inner[1] if inner else note


def _letterhead(draft: Draft, settings: Settings) -> str:
    """The mark (发文机关标志): of a letter the name alone (10.1), of minutes with 纪要 (10.3), else with 文件."""
    if draft.kind in names.MINUTES_KINDS:
        return words.MINUTES_MARK.format(office=settings.office)
    if draft.kind in names.LETTER_KINDS or draft.partners:
        return settings.office
    return words.LETTERHEAD.format(office=settings.office)


def read_attachments(text: str) -> tuple[str, ...]:
    """The titles of the attachments (附件), one a line or parted by ；, without number, label or final mark (7.3.4)."""
    parts = (re.sub(words.ATTACHMENT_LABEL, "", part.strip()) for part in re.split(words.ATTACHMENTS_PARTED, text))
    return tuple(part.rstrip(words.ATTACHMENT_ENDS) for part in parts if part)


def open_number(settings: Settings) -> str:
    """The number of a paper not yet signed (〔2018〕　号): the next one comes from the organ's own series."""
    return words.NUMBER_OPEN.format(code=next(iter(find_codes(settings)), ""), year=settings.year)


def _names(ledger: Ledger) -> tuple[str, ...]:
    """The names no title is broken in: the office's and its sections'."""
    return (ledger.settings.office, ledger.settings.short, *(section.name for section in ledger.sections))


def break_title(title: str, lines: str, names_kept: Sequence[str] = ()) -> tuple[str, ...]:
    """A title in its lines: as the office broke it, else by meaning, and not inside a name."""
    parts = split_lines(lines)
    if parts and cells.fold("".join(parts)) == cells.fold(title):
        return parts
    return break_by_meaning(title, names_kept)


def read_body(text: str) -> tuple[Line, ...]:
    """Paragraphs with their level, told by how they begin: 一、 （一） 1. （1）."""
    lines = []
    for paragraph in (part.strip() for part in text.splitlines()):
        if paragraph:
            level = next((n for n, mark in enumerate(words.LEVELS, 1) if re.match(mark, paragraph)), 0)
            lines.append(Line(level, paragraph))
    return tuple(lines)


def draft_weekly(
    ledger: Ledger,
    judged: Judged,
    changes: Sequence[Change],
    findings: Sequence[Finding],
    as_of: date,
    requests: str = "",
) -> WeeklyPaper:
    """The weekly report (周报); ``requests`` is what it says of applications (依申请公开)."""
    board = draw_board(ledger, judged, as_of)
    total = board[-1] if board else {}
    counts = tuple((label, cells.show(total.get(field, 0))) for field, label in words.COUNTS)
    late = len(judged.overdue)
    soon = late_rows(ledger, judged, "soon")
    said = words.SUMMARY.format(
        as_of=words.DAY.format(day=as_of),
        tasks=len(ledger.tasks),
        duties=cells.show(total.get("duties", 0)),
        done=cells.show(total.get("done", 0)),
        rate=cells.show(total.get("rate", "")),
        overdue=late,
        soon=len(soon),
        missing=len(judged.missing),
        changes=len(changes),
    )
    tasks = {task.number: task for task in ledger.tasks}
    return WeeklyPaper(
        organ=ledger.settings.office,
        year=ledger.settings.year,
        as_of=as_of,
        summary=said + requests,
        counts=counts,
        overdue=overdue_rows(ledger, judged),
        soon=soon,
        missing=tuple(
            (section, words.OWES.format(period=judged.period.label, due=words.DAY.format(day=judged.period.due)))
            for section in judged.missing
        ),
        decisions=(
            *(
                words.DECIDE_CONFLICT.format(
                    order=tasks[c.number].order if c.number in tasks else c.number,
                    section=c.section,
                    field=c.field,
                    master=c.master,
                    theirs=c.section_value,
                )
                for c in ledger.conflicts
            ),
            *(
                words.DECIDE_QUESTION.format(order=tasks[q.number].order, question=q.question)
                if q.number in tasks
                else q.question
                for q in ledger.questions
                if not q.answer and (q.number in tasks or q.kind == names.QUESTION_ROW)
            ),
            *(_as_sentence(f) for f in findings if f.severity == "error"),
        ),
        changes=tuple(
            (c.number, c.section, words.CHANGED.format(field=c.field, before=c.before or words.BLANK, after=c.after))
            for c in changes
        ),
    )


def _as_sentence(finding: Finding) -> str:
    """A finding as a paper says it: without its level, its place in words that official fonts have."""
    _, _, said = finding.message.partition(wording.LEVEL_ENDS)
    return said.replace(wording.PLACE, words.COMMA)


def find_since(past: History, as_of: date) -> tuple[Change, ...]:
    """What earlier runs changed since the last 周报 of another day: a merge in between takes nothing off the report."""
    told = [int(one["run"]) for one in past.runs if one["command"] == COMMANDS["weekly"] and one["as_of"] < as_of]
    last = max(told, default=0)
    first = date.min if told else as_of - timedelta(days=7)  # no report yet: the week behind us
    return tuple(
        Change(
            str(one["sheet"]),
            (),
            str(one["number"] or one["period"] or ""),
            str(one["section"] or ""),
            str(one["period"] or ""),
            str(one["field"]),
            str(one["before"] or ""),
            str(one["after"] or ""),
            str(one["rule"]),
        )
        for one in past.changes
        if int(one["run"]) > last and one["on"] >= first
    )


def draft_reminders(ledger: Ledger, judged: Judged, as_of: date) -> tuple[ReminderPaper, ...]:
    """One 催办单 for each section with something overdue."""
    reply = as_of + timedelta(days=ledger.settings.reply_days)
    rows = overdue_rows(ledger, judged, reply)
    papers: list[ReminderPaper] = []
    for section in ledger.sections:
        mine = tuple(row for row in rows if row.section == section.name)
        if mine:
            number = words.REMINDER_NUMBER.format(
                year=as_of.year, month=as_of.month, day=as_of.day, count=len(papers) + 1
            )
            contact = words.CONTACT.format(office=ledger.settings.office)
            papers.append(ReminderPaper(ledger.settings.office, section.name, number, as_of, reply, contact, mine))
    return tuple(papers)


def overdue_rows(ledger: Ledger, judged: Judged, reply_by: date | None = None) -> tuple[LateRow, ...]:
    """逾期清单 as rows of a paper."""
    tasks = {task.number: task for task in ledger.tasks}
    duties = {(duty.number, duty.section): duty for duty in ledger.duties}
    periods = {(row.number, row.section, row.period): row for row in ledger.periods}
    rows = []
    for entry in judged.overdue:
        task = tasks[entry.number]
        period = periods.get((entry.number, entry.section, entry.period))
        light = (
            judged.periods[entry.number, entry.section, entry.period]
            if period
            else judged.duties[entry.number, entry.section]
        )
        progress = (period.progress if period else "") or duties[entry.number, entry.section].progress
        rows.append(
            LateRow(
                entry.number,
                str(task.order),
                entry.section,
                shorten(task.requirement),
                entry.period,
                entry.due,
                entry.present_due,
                light.word,
                progress,
                reply_by,
            )
        )
    return tuple(rows)


def late_rows(ledger: Ledger, judged: Judged, face: str) -> tuple[LateRow, ...]:
    """The duties that show a face, such as ``soon``, as rows of a paper; periods of recurring work each by itself."""
    tasks = {task.number: task for task in ledger.tasks}
    rows: list[LateRow] = []
    for duty in ledger.duties:
        light = judged.duties[duty.number, duty.section]
        if light.face != face or duty.role not in ANSWERING:
            continue
        mine = [
            (row.period, judged.periods[row.number, row.section, row.period], row.progress)
            for row in ledger.periods
            if (row.number, row.section) == (duty.number, duty.section)
        ]
        shown: list[tuple[str, Light, str]] = [entry for entry in mine if entry[1].face == face] or [
            ("", light, duty.progress)
        ]
        for period, judged_light, progress in shown:
            if judged_light.due and judged_light.present_due:
                task = tasks[duty.number]
                rows.append(
                    LateRow(
                        duty.number,
                        str(task.order),
                        duty.section,
                        shorten(task.requirement),
                        period,
                        judged_light.due,
                        judged_light.present_due,
                        judged_light.word,
                        progress or duty.progress,
                        None,
                    )
                )
    return tuple(rows)


def shorten(text: str) -> str:
    """A task's wording short enough for a list, cut at a mark where there is one."""
    if len(text) <= ITEM_LENGTH:
        return text
    head = re.split(words.CLAUSE_MARKS, text)[0]
    return head if 6 <= len(head) <= ITEM_LENGTH else text[: ITEM_LENGTH - 1] + words.ELLIPSIS
