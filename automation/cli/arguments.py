"""The words of the command line (参数): each command answers to its English and its Chinese name."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from automation.errors import AutomationError
from automation.terms import commands as say
from automation.terms import timetable


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one Chinese line."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._positionals.title, self._optionals.title = say.POSITIONALS, say.OPTIONS

    def error(self, message: str) -> NoReturn:
        reason = message
        for pattern, sentence in say.ARGUMENT_FAULTS:
            match = re.search(pattern, message)
            if match:
                reason = sentence.format(*match.groups())
                break
        raise AutomationError(say.BAD_ARGUMENTS.format(reason=reason))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", say.USAGE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was called, with its options; raises AutomationError, one Chinese line, for what is written wrongly."""
    named = {chinese: english for english, chinese in say.COMMANDS.items()}
    words = list(arguments)
    place = _first_word(words)
    if place < len(words):
        words[place] = named.get(words[place], words[place])
    shared = _Parser(add_help=False)
    shared.add_argument("--workspace", type=Path, default=argparse.SUPPRESS, help=say.HELP_WORKSPACE)
    shared.add_argument("--store", type=Path, default=argparse.SUPPRESS, help=say.HELP_STORE)
    shared.add_argument("--as-of", type=_day, default=argparse.SUPPRESS, help=say.HELP_AS_OF)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say.HELP_JSON)
    parser = _Parser(prog=say.PROGRAM, description=say.DESCRIPTION, parents=[shared])
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    added = {
        name: commands.add_parser(
            name, help=say.COMMAND_HELP.format(chinese=chinese, help=say.HELP[name]), parents=[shared]
        )
        for name, chinese in say.COMMANDS.items()
    }
    added["init"].add_argument("plan", type=Path, metavar=say.PLAN, help=say.HELP_PLAN)
    added["init"].add_argument("--year", type=_year, required=True, help=say.HELP_YEAR)
    added["init"].add_argument("--office", default="", help=say.HELP_OFFICE)
    added["plan"].add_argument("plan", type=Path, metavar=say.PLAN, help=say.HELP_PLAN)
    for name in ("init", "plan"):
        added[name].add_argument("--first-leads", action="store_true", help=say.HELP_FIRST_LEADS)
    added["plan"].add_argument("--year", type=_year, required=True, help=say.HELP_YEAR)
    added["explain"].add_argument("--year", type=_year, help=say.HELP_EXPLAIN_YEAR)
    added["explain"].add_argument("--deadline", help=say.HELP_DEADLINE)
    added["explain"].add_argument("--units", help=say.HELP_UNITS)
    added["init"].add_argument("--revise", action="store_true", help=say.HELP_REVISE)
    added["init"].add_argument("--from", dest="carried_from", type=Path, metavar=say.LAST_MASTER, help=say.HELP_FROM)
    added["init"].add_argument("--from-store", type=Path, metavar=say.LAST_STORE, help=say.HELP_FROM_STORE)
    for name in ("init", "merge"):
        added[name].add_argument("--dry-run", action="store_true", help=say.HELP_DRY_RUN)
    added["undo"].add_argument("--dry-run", action="store_true", help=say.HELP_UNDO_DRY_RUN)
    added["coverage"].add_argument("upstream", type=Path, metavar=say.UPSTREAM, help=say.HELP_UPSTREAM)
    added["coverage"].add_argument("--write", action="store_true", help=say.HELP_WRITE)
    added["inspect"].add_argument("paths", type=Path, nargs="+", metavar=say.WORKBOOK_FILES, help=say.HELP_INSPECT)
    added["layout"].add_argument("paths", type=Path, nargs="+", metavar=say.PAPER_FILES, help=say.HELP_LAYOUT)
    for name in ("merge", "weekly"):
        added[name].add_argument("--live", action="store_true", help=say.HELP_LIVE)
    for name in ("weekly", "remind", "monthly", "bulletin", "report"):
        added[name].add_argument("--pdf", action="store_true", help=say.HELP_PDF)
    for name in ("weekly", "remind"):
        added[name].add_argument("--send", action="store_true", help=say.HELP_SEND)
    added["bulletin"].add_argument("--quarter", type=int, choices=(1, 2, 3, 4), required=True, help=say.HELP_QUARTER)
    added["annual"].add_argument("--year", type=_year, required=True, help=say.HELP_YEAR)
    added["annual"].add_argument("--last-year", type=Path, help=say.HELP_LAST_YEAR)
    added["annual"].add_argument("--despite", default="", metavar=say.REASON, help=say.HELP_DESPITE)
    added["annual"].add_argument("--form", choices=("auto", "2019", "2021"), default="auto", help=say.HELP_FORM)
    added["crosscheck"].add_argument("paths", type=Path, nargs="+", metavar=say.REPORT_FILES, help=say.HELP_CROSSCHECK)
    added["crosscheck"].add_argument("--last-year", type=Path, help=say.HELP_LAST_YEAR)
    added["crosscheck"].add_argument("--roster", type=Path, help=say.HELP_ROSTER)
    once = added["timetable"].add_mutually_exclusive_group()
    once.add_argument("--once", action="store_true", help=timetable.HELP_ONCE)
    once.add_argument("--list", action="store_true", help=timetable.HELP_LIST)
    once.add_argument("--install-hint", action="store_true", help=timetable.HELP_INSTALL)
    added["timetable"].add_argument("--take-over", action="store_true", help=timetable.HELP_TAKE_OVER)
    for name in ("demo", "notice", "score", "annual"):
        added[name].add_argument("--no-pdf", action="store_true", help=say.HELP_NO_PDF)
    if words[place : place + 1] == ["test"]:
        called = parser.parse_args(words[: place + 1])
        called.rest = words[place + 1 :]
    else:
        called = parser.parse_args(words)
    for name, missing in (("workspace", None), ("store", None), ("as_of", None), ("json", False)):
        setattr(called, name, getattr(called, name, missing))
    return called


def _first_word(arguments: Sequence[str]) -> int:
    """The place of the command: the first argument that is neither an option nor an option's value."""
    skip = False
    for place, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in ("--workspace", "--store", "--as-of"):
            skip = True
        elif not word.startswith("-"):
            return place
    return len(arguments)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AutomationError(say.BAD_DATE.format(value=text)) from error


def _year(text: str) -> int:
    if not re.fullmatch(say.YEAR_FORM, text.strip()):
        raise AutomationError(say.BAD_YEAR.format(value=text))
    return int(text)
