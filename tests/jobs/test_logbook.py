"""登记簿 at the desk: made by init, watched by the weekly run, counted for the report; nobody's data leaves it."""

from __future__ import annotations

import html
import random
import shutil
import zipfile
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest

from automation.jobs.logbook import look_at_logbook, make_logbook
from automation.jobs.open_ledger import view_ledger
from automation.jobs.workspace import open_workspace
from automation.rules.read_logbook import Labels
from automation.rules.workdays import Calendar
from automation.sources.annual_forms import read_form
from tests.jobs.office_desk import digest, kinds, run, sheet

BOOK = Path("workbooks/登记簿.xlsx")
REQUESTS, PUBLISHED, CASES = "依申请公开登记", "主动公开登记", "复议诉讼登记"
LABELS = Labels((read_form("2019"), read_form("2021")))
SOMEBODY = "某某人（某地某号）"
SEED = """[office]
name="样例局"
short="样例局"
code="样"
issued={year}-01-04
signed={next}-01-20
[figures]
{figures}
[text]
"五"=["存在的问题和改进情况。"]
"六"=["没有其他需要报告的事项。"]
"一"=["全年收到申请{{依申请公开收到件数}}件，办结{{依申请公开办结件数}}件。"]
"""


def build(root: Path, year: int, figures: str = "") -> Path:
    """An office without tasks, on the first working day of a year."""
    seeds = root / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "office.toml").write_text(SEED.format(year=year, next=year + 1, figures=figures), encoding="utf-8")
    office = root / "office"
    code, told, err = run(office, "init", seeds, "--year", year, as_of=f"{year}-01-04")
    assert (code, err) == (0, "")
    assert told["files"] == ["workbooks/总台账.xlsx", "workbooks/登记簿.xlsx"]
    return office


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("offices"), 2021)


@pytest.fixture
def office(built, tmp_path) -> Path:
    """A copy of the office of 2021, to be worked in."""
    return Path(shutil.copytree(built, tmp_path / "office"))


def register(root: Path, name: str, *rows: dict[str, object]) -> None:
    """Write rows into the numbered ones, after those that are filled, as a clerk would."""
    book = openpyxl.load_workbook(root / BOOK)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1]}
    line = 2
    while any(page.cell(line, column).value is not None for column in range(2, len(heads) + 1)):
        line += 1
    for row in rows:
        for header, value in row.items():
            page.cell(line, heads[header], value)
        line += 1
    book.save(root / BOOK)


def application(received: date, answered: date | None = None, result: str = "", kind: str = "自然人", **more: object):
    closed = {"答复日期": answered, "结果": result} if answered else {}
    return {"收到日期": received, "申请人类别": kind, "内容摘要": SOMEBODY, **closed, **more}


def test_the_registers_are_made_with_the_form_s_own_categories(office):
    book = openpyxl.load_workbook(office / BOOK)
    assert book.sheetnames == ["填写说明", REQUESTS, PUBLISHED, CASES, "选项"]
    assert book["选项"].sheet_state == "hidden"
    listed = [cell.value for cell in book["选项"]["A"]]
    assert listed == list(LABELS.results(2021))
    assert len(listed) == 21
    page = book[REQUESTS]
    assert [cell.value for cell in page[1]] == [
        *("登记号", "收到日期", "收到方式", "申请人类别", "内容摘要", "补正告知", "补正收到"),
        *("扣除天数", "应答日期", "延期至", "答复日期", "结果", "文号"),
    ]
    assert [page["A2"].value, page["A201"].value, page["A202"].value] == ["YSQ2021-001", "YSQ2021-200", None]
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["D2:D5000"] == '"自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他"'
    assert rules["L2:L5000"] == "'选项'!$A$1:$A$21"
    assert all(len(rule.error) <= 225 for rule in page.data_validations.dataValidation)
    assert page.page_setup.fitToWidth == 1
    assert page.print_title_rows == "$1:$1"


