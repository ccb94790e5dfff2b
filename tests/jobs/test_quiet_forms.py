"""A form of which only the edited rows were read is read whole where that would hide something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from automation.jobs import take_in_forms
from automation.jobs.read_forms import FormFile
from automation.model.finding import Finding
from automation.model.ledger import Duty, Ledger
from automation.model.rows import SectionForm
from automation.rules.ledger import read_settings
from automation.store.spool import Slot
from automation.terms import sheets as names
from automation.terms import states

HEAD = SectionForm("甲科.xlsx", "", "样例局", 2018, "甲科", 1, {}, {}, {})
FILE = FormFile(HEAD, data=Slot(0, 0), packed=Slot(0, 0))
PART = Ledger(read_settings({}, "")[0], duties=(Duty("RW2018-0001", "甲科", states.LEAD),))


class FakeDesk:
    """A desk whose form has these quiet rows, and which gives ``again`` when it is read a second time."""

    def __init__(self, numbers: list[str], again: FormFile | Finding) -> None:
        self.quiet = {names.FORM_DUTIES: {(number,): row for row, number in enumerate(numbers, 2)}}
        self.again = again
        self.opened = self
        self.findings: list[Finding] = []

    def load(self, file: FormFile) -> SectionForm:
        return replace(HEAD, quiet=self.quiet) if file is FILE else HEAD

    def read_whole(self, file: FormFile) -> FormFile | Finding:
        assert file is FILE
        return self.again


@pytest.mark.parametrize(("numbers", "whole"), [(["RW2018-0001"], False), (["RW2018-0001", "RW2018-0009"], True)])
def test_a_form_with_a_row_that_is_no_longer_the_sections_is_read_whole_so_that_the_row_is_told(numbers, whole):
    desk = FakeDesk(numbers, replace(FILE))
    assert (take_in_forms._load(desk, FILE, PART).quiet == {}) is whole
    assert desk.findings == []


def test_where_that_fails_it_is_told_and_the_edited_rows_are_merged():
    fault = Finding("reading_timed_out", "", "甲科", "20")
    desk = FakeDesk(["RW2018-0009"], fault)
    assert take_in_forms._load(desk, FILE, PART).quiet == desk.quiet
    assert desk.findings == [fault]
