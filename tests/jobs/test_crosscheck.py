"""crosscheck 勾稽: the real report of 2020 gives exactly its faults; folders, rosters, last year, marked copies."""

from __future__ import annotations

import io
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest

from automation.sources.annual_forms import read_form
from automation.sources.finished_report import read_finished_text
from tests.conftest import SHARED
from tests.jobs.office_desk import MASTER, digest, kinds, run
from tests.sources.finished_papers import write_report
from tests.sources.test_finished_in_the_wild import put_in_a_text_box

OLD, NEW = read_form("2019"), read_form("2021")
AS_OF = "2024-02-01"
ERRORS = [
    ("balance", "表三 · 商业企业列"),
    ("balance", "表三 · 总计列"),
    ("results_total", "表三 · 三（七）总计行"),
]
WARNINGS = [
    ("blank", "表三"),
    ("blank", "表四 · 行政复议行"),
    ("running_total", "表二 · 行政许可行"),
    ("repeated_change", "表二 · 行政处罚行"),
    ("title", "标题"),
    ("text", "正文 · 一、总体情况"),
    ("text_carried", "正文 · 一、总体情况"),
    ("text_total", "正文 · 一、总体情况"),
]


@pytest.fixture(scope="module")
def printed() -> Path:
    found = sorted((SHARED / "seeds").glob("004*.txt"))
    if not found:
        pytest.skip("document 004 is not beside this checkout")
    return found[0]


def failed(told: dict, severity: str) -> list[tuple[str, str]]:
    return [(c["rule"], c["place"]) for c in told["checks"] if c["holds"] is False and c["severity"] == severity]


def balanced(form=NEW, **changes) -> dict[str, int | str | None]:
    """Twelve received, eleven closed, one left; ``changes`` by the end of a cell's key, a slash as two underscores."""
    figures: dict[str, int | str | None] = {cell.key: 0 for cell in form.values}
    for row, count in (("一、本年新收政府信息公开申请数量", 12), ("三（一）予以公开", 11), ("三（七）总计", 11)):
        figures |= {f"表三/{row}/自然人": count, f"表三/{row}/总计": count}
    figures |= {"表三/四、结转下年度继续办理/自然人": 1, "表三/四、结转下年度继续办理/总计": 1}
    return figures | {key.replace("__", "/"): value for key, value in changes.items()}


def hand_in(folder: Path, name: str, figures: dict, year: int = 2023, form=NEW, **said) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.docx"
    path.write_bytes(write_report(form, figures, year, title=f"{name}{{year}}年政府信息公开工作年度报告", **said))
    return path


# -- document 004


def test_the_real_report_of_2020_gives_exactly_its_list_of_faults(printed, tmp_path):
    code, told, _ = run(tmp_path, "crosscheck", printed, as_of=AS_OF)
    assert (code, told["form"]) == (1, "2019")
    assert failed(told, "error") == ERRORS
    assert failed(told, "warning") == WARNINGS
    messages = "\n".join(c["message"] for c in told["checks"])
    for said in (
        "133格没有填数字（空白133格）",
        "5格没有填数字",
        "“收到依申请公开请求1份”",
        "信息99条”",
        "为60",
        "之和923",
    ):
        assert said in messages
    assert {c["rule"] for c in told["checks"] if c["holds"] is None} == {"carry_over", "repeats"}
    assert kinds(told) == ["annual_check"] * 3 + ["annual_check_warning"] * 8
    assert [f["kind"] for f in told["findings"] if f["severity"] == "info"] == ["report_extra"]


def test_a_faulty_text_gets_a_list_in_the_output_folder(printed, tmp_path):
    _, told, _ = run(tmp_path, "crosscheck", printed, as_of=AS_OF)
    (file,) = told["files"]
    assert file == f"output/{AS_OF}/勾稽/{printed.stem}-问题清单.txt"
    lines = (tmp_path / file).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == f"{printed.name}：错误3处，提醒8处"
    assert len(lines) == 12
    assert lines[1].startswith("1. 〔错误〕表三 · 商业企业列：一1＋二1＝2")
    assert "（第48行）" in lines[1]


