"""Writes the workbook of the scores (考核评分-年度.xlsx): totals, what each rule gave, the row behind each point."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from automation.cells import Value
from automation.model.scoring import Score, ScoreRule
from automation.outputs.new_sheet import add_sheet, add_styles, save_book
from automation.outputs.new_trace import link_inside, link_outside, say_origin
from automation.sheets import Sheet
from automation.sheets.scoring import CAUSES, POINTS, TOTALS
from automation.terms import score_trace as words

Row = Mapping[str, Value]


def write_scores(
    scores: Sequence[Score], year: int, when: date, folder: str, standard: Callable[[ScoreRule], str]
) -> bytes:
    """The workbook as frozen bytes; ``folder`` is where it will lie, seen from the workspace as the origins are."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    points = [(score, point) for score in scores for point in score.points]
    causes = [(score, point, cause) for score, point in points for cause in point.causes]
    counts = [sum(len(point.causes) for point in score.points) for score in scores]
    totals: list[Row] = [
        {
            "order": order,
            "group": score.group,
            "party": score.party,
            "base": float(score.base),
            "total": float(score.total),
            "band": score.band,
            "count": count,
            "remark": score.remark,
        }
        for order, (score, count) in enumerate(zip(scores, counts, strict=True), 1)
    ]
    each: list[Row] = [
        {
            "order": order,
            "party": score.party,
            "rule": point.rule.number,
            "item": point.rule.item,
            "kind": point.rule.kind,
            "fact": point.rule.fact,
            "standard": standard(point.rule),
            "said": point.said,
            "amount": float(point.amount),
            "count": len(point.causes),
        }
        for order, (score, point) in enumerate(points, 1)
    ]
    behind: list[Row] = [
        {
            "order": order,
            "party": score.party,
            "rule": point.rule.number,
            "item": point.rule.item,
            "origin": say_origin(cause.origin),
            "number": cause.number,
            "section": cause.section,
            "period": cause.period,
            "said": cause.said,
            "good": words.EARNED if cause.good else words.LOST,
        }
        for order, (score, point, cause) in enumerate(causes, 1)
    ]
    first, second, third = (
        add_sheet(book, sheet, rows, year) for sheet, rows in ((TOTALS, totals), (POINTS, each), (CAUSES, behind))
    )
    begins = 2
    for row, score in enumerate(scores, 2):
        link_inside(first, row, _place(TOTALS, "total"), words.POINTS, begins)
        begins += len(score.points)
    begins = 2
    for row, (_, point) in enumerate(points, 2):
        if point.causes:
            link_inside(second, row, _place(POINTS, "count"), words.CAUSES, begins)
        begins += len(point.causes)
    for row, (_, _, cause) in enumerate(causes, 2):
        link_outside(third, row, _place(CAUSES, "origin"), cause.origin, folder)
    return save_book(book, when)


def _place(sheet: Sheet, field: str) -> int:
    return sheet.fields.index(field) + 1