def test_the_registers_are_made_once_equal_by_bytes_and_never_over_those_that_stand(office, tmp_path):
    other = open_workspace(tmp_path / "other")
    assert make_logbook(other, 2021, date(2021, 1, 4)) == "workbooks/登记簿.xlsx"
    assert other.logbook.read_bytes() == (office / BOOK).read_bytes()
    assert make_logbook(other, 2022, date(2022, 1, 4)) == ""
    assert make_logbook(open_workspace(tmp_path / "old"), 2018, date(2018, 1, 4)) == ""  # a year without a form


def test_an_office_that_has_none_gets_them_with_its_next_merge_but_not_by_looking(office):
    (office / BOOK).unlink()
    run(office, "merge", "--dry-run", as_of="2021-03-01")
    run(office, "status", as_of="2021-03-01")
    assert not (office / BOOK).exists()
    run(office, "merge", as_of="2021-03-01")
    assert (office / BOOK).exists()


def test_the_weekly_run_says_what_is_late_and_due_soon_in_numbers_of_the_register(office):
    register(
        office,
        REQUESTS,
        application(date(2021, 3, 1)),
        application(date(2021, 3, 8)),
        application(date(2021, 3, 29)),
        application(date(2021, 3, 1), 补正告知=date(2021, 3, 2)),
        application(date(2021, 2, 1), date(2021, 3, 31), "予以公开"),
    )
    before = (office / BOOK).read_bytes()
    code, told, _ = run(office, "weekly", as_of="2021-04-01")
    assert code == 0
    late, soon, waiting = "YSQ2021-001", "YSQ2021-002", "YSQ2021-004"
    assert told["registers"] == {"open": 4, "waiting": [waiting], "late": [late], "soon": [soon]}
    assert {(one["kind"], one["number"]) for one in told["findings"]} >= {
        ("request_late", late),
        ("request_soon", soon),
        ("request_answered_late", "YSQ2021-005"),
    }
    (found,) = [one for one in told["findings"] if one["kind"] == "request_late"]
    assert found["message"] == (
        "〔提醒〕workbooks/登记簿.xlsx › 依申请公开登记 › 第2行 › 答复日期："
        "登记号YSQ2021-001逾期3个工作日（应于2021-03-29前答复）；请尽快答复，已答复的请补填答复日期和结果"
    )
    assert late in str(sheet(office, "问题清单"))
    paper = docx.Document(str(office / "output/2021-04-01/周报.docx"))
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert f"依申请公开在办4件（其中待补正1件），逾期1件（{late}），5个工作日内到期1件（{soon}）。" in said
    assert (office / BOOK).read_bytes() == before


def test_holidays_the_office_arranged_move_the_limit(office):
    register(office, REQUESTS, application(date(2021, 3, 1)))
    book = openpyxl.load_workbook(office / "workbooks/总台账.xlsx")
    for column, value in enumerate((date(2021, 3, 8), date(2021, 3, 12), "放假"), 1):
        book["放假安排"].cell(2, column, value)
    book.save(office / "workbooks/总台账.xlsx")
    _, told, _ = run(office, "merge", as_of="2021-04-01")
    assert told["registers"]["late"] == []
    assert told["registers"]["soon"] == ["YSQ2021-001"]