def test_the_real_report_entered_as_printed_gives_the_same_list_but_for_its_title(printed, demo_office, tmp_path):
    from automation.rules.annual_reading import read_report

    report, _ = read_report(read_finished_text(printed), [OLD, NEW])
    root = Path(shutil.copytree(demo_office / "2020", tmp_path / "2020"))
    book = openpyxl.load_workbook(root / MASTER)
    for sheet, table in zip(("年报表二", "年报表三", "年报表四"), OLD.tables, strict=True):
        first = next(
            r for r in range(1, 12) if book[sheet].cell(r, 1).value == table.cells[0].text
        )  # below what the sheet says above its table
        for cell in table.values:
            book[sheet].cell(first + cell.row, 1 + cell.column).value = report.figures[cell.key]
    page = book["年报文字"]
    heads = {cell.value: cell.column for cell in page[1]}
    page.delete_rows(2, page.max_row)
    line = 2
    for part, text in report.parts.items():
        for order, paragraph in enumerate(filter(None, text.split("\n")), 1):
            for head, value in zip(list(heads)[:3], (part[0], order, paragraph), strict=True):
                page.cell(line, heads[head], value)
            line += 1
    book.save(root / MASTER)
    code, told, _ = run(root, "annual", "--year", "2020", "--no-pdf", as_of="2021-01-20")
    assert code == 1
    assert failed(told, "error") == ERRORS
    assert failed(told, "warning") == [one for one in WARNINGS if one[0] != "title"]


def test_our_own_report_of_the_corrected_figures_read_back_has_no_fault(demo_office, tmp_path):
    root = demo_office / "2020"
    paper = next(root.glob("output/*/年度报告-2020.docx"))
    code, told, _ = run(tmp_path, "crosscheck", paper, as_of="2021-02-01")
    assert code == 0
    assert failed(told, "error") + failed(told, "warning") == []
    assert told["files"] == []
    assert told["findings"] == []


# -- last year


def test_what_is_carried_over_must_be_last_years_rest(tmp_path):
    last = hand_in(tmp_path / "last", "甲局", balanced(), 2022)
    row = "表三__二、上年结转政府信息公开申请数量__"
    this = hand_in(tmp_path / "in", "甲局", balanced(), 2023)
    _, told, _ = run(tmp_path, "crosscheck", this, "--last-year", last, as_of=AS_OF)
    assert ("carry_over", "表三 · 自然人列") in failed(told, "error")
    right = balanced(**{f"{row}自然人": 1, f"{row}总计": 1, "表三__四、结转下年度继续办理__自然人": 2})
    right["表三/四、结转下年度继续办理/总计"] = 2
    hand_in(tmp_path / "in", "甲局", right, 2023)
    _, told, _ = run(tmp_path, "crosscheck", this, "--last-year", last, as_of=AS_OF)
    assert failed(told, "error") == []
    assert [c["holds"] for c in told["checks"] if c["rule"] == "stock"] == [True]


def test_much_of_last_years_text_again_is_a_warning_with_the_share(tmp_path):
    said = {
        NEW.parts[0]: "本机关认真贯彻落实政府信息公开条例，完善制度，加强平台建设，主动公开各类信息，回应群众关切。"
    }
    last = hand_in(tmp_path / "last", "甲局", balanced(), 2022, texts=said)
    this = hand_in(tmp_path / "in", "甲局", balanced(), 2023, texts=said)
    _, told, _ = run(tmp_path, "crosscheck", this, "--last-year", last, as_of=AS_OF)
    assert ("repeats", "全文") in failed(told, "warning")
    assert "一、总体情况100%" in next(c["message"] for c in told["checks"] if c["rule"] == "repeats")


def test_a_report_of_another_year_is_not_taken_for_last_years(tmp_path):
    last = hand_in(tmp_path / "last", "甲局", balanced(), 2021)
    this = hand_in(tmp_path / "in", "甲局", balanced(), 2023)
    code, told, _ = run(tmp_path, "crosscheck", this, "--last-year", last, as_of=AS_OF)
    assert (code, kinds(told)) == (1, ["report_last_year"])
    assert "请换成2022年度的报告" in told["findings"][0]["message"]


