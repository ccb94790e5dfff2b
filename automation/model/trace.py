"""Where a number of the year-end report comes from (数据溯源): its place, its rule, and the cells behind it."""

from __future__ import annotations

from dataclasses import dataclass

from automation.model.annual import Figure
from automation.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Source:
    """One cell a number is made of: where it stands, whose it is and what it says.

    ``name`` is a 登记号, or an indicator's period; ``handed`` the file and row a section handed it in with; ``letters``
    the column a link leads to.
    """

    origin: Origin
    name: str = ""
    section: str = ""
    value: str = ""
    on: str = ""  # the day it was typed or handed in, as the sheets show it
    handed: str = ""
    letters: str = "A"


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with the rule it follows from and its sources; one typed by the office is its own source.

    A text is what sections wrote themselves (汇总办法 文字), quoted whole.
    """

    value: Figure | float | str
    rule: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """One number of the report: where it stands, in the form's own words, and the words around it."""

    place: str
    said: str
    bound: Bound