def test_nothing_of_a_register_but_counts_numbers_and_days_leaves_it(office):
    """Not into the master, the journal, the archive, a paper, or the terminal; wherever a clerk typed it."""
    rows = [application(date(2021, 3, 1), 文号=SOMEBODY, 收到方式=SOMEBODY)]
    headers = ("收到日期", "申请人类别", "补正告知", "补正收到", "扣除天数", "应答日期", "延期至", "结果")
    rows += [{**application(date(2021, 3, 1)), header: SOMEBODY} for header in headers]
    register(office, REQUESTS, *rows)
    register(office, CASES, {"类型": SOMEBODY, "收到日期": date(2021, 3, 1), "结果": SOMEBODY, "备注": SOMEBODY})
    told = [run(office, command, *rest, as_of="2022-01-10") for command, *rest in COMMANDS]
    assert SOMEBODY not in str(told)
    for path in office.rglob("*"):
        if path.is_file() and path.name != BOOK.name:
            parts = [path.read_bytes()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as package:
                    parts = [package.read(name) for name in package.namelist()]
            texts = [html.unescape(part.decode("utf-8", "ignore")) for part in parts]  # openpyxl writes &#26576;
            assert not [text for text in texts if SOMEBODY[:3] in text], path


COMMANDS = (
    ["merge"],
    ["weekly"],
    ["status"],
    ["distribute"],
    ["annual", "--year", "2021", "--no-pdf"],
    ["annual", "--year", "2021", "--no-pdf", "--despite", "领导同意"],
)


def test_a_faulty_row_holds_the_report_back(office):
    register(office, REQUESTS, application(date(2021, 3, 1), date(2021, 3, 9), "不知道"))
    code, told, _ = run(office, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    assert code == 1
    assert "entry_result_bad" in kinds(told)
    paper = docx.Document(str(office / told["files"][0]))
    assert "校核未通过稿" in "".join(paragraph.text for paragraph in paper.paragraphs[:4])


def test_a_register_that_cannot_be_read_stops_neither_the_week_nor_goes_unsaid(office):
    (office / BOOK).write_bytes(b"x")
    code, told, _ = run(office, "weekly", as_of="2021-04-01")
    assert code == 1
    assert kinds(told) == ["logbook_unread"]


def made_up(count: int) -> list[dict[str, object]]:
    """Applications over two years, by kind and result alone, in the order they came; the law's days are kept."""
    chance = random.Random(20210526)  # noqa: S311 - the same made-up office each time
    calendar = Calendar()
    days = sorted(date(2020, 1, 2) + timedelta(days=chance.randrange(729)) for _ in range(count))
    rows = []
    for received in days:
        answered = calendar.after(received, chance.randrange(1, 21))
        kind = chance.choices(LABELS.applicants(2021), (10, 3, 1, 1, 2, 2))[0]
        open_still = answered.year == 2022 or chance.random() < 0.02
        result = chance.choice(LABELS.results(answered.year)) if not open_still else ""
        rows.append(application(received, None if open_still else answered, result, kind))
    return rows


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """The reports of 2020 and 2021 (JSON) of one office, its register carried from one year's workbook to the next."""
    root = tmp_path_factory.mktemp("two")
    rows = made_up(300)
    first = build(root / "first", 2020)
    year_one = [row for row in rows if row["收到日期"].year == 2020]
    later = {id(row): row.pop("答复日期", None) for row in year_one if (row.get("答复日期") or date.min).year == 2021}
    results = {id(row): row.pop("结果") for row in year_one if id(row) in later}
    register(first, REQUESTS, *year_one)  # as it stood on the last day of the year
    _, told, _ = run(first, "annual", "--year", 2020, "--no-pdf", as_of="2021-01-15")
    workspace = open_workspace(first)
    with view_ledger(workspace) as opened:
        carried = look_at_logbook(opened, date(2021, 1, 15)).carry(2021)
    second = build(root / "second", 2021)
    (second / BOOK).unlink()
    make_logbook(open_workspace(second), 2021, date(2021, 1, 15), carried)
    book = openpyxl.load_workbook(second / BOOK)
    page = book[REQUESTS]
    heads = {cell.value: cell.column for cell in page[1]}
    numbers = {f"YSQ2020-{count:03d}": row for count, row in enumerate(year_one, 1)}
    for line in range(2, 2 + len(carried[REQUESTS])):
        row = numbers[page.cell(line, 1).value]
        if id(row) in later:
            page.cell(line, heads["答复日期"], later[id(row)])
            page.cell(line, heads["结果"], results[id(row)])
    book.save(second / BOOK)
    register(second, REQUESTS, *(row for row in rows if row["收到日期"].year == 2021))
    _, next_told, _ = run(second, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-15")
    return first, told, second, next_told, rows


def table_three(told: dict, name: str) -> dict[str, int]:
    """One row of 表三 by column."""
    found = {key.split("/", 2)[1:][-1]: one["value"] for key, one in told["counted"].items() if f"表三/{name}/" in key}
    assert len(found) == 7
    return found


NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
TOTAL, OPEN = "三（七）总计", "四、结转下年度继续办理"


def test_three_hundred_applications_give_both_years_tables_with_the_carry_over_between_them(two_years):
    _, one, _, two, rows = two_years
    assert table_three(one, OPEN) == table_three(two, CARRIED)
    assert 3 < table_three(one, OPEN)["总计"] < 40
    assert table_three(one, NEW)["总计"] + table_three(two, NEW)["总计"] == len(rows) == 300
    for told in (one, two):
        for column in table_three(told, NEW):
            came = table_three(told, NEW)[column] + table_three(told, CARRIED)[column]
            assert came == table_three(told, TOTAL)[column] + table_three(told, OPEN)[column]
        failed = {check["rule"] for check in told["checks"] if check["holds"] is False}
        assert not failed & {"balance", "results_total", "applicants_total", "cases_total", "number"}
    assert len([key for key in one["counted"] if key.startswith("表三")]) == 161
    assert len([key for key in two["counted"] if key.startswith("表三")]) == 175


def test_every_cell_of_both_years_is_linked_to_its_rows(two_years):
    first, one, second, two, _ = two_years
    for root, told in ((first, one), (second, two)):
        kept = {row["登记号"]: row for row in sheet(root, REQUESTS, BOOK)}
        for key, counted in told["counted"].items():
            _, line, column = key.split("/", 2)
            assert len(counted["rows"]) == counted["value"]
            for place in counted["rows"]:
                row = kept[place["number"]]
                assert list(kept).index(place["number"]) + 2 == place["row"]
                assert column in (row["申请人类别"], "总计")
                if line.startswith("三") and line != TOTAL:
                    assert row["结果"] == line


def test_the_counts_stand_in_the_tables_and_in_the_text_of_the_report(two_years):
    _, _, second, two, _ = two_years
    paper = docx.Document(str(second / two["files"][0]))
    table = next(table for table in paper.tables if len(table.columns) == 10)
    printed = [cell.text for cell in table.rows[3].cells[3:]]
    assert printed == [str(number) for number in table_three(two, NEW).values()]
    new, closed = table_three(two, NEW)["总计"], table_three(two, TOTAL)["总计"]
    assert f"全年收到申请{new}件，办结{closed}件。" in "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_the_report_is_made_twice_with_equal_bytes(two_years):
    _, _, second, two, _ = two_years
    before = digest(second)
    _, again, _ = run(second, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-15")
    assert digest(second) == before
    assert again == two


def test_a_cell_both_typed_and_counted_must_agree(office):
    register(office, REQUESTS, application(date(2021, 3, 1), date(2021, 3, 9), "予以公开"))
    book = openpyxl.load_workbook(office / "workbooks/总台账.xlsx")
    book["年报表三"]["D4"], book["年报表三"]["J4"] = 2, 1
    book.save(office / "workbooks/总台账.xlsx")
    _, told, _ = run(office, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    (found,) = [one for one in told["findings"] if "登记簿数出来是" in one["message"]]
    assert (found["sheet"], found["row"], found["severity"]) == ("年报表三", 4, "error")
    assert "自然人列：填的是2，登记簿数出来是1（依申请公开登记第2行）" in found["message"]


def test_an_indicator_that_says_something_else_than_the_register_is_told(tmp_path):
    root = build(tmp_path, 2021, '"依申请公开收到件数"=5')
    register(root, REQUESTS, application(date(2021, 3, 1)))
    _, told, _ = run(root, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    assert "填的是5，登记簿数出来是1" in str(told["findings"])


def test_figures_typed_where_no_register_is_kept_stand(office):
    register(office, PUBLISHED, {"公开日期": date(2021, 5, 1), "类别": "行政许可", "件数": 7})
    book = openpyxl.load_workbook(office / "workbooks/总台账.xlsx")
    book["年报表三"]["D4"] = 2
    book.save(office / "workbooks/总台账.xlsx")
    _, told, _ = run(office, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    assert {key: one["value"] for key, one in told["counted"].items()} == {"表二/行政许可/本年处理决定数量": 7}
    paper = docx.Document(str(office / told["files"][0]))
    table = next(table for table in paper.tables if len(table.columns) == 10)
    assert table.rows[3].cells[3].text == "2"
