"""The official forms are what the State Council's office issued, cell by cell, and a wrong form file is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from automation.errors import AutomationError
from automation.model.annual import AnnualForm, FigureKind, FormTable
from automation.sources.annual_forms import FORMS, form_for_year, form_names, read_form, read_form_file

FACTS = Path(__file__).parents[2].parent / "shared/design/annual_forms"


@pytest.fixture(params=["2019", "2021"])
def form(request: pytest.FixtureRequest) -> AnnualForm:
    return read_form(request.param)


@pytest.fixture
def small_form(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Writes a form file of one small table, changed as the test wants, and reads it."""

    def write(**changes: object) -> AnnualForm:
        table = {
            "name": "表五",
            "part": "二、情况",
            "unit": "件",
            "columns": 3,
            "rows": [
                {"labels": ["事项", "上半年", "全年"]},
                {"labels": ["来信"], "row": "来信", "mark": "一", "columns": ["上半年", "全年"]},
            ],
            "laws": [{"rule": "grows", "each": "row", "left": ["上半年"], "right": ["全年"]}],
        }
        table.update(changes)
        path = tmp_path / "2030.json"
        raw = {
            "name": "2030",
            "authority": "某号",
            "first_year": 2030,
            "last_year": None,
            "parts": ["一、情况", "二、情况"],
            "text_parts": [],
            "tables": [table],
        }
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        return read_form_file(path)

    return write


@pytest.mark.parametrize(("table", "facts"), [("表三", "T3"), ("表四", "T4")])
def test_tables_three_and_four_are_the_official_ones_cell_by_cell(form: AnnualForm, table: str, facts: str) -> None:
    if not FACTS.exists():
        pytest.skip("the collected facts of the forms are not beside the project")
    official = json.loads((FACTS / f"{form.name}.json").read_text(encoding="utf-8"))[facts]
    ours = form.table(table)
    assert (ours.rows, ours.columns, ours.unit) == (official["grid_rows"], official["grid_cols"], official["unit"])
    wanted = [
        (c["row"], c["col"], c["rowspan"], c["colspan"], c["text"], c["role"] == "value") for c in official["cells"]
    ]
    assert sorted(wanted) == sorted((c.row, c.column, c.rows, c.columns, c.text, bool(c.key)) for c in ours.cells)


def test_table_two_has_the_official_bands(form: AnnualForm) -> None:
    if not FACTS.exists():
        pytest.skip("the collected facts of the forms are not beside the project")
    official = json.loads((FACTS / f"{form.name}.json").read_text(encoding="utf-8"))["T2"]["bands"]
    wanted = []
    for band in official:
        wanted += [[band["title"]], band["header"], *([row] for row in band["rows"])]
    table = form.table("表二")
    printed = [[c.text for c in table.labels if c.row == row] for row in range(table.rows)]
    assert printed == wanted
    values = {c.key for c in table.values}
    assert values == {f"表二/{row}/{column}" for b in official for row in b["rows"] for column in b["header"][1:]}


@pytest.mark.parametrize(("name", "three", "two"), [("2019", 161, 22), ("2021", 175, 10)])
def test_the_forms_have_as_many_figures_as_the_office_fills(name: str, three: int, two: int) -> None:
    form = read_form(name)
    assert [len(form.table(table).values) for table in ("表二", "表三", "表四")] == [two, three, 15]


def test_every_place_of_every_table_is_covered_once(form: AnnualForm) -> None:
    def places(table: FormTable) -> list[tuple[int, int]]:
        return [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]

    for table in form.tables:
        assert sorted(places(table)) == [(row, column) for row in range(table.rows) for column in range(table.columns)]


def test_only_changes_may_be_negative_and_only_money_has_decimals() -> None:
    kinds = {cell.key: cell.kind for name in form_names() for cell in read_form(name).values}
    assert {key for key, kind in kinds.items() if kind is FigureKind.CHANGE} == {
        f"表二/{row}/本年增/减"
        for row in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费")
    }
    assert {key for key, kind in kinds.items() if kind is FigureKind.MONEY} == {
        "表二/政府集中采购/采购总金额",
        "表二/行政事业性收费/本年收费金额（单位：万元）",
    }


@pytest.mark.parametrize(
    ("year", "name"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"), (2025, "2021")]
)
def test_the_report_year_decides_the_form(year: int, name: str) -> None:
    assert form_for_year(year) == name
    assert read_form(name).covers(year)


def test_reports_before_2019_are_refused() -> None:
    with pytest.raises(AutomationError, match="2018年度没有可用的年报表样"):
        form_for_year(2018)


@pytest.mark.parametrize("name", ["2020", "", "../annual"])
def test_an_unknown_form_is_refused(name: str) -> None:
    with pytest.raises(AutomationError, match=r"没有“.*”年表样，现有：2019、2021"):
        read_form(name)


def test_a_form_file_is_named_after_its_form() -> None:
    assert [read_form(path.stem).name for path in sorted(FORMS.glob("*.json"))] == list(form_names())


def test_a_new_form_is_a_new_file(small_form) -> None:  # type: ignore[no-untyped-def]
    form = small_form()
    assert [cell.key for cell in form.values] == ["表五/来信/上半年", "表五/来信/全年"]
    assert [(law.rule, law.line) for law in form.laws] == [("grows", "来信")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"columns": 2}, "与别的单元格重叠或超出表格"),
        ({"columns": 4}, "第1行有空缺的单元格"),
        ({"rows": [{"labels": [["事项", 2, 3]]}]}, "重叠或超出表格"),
        ({"laws": [{"rule": "x", "each": "row", "left": ["下半年"], "right": ["全年"]}]}, "没有“下半年”这一行或列"),
        ({"laws": [{"rule": "x", "each": "cell", "left": [], "right": []}]}, "缺少或写错了"),
        ({"laws": [{"each": "row"}]}, "缺少或写错了“'left'”"),
        (
            {
                "rows": [
                    {"labels": ["来信"], "row": "来信", "columns": ["上半年", "全年"]},
                    {"labels": ["来信"], "row": "来信", "columns": ["上半年", "全年"]},
                ]
            },
            "表五/来信/上半年出现两次",
        ),
    ],
)
def test_a_wrong_form_file_is_refused_with_its_reason(small_form, changes, reason: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AutomationError, match=reason):
        small_form(**changes)


def test_a_form_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2031.json"
    path.write_text("年报", encoding="utf-8")
    with pytest.raises(AutomationError, match=r"2031\.json有误：不是有效的JSON"):
        read_form_file(path)
