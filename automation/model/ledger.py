"""The ledger (台账): everything the office keeps about a plan year, as frozen records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from automation.model.chase import Chase
from automation.model.origin import NOWHERE, Origin
from automation.model.plan import Section, Task
from automation.model.scoring import Mark, RuleTyped
from automation.model.timetable import Timing
from automation.terms import sheets as names
from automation.terms import states
from automation.terms.supervision import REST_STAYS

LONGEST_HOLIDAY = 31  # days; a longer one is a slip of the year or the month


@dataclass(frozen=True, slots=True)
class Settings:
    """The sheet 参数, cast at the door; days are calendar days."""

    office: str
    short: str
    code: str
    year: int
    issued: date
    kind: str
    cycle: str
    report_day: int
    soon_days: int
    stale_days: int
    reply_days: int
    blank: str
    first_leads: bool
    report_signed: date | None
    mode: str = names.MODE_FILES
    register_whole: bool = False
    overview_limit: int = 0  # characters the first part of the report may have; 0 for no limit
    rest_day: str = REST_STAYS  # what becomes of a day that is due on a rest day
    report_due: date | None = None  # the office's own day for the report, before the legal one
    item_sections: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of one section (职责): what the section reports and what the office says about it."""

    number: str
    section: str
    role: str
    status: str = states.NOT_STARTED
    progress: str = ""
    quantity: int | float | None = None
    finished_on: date | None = None
    evidence: str = ""
    problem: str = ""
    next_step: str = ""
    extension_to: date | None = None
    extension_reason: str = ""
    granted_to: date | None = None
    granted_on: date | None = None
    review: str = ""
    reviewed_on: date | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period of recurring work of one section (分期进展); ``due`` is the day it is owed."""

    number: str
    section: str
    period: str
    due: date
    status: str = states.NOT_STARTED
    finished_on: date | None = None
    progress: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that starts a clock (触发事件); rows are numbered in advance so that none is added twice.

    ``happened_on`` and ``actually_on`` are moments where the limit runs by the hour. ``time_limit`` is the limit as
    worded, ``owed_by`` the last moment it allows.
    """

    key: str
    number: str
    section: str
    event: str = ""
    happened_on: date | None = None
    time_limit: str = ""
    owed_by: date | None = None
    actually_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days on which the office does not work, or works although it is a weekend (放假安排); both ends count."""

    first: date
    last: date | None = None
    kind: str = names.DAY_OFF  # 放假 or 上班
    note: str = ""

    @property
    def length(self) -> int:
        """How many days; none or less when it ends before it begins."""
        return ((self.last or self.first) - self.first).days + 1

    @property
    def usable(self) -> bool:
        """Whether it says what it means: a known kind, and days from one to a month."""
        return self.kind in (names.DAY_OFF, names.DAY_ON) and 0 < self.length <= LONGEST_HOLIDAY

    def days(self) -> Iterator[date]:
        """Every day of the arrangement; none where it cannot be used."""
        for count in range(self.length if self.usable else 0):
            yield self.first + timedelta(days=count)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What others must deliver to the office or the office to those above (报送要求), ticked when it has come."""

    item: str
    recipient: str = ""
    due: date | None = None
    form: str = ""
    source: str = ""
    paper_on: date | None = None
    electronic_on: date | None = None


