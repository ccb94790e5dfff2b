"""Official tables are filled, laid out as input sheets and read back; nothing read is silently dropped."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.model.annual import AnnualForm, Figure, FigureKind, Figures, FormTable, split_key
from automation.model.origin import Origin
from automation.model.paper import GridTable
from automation.rules.annual_tables import (
    Row,
    figures_from_grid,
    figures_from_rows,
    fill_table,
    parse_figure,
    sheet_grid,
)
from automation.sources.annual_forms import read_form, read_form_file

OLD, NEW = read_form("2019"), read_form("2021")


def at(row: int, column: int) -> Origin:
    return Origin("总台账.xlsx", "年报表三", row + 3, str(column))


def sheet(grid: GridTable) -> list[list[object]]:
    """The cells of a sheet as a reader gives them: merged cells hold their text in the first place only."""
    cells: list[list[object]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        cells[cell.row][cell.column] = cell.text or None
    return cells


def texts(grid: GridTable) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in grid.cells if cell.value}


@pytest.mark.parametrize("form", [OLD, NEW], ids=["2019", "2021"])
def test_the_printed_table_keeps_labels_and_merges_and_writes_blanks_as_the_office_wants(form: AnnualForm) -> None:
    for table in form.tables:
        filled = fill_table(table, Figures())
        assert [(c.row, c.column, c.rows, c.columns, c.value) for c in filled.cells] == [
            (c.row, c.column, c.rows, c.columns, bool(c.key)) for c in table.cells
        ]
        assert [c.text for c in filled.cells if not c.value] == [c.text for c in table.labels]
        assert set(texts(filled).values()) == {"0"}
        assert set(texts(fill_table(table, Figures(), blank="空")).values()) == {""}
        assert set(texts(fill_table(table, Figures(), blank="/")).values()) == {"/"}
        assert set(texts(sheet_grid(table)).values()) == {""}


def test_reductions_money_marks_and_wrong_texts_are_printed() -> None:
    rows = [
        ("行政许可", "本年增/减", -41, Origin()),
        ("政府集中采购", "采购总金额", "1,234.50", Origin()),
        ("行政处罚", "本年增/减", "/", Origin()),
        ("行政强制", "本年增/减", "约3", Origin()),
    ]
    figures, _ = figures_from_rows(OLD, rows)
    table = OLD.table("表二")
    printed = texts(fill_table(table, figures))
    by_key = {cell.key: printed[cell.row, cell.column] for cell in table.values}
    assert by_key["表二/行政许可/本年增/减"] == "-41"
    assert by_key["表二/政府集中采购/采购总金额"] == "1234.5"
    assert by_key["表二/行政处罚/本年增/减"] == "0"
    assert by_key["表二/行政强制/本年增/减"] == "约3"


@pytest.mark.parametrize(
    ("form", "row", "column", "key"),
    [
        (OLD, "三（一）予以公开", "商业企业", "表三/三（一）予以公开/商业企业"),
        (OLD, "（一）予以公开", "商业企业", "表三/三（一）予以公开/商业企业"),
        (OLD, "(一) 予以公开", "法人或其他组织 / 商业企业", "表三/三（一）予以公开/商业企业"),
        (OLD, "予以公开", "商业\n企业", "表三/三（一）予以公开/商业企业"),
        (OLD, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "其他", "表三/三（二）部分公开/其他"),
        (OLD, "（二）部分公开", "其他", "表三/三（二）部分公开/其他"),
        (OLD, "（三）不予公开 / 1.属于国家秘密", "总计", "表三/三（三）1.属于国家秘密/总计"),
        (
            OLD,
            '三、本年度办理结果 （三）不予公开 3.危及"三安全一稳定"',
            "总计",
            "表三/三（三）3.危及“三安全一稳定”/总计",
        ),
        (OLD, "1．属于国家秘密", "总计", "表三/三（三）1.属于国家秘密/总计"),
        (OLD, "（七）总计", "总计", "表三/三（七）总计/总计"),
        (OLD, "本年新收政府信息公开申请数量", "自然人", "表三/一、本年新收政府信息公开申请数量/自然人"),
        (NEW, "（六）其他处理 3.其他", "自然人", "表三/三（六）3.其他/自然人"),
        (OLD, "行政诉讼 / 复议后起诉", "结果维持", "表四/复议后起诉/结果维持"),
        (OLD, "行政复议", "结果维持", "表四/行政复议/结果维持"),
        (OLD, "行政许可", "本年增／减", "表二/行政许可/本年增/减"),
        (NEW, "行政事业性收费", "本年收费金额", "表二/行政事业性收费/本年收费金额（单位：万元）"),
    ],
)
def test_rows_are_read_by_label_in_the_ways_people_write_them(
    form: AnnualForm, row: str, column: str, key: str
) -> None:
    figures, problems = figures_from_rows(form, [(row, column, 7, Origin(row=4))])
    assert problems == ()
    assert dict(figures) == {key: 7}
    assert figures.origin(key) == Origin(row=4)


@pytest.mark.parametrize(
    ("form", "row", "column", "named"),
    [
        (OLD, "（六）其他处理3.其他", "自然人", "（六）其他处理3.其他"),
        (OLD, "行政规范性文件", "本年新制作数量", "行政规范性文件"),
        (NEW, "规范性文件", "本年制发件数", "规范性文件"),
        (NEW, "（六）其他处理", "自然人", "（六）其他处理"),
        (OLD, "（一）予以公开", "个体工商户", "个体工商户"),
        (OLD, "（三）不予公开", "自然人", "（三）不予公开"),
        (OLD, "", "", ""),
    ],
)
def test_labels_the_form_does_not_have_are_findings(form: AnnualForm, row: str, column: str, named: str) -> None:
    figures, (problem,) = figures_from_rows(form, [(row, column, 7, Origin("a.xlsx", "年报表三", 5))])
    assert len(figures) == 0
    assert (problem.kind, problem.severity, problem.value) == ("annual_label", "error", named)
    assert problem.origin == Origin("a.xlsx", "年报表三", 5)


def test_a_label_that_could_mean_two_rows_means_none(tmp_path: Path) -> None:
    path = tmp_path / "2030.json"
    path.write_text(
        '{"name": "2030", "authority": "", "first_year": 2030, "last_year": null, "parts": [], "text_parts": [],'
        '"tables": [{"name": "表五", "part": "", "unit": "件", "columns": 3, "laws": [], "rows": ['
        '{"labels": ["来信", "1.其他"], "row": "来信1.其他", "columns": ["数量"]},'
        '{"labels": ["来访", "1.其他"], "row": "来访1.其他", "columns": ["数量"]}]}]}',
        encoding="utf-8",
    )
    rows = [(label, "数量", 1, Origin()) for label in ("1.其他", "其他", "来访 / 1.其他")]
    figures, problems = figures_from_rows(read_form_file(path), rows)
    assert dict(figures) == {"表五/来访1.其他/数量": 1}
    assert [problem.value for problem in problems] == ["1.其他", "其他"]


def test_a_cell_given_twice_is_a_finding_with_both_values() -> None:
    rows = [("（一）予以公开", "自然人", value, Origin()) for value in (3, "")]
    figures, (problem,) = figures_from_rows(OLD, rows)
    assert dict(figures) == {"表三/三（一）予以公开/自然人": 3}
    assert "填了两次（3和空）" in problem.message


@pytest.mark.parametrize(
    ("raw", "figure"),
    [
        (3, 3), (3.0, 3), ("3", 3), (" ３ ", 3), ("3件", 3), ("1,234", 1234), ("-5", -5), ("－5", -5), ("−5", -5),
        ("+5", 5), (1.5, Decimal("1.5")), (0.1 + 0.2, Decimal("0.3")), (2.9999999999, 3),
        (Decimal("2.50"), Decimal("2.5")),
        ("约3", None), ("3万", None), ("三", None), ("1,23", None), ("", None), (None, None), ("/", None), ("-", None),
        (True, None), (float("nan"), None), (float("inf"), None), (Decimal("NaN"), None), ("3-4", None),
    ],
)  # fmt: skip
def test_only_plain_numbers_are_figures(raw: object, figure: Figure | None) -> None:
    assert parse_figure(raw) == figure


def test_money_with_a_unit_behind_it_is_not_guessed() -> None:
    assert parse_figure("3.5", FigureKind.MONEY) == Decimal("3.5")
    assert parse_figure("3.5万元", FigureKind.MONEY) is None
    _, (problem,) = figures_from_rows(OLD, [("政府集中采购", "采购总金额", "3.5万元", Origin())])
    assert (problem.kind, problem.value) == ("annual_cell", "3.5万元")


@pytest.mark.parametrize("raw", [None, "", "/", "—"])
def test_a_blank_cell_is_no_finding_of_the_reader(raw: object) -> None:
    figures, problems = figures_from_rows(OLD, [("行政复议", "总计", raw, Origin())])
    assert problems == ()
    assert dict(figures) == {"表四/行政复议/总计": None}
    assert figures.texts.get("表四/行政复议/总计", "") == (raw or "")


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[AnnualForm, Figures]:
    """Either form with some of its cells filled, each with a figure of its kind, and the others blank."""
    form = draw(st.sampled_from((OLD, NEW)))
    figure: dict[FigureKind, st.SearchStrategy[Figure | None]] = {
        FigureKind.COUNT: st.integers(0, 99999),
        FigureKind.CHANGE: st.integers(-999, 999),
        FigureKind.MONEY: st.integers(0, 10**9).map(lambda n: parse_figure(Decimal(n) / 10**6)),
    }
    cells = draw(st.lists(st.sampled_from(form.values), max_size=25, unique=True))
    return form, Figures({cell.key: None for cell in form.values} | {c.key: draw(figure[c.kind]) for c in cells})


@given(filled_forms())
def test_a_filled_sheet_reads_back_the_same_by_place_and_by_label(case: tuple[AnnualForm, Figures]) -> None:
    form, figures = case
    grids = [(table, sheet(fill_table(table, figures, blank="空")), at) for table in form.tables]
    assert figures_from_grid(grids) == (figures, ())
    rows: list[Row] = [(*split_key(cell.key)[1:], figures[cell.key], Origin()) for cell in reversed(form.values)]
    assert figures_from_rows(form, rows) == (figures, ())


def moved(table: FormTable, change: str) -> list[list[object]]:
    cells = sheet(sheet_grid(table))
    if change == "row inserted":
        cells.insert(6, [None] * table.columns)
    elif change == "row deleted":
        del cells[8]
    elif change == "column inserted":
        cells = [[*row[:4], None, *row[4:]] for row in cells]
    elif change == "label overwritten":
        cells[5][1] = "予以全部公开"
    return cells


@pytest.mark.parametrize("change", ["row inserted", "row deleted", "column inserted", "label overwritten"])
def test_a_sheet_whose_rows_or_columns_moved_is_not_read_shifted(change: str) -> None:
    table = OLD.table("表三")
    figures, (problem,) = figures_from_grid([(table, moved(table, change), at)])
    assert len(figures) == 0
    assert problem.severity == "error"
    assert "不在原来的位置" in problem.message
    assert problem.origin.sheet == "年报表三"


def test_a_sheet_cut_off_by_its_reader_has_blank_cells() -> None:
    table = OLD.table("表三")
    cells = [
        [value for value in row if value is not None] if n == 25 else row
        for n, row in enumerate(sheet(sheet_grid(table)))
    ]
    figures, problems = figures_from_grid([(table, cells, at)])
    assert problems == ()
    assert len(figures) == 161
    assert set(figures.values()) == {None}
    assert figures.origin("表三/三（一）予以公开/商业企业") == Origin("总台账.xlsx", "年报表三", 8, "4")
