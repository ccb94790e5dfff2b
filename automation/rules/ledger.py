"""Builds the ledger (台账) out of sheet rows: cells become records, what cannot be cast becomes a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from automation import cells, sheets
from automation.cells import Value
from automation.model.chase import Chase
from automation.model.finding import Finding, details
from automation.model.ledger import (
    ChartWanted,
    Conflict,
    Covering,
    Delivery,
    Draft,
    Duty,
    Event,
    Handin,
    Holiday,
    Indicator,
    Issued,
    Item,
    LastFigure,
    Ledger,
    Page,
    Paragraph,
    Period,
    Question,
    Reading,
    Settings,
)
from automation.model.origin import Origin
from automation.model.plan import Section, Task
from automation.model.scoring import Mark, RuleTyped
from automation.model.timetable import Timing
from automation.rules.readings import reading_rows, total_reading
from automation.rules.tables import row_of
from automation.terms import settings as defaults
from automation.terms import sheets as names
from automation.terms import states, supervision

Row = Mapping[str, Value]
Rows = Mapping[str, Iterable[Row]]  # sheet name → rows by field


def build_ledger(rows: Rows, handins: tuple[Handin, ...], file: str) -> tuple[Ledger, list[Finding]]:
    """The ledger of these rows; ``file`` is the name findings show. Sheets that are absent count as empty."""
    texts = {str(row["name"]): cells.show(row["value"]) for row in rows.get(names.SETTINGS, ())}
    settings, findings = read_settings(texts, file)
    ledger = Ledger(
        settings,
        sections=tuple(_section(row) for row in rows.get(names.SECTIONS, ())),
        tasks=tuple(_task(row) for row in rows.get(names.TASKS, ())),
        duties=tuple(_pick(Duty, row) for row in rows.get(names.DUTIES, ())),
        periods=tuple(_pick(Period, row) for row in rows.get(names.PERIODS, ()) if isinstance(row["due"], date)),
        events=tuple(_pick(Event, row) for row in rows.get(names.EVENTS, ())),
        conflicts=tuple(_conflict(row) for row in rows.get(names.CONFLICTS, ())),
        questions=tuple(_pick(Question, row) for row in rows.get(names.QUESTIONS, ())),
        drafts=tuple(_pick(Draft, row) for row in rows.get(names.DRAFTS, ())),
        register=tuple(_pick(Issued, row) for row in rows.get(names.REGISTER, ())),
        indicators=tuple(_pick(Indicator, row) for row in rows.get(names.INDICATORS, ())),
        readings=tuple(_pick(Reading, row) for row in rows.get(names.READINGS, ())),
        items=tuple(_pick(Item, row) for row in rows.get(sheets.PUBLISHED.name, ())),
        paragraphs=tuple(_paragraph(row) for row in rows.get(names.REPORT_TEXT, ())),
        charts=tuple(read_chart(row) for row in rows.get(sheets.CHARTS.name, ())),
        last_report=tuple(_pick(LastFigure, row) for row in rows.get(names.LAST_REPORT, ())),
        handins=handins,
        holidays=tuple(_holiday(row) for row in rows.get(names.HOLIDAYS, ()) if isinstance(row["first"], date)),
        timings=tuple(_pick(Timing, row) for row in rows.get(sheets.TIMETABLE.name, ())),
        deliveries=tuple(_pick(Delivery, row) for row in rows.get(names.DELIVERIES, ())),
        coverings=tuple(_pick(Covering, row) for row in rows.get(names.COVERINGS, ())),
        chases=tuple(_pick(Chase, row) for row in rows.get(sheets.CHASES.name, ()) if isinstance(row["on"], date)),
        pages=tuple(_pick(Page, row) for row in rows.get(names.PAGES, ())),
        score_rules=tuple(_pick(RuleTyped, row) for row in rows.get(sheets.SCORE_RULES.name, ())),
        marks=tuple(_pick(Mark, row) for row in rows.get(sheets.MARKS.name, ())),
        origin=Origin(file),
    )
    return ledger, findings


def read_settings(texts: Mapping[str, str], file: str) -> tuple[Settings, list[Finding]]:
    """参数 as typed values; a value that cannot be used counts as its default, with a finding."""
    findings: list[Finding] = []
    raw = {**defaults.DEFAULTS, **{name: text for name, text in texts.items() if text}}
    origin = Origin(file, names.SETTINGS)

    def whole(name: str, low: int, high: int) -> int:
        try:
            number = int(cells.fold(raw[name]))
        except ValueError:
            number = low - 1
        if low <= number <= high:
            return number
        return int(bad(name, defaults.DEFAULTS[name] or str(low)))

    def one_of(name: str, choices: tuple[str, ...]) -> str:
        return raw[name] if raw[name] in choices else bad(name, defaults.DEFAULTS[name])

    def day(name: str, default: date | None) -> date | None:
        parsed = cells.parse_date(raw[name], year)
        if parsed.problem:
            bad(name, cells.show(default))
            return default
        return parsed.value if isinstance(parsed.value, date) else default

    def bad(name: str, used: str) -> str:
        told = details(column=name, before=used)
        findings.append(Finding("bad_setting", value=raw[name], details=told, origin=origin))
        return used

    year = whole(names.SET_YEAR, 1990, 2100)
    if not raw[names.SET_OFFICE]:
        findings.append(Finding("setting_needed", value=names.SET_OFFICE, origin=origin))
    settings = Settings(
        office=raw[names.SET_OFFICE],
        short=raw[names.SET_SHORT] or raw[names.SET_OFFICE],
        code=raw[names.SET_CODE],
        year=year,
        issued=day(names.SET_ISSUED, date(year, 1, 1)) or date(year, 1, 1),
        kind=one_of(names.SET_KIND, (names.KIND_DEPARTMENT, names.KIND_GOVERNMENT)),
        cycle=one_of(names.SET_CYCLE, names.CYCLES),
        report_day=whole(names.SET_REPORT_DAY, 1, 31),
        soon_days=whole(names.SET_SOON, 0, 365),
        stale_days=whole(names.SET_STALE, 1, 366),
        reply_days=whole(names.SET_REPLY, 1, 60),
        blank=raw[names.SET_BLANK],
        first_leads=one_of(names.SET_FIRST_LEADS, (states.YES, states.NO)) == states.YES,
        report_signed=day(names.SET_SIGNED, None),
        overview_limit=whole(names.SET_OVERVIEW, 0, 100_000),
        rest_day=one_of(names.SET_REST, supervision.REST_WAYS),
        report_due=day(names.SET_REPORT_DUE, None),
        mode=one_of(names.SET_MODE, names.MODES),
        register_whole=one_of(names.SET_WHOLE, (states.YES, states.NO)) == states.YES,
        item_sections=raw[names.SET_ITEMS],
        raw=raw,
    )
    return settings, findings


def _pick(record: Any, row: Row) -> Any:
    """A record from the fields of a row it knows; sheet columns that only show something are left."""
    known = record.__dataclass_fields__
    return record(**{name: value for name, value in row.items() if name in known})


def _section(row: Row) -> Section:
    return Section(
        str(row["name"]),
        cells.split_names(cells.show(row["aliases"])),
        cells.show(row["category"]),
        row["counts"] != states.NO,
        _date(row["since"]),
        _date(row["until"]),
        cells.show(row["merged_into"]),
        cells.show(row["contact"]),
    )


def _task(row: Row) -> Task:
    order = row["order"]
    return Task(
        str(row["number"]),
        int(order) if isinstance(order, (int, float)) else 0,
        cells.show(row["area"]),
        cells.show(row["topic"]),
        cells.show(row["requirement"]),
        cells.show(row["units"]),
        cells.show(row["deadline"]),
        cells.split_names(cells.show(row["leads"])),
        cells.split_names(cells.show(row["supports"])),
    )


def _conflict(row: Row) -> Conflict:
    shown = {name: cells.show(row[name]) for name in row if name != "found_on"}
    found, issue = _date(row["found_on"]), row["issue"]
    return Conflict(
        key=shown["key"],
        sheet=shown["sheet"],
        number=shown["number"],
        section=shown["section"],
        field=shown["field"],
        row_key=tuple(shown["key"].split("/")[1:-2]),
        base=shown["base"],
        master=shown["master"],
        section_value=shown["section_value"],
        source=shown["source"],
        found_on=found or date.min,
        choice=shown["choice"],
        hand_value=shown["hand_value"],
        issue=int(issue) if isinstance(issue, (int, float)) else 0,
    )


def _paragraph(row: Row) -> Paragraph:
    order = row["order"]
    return Paragraph(
        cells.show(row["part"]), int(order) if isinstance(order, (int, float)) else 0, cells.show(row["text"])
    )


def read_chart(row: Row) -> ChartWanted:
    """A row of 年报图表; without a paragraph to stand behind, the chart stands at the end of its part's text."""
    after = row["after"]
    texts = {field: cells.show(row[field]).strip() for field in row if field != "after"}
    return ChartWanted(after=int(after) if isinstance(after, (int, float)) else 0, **texts)