def test_of_a_folder_of_last_years_reports_each_takes_its_own(tmp_path):
    hand_in(tmp_path / "last", "甲局", balanced(), 2022)
    for name in ("甲局", "乙局"):
        hand_in(tmp_path / "in", name, balanced(), 2023)
        # both sign as the same office in the sample; their titles tell them apart
        document = docx.Document(str(tmp_path / "in" / f"{name}.docx"))
        document.paragraphs[-2].text = name
        document.save(str(tmp_path / "in" / f"{name}.docx"))
    last = docx.Document(str(tmp_path / "last" / "甲局.docx"))
    last.paragraphs[-2].text = "甲局"
    last.save(str(tmp_path / "last" / "甲局.docx"))
    _, told, _ = run(tmp_path, "crosscheck", tmp_path / "in", "--last-year", tmp_path / "last", as_of=AS_OF)
    carried = {c["file"]: c["holds"] for c in told["checks"] if c["rule"] == "carry_over"}
    assert carried == {"甲局.docx": False, "乙局.docx": None}
    assert [f["file"] for f in told["findings"] if f["kind"] == "report_no_last_year"] == ["乙局.docx"]


# -- a folder of reports


@pytest.fixture
def county(tmp_path) -> Path:
    """Two reports, one of them faulty, a scan, a table and a program's own hint."""
    folder = tmp_path / "各单位"
    hand_in(folder, "甲县教育体育局", balanced())
    hand_in(folder / "二组", "甲县水务局", balanced(**{"表三__一、本年新收政府信息公开申请数量__商业企业": 2}))
    for name in ("扫描件.pdf", "名单.xlsx", "~$甲县.docx"):
        (folder / name).write_bytes(b"x")
    return folder


def test_a_folder_gives_one_summary_workbook_and_each_faulty_report_back(county, tmp_path):
    before = digest(county)
    code, told, _ = run(tmp_path / "office", "crosscheck", county, as_of=AS_OF)
    assert code == 1
    assert digest(county) == before
    assert told["files"] == [f"output/{AS_OF}/勾稽汇总.xlsx", f"output/{AS_OF}/勾稽/甲县水务局-标注.docx"]
    assert [(p["file"], p["errors"], p["warnings"]) for p in told["papers"]] == [
        ("二组/甲县水务局.docx", 2, 0),
        ("甲县教育体育局.docx", 0, 0),
    ]
    assert sorted(f["kind"] for f in told["findings"]) == [
        *("annual_check", "annual_check", "report_skipped", "unread_document")
    ]
    with closing(openpyxl.load_workbook(tmp_path / "office" / told["files"][0])) as book:
        assert book.sheetnames == ["报告汇总", "问题一览"]
        rows = [[cell.value for cell in line] for line in book["报告汇总"].iter_rows(min_row=2, max_row=3)]
        assert [(row[1], row[2], row[3], row[4], row[7], row[9]) for row in rows] == [
            ("二组/甲县水务局.docx", 2023, "2021", 2, 12, 11),
            ("甲县教育体育局.docx", 2023, "2021", 0, 12, 11),
        ]
        problems = [[cell.value for cell in line] for line in book["问题一览"].iter_rows(min_row=2, max_row=3)]
        assert [row[4] for row in problems] == ["表三 · 商业企业列", "表三 · 一、本年新收政府信息公开申请数量行"]
        assert problems[0][5] == "第2个表格第4行"


def test_a_run_repeated_gives_the_same_bytes(county, tmp_path):
    made = []
    for name in ("one", "two"):
        _, told, _ = run(tmp_path / name, "crosscheck", county, as_of=AS_OF)
        made.append([(tmp_path / name / file).read_bytes() for file in told["files"]])
    assert made[0] == made[1]


