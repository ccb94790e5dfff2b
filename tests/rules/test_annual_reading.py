"""Laws of reading finished reports: balanced ones pass, one changed cell breaks just its rules, and nothing crashes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from automation.model.annual import Axis, Figures, FormLaw
from automation.model.finished import FinishedPaper, FinishedReport, GridPlace, PrintedGrid, Spot, TextLine
from automation.rules.annual_reading import read_report
from automation.rules.crosscheck import find_failures, find_spots, judge_report
from automation.sources.annual_forms import form_names, read_form
from tests.rules.test_crosscheck import registers
from tests.sources.finished_papers import PLAIN, Layout, grid_of, text_of

FORMS = tuple(read_form(name) for name in form_names())
FIRST = {"2019": 2020, "2021": 2023}


def as_text(form, figures) -> FinishedPaper:
    lines = text_of(form, figures, FIRST[form.name], said=PLAIN).split("\n")
    return FinishedPaper(
        "a.txt",
        tuple(
            TextLine(line.strip(), Spot(line=at), tuple(line.split("\t")) if "\t" in line else ())
            for at, line in enumerate(lines, 1)
        ),
    )


def as_tables(form, figures) -> FinishedPaper:
    """As text, but with its tables as grids of single cells, in which nothing is merged."""
    blocks = [block for block in as_text(form, figures).blocks if isinstance(block, TextLine) and not block.fields]
    grids = []
    for number, table in enumerate(form.tables, 1):
        rows = [
            tuple(GridPlace(c, 1, text, Spot(0, number, r + 1, c + 1)) for c, text in enumerate(line))
            for r, line in enumerate(grid_of(table, figures, Layout()))
        ]
        grids.append((table.part, PrintedGrid(number, tuple(rows))))
    out = []
    for block in blocks:
        out.append(block)
        out += [grid for part, grid in grids if part == block.text]
    return FinishedPaper("a.docx", tuple(out))


IN_FORCE = "现行有效件数"


@st.composite
def whole_reports(draw):
    """Figures of all three tables that satisfy every rule, and those of last year that go with them."""
    form, figures, carried = draw(registers())
    values, last = dict(figures), dict(carried)
    for key in [key for key in values if key.startswith("表二") and key.endswith(IN_FORCE)]:
        made, repealed, before = (draw(st.integers(0, 9)) for _ in range(3))
        row = key.removesuffix(IN_FORCE)
        values |= {f"{row}本年制发件数": made, f"{row}本年废止件数": repealed, key: before + made - repealed + 9}
        last[key] = before + 9
    return form, values, FinishedReport("b.docx", form, FIRST[form.name] - 1, figures=Figures(last))


def takes_part(law: FormLaw, key: str) -> bool:
    return not law.suspect and any(key in term.keys and not term.last_year for term in law.left + law.right)


@settings(max_examples=60)
@given(whole_reports(), st.sampled_from((as_text, as_tables)), st.data())
def test_a_report_that_balances_passes_and_one_changed_cell_breaks_its_rules_at_its_place(case, print_as, data):
    form, figures, last = case
    report, findings = read_report(print_as(form, figures), FORMS)
    assert findings == ()
    assert dict(report.figures) == figures
    assert find_failures(judge_report(report, last).checks) == ()
    ruled = [cell.key for cell in form.values if any(takes_part(law, cell.key) for law in form.laws)]
    key = data.draw(st.sampled_from(ruled))
    step = data.draw(st.sampled_from((1, -1) if figures[key] else (1,)))
    wrong = read_report(print_as(form, {**figures, key: figures[key] + step}), FORMS)[0]
    failures = find_failures(judge_report(wrong, last).checks)
    assert {(c.rule, c.place) for c in failures} == {
        (law.rule, f"{law.table} · {law.line}{'行' if law.axis is Axis.ROW else '列'}")
        for law in form.laws
        if takes_part(law, key)
    }
    for check in failures:
        assert check.message.startswith(check.place)
        assert wrong.spots[key] in find_spots(wrong, check)


WORDS = st.sampled_from(
    [
        *("", "0", "3", "/", "约3", "其他", "总计", "行政复议", "行政诉讼", "规章", "自然人", "商业企业", "结果维持"),
        *(
            "三、本年度办理结果",
            "（一）予以公开",
            "信息内容",
            "本年处理决定数量",
            "行政许可",
            "二、",
            "2023年1月1日",
            "。",
        ),
    ]
)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=9), max_size=12),
    st.lists(st.lists(WORDS, min_size=1, max_size=9), max_size=12),
)
def test_nothing_that_stands_in_a_file_stops_the_reader(lines, rows):
    text = tuple(
        TextLine(" ".join(line), Spot(line=at), tuple(line) if len(line) > 1 else ())
        for at, line in enumerate(lines, 1)
    )
    grid = PrintedGrid(
        1,
        tuple(
            tuple(GridPlace(c, 1, word, Spot(0, 1, r, c + 1), merged=word == "/") for c, word in enumerate(row))
            for r, row in enumerate(rows, 1)
        ),
    )
    report, _ = read_report(FinishedPaper("a.docx", (*text, grid)), FORMS)
    assert isinstance(report.figures, Figures)
    judge_report(report)