def _holiday(row: Row) -> Holiday:
    first = _date(row["first"]) or date.min
    return Holiday(first, _date(row["last"]), cells.show(row["kind"]), cells.show(row["note"]))


def _date(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def sheet_rows(ledger: Ledger) -> dict[str, list[dict[str, Value]]]:
    """The sheets that only keep what the ledger holds (科室名录, 参数, 发文稿, 年报文字 …), as rows by field."""
    return {
        sheets.SECTIONS.name: [
            {
                **row_of(section),
                "aliases": names.LIST_SEPARATOR.join(section.aliases),
                "counts": states.YES if section.counts else states.NO,
            }
            for section in ledger.sections
        ],
        sheets.SETTINGS.name: [
            {"name": name, "value": value, "note": defaults.NOTES.get(name, "")}
            for name, value in ledger.settings.raw.items()
        ],
        sheets.HOLIDAYS.name: [row_of(holiday) for holiday in ledger.holidays],
        sheets.TIMETABLE.name: [row_of(timing) for timing in ledger.timings],
        sheets.DELIVERIES.name: [row_of(delivery) for delivery in ledger.deliveries],
        sheets.COVERINGS.name: [row_of(covering) for covering in ledger.coverings],
        sheets.CHASES.name: [row_of(chase) for chase in ledger.chases],
        sheets.PAGES.name: [row_of(page) for page in ledger.pages],
        sheets.SCORE_RULES.name: [row_of(rule) for rule in ledger.score_rules],
        sheets.MARKS.name: [row_of(mark) for mark in ledger.marks],
        sheets.DRAFTS.name: [row_of(draft) for draft in ledger.drafts],
        sheets.REGISTER.name: [row_of(paper) for paper in ledger.register],
        sheets.INDICATORS.name: [
            {**row_of(indicator), "total": total_reading(indicator, ledger.readings)} for indicator in ledger.indicators
        ],
        sheets.READINGS.name: reading_rows(ledger, ledger.readings),
        sheets.PUBLISHED.name: [row_of(item) for item in ledger.items],
        sheets.LAST_REPORT.name: [row_of(figure) for figure in ledger.last_report],
        sheets.REPORT_TEXT.name: [row_of(paragraph) for paragraph in ledger.paragraphs],
        sheets.CHARTS.name: [{**row_of(chart), "after": chart.after or None} for chart in ledger.charts],
    }