def test_a_roster_tells_who_has_not_handed_in_and_whose_report_nobody_expects(county, tmp_path):
    shutil.copy(county / "甲县教育体育局.docx", county / "教育又交.docx")
    hand_in(county, "乙县统计局", balanced())
    roster = tmp_path / "名单.txt"
    roster.write_text("序号,单位名称\n1,甲县教育体育局\n2,甲县水务局\n3,甲县民政局\n", encoding="utf-8")
    _, told, _ = run(tmp_path / "office", "crosscheck", county, "--roster", roster, as_of=AS_OF)
    said = {f["kind"]: f["message"] for f in told["findings"]}
    assert said["report_missing"] == "〔提醒〕甲县民政局：还没有交年度报告；请催报"
    assert "交了2份：教育又交.docx、甲县教育体育局.docx" in said["report_twice"]
    assert "乙县统计局.docx" in said["report_off_roster"]
    with closing(openpyxl.load_workbook(tmp_path / "office" / told["files"][0])) as book:
        rows = [tuple(cell.value for cell in line) for line in book["报送情况"].iter_rows(min_row=2, max_row=5)]
    assert rows == [
        ("甲县民政局", "未交", None),
        ("甲县教育体育局", "交了2份", "教育又交.docx、甲县教育体育局.docx"),
        ("甲县水务局", "已交", "二组/甲县水务局.docx"),
        (None, "不在名单", "乙县统计局.docx"),
    ]


def test_a_folder_without_reports_and_a_broken_file_are_said(tmp_path):
    (tmp_path / "空").mkdir()
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    code, told, _ = run(tmp_path, "crosscheck", tmp_path / "空", tmp_path / "坏.docx", as_of=AS_OF)
    assert (code, kinds(told)) == (1, ["unread_document", "report_no_file"])


@pytest.mark.parametrize(
    "arguments", [("没有.docx",), ("x.txt", "--roster", "没有.xlsx"), ("x.txt", "--last-year", "没有")]
)
def test_a_file_that_is_not_there_is_one_line(tmp_path, arguments):
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    words = [tmp_path / word if not word.startswith("--") else word for word in arguments]
    code, _, err = run(tmp_path, "crosscheck", *words, as_of=AS_OF)
    assert (code, err.count("\n")) == (2, 1)
    assert "没有" in err


# -- marks


def test_the_faulty_cells_of_a_copy_are_marked_and_all_else_stays(tmp_path):
    key = "表三__一、本年新收政府信息公开申请数量__商业企业"
    said = {NEW.parts[0]: "收到政府信息公开申请20件。"}
    path = hand_in(tmp_path / "in", "甲局", balanced(**{key: 2}), texts=said)
    _, told, _ = run(tmp_path, "crosscheck", path, as_of=AS_OF)
    data = (tmp_path / told["files"][0]).read_bytes()
    marked = docx.Document(io.BytesIO(data))
    shaded = {
        (number, row, column)
        for number, table in enumerate(marked.tables)
        for row, line in enumerate(table.rows)
        for column, cell in enumerate(line.cells)
        if cell._tc.xpath("./w:tcPr/w:shd[@w:fill='FFFF00']")
    }
    assert (1, 3, 4) in shaded  # 一 · 商业企业
    assert (1, 26, 4) in shaded  # 三（七） of the same column
    assert (1, 5, 3) not in shaded
    texts = [comment.text for comment in marked.comments]
    assert any(text.startswith("〔错误〕表三 · 商业企业列：一2＋二0＝2") for text in texts)
    assert any("“收到政府信息公开申请20件”" in text for text in texts)
    assert len(texts) == 3
    with zipfile.ZipFile(io.BytesIO(data)) as copy, zipfile.ZipFile(path) as original:
        changed = {name for name in original.namelist() if copy.read(name) != original.read(name)}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    plain = docx.Document(str(path))
    assert [p.text for p in marked.paragraphs] == [p.text for p in plain.paragraphs]


def test_a_faulty_report_that_cannot_be_marked_is_said_and_listed_all_the_same(tmp_path):
    path = hand_in(tmp_path / "in", "甲局", balanced(**{"表三__三（一）予以公开__自然人": 5}))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "[Content_Types].xml":
                new.writestr(name, old.read(name))
    _, told, _ = run(tmp_path, "crosscheck", path, as_of=AS_OF)
    assert (told["files"], "report_unmarked" in kinds(told), failed(told, "error") != []) == ([], True, True)


