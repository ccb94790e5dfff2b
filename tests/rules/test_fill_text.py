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
        ("全天24小时、7×24小时在线，20个工作日内答复，7个工作日内补正，15日内公开，3-5个工作日。", []),
        ("平均用时8个工作日，办理时限压缩至3个工作日，累计直播120小时。", ["8", "3", "120"]),
        ("国务院令第711号，711号令，〔2021〕30号，第十条、第五十四、五十五条。", []),
        ("高效办成“一件事”、高效办成1件事，“3·15”、“1+3+N”和1+3工作机制、三个一批。", []),
        ("4月1日起，3月-5月，上午9:00至12：00，8时30分。", []),
        ("电话0878-3389123，手机13800000000，邮编675000，拨打120急救电话、12320卫生热线。", []),
        ("服务65岁以上老人、0至6岁儿童，创建5A级景区、三级医院，H7N9，2.0版。", []),
        ("服务65岁以上老人300人，接听12320热线36次，120件。", ["300", "36", "120"]),
        ("办理37件，100%办结，“37”件，2024年培训5场，3家医院。", ["37", "100%", "37", "5", "3"]),
        ("办结率百分之九十五，百分之百办结，五部委，十余人民群众。", ["百分之九十五"]),
        ("联系电话：81072323，QQ：1045455119，a12@qq.com，“12320”热线，条例实施10周年。", []),
        ("州十二届人大五次会议建议10件、州政协十届四次会议提案43件，召开会议五次。", ["10", "43", "五"]),
        ("病毒2019，2020条，1，2。", ["2019", "2020", "1", "2"]),
        ("１２件，公开３天。", ["１２", "３"]),
        ("3天内答复，宣传3天。", ["3"]),
    ],
)
def test_a_number_typed_by_hand_is_known_from_years_days_and_ordinals(text, loose):
    assert [one.split("【")[1].split("】")[0] for one in find_loose(text)] == loose


def test_what_a_section_wrote_is_looked_at_too():
    filled = fill_text("{材料}", NUMBERS)
    assert (filled.text, [one[-6:] for one in filled.loose]) == ("办了3场会。", ["3】场会。…"])
