"""The sample office is the real plan's skeleton in our own words, with its notice and its sections."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = Path(__file__).parents[1].parent / "shared"
LONGEST_SHARED_RUN = 15
Row = dict[str, str]
PlanRow = tuple[str, str, str, str]


def read_csv(name: str) -> list[Row]:
    """Rows of a seed table; Excel's byte order mark is no part of the first header."""
    with (SEEDS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((SEEDS / name).read_text(encoding="utf-8-sig"))


TASKS = read_csv("2018/tasks.csv")
HANDINS = read_csv("2018/handins.csv")
OFFICE = read_toml("2018/office.toml")
REPORT = read_toml("2020/office.toml")


def document(number: str) -> str:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"document {number} is not beside this checkout")
    return found[0].read_text(encoding="utf-8")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


# ---- the plan, against the document ----


def read_document_rows(text: str) -> list[PlanRow]:
    """Area, topic block, units and deadline of every row of the printed table, read without looking at the seeds.

    A row's text runs from its number to the next one. Its labels are the short lines before the requirement; what
    stands after the requirement's last full stop is the unit cell and the deadline cell. A merged cell is printed in
    its first row (and again at the top of a page), so a row without one has the cell of the row above.
    """
    lines = [line.strip() for line in text[text.index("序号 工作任务") :].splitlines() if line.strip()]
    heads = {"序号工作任务具体要求牵头落实科室完成时限", "序号工作任务具体要求", "牵头落", "实科室", "完成时限"}
    segments: list[list[str]] = []
    for line in (line for line in lines if squeeze(line) not in heads):
        match = re.match(rf"{len(segments) + 1}(?:\s+|$)", line)
        if match:
            segments.append([])
        rest = line[match.end() :] if match else line
        if rest:
            segments[-1].append(squeeze(rest))
    rows: list[PlanRow] = []
    area = topic = units = deadline = ""
    for segment in segments:
        first = next(index for index, line in enumerate(segment) if len(line) > 8)
        block = re.sub(r"（注：.*?）", "", "".join(segment[:first]))
        rest = "".join(segment[first:])
        tail = rest.rsplit("。", 1)[1] if "。" in rest else ""
        cell = re.fullmatch(r"(.*落实)?(.*)", tail)
        assert cell is not None
        if block.startswith("着力"):
            area, topic = block, ""
        elif block:
            topic = block
        units, deadline = cell[1] or units, cell[2] or deadline
        rows.append((area, topic, units, deadline))
    return rows


def find_differences(tasks: list[Row], rows: list[PlanRow]) -> list[str]:
    """Where the seed's rows and the printed rows part: number and column."""
    found = [] if len(tasks) == len(rows) else [f"{len(tasks)} rows against {len(rows)}"]
    for task, (area, topic, units, deadline) in zip(tasks, rows, strict=False):
        named = task["一级工作任务"] + task["二级工作任务"]
        # a block with both labels is compared whole; a topic printed alone stands under an area block that begins alike
        holds = named == area if not topic else task["二级工作任务"] == topic and area.startswith(task["一级工作任务"])
        found += [] if holds else [f"{task['序号']} labels"]
        found += [] if task["牵头落实科室"] == units else [f"{task['序号']} units"]
        found += [] if task["完成时限"] == deadline else [f"{task['序号']} deadline"]
    return found


def test_the_plan_has_each_number_from_1_to_64_once_and_in_order() -> None:
    assert [task["序号"] for task in TASKS] == [str(number) for number in range(1, 65)]


def test_every_task_has_the_labels_units_and_deadline_of_its_printed_row() -> None:
    assert find_differences(TASKS, read_document_rows(document("000"))) == []


def test_an_area_is_the_part_its_printed_label_blocks_share() -> None:
    blocks = {row[0] for row in read_document_rows(document("000"))}
    for area in dict.fromkeys(task["一级工作任务"] for task in TASKS):
        topics = {task["二级工作任务"] for task in TASKS if task["一级工作任务"] == area}
        under = {block.removeprefix(area) for block in blocks if block.startswith(area)}
        assert under and under <= topics


@pytest.mark.parametrize("column", ["一级工作任务", "二级工作任务", "牵头落实科室", "完成时限"])
@pytest.mark.parametrize("number", range(1, 64))
def test_the_comparison_notices_when_a_row_takes_its_neighbours_cell(number: int, column: str) -> None:
    tasks = [dict(task) for task in TASKS]
    other = next(task[column] for task in TASKS if task[column] != tasks[number - 1][column])
    tasks[number - 1][column] = other
    assert any(place.startswith(f"{number} ") for place in find_differences(tasks, read_document_rows(document("000"))))