# -- what else lies in a folder


def test_an_organ_whose_file_could_not_be_read_is_not_urged_to_hand_in(county, tmp_path):
    (county / "甲县民政局年报.doc").write_bytes(b"x")
    (county / "甲县水务局盖章.pdf").write_bytes(b"x")
    roster = tmp_path / "名单.txt"
    roster.write_text("甲县教育体育局\n甲县水务局\n甲县民政局\n甲县司法局\n", encoding="utf-8")
    _, told, _ = run(tmp_path / "office", "crosscheck", county, "--roster", roster, as_of=AS_OF)
    assert [f["section"] for f in told["findings"] if f["kind"] == "report_missing"] == ["甲县司法局"]
    assert "report_twice" not in kinds(told)
    with closing(openpyxl.load_workbook(tmp_path / "office" / told["files"][0])) as book:
        rows = {row[0].value: (row[1].value, row[2].value) for row in book["报送情况"].iter_rows(min_row=2)}
        listed = {row[1].value: row[3].value for row in book["报告汇总"].iter_rows(min_row=2)}
    assert rows["甲县民政局"] == ("已交，没有读出", "甲县民政局年报.doc")
    assert rows["甲县水务局"] == ("已交", "二组/甲县水务局.docx")
    assert (listed["甲县民政局年报.doc"], listed["扫描件.pdf"]) == ("未读出", "未读出")


def test_a_packed_folder_is_to_be_unpacked_and_not_passed_over(county, tmp_path):
    (county / "乙县.zip").write_bytes(b"PK")
    code, told, _ = run(tmp_path, "crosscheck", county, as_of=AS_OF)
    (found,) = [f for f in told["findings"] if f["kind"] == "report_packed"]
    assert (code, found["file"], found["severity"]) == (1, "乙县.zip", "error")
    assert "请先解压" in found["message"]


@pytest.mark.parametrize(
    ("name", "said"), [("空.txt", "文件是空的"), ("笔记.txt", "没有读到2019、2021年表样的表"), ("断开.docx", "打不开")]
)
def test_a_file_that_is_no_report_is_one_line(county, tmp_path, name, said):
    path = county / name
    if name == "断开.docx":
        path.symlink_to(county / "没有.docx")
    else:
        path.write_text("" if name == "空.txt" else "今天开会。\n", encoding="utf-8")
    roster = tmp_path / "名单.txt"
    roster.write_text("甲县教育体育局\n甲县水务局\n", encoding="utf-8")
    _, told, _ = run(tmp_path, "crosscheck", county, "--roster", roster, as_of=AS_OF)
    (found,) = [f for f in told["findings"] if name in f["message"]]
    assert said in found["message"]


def test_last_years_reports_and_marked_copies_in_the_folder_are_not_checked_again(county, tmp_path):
    hand_in(county / "上年", "甲县水务局", balanced(), 2022)
    for _ in range(2):
        _, told, _ = run(county, "crosscheck", county, "--last-year", county / "上年", as_of=AS_OF)
        assert [paper["file"] for paper in told["papers"]] == ["二组/甲县水务局.docx", "甲县教育体育局.docx"]


def test_a_table_in_a_text_box_is_marked_and_the_comment_hangs_outside_the_box(tmp_path):
    path = hand_in(tmp_path / "in", "甲局", balanced(**{"表三__三（一）予以公开__商业企业": 5}))
    document = docx.Document(str(path))
    put_in_a_text_box(document)
    document.save(str(path))
    _, told, _ = run(tmp_path, "crosscheck", path, as_of=AS_OF)
    assert ("results_total", "表三 · 商业企业列") in failed(told, "error")
    marked = docx.Document(io.BytesIO((tmp_path / told["files"][0]).read_bytes())).element.body
    assert marked.xpath(".//w:txbxContent//w:shd[@w:fill='FFFF00']")
    assert marked.xpath(".//w:commentReference")
    assert not marked.xpath(".//w:txbxContent//w:commentReference")
