"""Drafts the papers of 发文稿 (拟文): what a leader signs, out of one row, its texts as the standard writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Draft, Ledger, Settings
from automation.model.origin import Origin
from automation.model.paper import Line, NoticePaper, PlanRow
from automation.rules.register import find_codes, is_numbered
from automation.rules.title import break_by_meaning, split_lines
from automation.terms import drafting as words
from automation.terms import sheets as names


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
