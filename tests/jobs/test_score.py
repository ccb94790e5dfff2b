"""score 考核: papers (考核评分表、自评表), workbook and JSON say the same, and each point leads to its rows."""

from __future__ import annotations

import shutil
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from automation.outputs.pdf import choose_converter
from tests.jobs.little_office import build_little, built_little, little, write_seeds
from tests.jobs.office_desk import MASTER, digest, kinds, run, sheet, type_into

__all__ = ["built_little", "little"]
DAY = "2018-12-03"
OUT = Path("output") / DAY
BOOK = OUT / "考核评分-2018.xlsx"
RULES, MARKS = "考核规则", "考核评分"


def write(root: Path, name: str, *rows: tuple[object, ...]) -> None:
    """Rows typed under the last one of a sheet of the master."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book[name]
    last = max((cell.row for cell in page["A"] if cell.value is not None), default=1)
    for place, row in enumerate(rows, last + 1):
        for column, value in enumerate(row, 1):
            page.cell(place, column, value)
    book.save(root / MASTER)


def score(root: Path, *more: str, day: str = DAY) -> dict:
    code, told, err = run(root, "score", "--no-pdf", *more, as_of=day)
    assert (code, err) == (0, "")
    return told


def of(told: dict, party: str) -> dict:
    return next(one for one in told["scores"] if one["party"] == party)


def texts(path: Path) -> list[list[str]]:
    """Every table row of a paper, from the top."""
    return [[cell.text for cell in row.cells] for table in docx.Document(path).tables for row in table.rows]


@pytest.fixture
def marked(little):
    """The little office at the end of its year: one task done in time, one late, marks for two sections and itself."""
    done = {(1, "状态"): "已完成", (1, "完成日期"): "2018-08-20", (1, "佐证材料"): "文件"}
    type_into(little / "workbooks/科室填报/甲科.xlsx", "任务进展", done)
    late = {(4, "状态"): "已完成", (4, "完成日期"): "2018-12-02", (4, "佐证材料"): "文件"}
    type_into(little / "workbooks/科室填报/乙科.xlsx", "任务进展", late)
    run(little, "merge", as_of=DAY)
    write(
        little,
        MARKS,
        ("2018-11-30", "甲科", "KS-5", 19, "年度抽查", "抽查记录"),
        ("2018-11-30", "乙科", "KS-5", 16.5, "年度抽查", "抽查记录"),
        ("2018-10-12", "乙科", "KS-8", 1, "突发舆情报告超过5小时", "通报"),
        ("2018-10-25", "样例局", "ZP-5", 2, "州政府发布会两场，主要负责人主发布", "发布稿"),
        ("2018-11-20", "本单位", "ZP-6", None, "州政府发布会，分管领导发布", "发布稿"),
    )
    return little


def test_a_new_master_shows_its_rules_and_they_score_at_once(little):
    with closing(openpyxl.load_workbook(little / MASTER)) as book:
        assert (book[RULES].sheet_state, book[MARKS].sheet_state) == ("visible", "hidden")
    assert {one["考核对象"] for one in sheet(little, RULES)} == {"科室", "下级单位", "本单位自评", "全部"}
    told = score(little)
    assert [one["party"] for one in told["scores"]] == ["甲科", "乙科", "丙科", "样例局"]
    assert [Path(file).name for file in told["files"]] == ["考核评分表.docx", "自评表.docx", "考核评分-2018.xlsx"]


def test_paper_workbook_and_json_say_the_same_points(marked):
    told = score(marked)
    rows = [row for row in texts(marked / OUT / "考核评分表.docx") if row[0].isdigit()]
    for order, (row, party) in enumerate(zip(rows, ("甲科", "乙科", "丙科"), strict=True), 1):
        one = of(told, party)
        assert row[:2] == [str(order), party]
        assert [float(text) for text in row[2:-1]] == [*(p["points"] for p in one["points"]), one["total"]]
        assert sum(map(Decimal, row[2:-2])) == Decimal(row[-2]), "as printed"
        assert row[-1] == one["band"]
    totals = {one["考核对象"]: (one["总分"], one["等次"]) for one in sheet(marked, "总分", BOOK)}
    assert totals == {one["party"]: (one["total"], one["band"]) for one in told["scores"]}
    each = [(one["考核对象"], one["规则编号"], one["得分"]) for one in sheet(marked, "逐项得分", BOOK)]
    assert each == [(one["party"], p["rule"], p["points"]) for one in told["scores"] for p in one["points"]]
    ours = texts(marked / OUT / "自评表.docx")
    assert [float(row[3]) for row in ours[1:-1]] == [p["points"] for p in of(told, "样例局")["points"]]
    assert float(ours[-1][3]) == of(told, "样例局")["total"]


def test_the_documents_bonuses_are_percents_of_the_offices_own_total(marked):
    one = of(score(marked), "样例局")
    found = {p["rule"]: p["points"] for p in one["points"]}
    assert one["base"] == 42.5
    assert found["ZP-5"] == 1.7, "two of 2 % each"
    assert found["ZP-6"] == 0.43, "one of 1 %, and half a hundredth goes up"
    heavy = {p["rule"]: p["points"] for p in of(score(marked), "乙科")["points"]}["KS-8"]
    assert heavy == -10


def test_every_point_leads_to_the_row_that_says_so(marked):
    told = score(marked)
    with (
        closing(openpyxl.load_workbook(marked / BOOK)) as book,
        closing(openpyxl.load_workbook(marked / MASTER)) as own,
    ):
        page = book["得分依据"]
        heads = {cell.value: cell.column for cell in page[1]}
        rows = list(page.iter_rows(min_row=2))
        causes = [(one, p, c) for one in told["scores"] for p in one["points"] for c in p["causes"]]
        assert len(rows) == len(causes) > 40
        for row, (one, point, cause) in zip(rows, causes, strict=True):
            assert (row[1].value, row[2].value) == (one["party"], point["rule"])
            link = row[heads["所在行"] - 1].hyperlink
            if cause["row"] is None:
                assert cause["sheet"] == "运行记录", "what was not handed in stands nowhere"
                continue
            target = (marked / OUT / link.target).resolve()
            assert target == (marked / MASTER).resolve()
            assert link.location == f"'{cause['sheet']}'!A{cause['row']}"
            line = [str(cell.value) for cell in own[cause["sheet"]][cause["row"]]]
            if cause["number"]:
                assert {cause["number"], cause["section"]} <= set(line)
            if cause["sheet"] == MARKS:
                assert {cause["said"], point["rule"]} <= set(line)
        points = book["逐项得分"]
        for row in points.iter_rows(min_row=2):
            if row[-1].value:
                begin = int(row[-1].hyperlink.location.rsplit("A", 1)[1])
                listed = [(page.cell(begin + k, 2).value, page.cell(begin + k, 3).value) for k in range(row[-1].value)]
                assert set(listed) == {(row[1].value, row[2].value)}


def test_the_paper_tells_what_was_lost_and_why(marked):
    score(marked)
    rows = texts(marked / OUT / "考核评分表.docx")
    assert ["乙科", "重扣分", "每次扣10分", "-10.00", "1次；2018-10-12突发舆情报告超过5小时"] in rows
    assert ["乙科", "逾期办结", "每项扣0.5分，最多5分", "-0.50", "1项；失分：序号4"] in rows
    said = "\n".join(one.text for one in docx.Document(marked / OUT / "考核评分表.docx").paragraphs)
    assert "（截至2018年12月3日）" in said
    assert "年度未终了" in said


def test_at_the_end_of_the_year_the_papers_are_of_the_year(marked):
    told = score(marked, day="2018-12-31")
    assert told["state"] == "2018年度"
    said = "\n".join(one.text for one in docx.Document(marked / "output/2018-12-31/考核评分表.docx").paragraphs)
    assert "（2018年度）" in said
    assert "截至" not in said
    assert "未终了" not in said


def test_scoring_changes_nothing_in_the_workspace_but_its_papers_and_is_the_same_twice(marked):
    before = digest(marked / "workbooks")
    shutil.rmtree(marked / OUT)  # the receipts of the merge
    score(marked)
    first = digest(marked / OUT)
    shutil.rmtree(marked / OUT)
    score(marked)
    assert digest(marked / OUT) == first
    after = digest(marked / "workbooks")
    assert {name for name in after if not name.startswith(".store")} == {
        n for n in before if not n.startswith(".store")
    }
    assert after[MASTER.name] == before[MASTER.name]


def test_a_row_that_cannot_count_is_told_by_its_row_and_makes_the_run_one_with_errors(marked):
    write(marked, MARKS, ("2018-11-30", "丁科", "KS-5", 19, "没有这个科室", ""))
    type_into(marked / MASTER, RULES, {("KS-2", "依据"): "看心情"}, key="规则编号")
    code, told, _ = run(marked, "score", "--no-pdf", as_of=DAY)
    assert code == 1
    rule, mark = (one for one in told["findings"] if one["severity"] == "error")
    if rule["kind"] != "score_rule_unknown":
        rule, mark = mark, rule
    assert (rule["sheet"], rule["row"], rule["column"]) == (RULES, 3, "依据")
    assert (mark["kind"], mark["sheet"], mark["row"]) == ("score_party_unknown", MARKS, 7)
    assert "KS-2" not in [p["rule"] for p in of(told, "甲科")["points"]]


def test_a_mark_whose_day_nobody_can_read_is_told_by_every_run_and_stops_none(little):
    """Taken as a day left blank it stood under another name, twice after the next run, and no run ended any more."""
    write(little, MARKS, ("年底", "甲科", "KS-5", 12, "年终"), ("年末", "甲科", "KS-5", 13, "年终"))
    typed = sheet(little, MARKS)
    for command in ("merge", "weekly", "merge"):
        code, told, err = run(little, command, as_of=DAY)
        assert (code, err) == (1, "")
        bad = [(one["row"], one["column"]) for one in told["findings"] if one["kind"] == "master_value_bad"]
        assert len(bad) == 2
        assert any("“年底”填法不对，未采用，仍按“空”" in one["message"] for one in told["findings"])
        assert {column for _, column in bad} == {"日期"}
    assert sheet(little, MARKS) == typed
    type_into(little / MASTER, MARKS, {(12, "日期"): "2018-12-01", (13, "日期"): "2018-12-02"}, "得分或次数")
    assert run(little, "merge", as_of=DAY)[0] == 0
    assert len(of(score(little), "甲科")["points"]) > 0
    assert [one["得分或次数"] for one in sheet(little, MARKS)] == [12, 13]


def test_what_the_office_changes_in_rules_and_marks_is_kept_by_the_next_run(marked):
    type_into(marked / MASTER, RULES, {("KS-8", "分值"): 12}, key="规则编号")
    write(marked, RULES, ("KS-9", "宣传", "科室", "加分", 1, 3, "办公室登记", "分", "办公室加的"))
    code, told, _ = run(marked, "merge", as_of="2018-12-04")
    assert (code, kinds(told)) == (0, [])
    assert any(c["field"] == "分值" and (c["before"], c["after"]) == ("10", "12") for c in told["changes"])
    found = {p["rule"]: p["points"] for p in of(score(marked, day="2018-12-04"), "乙科")["points"]}
    assert (found["KS-8"], found["KS-9"]) == (-12, 0)
    assert {one["规则编号"]: one["分值"] for one in sheet(marked, RULES)}["KS-8"] == 12


def test_a_master_made_before_there_were_rules_is_scored_by_those_a_new_one_begins_with(tmp_path, monkeypatch):
    monkeypatch.setattr("automation.jobs.init.DEFAULTS", ())
    root = build_little(tmp_path)
    with closing(openpyxl.load_workbook(root / MASTER)) as book:
        del book[RULES], book[MARKS]
        book.save(root / MASTER)
    told = score(root)
    assert "score_rules_default" in [one["kind"] for one in told["findings"]]
    assert of(told, "甲科")["points"][0]["rule"] == "KS-1"


def test_rules_the_office_has_deleted_with_their_sheet_still_count_and_are_told(little):
    with closing(openpyxl.load_workbook(little / MASTER)) as book:
        del book[RULES]
        book.save(little / MASTER)
    code, told, _ = run(little, "score", "--no-pdf", as_of=DAY)
    assert (code, kinds(told)) == (1, ["master_sheet_gone"])
    assert of(told, "甲科")["points"][0]["rule"] == "KS-1"


def test_a_master_whose_rules_are_all_gone_is_told_what_to_do(little):
    with closing(openpyxl.load_workbook(little / MASTER)) as book:
        book[RULES].delete_rows(2, book[RULES].max_row)
        book.save(little / MASTER)
    code, _, err = run(little, "score", as_of=DAY)
    assert code == 2
    assert err.startswith("总台账“考核规则”里没有能用的规则")


def test_a_master_with_no_usable_rule_is_told_what_is_wrong_with_the_first(little):
    with closing(openpyxl.load_workbook(little / MASTER)) as book:
        for cell in book[RULES]["C"][1:]:
            cell.value = "处室" if cell.value else None
        book.save(little / MASTER)
    code, _, err = run(little, "score", as_of=DAY)
    assert code == 2
    assert "规则KS-1的“考核对象”写的“处室”看不懂" in err


def test_marks_of_a_seed_stand_in_the_first_master(tmp_path):
    seeds = write_seeds(tmp_path / "seeds")
    mark = (
        '[[mark]]\n"日期"="2018-10-12"\n"考核对象"="乙科"\n"规则编号"="KS-8"\n"得分或次数"="1"\n"事由"="报告不及时"\n'
    )
    with (seeds / "office.toml").open("a", encoding="utf-8") as file:
        file.write(mark)
    run(tmp_path / "office", "init", seeds, "--year", 2018, as_of="2018-07-25")
    (row,) = sheet(tmp_path / "office", MARKS)
    assert (row["考核对象"], row["得分或次数"]) == ("乙科", 1)
    found = {p["rule"]: p["points"] for p in of(score(tmp_path / "office"), "乙科")["points"]}
    assert found["KS-8"] == -10


def test_a_paper_no_rule_asks_for_any_more_does_not_stay_behind(marked):
    score(marked)
    with closing(openpyxl.load_workbook(marked / MASTER)) as book:
        page = book[RULES]
        for row in range(page.max_row, 1, -1):
            if str(page.cell(row, 1).value).startswith("ZP"):
                page.delete_rows(row)
        book.save(marked / MASTER)
    run(marked, "score", "--no-pdf", as_of=DAY)
    assert sorted(path.name for path in (marked / OUT).glob("*表.docx")) == ["考核评分表.docx"]


def test_rules_go_into_the_next_year_and_marks_do_not(marked):
    type_into(marked / MASTER, RULES, {("KS-8", "分值"): 12}, key="规则编号")
    plan = marked / "要点.txt"
    plan.write_text("一、公开重点领域信息。（甲科牵头，12月底前完成）\n", encoding="utf-8")
    code, _, err = run(marked / "次年", "init", plan, "--year", 2019, "--from", marked / MASTER, as_of="2019-02-01")
    assert (code, err) == (0, "")
    assert {one["规则编号"]: one["分值"] for one in sheet(marked / "次年", RULES)}["KS-8"] == 12
    assert sheet(marked / "次年", MARKS) == []


@pytest.mark.skipif(not choose_converter(), reason="no LibreOffice")
def test_both_papers_hold_to_the_standard_however_many_rules_and_sections_there_are(marked):
    write(
        marked,
        RULES,
        *((f"KS-{n}", f"第{n}项加分的工作", "科室", "加分", 1, 3, "办公室登记", "分", "") for n in range(9, 13)),
    )
    score(marked)
    papers = [marked / OUT / name for name in ("考核评分表.docx", "自评表.docx")]
    _, told, err = run(marked, "layout", *papers, as_of=DAY)
    assert err == ""
    assert [one["verdict"] for one in told["papers"]] == ["holds", "holds"]
