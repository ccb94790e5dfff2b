"""Counting the registers: whatever the rows say, the tables balance and the years join; every number has its rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from automation.model.annual import Figures, make_key, split_key
from automation.model.logbook import Case, Publication, Registers, Request
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.rules.annual_laws import check_laws
from automation.rules.carry_logbook import carry_logbook
from automation.rules.count_logbook import count_registers
from automation.rules.crosscheck import find_failures
from automation.rules.enter_counts import check_names, enter_counts, say_rows
from automation.rules.read_logbook import Labels, read_registers
from automation.rules.workdays import Calendar
from automation.sources.annual_forms import read_form

FORMS = (read_form("2019"), read_form("2021"))
LABELS = Labels(FORMS)
CALENDAR = Calendar()
YEARS = range(2019, 2024)
LAST = date(2024, 12, 31)
REQUESTS, PUBLISHED, CASES = "依申请公开登记", "主动公开登记", "复议诉讼登记"
LAWS = ("balance", "results_total", "applicants_total", "carry_over", "cases_total")
NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
TOTAL, OPEN = "三（七）总计", "四、结转下年度继续办理"


def count(registers: Registers, year: int):
    return count_registers(LABELS.form(year), year, registers, CALENDAR)


def figures(registers: Registers, year: int) -> Figures:
    return Figures({key: counted.value for key, counted in count(registers, year).cells.items()})


def broken(registers: Registers, year: int) -> list[str]:
    """The laws of tables 3 and 4 that do not hold in a year, the join to the year before among them."""
    checks = check_laws(LABELS.form(year), figures(registers, year), year, figures(registers, year - 1))
    return [check.message for check in find_failures(checks) if check.rule in LAWS]


days = st.dates(date(2018, 1, 1), date(2023, 12, 31))


@st.composite
def requests(draw) -> Request:
    received = draw(days)
    answered = draw(st.none() | st.integers(0, 500).map(lambda ahead: received + timedelta(days=ahead)))
    result = draw(st.sampled_from(LABELS.results(answered.year))) if answered else ""
    kind = draw(st.sampled_from(LABELS.applicants(2021)))
    return Request(draw(st.text("12345", max_size=3)), received, kind, answered_on=answered, result=result)


@given(st.lists(requests(), min_size=1, max_size=30))
def test_any_kept_register_balances_and_carries_over(kept):
    registers = Registers(requests=tuple(kept))
    for year in YEARS:
        assert broken(registers, year) == []
        now, then = count(registers, year).cells, count(registers, year - 1).cells
        for column in (*LABELS.applicants(year), "总计"):
            was = make_key("表三", OPEN, column), make_key("表三", CARRIED, column)
            if year > YEARS[0]:
                assert whose(then[was[0]]) == whose(now[was[1]])  # the very same rows


def whose(counted):
    """A count and its rows, whichever column of them decides it."""
    return counted.value, [(origin.at(column=""), number) for origin, number in counted.rows]


@given(st.lists(requests(), min_size=1, max_size=30), st.sampled_from(YEARS))
def test_every_cell_has_as_many_rows_as_it_counts(kept, year):
    placed = tuple(
        Request(f"{row}", one.received_on, one.kind, answered_on=one.answered_on, result=one.result,
                origin=Origin("登记簿.xlsx", REQUESTS, row))
        for row, one in enumerate(kept, 2)
    )  # fmt: skip
    for counted in count(Registers(requests=placed), year).cells.values():
        assert counted.value == len(counted.rows) == len(set(counted.rows))
        assert all(origin.row == int(number) for origin, number in counted.rows)


good = {
    "number": st.sampled_from(["YSQ-1", "YSQ-2", "YSQ-3", "YSQ-4", "", None]),
    "received_on": days | st.sampled_from(["2021.3.4", "三月", None, 44000]),
    "kind": st.sampled_from([*LABELS.applicants(2021), "某人", "", None]),
    "asked_on": st.none() | days,
    "corrected_on": st.none() | days | st.just("x"),
    "deducted": st.sampled_from([None, 3, "3", -1, 2.5, "五天"]),
    "answered_on": st.none() | days | st.just("已答"),
    "result": st.sampled_from(
        [*LABELS.results(2021), *LABELS.results(2019), "予以公开", "其他处理", "不知道", "", None]
    ),
}
raw_rows = st.fixed_dictionaries(good)


@given(st.lists(raw_rows, max_size=25), st.sampled_from([date(2021, 6, 1), LAST]))
def test_a_register_balances_and_carries_over_however_badly_it_is_kept(rows, as_of):
    table = [RawRow(row, Origin("登记簿.xlsx", REQUESTS, line)) for line, row in enumerate(rows, 2)]
    registers, _ = read_registers({REQUESTS: table}, FORMS, 2021, as_of)
    for year in YEARS:
        assert broken(registers, year) == []


case_days = st.tuples(days, st.none() | st.integers(0, 700))


@given(st.lists(st.tuples(st.sampled_from(LABELS.case_kinds(2021)), case_days), min_size=1, max_size=20))
def test_cases_add_up_and_what_is_open_counts_in_each_year_until_it_is_closed(drawn):
    cases = []
    for kind, (received, ahead) in drawn:
        closed = None if ahead is None else received + timedelta(days=ahead)
        cases.append(Case("1", kind, received, closed, "结果维持" if closed else ""))
    for year in YEARS:
        assert broken(Registers(cases=tuple(cases)), year) == []
        open_then = sum(c.received_on.year <= year and (c.closed_on is None or c.closed_on.year > year) for c in cases)
        cells = count(Registers(cases=tuple(cases)), year).cells
        assert open_then == sum(counted.value for key, counted in cells.items() if key.endswith("尚未审结"))


def request(received: str, answered: str = "", result: str = "", kind: str = "自然人", **more: object) -> Request:
    closed = date.fromisoformat(answered) if answered else None
    return Request("YSQ-1", date.fromisoformat(received), kind, answered_on=closed, result=result, **more)


def cells_of(registers: Registers, year: int, column: str = "自然人") -> dict[str, int]:
    """The rows of 表三 that are not 0 in a column."""
    return {
        split_key(key)[1]: counted.value
        for key, counted in count(registers, year).cells.items()
        if counted.value and key.startswith("表三") and key.endswith("/" + column)
    }


def test_the_last_day_of_a_year_belongs_to_it():
    registers = Registers((request("2021-12-31", "2022-01-01", "三（一）予以公开"),))
    assert cells_of(registers, 2021) == {NEW: 1, OPEN: 1}
    assert cells_of(registers, 2022) == {CARRIED: 1, "三（一）予以公开": 1, TOTAL: 1}
    assert cells_of(registers, 2023) == {}
    same_day = Registers((request("2021-12-31", "2021-12-31", "三（一）予以公开"),))
    assert cells_of(same_day, 2021) == {NEW: 1, "三（一）予以公开": 1, TOTAL: 1}


def test_other_results_go_into_one_row_of_the_older_form_and_into_three_of_the_newer():
    fine = "三（六）1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert LABELS.find_result(fine, 2020) == "三（六）其他处理"
    assert LABELS.find_result(fine, 2021) == fine
    assert LABELS.find_result("其他处理", 2020) == "三（六）其他处理"
    assert LABELS.find_result("其他处理", 2021) == ""  # which of the three?
    assert LABELS.find_result("3.其他", 2021) == "三（六）3.其他"
    assert LABELS.find_result("不予公开", 2021) == ""  # which of the eight?
    assert (
        LABELS.find_result("重复申请", 2021) == LABELS.find_result("三（五）2.重复申请", 2021) == "三（五）2.重复申请"
    )
    assert LABELS.find_result("三（七）总计", 2021) == LABELS.find_result("行政复议", 2021) == ""


def published(kind: str, on: str, **more: object) -> Publication:
    read = {name: date.fromisoformat(day) if name.endswith("_on") else day for name, day in more.items()}
    return Publication("ZDGK-1", date.fromisoformat(on), kind, **read)


def table_two(year: int, *rows: Publication) -> dict[str, object]:
    found = count(Registers(publications=rows), year).cells
    return {"/".join(split_key(key)[1:]): counted.value for key, counted in found.items()}


def test_documents_are_counted_as_issued_repealed_and_in_force():
    rows = (
        published("行政规范性文件", "2019-05-01"),
        published("规范性文件", "2020-05-01", repealed_on="2021-03-01"),
        published("行政规范性文件", "2021-01-05", issued_on="2020-12-30"),
        published("行政规范性文件", "2021-06-01"),
        published("行政规范性文件", "2021-06-01", repealed_on="2022-02-01"),
    )
    assert table_two(2021, *rows) == {
        "行政规范性文件/本年制发件数": 2,
        "行政规范性文件/本年废止件数": 1,
        "行政规范性文件/现行有效件数": 4,
    }
    assert table_two(2022, *rows)["行政规范性文件/现行有效件数"] == 3
    checks = check_laws(
        FORMS[1], figures(Registers(publications=rows), 2022), 2022, figures(Registers(publications=rows), 2021)
    )
    assert [check.holds for check in checks if check.rule == "stock"] == [True]
    assert table_two(2020, *rows)["规范性文件/本年新制作数量"] == 2  # as the older form calls it


def test_without_the_documents_of_earlier_years_how_many_are_in_force_is_left_to_be_typed():
    assert table_two(2021, published("规章", "2021-06-01")) == {"规章/本年制发件数": 1, "规章/本年废止件数": 0}


def test_decisions_count_by_their_number_and_fees_by_their_amount():
    rows = (
        published("行政许可", "2021-02-01", count=12),
        published("行政许可", "2021-03-01"),
        published("行政处罚", "2020-12-31", count=5),
        published("行政事业性收费", "2021-12-31", amount=3),
        published("工作动态", "2021-12-31"),
    )
    assert table_two(2021, *rows) == {
        "行政许可/本年处理决定数量": 13,
        "行政处罚/本年处理决定数量": 0,
        "行政事业性收费/本年收费金额（单位：万元）": 3,
    }
    named = count(Registers(publications=rows), 2021).named
    assert named["主动公开条数"].value == 15
    assert named["主动公开条数（行政许可）"].value == 13


def test_what_a_text_quotes_has_a_name_and_its_rows():
    registers = Registers(
        (
            request("2021-03-01", "2021-03-31", "三（三）1.属于国家秘密"),
            request("2021-03-01", "2021-03-05", "三（一）予以公开", "商业企业"),
            request("2020-12-01"),
        ),
        cases=(Case("FS-1", "复议后起诉", date(2021, 5, 1)),),
    )
    said = {name: counted.value for name, counted in count(registers, 2021).named.items() if counted.value}
    assert said == {
        "依申请公开收到件数": 2,
        "依申请公开收到件数（自然人）": 1,
        "依申请公开收到件数（商业企业）": 1,
        "依申请公开上年结转件数": 1,
        "依申请公开办结件数": 2,
        "依申请公开办结件数（不予公开）": 1,
        "依申请公开办结件数（予以公开）": 1,
        "依申请公开逾期答复件数": 1,
        "依申请公开结转下年件数": 1,
        "复议后起诉件数": 1,
        "行政诉讼件数": 1,
    }


def test_a_register_nobody_keeps_counts_nothing_so_that_typed_figures_stand():
    assert not count(Registers(), 2021).cells
    assert not count(Registers(), 2021).named
    only_cases = count(Registers(cases=(Case("FS-1", "行政复议", date(2021, 5, 1)),)), 2021).cells
    assert {split_key(key)[0] for key in only_cases} == {"表四"}
    assert only_cases["表四/行政复议/总计"].value == 1


def test_a_typed_cell_that_differs_is_named_with_both_numbers_and_the_rows():
    origin = Origin("登记簿.xlsx", REQUESTS, 5)
    counts = count(Registers((request("2021-03-01", origin=origin),)), 2021).cells
    key, same = make_key("表三", NEW, "自然人"), make_key("表三", NEW, "总计")
    typed = Figures(
        {key: 3, same: 1}, {make_key("表三", OPEN, "总计"): "/"}, {key: Origin("总台账.xlsx", "年报表三", 4)}
    )
    entered, (told,) = enter_counts(typed, counts)
    assert told.origin == Origin("总台账.xlsx", "年报表三", 4)
    assert told.value == (
        f"表三 · {NEW}行 · 自然人列：填的是3，登记簿数出来是1（依申请公开登记第5行），按登记簿；"
        "请核对登记，或清空这一格由登记簿计算"
    )
    assert entered[key] == 1
    assert entered.origin(key) == origin
    assert not entered.texts
    assert len(entered) == len(FORMS[1].table("表三").values)


def test_an_indicator_of_a_counted_name_must_say_the_same():
    named = count(Registers((request("2021-03-01"),)), 2021).named
    assert check_names({"依申请公开收到件数": 1, "依申请公开办结件数": None, "培训人次": 9}, named) == []
    (told,) = check_names({"依申请公开收到件数": 4}, named)
    assert "填的是4，登记簿数出来是1" in told.value


def test_of_many_rows_the_first_are_said():
    rows = tuple(request("2021-03-01", origin=Origin("", REQUESTS, row)) for row in range(2, 20))
    counted = count(Registers(rows), 2021).cells[make_key("表三", NEW, "总计")]
    assert say_rows(counted) == "依申请公开登记第2、3、4、5、6、7、8、9、10、11等行"
    assert Counter(len(one.rows) for one in count(Registers(rows), 2021).cells.values())[18] == 4


def test_what_is_open_or_in_force_goes_on_in_the_next_year_with_all_that_was_typed():
    def raw(sheet: str, row: int, **cells: object) -> RawRow:
        return RawRow(cells, Origin("登记簿.xlsx", sheet, row))

    day = date(2021, 12, 20)
    tables = {
        REQUESTS: [
            raw(REQUESTS, 2, number="1", received_on=day, kind="自然人", content="甲事", deducted="不详"),
            raw(REQUESTS, 3, number="2", received_on=day, kind="其他", answered_on=day, result="重复申请"),
        ],
        PUBLISHED: [
            raw(PUBLISHED, 2, number="1", published_on=day, kind="规章", title="甲办法"),
            raw(PUBLISHED, 3, number="2", published_on=day, kind="规章", repealed_on=day),
            raw(PUBLISHED, 4, number="3", published_on=day, kind="工作动态"),
        ],
        CASES: [raw(CASES, 2, number="1", kind="复议", received_on=day)],
    }
    registers, _ = read_registers(tables, FORMS, 2021, date(2021, 12, 31))
    carried = carry_logbook(tables, registers, 2022)
    (kept,) = carried[REQUESTS]
    assert (kept["number"], kept["received_on"], kept["content"], kept["deducted"]) == ("1", day, "甲事", "不详")
    assert [row["title"] for row in carried[PUBLISHED]] == ["甲办法"]
    assert len(carried[CASES]) == 1
    again = {
        name: [RawRow(row, Origin("登记簿.xlsx", name, line)) for line, row in enumerate(rows, 2)]
        for name, rows in carried.items()
    }
    new, _ = read_registers(again, FORMS, 2022, LAST)
    for column in ("自然人", "总计"):
        was = count(registers, 2021).cells[make_key("表三", OPEN, column)].value
        assert count(new, 2022).cells[make_key("表三", CARRIED, column)].value == was == 1
