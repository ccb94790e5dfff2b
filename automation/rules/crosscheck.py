"""Every check of a year-end report that its figures, title and date can decide (勾稽关系).

Each rule gives one check per place where it fails, or a single one that says it was checked and holds, or one with
``holds`` None that says what is missing. Sources: 国办公开办函〔2019〕60号, 〔2021〕30号; 条例 art. 49 and 50.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from automation.model.annual import AnnualForm, Check, Figures, OrganKind, Severity
from automation.rules.annual_cells import check_blanks, check_cells, check_numbers
from automation.rules.annual_laws import check_laws
from automation.rules.annual_papers import check_day, check_form_year, check_parts, check_title


def check_figures(
    form: AnnualForm,
    figures: Figures,
    year: int,
    *,
    last_year: Figures | None = None,
    blank: str = "0",
    title: str | None = None,
    dated: date | None = None,
    organ: OrganKind = OrganKind.DEPARTMENT,
    parts: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """Check one report: ``last_year`` are last year's figures (of whichever form), ``parts`` heading -> text.

    What is not given cannot be judged and is said so; it is no failure. ``blank`` is the setting 空白写法.
    """
    return (
        check_form_year(form, year),
        *check_cells(form, figures),
        *check_numbers(form, figures),
        *check_blanks(form, figures, blank),
        *check_laws(form, figures, year, last_year),
        *check_parts(form, parts),
        check_day(year, dated, organ),
        *check_title(year, title),
    )


def find_failures(checks: Iterable[Check], severity: Severity | None = None) -> tuple[Check, ...]:
    """Give the checks that do not hold, of one severity or of all."""
    return tuple(check for check in checks if check.holds is False and severity in (None, check.severity))
