"""status 状态: one look at the year, read only."""

from __future__ import annotations

from automation.jobs.logbook import look_at_logbook
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.model.screen import Block
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.coming import find_coming
from automation.rules.figures import count_areas
from automation.rules.look import draw_screen
from automation.rules.records import draw_board
from automation.rules.supervision import judge
from automation.rules.trend import draw_trend
from automation.terms.commands import COMMANDS


def status(workspace: Workspace, run: Run) -> Outcome:
    """Lights by section, what is late or due in a week, who has not handed in, what waits for a decision."""
    with view_ledger(workspace) as opened:
        ledger, asked = assign_duties(opened.ledger, run.as_of)
        logbook = look_at_logbook(opened, run.as_of)
        judged = judge(ledger, run.as_of)
        board = draw_board(ledger, judged, run.as_of)
        total = board[-1] if board else {}
        weeks = draw_trend(opened.past.runs, ledger.settings.year, run.as_of)
        ran = {one["command"]: one["as_of"] for one in opened.past.runs}  # the last of each
        extra: dict[str, object] = {
            "lights": {colour: total.get(colour, 0) for colour in ("red", "yellow", "green")},
            "sections": [dict(row) for row in board],
            "areas": count_areas(ledger, judged),
            "trend": [week.as_dict() for week in weeks],
            "coming": [one.as_dict() for one in find_coming(ledger, judged, run.as_of)],
            "missing": list(judged.missing),
            "period": {
                "label": judged.period.label,
                "due": judged.period.due.isoformat(),
                "passed": run.as_of > judged.period.due,
            },
            "overdue": [entry.as_dict() for entry in judged.overdue],
            "open": {
                "conflicts": len(ledger.conflicts),
                "questions": sum(1 for question in ledger.questions if not question.answer),
            },
            "last": {name: str(ran[COMMANDS[name]]) if COMMANDS[name] in ran else None for name in ("merge", "weekly")},
            **logbook.told,
        }
        registers = (Block(logbook.sentence),) if logbook.sentence else ()
        screen = (*draw_screen(ledger, judged, board, opened.past, run.as_of), *registers)
        findings = sort_findings([*opened.findings, *asked, *logbook.findings, *check_ledger(ledger)])
        return Outcome(run.command, run.as_of, (), findings, extra, screen=screen)
