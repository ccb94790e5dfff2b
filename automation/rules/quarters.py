"""The quarters of the plan year (季度): their days, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from automation.rules.deadlines import month_end
from automation.terms import rhythm as words


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of a year with its first and last day."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return month_end(self.year, 3 * self.number)

    @property
    def name(self) -> str:
        """As a paper says it: 第三季度."""
        return words.QUARTERS[self.number - 1]

    @property
    def following(self) -> Quarter:
        """The next quarter."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)
