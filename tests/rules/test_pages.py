"""What a section's sheet inside the master is called: a name Excel allows and no other sheet has."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.rules.pages import name_page

FORBIDDEN = re.compile(r"[:\\/?*\[\]]")


@pytest.mark.parametrize(
    ("section", "issue", "taken", "name"),
    [
        ("政法科", 0, (), "政法科"),
        ("政法科", 2, (), "政法科-第2期"),
        ("法规/监督科[一]", 0, (), "法规／监督科［一］"),
        ("党办:人事?", 0, (), "党办：人事？"),
        ("参数", 0, ("参数",), "参数（2）"),
        ("History", 0, (), "History（2）"),
        ("Abc", 0, ("ABC", "abc（2）"), "Abc（3）"),
        ("综" * 40, 0, (), "综" * 31),
        ("综" * 40, 12, (), "综" * 26 + "-第12期"),
        ("综" * 40, 0, ("综" * 31,), "综" * 28 + "（2）"),
        ("'引号'", 0, (), "’引号’"),
    ],
)
def test_a_sheet_is_called_after_its_section_as_far_as_excel_allows(section, issue, taken, name):
    assert name_page(section, issue, taken) == name


@given(st.lists(st.text(alphabet="科室:/\\?*[]'aA𠮷", min_size=1, max_size=40), max_size=6), st.integers(0, 99))
def test_names_are_always_allowed_and_never_twice(sections, issue):
    taken: list[str] = []
    for section in sections:
        name = name_page(section, issue, taken)
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not FORBIDDEN.search(name)
        assert not name.startswith("'") and not name.endswith("'")
        assert name.casefold() not in {one.casefold() for one in taken}
        taken.append(name)
