"""Values a paper is filled from (公文): texts and tables, already decided by the rules.

Outputs only lay these out; every number in them was computed once, in ``rules``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from automation.terms.sheets import SEALED


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a body (正文段落): level 0 is running text, 1 is 一、, 2 is （一）, 3 is 1. and 4 is （1）."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the issued plan table (分工方案): texts only, labels repeated on every row."""

    order: str
    area: str
    topic: str
    requirement: str
    units: str
    deadline: str

    @property
    def merged(self) -> dict[int, tuple[str, ...]]:
        """The columns printed as one cell over equal neighbours, with what must be equal.

        A topic never reaches across areas.
        """
        return {1: (self.area,), 2: (self.area, self.topic), 4: (self.units,), 5: (self.deadline,)}

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each column, from the left."""
        return (self.order, self.area, self.topic, self.requirement, self.units, self.deadline)


@dataclass(frozen=True, slots=True)
class PlanPages:
    """How the plan's table is spread over its pages (分页).

    Without starts the pages fall as they will; then the imprint is kept to an even page, blank page or not.
    """

    starts: tuple[int, ...] = ()  # the rows, counted from 0, each page begins with
    heights: tuple[float, ...] = ()  # of each row at least, in points; 0 leaves it to its text
    blank: bool = True  # whether a page stays blank between the plan and the page of the imprint (7.5)


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A paper with a head: the notice that issues the plan (印发通知), a paper to an organ above, a letter."""

    letterhead: str  # 发文机关标志: the organ's full name, followed by 文件 on all but letters
    number: str  # 发文字号; 〔2018〕　号 while unsigned
    title_lines: tuple[str, ...]
    recipients: str  # 主送机关, without the closing colon
    body: tuple[Line, ...]
    organ: str  # signing organ
    signed_on: date | None  # 成文日期
    note: str  # 附注, without brackets; empty for none
    copies: str  # 抄送, without the label; empty for none
    printed_by: str  # 印发机关
    printed_on: date | None  # 印发日期
    plan_title: str
    plan: tuple[PlanRow, ...]
    signers: tuple[str, ...] = ()  # 签发人, on a paper to an organ above; of a joint issue several
    attachments: tuple[str, ...] = ()  # titles of true 附件, which an issued plan is not
    partners: tuple[str, ...] = ()  # the other organs of a joint issue (联合行文), without the main one
    seal: str = SEALED  # which of the three sign-offs of 7.3.5
    posts: tuple[str, ...] = ()  # the offices held (职务) by those whose signature stamps stand in place of a seal
    attendance: tuple[tuple[str, str], ...] = ()  # of minutes (纪要): 出席, 请假, 列席, each with its names
    attachment_lines: tuple[tuple[str, ...], ...] = ()  # each in the lines it is printed in above its page


@dataclass(frozen=True, slots=True)
class SigningSheet:
    """What a leader signs a paper on (发文稿纸): every field of the draft, blank where people write by hand."""

    organ: str
    kind: str  # 文种
    number: str  # 〔2018〕　号 until it is signed
    title: str
    recipients: str
    copies: str  # 抄送
    openness: tuple[str, ...]  # the five values of 公开属性, each with its box
    reason: str  # why it is not, or not wholly, open
    body: tuple[str, ...]  # the body in brief
    note: str
    contact: str  # an office or post
    drafted_by: str
    checked_by: str
    cosigned: str
    signer: str
    signed_on: date | None
    printed_on: date | None
    copy_count: str  # 份数


@dataclass(frozen=True, slots=True)
class LateRow:
    """One overdue or soon-due item, as a row of a report or reminder."""

    number: str  # 编号
    order: str  # 序号
    section: str
    item: str  # short wording of the task
    period: str  # 报告期, empty for a task without periods
    due: date  # original 截止日期
    present_due: date  # 现截止日期
    word: str  # e.g. 逾期26天
    progress: str  # last progress as reported
    reply_by: date | None


@dataclass(frozen=True, slots=True)
class WeeklyPaper:
    """The weekly report (周报)."""

    organ: str
    year: int
    as_of: date
    summary: str  # one paragraph of running text with the week's figures
    counts: tuple[tuple[str, str], ...]  # label and value, in order
    overdue: tuple[LateRow, ...]
    soon: tuple[LateRow, ...]
    missing: tuple[tuple[str, str], ...]  # section, what it owes
    decisions: tuple[str, ...]  # what a person must decide (conflicts, questions)
    changes: tuple[tuple[str, str, str], ...]  # 编号, section, what changed


@dataclass(frozen=True, slots=True)
class ReminderPaper:
    """The chasing letter to one section (催办单)."""

    organ: str
    section: str
    number: str  # running number of the reminder, e.g. 〔2018〕第11-26-1号
    as_of: date
    reply_by: date
    contact: str  # an office or post
    rows: tuple[LateRow, ...]
    signed_on: date | None = None  # 成文日期; the day of the run is none


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of an official table with its spans (0-based row and column)."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    value: bool  # True for a figure, False for a printed label


@dataclass(frozen=True, slots=True)
class GridTable:
    """An official table, cell by cell."""

    name: str
    rows: int
    columns: int
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers in a chart (系列), one for each label of its axis."""

    name: str
    values: tuple[int | float | Decimal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart between paragraphs (图), with the caption below it; ``kind`` is one of the 图型 an office may choose."""

    caption: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class AnnualPart:
    """One of the six parts of the year-end report: heading, paragraphs with charts between them, then tables."""

    heading: str
    body: tuple[Line | Chart, ...]
    tables: tuple[GridTable, ...]


@dataclass(frozen=True, slots=True)
class AnnualPaper:
    """The year-end report (政府信息公开工作年度报告)."""

    organ: str
    year: int
    title_lines: tuple[str, ...]
    preface: tuple[Line, ...]
    parts: tuple[AnnualPart, ...]
    signed_on: date | None
