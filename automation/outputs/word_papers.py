"""The papers (公文) as Word files, each from its template: notice, signing sheet, weekly report, reminder, yearly one.

Each is filled by a ``fill_…`` function, which gives the document with what a person should know of it (characters lost,
fields the template leaves out); its bytes come from ``Filled.freeze``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from automation.model.paper import (
    AnnualPaper,
    Chart,
    LateRow,
    Line,
    NoticePaper,
    PlanPages,
    ReminderPaper,
    SigningSheet,
    WeeklyPaper,
)
from automation.outputs.word_chart import attach_charts, chart_block
from automation.outputs.word_fill import Filled, LeftOut, fill_template
from automation.outputs.word_fit import drop_empty_section, turn_imprint_over
from automation.outputs.word_head import place_mark, place_signers
from automation.outputs.word_runs import break_attachment_titles, hang_attachments, part_headings
from automation.outputs.word_shape import Rows
from automation.outputs.word_sign import SignOff, place_sign_off
from automation.outputs.word_table import grid_table, task_table
from automation.terms import papers as words

_AS_THEY_FALL = PlanPages()


def fill_notice(
    paper: NoticePaper,
    template: Path,
    restarts: frozenset[int] = frozenset(),
    pages: PlanPages = _AS_THEY_FALL,
) -> Filled:
    """Fill the notice (印发通知) followed by its plan on landscape pages and the imprint at the foot of the last page.

    ``restarts`` are the plan's rows, counted from 0, at which its merged labels begin anew, beside those at which
    ``pages`` begin.
    """
    filled = fill_template(
        template,
        {
            **head_and_text(paper),
            **imprint(paper),
            words.HAS_PLAN: bool(paper.plan),
            words.PLAN_TITLE: paper.plan_title if paper.plan else "",
            words.PLAN_TABLE: task_table(paper.plan, restarts, pages) if paper.plan else "",
        },
    )
    drop_empty_section(filled.document)
    if pages.blank and not paper.attachments:  # they stand between plan and imprint (7.3.7)
        turn_imprint_over(filled.document)
    return finish(filled, paper, joint=True)


def fill_upward(paper: NoticePaper, template: Path) -> Filled:
    """Fill a paper to an organ above (上行文): its number at the left, at the right who signs it (7.2.5, 7.2.6)."""
    signers = words.LIST_SEPARATOR.join(paper.signers) or words.SIGNER_OPEN
    filled = fill_template(template, {**head_and_text(paper), **imprint(paper), words.SIGNER: signers})
    place_signers(filled.document, paper.signers)
    return finish(filled, paper, joint=True)


def fill_letter(paper: NoticePaper, template: Path) -> Filled:
    """Fill a letter (信函格式, 10.1): its mark between red double rules, its imprint nothing but the copies."""
    return finish(fill_template(template, head_and_text(paper)), paper)


def fill_minutes(paper: NoticePaper, template: Path) -> Filled:
    """Fill minutes (纪要格式, 10.3): no sign-off, and below the text who was present, excused, or sat in."""
    attendance = rows_of((words.ATTENDED_AS, words.ATTENDED_BY), paper.attendance)
    fields = {**head_and_text(paper), **imprint(paper), words.ATTENDANCE: attendance}
    del fields[words.RECIPIENTS], fields[words.NOTE]
    return finish(fill_template(template, fields), paper)


def finish(filled: Filled, paper: NoticePaper, joint: bool = False) -> Filled:
    """Place the head and the sign-off; a ``joint`` mark names every organ, where a letter has only the main one's."""
    place_mark(filled.document, (paper.organ, *paper.partners) if joint else ())
    part_headings(filled.document)
    hang_attachments(filled.document)
    break_attachment_titles(filled.document, paper.attachment_lines)
    place_sign_off(filled.document, SignOff(paper.posts or (paper.organ, *paper.partners), paper.seal))
    return filled.titled("".join(paper.title_lines))


def head_and_text(paper: NoticePaper) -> dict[str, object]:
    """The fields every paper with a head has."""
    return {
        words.LETTERHEAD: paper.letterhead,
        words.NUMBER: paper.number,
        words.TITLE: paper.title_lines,
        words.RECIPIENTS: paper.recipients,
        words.BODY: lines_of(paper.body),
        words.ORGAN: paper.organ,
        words.SIGNED_ON: print_day(paper.signed_on),
        words.NOTE: paper.note,
        words.COPIES: paper.copies,
        words.ATTACHMENTS: paper.attachments,
    }


def imprint(paper: NoticePaper) -> dict[str, object]:
    """The fields of the imprint (版记)."""
    return {
        words.PRINTED_BY: paper.printed_by,
        words.PRINTED_ON: print_day(paper.printed_on) if paper.printed_by else "",
    }


