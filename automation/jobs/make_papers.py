"""Fills templates in a process of its own (填写进程): one that never ends, or eats memory, costs one clear sentence.

A template is a program a clerk may change, and a loop in a loop can outlast the office day. So every paper of a run is
filled in one reading process, the same that parse what sections hand in, under a limit of time and memory; it is
started with the first paper and used for all. Filling there at once, and not only trying it, costs no second filling.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from automation.errors import RefusedFile, TemplateError
from automation.outputs.word_fill import Filled, MadePaper, make_paper
from automation.sources.reading_pool import ReadingPool
from automation.terms import templates as words

SECONDS = 60.0  # for one paper; a plan of 5,000 rows takes about five


class Make(Protocol):
    """Fills a paper's template and gives its file."""

    def __call__(
        self, fill: Callable[..., Filled], paper: Any, template: Path, when: date, **options: object
    ) -> MadePaper:
        """The paper, with what a person should know of it."""


class PaperDesk:
    """Fills the papers of one run; leave it as a context manager."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Nothing is started yet: a run without a paper pays nothing."""
        self._pool = ReadingPool(seconds)
        self._seconds = seconds

    def __enter__(self) -> Self:
        """Give itself."""
        self._pool.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self._pool.__exit__(kind, error, at)

    def make(self, fill: Callable[..., Filled], paper: Any, template: Path, when: date, **options: object) -> MadePaper:
        """Fill a paper with one of the ``fill_…`` functions; raises TemplateError, one sentence for the clerk."""
        try:
            return self._pool.ask(make_paper, fill, paper, template, when, options)
        except RefusedFile as ended:
            said = words.ENDLESS if ended.kind == "reading_timed_out" else words.HEAVY
            raise TemplateError(said.format(template=template.name, seconds=f"{self._seconds:g}")) from ended
