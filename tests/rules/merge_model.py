"""The merge as a person would explain it, in the clerk's words; written apart from the program, to test it."""

from __future__ import annotations

import copy
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
NEEDED = {
    "已完成": (("完成日期", "done_without_date"), ("佐证材料", "done_without_evidence")),
    "不涉及": (("进展情况", "not_applicable_without_reason"),),
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
    "1018-9-3": Bad("not_a_date"),
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
    "申请延期至": DAYS,
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


@dataclass(frozen=True)
class Asked:
    """A conflict: the issue and the file it was found in, what both sides held before, and what they say."""

    issue: int
    file: str
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True)
class Handed:
    """A form as it lies there: whose it is, its files (copies say the same), and its tables by sheet."""

    section: str
    issue: int
    files: tuple[str, ...]
    tables: Mapping[str, Sequence[Row]]

    def cell(self, place: Place) -> tuple[object, ...]:
        """What stands in a cell; nothing where row or column are gone or the row stands twice."""
        _, sheet, key, header = place
        found = [row for row in self.tables.get(sheet, ()) if key_of(sheet, row) == key]
        return (read(header, found[0][header]),) if len(found) == 1 and header in found[0] else ()


@dataclass
class Model:
    """What the office's table holds (``ours``), and what each form of a section last said that counted (``base``)."""

    base: dict[tuple[int, Place], object] = field(default_factory=dict)
    ours: dict[Place, object] = field(default_factory=dict)
    issued: dict[tuple[str, int, str], dict[tuple[str, ...], Row]] = field(default_factory=dict)
    conflicts: dict[Place, Asked] = field(default_factory=dict)
    waiting: dict[Place, Asked] = field(default_factory=dict)  # of earlier merges, not answered so far in this one
    touched: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)  # 任务进展 rows with 最近更新
    findings: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)  # of the last merge
    changes: Counter[Place] = field(default_factory=Counter)

    def issue(self, section: str, issue: int, sheet: str, rows: Iterable[Row]) -> None:
        """A section is given a file."""
        for row in rows:
            key = key_of(sheet, row)
            self.issued.setdefault((section, issue, sheet), {})[key] = row
            for header in OPEN[sheet]:
                place = (section, sheet, key, header)
                self.base[issue, place] = self.ours[place] = row[header]

    def start(self) -> None:
        """A run begins: everything is found anew."""
        self.findings, self.changes = Counter(), Counter()
        self.touched = set()

    def decide(self, choices: Mapping[Place, str], handed: Sequence[Handed], today: date, late: frozenset[str]) -> None:
        """The office's choices are carried out, unless the section has said something else since.

        What was decided, or has become equal, is asked no more: neither by the form it was found in, be it there or
        not, nor by any other that says the same.
        """
        for place, asked in list(self.conflicts.items()):
            choice = choices.get(place, "")
            if not choice and not same(self.ours[place], asked.theirs):
                continue
            mine = [one for one in handed if one.section == place[0]]
            if any(self._moved(place, asked, one, today, late) for one in mine):
                self.findings["conflict_moved", place[2][0], place[0], "采用"] += bool(choice)
                continue
            value = {"主表": self.ours[place], "科室": asked.theirs, "手填": "手填的话", "": self.ours[place]}[choice]
            if not same(self.ours[place], value):
                self.ours[place] = value
                self.changes[place] += 1
                if place[1] == "任务进展":
                    self.touched.add((place[0], place[2]))
            said = {one.issue: one.cell(place) for one in mine}
            for issue, where in list(self.base):
                now = said.get(issue, ())
                if where == place and (same(now[0], asked.theirs) if now else issue == asked.issue):
                    self.base[issue, place] = asked.theirs
            del self.conflicts[place]

    def _moved(self, place: Place, asked: Asked, form: Handed, today: date, late: frozenset[str]) -> bool:
        for now in form.cell(place):
            if same(now, asked.theirs) or form.issue < asked.issue:
                return False
            if form.issue == asked.issue:
                return self._counts(place, asked, form, now)
            trial = copy.deepcopy(self)  # what is refused overtakes nothing
            trial.conflicts = {}
            trial.merge([form], today, late)
            return place in trial.conflicts or trial.base[form.issue, place] != self.base[form.issue, place]
        return False

    def _counts(self, place: Place, asked: Asked, form: Handed, now: object) -> bool:
        """Whether a word was typed; what a file held before was taken back only in the file the conflict is from."""
        return not same(now, self.base[form.issue, place]) or asked.file in form.files

    def merge(self, handed: Iterable[Handed], today: date, late: frozenset[str]) -> None:
        """All forms of the office; ``late`` are the numbers whose day has passed.

        A conflict nobody answers stands, whatever has become of its file.
        """
        self.waiting, self.conflicts = self.conflicts, {}
        for form in sorted(handed, key=lambda one: one.issue):
            for sheet, rows in form.tables.items():
                self._table(form, sheet, rows, today, late)
        for place, asked in self.waiting.items():
            if place not in self.conflicts or self.conflicts[place].issue < asked.issue:
                self.conflicts[place] = asked
        for place, asked in self.conflicts.items():
            self.conflicts[place] = replace(asked, ours=self.ours[place])

    def _table(self, form: Handed, sheet: str, rows: Sequence[Row], today: date, late: frozenset[str]) -> None:
        section = form.section
        issued = self.issued[section, form.issue, sheet]
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
                before = dict(self.base)
                self._row(form, sheet, key, row, today, late)
                self._answer(form, sheet, key, before)

    def _answer(self, form: Handed, sheet: str, key: tuple[str, ...], before: Mapping) -> None:
        """The conflicts of a row that end with what a form says there."""
        for header in OPEN[sheet]:
            place = (form.section, sheet, key, header)
            asked = self.waiting.get(place)
            for now in form.cell(place) if asked else ():
                settled = self.base[form.issue, place] != before[form.issue, place]
                heard = same(now, asked.theirs)
                if settled:
                    ended = form.issue >= asked.issue or heard
                else:
                    ended = form.issue == asked.issue and not heard and self._counts(place, asked, form, now)
                if ended:
                    del self.waiting[place]

    def _row(self, form: Handed, sheet: str, key: tuple[str, ...], row: Row, today: date, late: frozenset[str]) -> None:
        section, issue = form.section, form.issue

        def tell(kind: str, header: str) -> None:
            self.findings[kind, key[0], section, header] += 1

        for header in LOCKED[sheet]:
            if header in row and not same(row[header], self.issued[section, issue, sheet][key][header]):
                tell("locked_changed", header)
        wanted = {}
        blamed = set()  # cells that have been told of already
        for header in OPEN[sheet]:
            if header not in row:
                continue
            place = (section, sheet, key, header)
            theirs, base, ours = read(header, row[header]), self.base[issue, place], self.ours[place]
            if isinstance(theirs, Bad):
                tell(theirs.kind, header)
                blamed.add(header)
            elif same(theirs, base):
                continue
            elif same(theirs, ours):
                self.base[issue, place] = theirs
            elif fold(theirs) == "":
                tell("blank_over_value", header)
                blamed.add(header)
            elif not same(ours, base):
                tell("conflict", header)
                blamed.add(header)
                self.conflicts[place] = Asked(issue, min(form.files), base, ours, theirs)
            else:
                wanted[header] = theirs
        after = {header: self.ours[section, sheet, key, header] for header in OPEN[sheet]} | wanted
        if isinstance(wanted.get("完成日期"), date) and wanted["完成日期"] > today:
            tell("future_finish", "完成日期")
            blamed.add("完成日期")
            del wanted["完成日期"]
            after["完成日期"] = None
        refusals = self._refusals(wanted.get("状态"), after, blamed)
        if refusals:
            del wanted["状态"]
            for refusal in [one for one in refusals if one][:1]:
                tell(refusal, "状态")
        for header, value in wanted.items():
            place = (section, sheet, key, header)
            self.base[issue, place] = self.ours[place] = value
            self.changes[place] += 1
            if sheet == "任务进展":
                self.touched.add((section, key))
            if header == "申请延期至" and key[0] in late:
                tell("extension_too_late", header)

    @staticmethod
    def _refusals(status: object, after: Mapping[str, object], blamed: Collection[str]) -> list[str]:
        """Why a state may not be taken; empty words for what has been told already."""
        if status in OFFICE_ONLY:
            return ["office_only_state"]
        return ["" if header in blamed else kind for header, kind in NEEDED.get(status, ()) if not after[header]]
