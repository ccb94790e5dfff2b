"""The two papers of the scores as Word files: 考核评分表 with its tables on landscape pages, and 自评表."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from docx.shared import Length, Twips

from automation.model.score_paper import CauseRow, ScorePaper, ScoreTable, SelfPaper
from automation.outputs.word_fill import Filled, fill_template
from automation.outputs.word_layout import LANDSCAPE_WIDTH, Block, cell, paragraph, printable, row, table
from automation.outputs.word_shape import Rows
from automation.outputs.word_sign import place_sign_off
from automation.terms import papers
from automation.terms import score_trace as words

_ENDS = ((12, 29), (16, 16))  # mm of 序号 and 考核对象 before the points, of 总分 and 等次 behind them
_CAUSES = (30, 26, 42, 17, 110)  # mm
_ROW_PARTS = (words.ROW_ORDER, words.ROW_ITEM, words.ROW_STANDARD, words.ROW_AMOUNT, words.ROW_SAID)


def fill_scores(paper: ScorePaper, template: Path) -> Filled:
    """Fill the scores of sections and units below (考核评分表)."""
    filled = fill_template(
        template,
        {
            papers.ORGAN: paper.organ,
            papers.YEAR: str(paper.year),
            words.STATE_OF_DAY: paper.state,
            words.SUMMARY: paper.summary,
            words.METHODS: paper.methods,
            words.TABLES: [
                {
                    words.TABLE_TITLE: one.title,
                    words.TABLE_SCORES: _scores(one),
                    words.CAUSES_TITLE: one.causes_title if one.causes else "",
                    words.TABLE_CAUSES: _causes(one.causes) if one.causes else "",
                }
                for one in paper.tables
            ],
        },
    )
    return filled.titled(words.SCORE_TITLE.format(year=paper.year))


def fill_self_score(paper: SelfPaper, template: Path) -> Filled:
    """Fill the office's score of itself (自评表)."""
    filled = fill_template(
        template,
        {
            papers.ORGAN: paper.organ,
            papers.YEAR: str(paper.year),
            words.STATE_OF_DAY: paper.state,
            words.SUMMARY: paper.summary,
            words.ROWS: Rows(
                _ROW_PARTS,
                [
                    dict(zip(_ROW_PARTS, (str(order), one.item, one.standard, one.amount, one.said), strict=True))
                    for order, one in enumerate(paper.rows, 1)
                ],
            ),
            words.FIELD_TOTAL: paper.total,
            words.FIELD_BAND: paper.band,
            words.FIELD_NOTE: paper.note,
            papers.SIGNED_ON: _day(paper.signed_on),
        },
    )
    place_sign_off(filled.document)
    return filled.titled(words.SELF_TITLE.format(year=paper.year))


def _day(day: date | None) -> str:
    return papers.DATE.format(day) if day is not None else papers.DATE_OPEN


def _scores(scored: ScoreTable) -> Block:
    """A row a party; as many columns as there are rules share what is left of the width."""
    (order, party), behind = _ENDS
    points = len(scored.heads) - 4
    rest = (LANDSCAPE_WIDTH.mm - order - party - sum(behind)) / max(points, 1)
    widths = _share((order, party, *(rest,) * points, *behind))
    styles = [papers.STYLE_TABLE_CENTRED] * len(scored.heads)
    return _block(scored.title, scored.heads, scored.rows, widths, styles)


def _causes(causes: Sequence[CauseRow]) -> Block:
    styles = [papers.STYLE_TABLE_CENTRED] * len(_CAUSES)
    styles[-1] = papers.STYLE_TABLE_TEXT
    rows = [(one.party, one.item, one.standard, one.amount, one.said) for one in causes]
    return _block(words.TABLE_CAUSES, words.CAUSE_HEADS, rows, _share(_CAUSES), styles)


def _share(widths: Sequence[float]) -> tuple[Length, ...]:
    """Widths in mm as whole twips that add up to the landscape text block."""
    total = LANDSCAPE_WIDTH.twips
    ends = [round(total * part / sum(widths)) for part in accumulate(widths)]
    return tuple(Twips(end - start) for start, end in zip([0, *ends], ends, strict=False))


def _block(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[Length], styles: Sequence[str]
) -> Block:
    lost = sum(printable(text)[1] for line in (heads, *rows) for text in line)
    head = row(
        (
            cell(width, paragraph(papers.STYLE_TABLE_HEAD, printable(text)[0]))
            for width, text in zip(widths, heads, strict=True)
        ),
        header=True,
    )
    body = [
        row(
            cell(width, paragraph(style, printable(text)[0]))
            for width, style, text in zip(widths, styles, line, strict=True)
        )
        for line in rows
    ]
    return Block(table(widths, [head, *body], printable(name)[0]), lost)
