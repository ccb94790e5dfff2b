"""status 状态: one look at the year, read only."""

from __future__ import annotations

from collections import Counter

from automation.jobs.logbook import look_at_logbook
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.rules.assign import ANSWERING, assign_duties
from automation.rules.checks import check_ledger
from automation.rules.drafting import late_rows, overdue_rows
from automation.rules.records import draw_board
from automation.rules.supervision import judge
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import states

COLUMNS = ("section", "duties", "done", "overdue", "soon", "stale", "state")


def status(workspace: Workspace, run: Run) -> Outcome:
    """Lights by section, what is late or due soon, who has not handed in, what waits for a decision."""
    with view_ledger(workspace) as opened:
        ledger, asked = assign_duties(opened.ledger, run.as_of)
        logbook = look_at_logbook(opened, run.as_of)
        judged = judge(ledger, run.as_of)
        board = draw_board(ledger, judged, run.as_of)
        answering = {(duty.number, duty.section) for duty in ledger.duties if duty.role in ANSWERING}
        lights = Counter(light.colour for key, light in judged.duties.items() if key in answering)
        open_questions = sum(1 for question in ledger.questions if not question.answer)
        settings = ledger.settings
        title = say.STATUS_TITLE.format(office=settings.short, year=settings.year, as_of=run.as_of.isoformat())
        red, yellow, green = (lights[colour] for colour in (states.RED, states.YELLOW, states.GREEN))
        missing = say.STATUS_MISSING.format(
            period=judged.period.label,
            state=names.REPORT_LATE if run.as_of > judged.period.due else names.REPORT_DUE,
            sections=names.LIST_SEPARATOR.join(judged.missing),
        )
        lines = [title, say.STATUS_LIGHTS.format(red=red, yellow=yellow, green=green)]
        for heading, rows in (
            (say.STATUS_OVERDUE, overdue_rows(ledger, judged)),
            (say.STATUS_SOON, late_rows(ledger, judged, "soon")),
        ):
            lines += [heading] if rows else []
            lines += [
                say.STATUS_ITEM.format(number=r.order, section=r.section, period=r.period, word=r.word, item=r.item)
                for r in rows[: say.STATUS_SAMPLE]
            ]
            if len(rows) > say.STATUS_SAMPLE:
                lines.append(say.STATUS_MORE.format(count=len(rows) - say.STATUS_SAMPLE))
        lines += [
            missing if judged.missing else say.STATUS_ALL_IN.format(period=judged.period.label),
            say.STATUS_OPEN.format(conflicts=len(ledger.conflicts), questions=open_questions),
            *([logbook.sentence] if logbook.sentence else []),
        ]
        table = tuple(tuple(str(row.get(name) or "") for name in COLUMNS) for row in board)
        extra: dict[str, object] = {
            "lights": {"red": red, "yellow": yellow, "green": green},
            "sections": [dict(row) for row in board],
            "missing": list(judged.missing),
            "overdue": [entry.as_dict() for entry in judged.overdue],
            "open": {"conflicts": len(ledger.conflicts), "questions": open_questions},
            **logbook.told,
        }
        findings = sort_findings([*opened.findings, *asked, *logbook.findings, *check_ledger(ledger)])
        return Outcome(run.command, run.as_of, (), findings, extra, tuple(lines), (say.STATUS_COLUMNS, *table))
