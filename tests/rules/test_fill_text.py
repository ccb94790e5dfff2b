"""Numbers of the report's text are fields (填数): each is bound, and one typed by hand is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from automation.model.trace import Bound
from automation.rules.fill_text import fill_text, find_loose

NUMBERS = {"收到": Bound(12, ""), "金额": Bound(Decimal("1.50"), ""), "材料": Bound("办了3场会。", "")}


def test_a_field_becomes_its_number_and_keeps_its_place():
    filled = fill_text("全年收到{收到}件，收费{ 金额 }万元，{没有}件。", NUMBERS)
    assert filled.text == "全年收到12件，收费1.50万元，〔缺：没有〕件。"
    assert [filled.text[one.start : one.end] for one in filled.quoted] == ["12", "1.50"]
    assert (filled.missing, filled.loose) == (("没有",), ())


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("全年收到12件。", ["12"]),
        ("公开信息1,234条，占95.5%。", ["1,234", "95.5%"]),
        ("召开会议三次，培训二十余人。", ["三", "二十"]),
        ("2020年1月1日至12月31日，第33条第二款，〔2021〕30号。", []),
        ("《2020年要点》印发，落实六个方面、两个维护。", []),
        ("1.一是加强领导；（2）统一思想。", ["2"]),
        ("一件未漏，一个窗口。", []),
        ("{收到}件{金额}万元", []),
        ("12345热线答复。", []),
        ("2019—2020年度。", []),
        ("", []),
    ],
)
def test_a_number_typed_by_hand_is_known_from_years_days_and_ordinals(text, loose):
    assert [one.split("【")[1].split("】")[0] for one in find_loose(text)] == loose


def test_what_a_section_wrote_is_looked_at_too():
    filled = fill_text("{材料}", NUMBERS)
    assert (filled.text, [one[-6:] for one in filled.loose]) == ("办了3场会。", ["3】场会。…"])