def fill_signing(sheet: SigningSheet, template: Path) -> Filled:
    """Fill the sheet a leader signs the paper on (发文稿纸)."""
    filled = fill_template(
        template,
        {
            words.ORGAN: sheet.organ,
            words.KIND: sheet.kind,
            words.NUMBER: sheet.number,
            words.TITLE: sheet.title,
            words.RECIPIENTS_SHORT: sheet.recipients,
            words.COPIES: sheet.copies,
            words.OPENNESS: sheet.openness,
            words.REASON: sheet.reason,
            words.BRIEF: sheet.body,
            words.NOTE: sheet.note,
            words.CONTACT_OFFICE: sheet.contact,
            words.DRAFTED_BY: sheet.drafted_by,
            words.CHECKED_BY: sheet.checked_by,
            words.COSIGNED: sheet.cosigned,
            words.SIGNER: sheet.signer,
            words.SIGNED_DAY: print_day(sheet.signed_on),
            words.PRINTED_ON: print_day(sheet.printed_on),
            words.COPY_COUNT: sheet.copy_count,
        },
    )
    return filled.titled(words.SIGNING_TITLE.format(title=sheet.title))


def fill_weekly(paper: WeeklyPaper, template: Path) -> Filled:
    """Fill the weekly report (周报), a paper without letterhead."""
    filled = fill_template(
        template,
        {
            words.ORGAN: paper.organ,
            words.YEAR: str(paper.year),
            words.AS_OF: print_day(paper.as_of),
            words.SUMMARY: paper.summary,
            words.COUNTS: rows_of((words.COUNT_NAME, words.COUNT_VALUE), paper.counts),
            words.OVERDUE: late_rows(paper.overdue),
            words.SOON: late_rows(paper.soon),
            words.MISSING: rows_of((words.ROW_SECTION, words.OWED), paper.missing),
            words.DECISIONS: paper.decisions,
            words.CHANGES: rows_of((words.ROW_NUMBER, words.ROW_SECTION, words.CHANGE), paper.changes),
        },
    )
    return filled.titled(words.WEEKLY_TITLE.format(year=paper.year))


def fill_reminder(paper: ReminderPaper, template: Path) -> Filled:
    """Fill the chasing letter (催办单) to one section."""
    filled = fill_template(
        template,
        {
            words.ORGAN: paper.organ,
            words.SECTION: paper.section,
            words.REMINDER_NUMBER: paper.number,
            words.AS_OF: print_day(paper.as_of),
            words.SIGNED_ON: print_day(paper.signed_on),
            words.REPLY_BY: print_day(paper.reply_by),
            words.CONTACT: paper.contact,
            words.ITEMS: late_rows(paper.rows),
        },
    )
    place_sign_off(filled.document)
    return filled.titled(words.REMINDER_TITLE.format(section=paper.section))


def fill_annual(paper: AnnualPaper, template: Path) -> Filled:
    """Fill the year-end report (政府信息公开工作年度报告): six parts, the official tables, charts where wanted."""
    charts = [each for part in paper.parts for each in part.body if isinstance(each, Chart)]
    filled = fill_template(
        template,
        {
            words.ORGAN: paper.organ,
            words.TITLE: paper.title_lines,
            words.PREFACE: lines_of(paper.preface),
            words.PARTS: [
                {
                    words.TITLE: part.heading,
                    words.BODY: _body(part.body, charts),
                    words.TABLES: [grid_table(table) for table in part.tables],
                }
                for part in paper.parts
            ],
            words.SIGNED_ON: print_day(paper.signed_on),
        },
    )
    left_out = attach_charts(filled.document, charts, paper.signed_on or date(paper.year, 12, 31))
    part_headings(filled.document)
    place_sign_off(filled.document)
    missing = tuple(LeftOut(words.CHART_FIELD, chart.caption, "") for chart in left_out)
    return replace(filled.titled("".join(paper.title_lines)), left_out=(*filled.left_out, *missing))


def print_day(day: date | None) -> str:
    """Print a date without padding (7.3.5.4), or the blanks of a paper not yet signed."""
    return words.DATE.format(day) if day is not None else words.DATE_OPEN


def rows_of(parts: Sequence[str], rows: Iterable[Sequence[object]]) -> Rows:
    """Rows of a field by the names of their parts."""
    return Rows(parts, [dict(zip(parts, row, strict=True)) for row in rows])


def lines_of(body: Iterable[Line]) -> Rows:
    """The paragraphs of a body with their levels."""
    return rows_of((words.LEVEL, words.TEXT), ((line.level, line.text) for line in body))


def _body(body: Iterable[Line | Chart], charts: Sequence[Chart]) -> Rows:
    """Paragraphs and the charts between them, in one row each; a chart's caption is its text."""
    parts = (words.LEVEL, words.TEXT, words.CHART)
    return rows_of(
        parts,
        (
            (each.level, each.text, "")
            if isinstance(each, Line)
            else (0, each.caption, chart_block(each, words.STYLE_CHART, charts.index(each) + 1))
            for each in body
        ),
    )


def late_rows(rows: Iterable[LateRow]) -> Rows:
    """What is late or soon due, every part of a row."""
    late = [
        {
            words.ROW_NUMBER: row.number,
            words.ROW_ORDER: row.order,
            words.ROW_SECTION: row.section,
            words.ROW_ITEM: row.item,
            words.ROW_PERIOD: row.period,
            words.ROW_DUE: print_day(row.due),
            words.ROW_PRESENT_DUE: print_day(row.present_due),
            words.ROW_MOVED_FROM: print_day(row.due) if row.due != row.present_due else "",
            words.ROW_WORD: row.word,
            words.ROW_PROGRESS: row.progress,
            words.ROW_REPLY_BY: print_day(row.reply_by) if row.reply_by is not None else "",
        }
        for row in rows
    ]
    return Rows(words.LATE_PARTS, late)