def test_nine_tasks_are_dated_one_is_monthly_one_waits_and_the_rest_run_all_year() -> None:
    texts = Counter(task["完成时限"] for task in TASKS)
    dated = sum(count for text, count in texts.items() if re.fullmatch(r"\d{1,2}月底前", text))
    assert (dated, texts["按月完成"], texts["州级相关制度规定出台后"], texts["全年工作"]) == (9, 1, 1, 53)


def test_requirements_are_brief_and_keep_the_facts_that_are_counted() -> None:
    said = {task["序号"]: task["具体要求"] for task in TASKS}
    assert all(15 <= len(text) <= 60 for text in said.values())
    facts = {
        "13": ["3个工作日"],
        "15": ["不少于3次"],
        "18": ["3小时", "5小时", "24小时"],
        "20": ["2%", "1%"],
        "24": ["75%"],
    }
    facts |= {"26": ["10个要素"], "45": ["10月30日前"], "49": ["5个工作日"], "59": ["年内至少1次"]}
    assert [(number, fact) for number, wanted in facts.items() for fact in wanted if fact not in said[number]] == []


# ---- own words, nobody's name or number ----


def longest_shared_run(text: str, source: str) -> str:
    """The longest stretch of the text that stands in the source too, white space aside."""
    text, source, best = squeeze(text), squeeze(source), ""
    for start in range(len(text)):
        while text[start : start + len(best) + 1] in source and start + len(best) < len(text):
            best = text[start : start + len(best) + 1]
    return best


def written_texts() -> Iterator[str]:
    """Every text of the seeds that is ours: titles of documents are facts and are left out."""
    yield from (task["具体要求"] for task in TASKS)
    yield from (text for row in HANDINS for text in (row["值"], row["说明"]))
    yield from re.sub(r"《.*?》", "", OFFICE["notice"]["正文要点"]).splitlines()
    yield from (paragraph for part in REPORT["text"].values() for paragraph in part)


@pytest.mark.parametrize("number", ["000", "004"])
def test_no_text_shares_sixteen_characters_with_a_real_document(number: str) -> None:
    source = document(number)
    too_like = [
        run for run in (longest_shared_run(text, source) for text in written_texts()) if len(run) > LONGEST_SHARED_RUN
    ]
    assert too_like == []


def test_a_copied_sentence_would_be_noticed() -> None:
    source = squeeze(document("000"))
    assert longest_shared_run("甲" + source[300:340] + "乙", source) == source[300:340]


def test_no_phone_number_mail_or_contact_person_stands_in_the_seeds() -> None:
    for path in sorted(SEEDS.rglob("*.*")):
        text = unicodedata.normalize("NFKC", path.read_text(encoding="utf-8-sig"))
        assert "@" not in text
        for digits in re.findall(r"\d{7,}", text):
            date.fromisoformat(digits)  # the only long runs are days written without separators
        contact = re.search(r"联系人及电话：(\w+)，", squeeze(document("000")))
        assert contact is not None and contact[1] not in text


# ---- the office and its notice ----


def test_twelve_sections_count_as_the_sections_and_the_supervision_institute_does_not() -> None:
    counted = [section["name"] for section in OFFICE["section"] if section["counts"]]
    assert counted[:5] == ["办公室", "政法科", "规财科", "宣传科", "疾控科"] and len(counted) == 12
    assert [section["name"] for section in OFFICE["section"] if not section["counts"]] == ["州卫生监督所"]


@pytest.mark.parametrize("office", [OFFICE, REPORT], ids=["2018", "2020"])
def test_no_two_sections_answer_to_the_same_name(office: dict[str, Any]) -> None:
    names = [name for section in office["section"] for name in (section["name"], *section["aliases"])]
    assert len(names) == len(set(names))
    assert {section["category"] for section in office["section"]} <= {"机关科室", "委属单位"}


def test_the_notice_is_complete_and_its_title_breaks_into_a_trapezium() -> None:
    notice = OFFICE["notice"]
    lines = notice["标题分行"].split("|")
    assert "".join(lines) == notice["标题"] and len(lines[0]) < len(lines[1])
    width = {line: sum(0.5 if mark.isascii() else 1 for mark in line) for line in lines}
    assert max(width.values()) <= 20  # 2号 characters in the 156 mm of the text block
    assert (notice["文号"], notice["签发日期"]) == ("楚卫通〔2018〕67号", OFFICE["office"]["issued"].isoformat())
    assert all(notice[field] for field in ("文种", "主送", "抄送", "附注", "公开属性", "印发日期", "联系人"))


def test_the_body_of_the_notice_has_three_levels_and_the_day_to_report() -> None:
    body = OFFICE["notice"]["正文要点"].strip().splitlines()
    assert 500 <= len(squeeze("".join(body))) <= 700
    assert all(any(re.match(level, line) for line in body) for level in ("[一二三]、", "（[一二三四]）", r"\d\."))
    assert "2018年11月25日前" in body[-1] and "纸质" in body[-1] and "电子" in body[-1]
