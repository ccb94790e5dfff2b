"""The papers of the year's rhythm as Word files (月提醒、通报、领导一页纸、科室稿), each from its template."""

from __future__ import annotations

from dataclasses import fields
from itertools import zip_longest
from pathlib import Path

from automation.model.rhythm import BulletinPaper, MonthlyPaper, OnePage, SectionReport
from automation.outputs.word_fill import Filled, fill_template
from automation.outputs.word_papers import finish, head_and_text, imprint, late_rows, lines_of, print_day, rows_of
from automation.outputs.word_runs import part_headings
from automation.outputs.word_sign import place_sign_off
from automation.terms import papers as words
from automation.terms import rhythm

_LIGHTS = (words.ROW_SECTION, rhythm.RED, rhythm.YELLOW, rhythm.GREEN)
_RIGHT = tuple(f"{rhythm.RIGHT}{name}" for name in _LIGHTS)
_NO_LIGHTS = ("",) * len(_LIGHTS)


def fill_monthly(paper: MonthlyPaper, template: Path) -> Filled:
    """Fill the month's reminder (月提醒), a paper without letterhead."""
    lines = (
        *(words.ROW_SECTION, rhythm.DUE_COUNT, rhythm.PERIOD_COUNT),
        *(rhythm.CLOSING_COUNT, rhythm.LATE_COUNT, rhythm.STATE),
    )
    due = (
        *(words.ROW_ORDER, words.ROW_SECTION, words.ROW_ITEM, words.ROW_PERIOD),
        *(rhythm.DUE_KIND, words.ROW_PRESENT_DUE, words.ROW_WORD),
    )
    filled = fill_template(
        template,
        {
            words.ORGAN: paper.organ,
            words.YEAR: str(paper.year),
            rhythm.MONTH: str(paper.month),
            words.AS_OF: print_day(paper.as_of),
            words.SUMMARY: paper.summary,
            rhythm.LINES: rows_of(
                lines,
                (
                    (one.section, *map(str, (one.due, one.periods, one.closing, one.overdue)), one.state)
                    for one in paper.lines
                ),
            ),
            rhythm.DUE_ITEMS: rows_of(
                due,
                (
                    (one.order, one.section, one.item, one.period, one.kind, print_day(one.due), one.word)
                    for one in paper.due
                ),
            ),
            words.OVERDUE: late_rows(paper.overdue),
            words.MISSING: rows_of((words.ROW_SECTION, words.OWED), paper.missing),
        },
    )
    return filled.titled(rhythm.MONTHLY_TITLE.format(year=paper.year, month=paper.month))


def fill_bulletin(paper: BulletinPaper, template: Path) -> Filled:
    """Fill the quarter's bulletin (通报): the head of a notice, and the table of sections as its 附件."""
    parts = (
        *(words.ROW_SECTION, rhythm.DUTY_COUNT, rhythm.DONE_COUNT),
        *(rhythm.RATE, rhythm.LATE_COUNT, rhythm.STATE),
    )
    rows = ([getattr(line, part.name) for part in fields(line)] for line in paper.lines)
    filled = fill_template(
        template,
        {**head_and_text(paper.notice), **imprint(paper.notice), rhythm.LINES: rows_of(parts, rows)},
    )
    return finish(filled, paper.notice, joint=True)


def fill_one_page(paper: OnePage, template: Path) -> Filled:
    """Fill what a leader reads in a minute (领导一页纸); lights stand two sections a row."""
    pairs = zip_longest(paper.lights[::2], paper.lights[1::2], fillvalue=_NO_LIGHTS)
    filled = fill_template(
        template,
        {
            words.ORGAN: paper.organ,
            words.YEAR: str(paper.year),
            words.AS_OF: print_day(paper.as_of),
            words.SUMMARY: paper.summary,
            rhythm.LIGHTS: rows_of((*_LIGHTS, *_RIGHT), ((*left, *right) for left, right in pairs)),
            words.OVERDUE: late_rows(paper.late),
            rhythm.CHANGED: paper.changes,
            words.DECISIONS: paper.decisions,
            rhythm.MORE: rhythm.PARTED.join(paper.more) + rhythm.PAGE_MORE_END if paper.more else "",
        },
    )
    return filled.titled(rhythm.ONE_PAGE_TITLE.format(year=paper.year))


def fill_section_report(paper: SectionReport, template: Path) -> Filled:
    """Fill a section's own draft report (科室落实情况报告), which it goes on writing in Word."""
    filled = fill_template(
        template,
        {
            words.SECTION: paper.section,
            words.YEAR: str(paper.year),
            words.RECIPIENTS: paper.recipient,
            words.BODY: lines_of(paper.body),
            words.SIGNED_ON: print_day(None),
        },
    )
    part_headings(filled.document)
    place_sign_off(filled.document)
    return filled.titled(rhythm.SECTION_REPORT_TITLE.format(section=paper.section, year=paper.year))
