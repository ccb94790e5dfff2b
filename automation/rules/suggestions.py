"""Rows a section wrote under its table (科室新增): suggested tasks, kept in 待定事项 until the office decides.

A row without 编号 is never merged and never forgotten. It is known again by what it asks for, so that the next merge
does not ask twice; the answer stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from automation import cells, sheets
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger, Question
from automation.model.plan import Task
from automation.model.rows import RawRow
from automation.rules.demands import next_order
from automation.rules.merge import say_row
from automation.rules.tables import section_rows
from automation.sheets import Sheet
from automation.terms import sheets as names

NAMING = ("requirement", "topic")  # the fields that say what a row is about, the first that is filled


def suggest_rows(ledger: Ledger, sheet: Sheet, section: str, rows: Sequence[RawRow]) -> tuple[Ledger, list[Finding]]:
    """The ledger with a question for each row without a number, and what is told about the row as it now stands."""
    if not rows:
        return ledger, []
    findings: list[Finding] = []
    questions = {question.key: question for question in ledger.questions}
    for row in rows:
        said = say_row(sheet, row)
        if sheet is not sheets.FORM_DUTIES:
            findings.append(Finding("row_without_key", "", section, said, origin=row.origin))
            continue
        text = next((shown for name in NAMING if (shown := cells.show(row.cells.get(name)))), said)
        known = next((one for one in find_asked(questions.values(), section) if cells.same(one.text, text)), None)
        question = known or Question(_free_key(questions, section), "", names.QUESTION_ROW, text, "")
        if not question.answer:
            question = replace(question, question=names.ASK_ROW.format(section=section, said=said))
        questions[question.key] = question
        if question.number and not _is_answered(ledger, sheet, question, section, row, said):
            told = details(said=said)
            findings.append(Finding("row_written_on", question.number, section, question.text, told, row.origin))
        else:
            findings.append(_tell(question, section, row))
    return replace(ledger, questions=tuple(questions.values())), findings


def _is_answered(ledger: Ledger, sheet: Sheet, question: Question, section: str, row: RawRow, said: str) -> bool:
    """Whether an adopted row says nothing but what 待定事项 holds, or what the task it became says by now."""
    if cells.same(question.question, names.ASK_ROW.format(section=section, said=said)):
        return True
    stands = section_rows(ledger, sheet, section).get((question.number,), {})
    for column in sheet.columns:
        if column.section:
            read = column.kind.parse(row.cells.get(column.field), ledger.settings.year)
            if read.problem or not (cells.is_blank(read.value) or cells.same(read.value, stands.get(column.field))):
                return False
    return True


def _tell(question: Question, section: str, row: RawRow) -> Finding:
    if question.number:
        return Finding("row_adopted", question.number, section, question.text, origin=row.origin)
    kind = "row_dismissed" if question.answer == names.NOT_TAKEN else "row_without_number"
    return Finding(kind, "", section, question.text, origin=row.origin)


def adopt_rows(ledger: Ledger) -> Ledger:
    """The ledger with a task, led by the section, for every suggested row the office wants as one; done once a row."""
    tasks = list(ledger.tasks)
    questions: list[Question] = []
    for question in ledger.questions:
        asked = question
        if asked.kind == names.QUESTION_ROW and asked.answer == names.AS_TASK and not asked.number:
            order = next_order(tasks, ledger.numbered)
            number = names.TASK_NUMBER.format(year=ledger.settings.year, order=order)
            section = _section_of(asked)
            units = names.LED_BY.format(section=section)
            tasks.append(Task(number, order, names.QUESTION_ROW, "", asked.text, units, "", (section,)))
            asked = replace(asked, number=number)
        questions.append(asked)
    return replace(ledger, tasks=tuple(tasks), questions=tuple(questions))


def check_rows(ledger: Ledger) -> list[Finding]:
    """Suggested rows that wait for the office, and answers nobody can carry out."""
    findings = []
    for question in ledger.questions:
        if question.kind != names.QUESTION_ROW or question.answer in names.ROW_CHOICES:
            continue
        section = _section_of(question)
        if question.answer:
            told = details(answer=question.answer)
            findings.append(Finding("unknown_row_answer", "", section, question.text, told))
        else:
            findings.append(Finding("question_open", "", section, details=details(question=question.question)))
    return findings


def find_asked(questions: Iterable[Question], section: str) -> list[Question]:
    """The questions about rows a section has added."""
    return [one for one in questions if one.kind == names.QUESTION_ROW and _section_of(one) == section]


def _free_key(questions: dict[str, Question], section: str) -> str:
    count = 1
    while (key := names.ROW_KEY.format(section=section, count=count)) in questions:
        count += 1
    return key


def _section_of(question: Question) -> str:
    return question.key.partition("-")[2].rpartition("-")[0]