@dataclass(frozen=True, slots=True)
class Covering:
    """One task of the plan above and those of ours that take it up (上级任务对照); ``chosen`` is the office's word."""

    key: str
    area: str
    requirement: str
    deadline: str
    suggested: str = ""
    reason: str = ""
    chosen: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed one field differently (冲突): three values stay until a person decides.

    ``issue`` is the 期次 of the form it was found in, 0 where an older master kept none; ``source`` says which file and
    row that was on the day.
    """

    key: str
    sheet: str
    number: str
    section: str
    field: str
    row_key: tuple[str, ...]
    base: str
    master: str
    section_value: str
    source: str
    found_on: date
    choice: str = ""
    hand_value: str = ""
    issue: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can settle (待定事项)."""

    key: str
    number: str
    kind: str
    text: str
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a paper that a leader signs (发文稿)."""

    kind: str
    title: str = ""
    title_lines: str = ""
    recipients: str = ""
    copies: str = ""
    body: str = ""
    openness: str = ""
    reason: str = ""
    note: str = ""
    contact: str = ""
    drafted_by: str = ""
    checked_by: str = ""
    cosigned: str = ""
    signer: str = ""
    signed_on: date | None = None
    number: str = ""
    printed_on: date | None = None
    copy_count: int | float | None = None
    attachments: str = ""
    partners: str = ""
    seal: str = ""
    posts: str = ""
    attendance: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """One paper in the register (发文登记): it stays when its row of 发文稿 is used for the next paper."""

    number: str
    kind: str = ""
    title: str = ""
    recipients: str = ""
    openness: str = ""
    reason: str = ""
    drafted_by: str = ""
    signer: str = ""
    signed_on: date | None = None
    printed_on: date | None = None
    copy_count: int | float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure the report quotes (指标): typed by the office, or summed from what ``sections`` hand in by ``rule``."""

    name: str
    value: int | float | None = None
    note: str = ""
    number: str = ""
    unit: str = ""
    sections: str = ""
    cycle: str = ""
    rule: str = ""
    cell: str = ""  # the cell of the report's tables it is entered into: 表二/行政许可/本年处理决定数量


@dataclass(frozen=True, slots=True)
class Reading:
    """What one section hands in for one indicator and period (填报值); ``number`` is the indicator's."""

    number: str
    section: str
    period: str
    value: int | float | None = None
    note: str = ""
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One row of 主动公开登记 a section keeps in its own workbook, as typed; numbered in advance."""

    number: str
    section: str
    published_on: date | None = None
    kind: str = ""
    title: str = ""
    paper: str = ""
    where: str = ""
    count: int | float | None = None
    amount: int | float | None = None
    issued_on: date | None = None
    repealed_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the report's text (年报文字); {指标名} in it stands for an indicator."""

    part: str
    order: int
    text: str


@dataclass(frozen=True, slots=True)
class ChartWanted:
    """A chart the report is to show (年报图表), as typed; ``after`` 0 puts it at the end of its part's text."""

    part: str
    after: int
    title: str
    kind: str
    data: str
    legend: str


@dataclass(frozen=True, slots=True)
class LastFigure:
    """One figure of last year's report (上年年报) that this year's must agree with: a cell by table, row and column."""

    table: str
    line: str
    column: str
    value: int | float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A section's own sheet inside the master (科室表), as issued; the section edits it, the program never does."""

    name: str
    section: str
    issue: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Handin:
    """A section handed in for a reporting period (报送)."""

    section: str
    period: str
    on: date


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger (台账) as one value; rules take it and give findings or another one."""

    settings: Settings
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    periods: tuple[Period, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    drafts: tuple[Draft, ...] = ()
    register: tuple[Issued, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    readings: tuple[Reading, ...] = ()
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    charts: tuple[ChartWanted, ...] = ()
    last_report: tuple[LastFigure, ...] = ()
    handins: tuple[Handin, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    timings: tuple[Timing, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    coverings: tuple[Covering, ...] = ()
    chases: tuple[Chase, ...] = ()
    pages: tuple[Page, ...] = ()
    score_rules: tuple[RuleTyped, ...] = ()
    marks: tuple[Mark, ...] = ()
    numbered: int = 0  # the highest 序号 a 编号 was ever given for, tasks taken back by an undo too
    origin: Origin = field(default=NOWHERE, compare=False)
    answers: Mapping[str, str] = field(init=False, repr=False, compare=False)  # 决定 by 事项号, asked for every task

    def __post_init__(self) -> None:
        """Sort the answers once: to search all questions for each task would take their product."""
        object.__setattr__(self, "answers", {question.key: question.answer for question in self.questions})
