"""The merge as a person would explain it, in the clerk's words; written apart from the program, to test it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Row = Mapping[str, object]  # header → what stands in the cell; a column that is gone is absent
Place = tuple[str, str, tuple[str, ...], str]  # section, sheet, key, header

KEY = {"任务进展": ("编号",), "分期填报": ("编号", "报告期")}
OPEN = {
    "任务进展": (
        "状态",
        "进展情况",
        "完成数",
        "完成日期",
        "佐证材料",
        "存在问题",
        "下一步措施",
        "申请延期至",
        "延期理由",
    ),
    "分期填报": ("状态", "完成日期", "进展情况", "佐证材料"),
}
LOCKED = {
    "任务进展": ("序号", "具体要求", "职责", "截止日期", "核查意见"),
    "分期填报": ("序号", "具体要求", "应报日期"),
}
OFFICE_ONLY = ("已销号", "退回", "暂缓", "取消")


@dataclass(frozen=True)
class Bad:
    """A cell without a single reading."""

    kind: str


DAY = date(2018, 9, 3)
TEXTS = {
    "已办一半": "已办一半",
    " 已办一半 ": "已办一半",
    "已办 １０ 项": "已办 １０ 项",
    "已办10项": "已办10项",
    "=1+1": "=1+1",
    "第一行\n第二行": "第一行\n第二行",
    "照片_x0041_.jpg": "照片_x0041_.jpg",
    12: "12",
    "": "",
    "  ": "",
}
DAYS = {
    DAY: DAY,
    "2018.9.3": DAY,
    "9月3日": DAY,
    "20180903": DAY,
    "２０１８－９－３": DAY,
    43346: DAY,
    date(2018, 8, 20): date(2018, 8, 20),
    date(2019, 12, 25): date(2019, 12, 25),
    "1018-9-3": date(1018, 9, 3),
    "月底": Bad("not_a_date"),
    "2018-13-1": Bad("not_a_date"),
    "": None,
}
VOCABULARY: dict[str, dict[object, object]] = {
    "状态": {
        "推进中": "推进中",
        "正在推进": "推进中",
        "持续推进": "持续推进",
        "已完成": "已完成",
        "已办结": "已完成",
        "不涉及": "不涉及",
        "已销号": "已销号",
        "取消": "取消",
        "差不多了": Bad("unknown_state"),
        "": "",
    },
    "完成数": {
        3: 3,
        "3": 3,
        "３": 3,
        "2,000": 2000,
        "2000万": 20_000_000,
        "85%": 0.85,
        "三十左右": Bad("not_a_number"),
        "9" * 400: Bad("not_a_number"),
        "": None,
    },
    "完成日期": DAYS,
    "申请延期至": {key: value for key, value in DAYS.items() if value != date(1018, 9, 3)},
}


def vocabulary(header: str) -> list[object]:
    """What clerks type under a header."""
    return list(VOCABULARY.get(header, TEXTS))


def read(header: str, raw: object) -> object:
    """What a cell says; what stood there when it was issued says itself."""
    said = VOCABULARY.get(header, TEXTS)
    if any(type(key) is type(raw) and key == raw for key in said):
        return said[raw]
    return raw.strip() if isinstance(raw, str) else raw


def fold(value: object) -> object:
    """Text as people compare it; blanks alike."""
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else value


def same(one: object, other: object) -> bool:
    return fold(one) == fold(other)


def key_of(sheet: str, row: Row) -> tuple[str, ...]:
    return tuple(str(row.get(header) or "") for header in KEY[sheet])


@dataclass
class Model:
    """What the office's table holds (``ours``), and what each section's file last said that counted (``base``)."""

    base: dict[Place, object] = field(default_factory=dict)
    ours: dict[Place, object] = field(default_factory=dict)
    issued: dict[tuple[str, str], dict[tuple[str, ...], Row]] = field(default_factory=dict)
    conflicts: dict[Place, tuple[object, object, object]] = field(default_factory=dict)
    touched: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)  # 任务进展 rows with 最近更新
    findings: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)  # of the last merge
    changes: Counter[Place] = field(default_factory=Counter)

    def issue(self, section: str, sheet: str, rows: Iterable[Row]) -> None:
        """A section is given a file."""
        for row in rows:
            key = key_of(sheet, row)
            self.issued.setdefault((section, sheet), {})[key] = row
            for header in OPEN[sheet]:
                self.base[section, sheet, key, header] = self.ours[section, sheet, key, header] = row[header]

    def start(self) -> None:
        """A merge begins: everything is found anew."""
        self.findings, self.changes, self.conflicts = Counter(), Counter(), {}

    def merge(self, section: str, sheet: str, rows: Sequence[Row], today: date, late: frozenset[str]) -> None:
        """One table of one file; ``late`` are the numbers whose day has passed."""
        issued = self.issued[section, sheet]
        counts = Counter(key_of(sheet, row) for row in rows)
        for key in issued.keys() - counts.keys():
            self.findings["missing_row", key[0], section, ""] += 1
        for key in issued.keys() & counts.keys():
            self.findings["duplicate_number", key[0], section, ""] += counts[key] > 1
        for row in rows:
            key = key_of(sheet, row)
            if not key[0]:
                kind = "row_without_number" if sheet == "任务进展" else "row_without_key"
                self.findings[kind, "", section, ""] += 1
            elif key not in issued:
                self.findings["unknown_number", "", section, ""] += 1
            elif counts[key] == 1:
                self._row(section, sheet, key, row, today, late)

    def _row(self, section: str, sheet: str, key: tuple[str, ...], row: Row, today: date, late: frozenset[str]) -> None:
        def tell(kind: str, header: str) -> None:
            self.findings[kind, key[0], section, header] += 1

        for header in LOCKED[sheet]:
            if header in row and not same(row[header], self.issued[section, sheet][key][header]):
                tell("locked_changed", header)
        wanted = {}
        for header in OPEN[sheet]:
            if header not in row:
                continue
            place = (section, sheet, key, header)
            theirs, base, ours = read(header, row[header]), self.base[place], self.ours[place]
            if isinstance(theirs, Bad):
                tell(theirs.kind, header)
            elif same(theirs, base):
                continue
            elif same(theirs, ours):
                self.base[place] = theirs
            elif fold(theirs) == "":
                tell("blank_over_value", header)
            elif not same(ours, base):
                tell("conflict", header)
                self.conflicts[place] = (base, ours, theirs)
            else:
                wanted[header] = theirs
        after = {header: self.ours[section, sheet, key, header] for header in OPEN[sheet]} | wanted
        if isinstance(wanted.get("完成日期"), date) and wanted["完成日期"] > today:
            tell("future_finish", "完成日期")
            del wanted["完成日期"]
            after["完成日期"] = None
        refusal = self._refusal(wanted.get("状态"), after)
        if refusal:
            tell(refusal, "状态")
            del wanted["状态"]
        for header, value in wanted.items():
            place = (section, sheet, key, header)
            self.base[place] = self.ours[place] = value
            self.changes[place] += 1
            if sheet == "任务进展":
                self.touched.add((section, key))
            if header == "申请延期至" and key[0] in late:
                tell("extension_too_late", header)

    @staticmethod
    def _refusal(status: object, after: Mapping[str, object]) -> str:
        if status in OFFICE_ONLY:
            return "office_only_state"
        if status == "已完成" and not after["完成日期"]:
            return "done_without_date"
        if status == "已完成" and not after["佐证材料"]:
            return "done_without_evidence"
        if status == "不涉及" and not after["进展情况"]:
            return "not_applicable_without_reason"
        return ""
