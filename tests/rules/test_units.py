"""Responsible units (责任单位): leads, supports, everybody, and the words only a person can resolve."""

from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.model.plan import Section
from automation.rules.units import expand_names, is_group, is_open, resolve_units
from tests.rules.small_office import ISSUED, table

SEEDS = Path(__file__).parents[2] / "seeds"

# 原文 | 牵头 | 配合 | 全体 | 待定
SAID = """
委机关各科室分别负责落实             | 委机关各科室 |              | 是 |
办公室牵头落实                       | 办公室       |              |    |
办公室负责落实                       | 办公室       |              |    |
办公室牵头，委机关各科室分别负责落实 | 办公室       | 委机关各科室 | 是 |
办公室牵头、各科室配合落实           | 办公室       | 各科室       | 是 |
办公室牵头、其他科室配合落实         | 办公室       | 其他科室     | 是 |
办公室牵头、相关科室配合落实         | 办公室       | 相关科室     |    | 相关科室
政法科、疾控科牵头，宣传科配合       | 政法科;疾控科 | 宣传科      |    |
办公室及医改科牵头，各科室配合       | 办公室;医改科 | 各科室      | 是 |
宣传处牵头 信统处、相关处室配合      | 宣传处       | 信统处;相关处室 |  | 相关处室
相关处室负责 政法处配合              | 相关处室     | 政法处       |    | 相关处室
业务处室牵头 办公室、宣传处配合      | 业务处室     | 办公室;宣传处 |   | 业务处室
财务处负责                           | 财务处       |              |    |
局防控办主办、各工作组协办           | 局防控办     | 各工作组     |    |
（财务科牵头落实）                   | 财务科       |              |    |
办公室                               | 办公室       |              |    |
财务科，人事科                       | 财务科;人事科 |             |    |
医政科牵头，各科室、委属各单位配合   | 医政科       | 各科室;委属各单位 | 是 |
办公室牵头负责，相关科室按职责分工落实 | 办公室     | 相关科室     |    | 相关科室
牵头科室：财务科 配合科室：办公室、人事科 | 财务科  | 办公室;人事科 |   |
牵头单位：市卫健委；责任单位：市直各部门 | 市卫健委 | 市直各部门  | 是 |
责任科室：疾控科、应急办             | 疾控科;应急办 |             |    |
市发改委、财政局、卫健委按职责分工负责 | 市发改委;市财政局;市卫健委 | |  |
县卫健局牵头，县财政局、医保局配合   | 县卫健局     | 县财政局;县医保局 | |
市教育局会同有关部门负责             | 市教育局     | 有关部门     |    | 有关部门
各乡镇人民政府负责                   | 各乡镇人民政府 |            | 是 |
城东区、城西区人民政府分别负责       | 城东区人民政府;城西区人民政府 | |  |
疾控科、医政科等负责                 | 疾控科;医政科;等 |          |    | 等
疾控科、医政科等科室按职责分工负责   | 疾控科;医政科;等科室 |      |    | 等科室
卫生和计划生育委员会牵头             | 卫生和计划生育委员会 |      |    |
文化和旅游局、体育局负责             | 文化和旅游局;体育局 |       |    |
规划发展与信息化处牵头               | 规划发展与信息化处 |        |    |
基层卫生健康科和妇幼健康科牵头       | 基层卫生健康科;妇幼健康科 | |    |
人事科（老干部科）牵头               | 人事科（老干部科） |        |    |
高等教育处负责                       | 高等教育处   |              |    |
管委会办公室牵头                     | 管委会办公室 |              |    |
委机关各科室、委属各单位分别负责     | 委机关各科室;委属各单位 |   | 是 |
办公室组织落实                       | 办公室       |              |    |
各科室按职责落实                     | 各科室       |              | 是 |
"""

# written down first, then read: what the grammar had not been made from
SAID_LATER = """
办公室会同政法科 | 办公室 | 政法科 | |
责任科室：办公室 责任人：科长 | 办公室 | | |
办公室牵头（政法科配合） | 办公室 | 政法科 | |
办公室牵头、政法科参加 | 办公室 | 政法科 | |
办公室牵头抓总，各科室分头落实 | 办公室 | 各科室 | 是 |
办公室牵头，宣传科积极配合 | 办公室 | 宣传科 | |
由办公室牵头，其他科室配合 | 办公室 | 其他科室 | 是 |
主管科室：政法科 | 政法科 |  |  |
办公室（牵头）、财务科、人事科 | 办公室 | 财务科;人事科 |  |
办公室主办，各业务科室协办 | 办公室 | 各业务科室 |  | 各业务科室
州卫生健康委、州教育局等部门 | 州卫生健康委;州教育局;等部门 |  |  | 等部门
牵头科室：办公室 责任科室：各科室 | 办公室 | 各科室 | 是 |
体制改革科（医改办）负责 | 体制改革科（医改办） |  |  |
办公室牵头，规划发展与信息化科配合 | 办公室 | 规划发展与信息化科 |  |
机关党委、工会 | 机关党委;工会 |  |  |
办公室会同政法科落实 | 办公室 | 政法科 |  |
州政府办公室牵头，州直各部门、各县市人民政府配合 | 州政府办公室 | 州直各部门;各县市人民政府 | 是 |
市卫生健康委，市医保局、市场监管局 | 市卫生健康委;市医保局;市市场监管局 |  |  |
各有关科室 | 各有关科室 |  |  | 各有关科室
办公室及相关科室 | 办公室;相关科室 |  |  | 相关科室
办公室、财务科及各业务科室 | 办公室;财务科;各业务科室 |  |  | 各业务科室
办公室  财务科 | 办公室;财务科 |  |  |
1.办公室 2.财务科 | 办公室;财务科 |  |  |
办公室/财务科 | 办公室;财务科 |  |  |
牵头：办公室；配合：各科室 | 办公室 | 各科室 | 是 |
牵头单位:办公室,参加单位:财务科、人事科 | 办公室 | 财务科;人事科 |  |
责任领导：分管副主任；责任科室：办公室 | 办公室 |  |  |
办公室牵头，会同财务科、人事科 | 办公室 | 财务科;人事科 |  |
办公室、宣传科牵头，疾控科、医政科配合，其他科室按职责落实 | 办公室;宣传科 | 疾控科;医政科;其他科室 | 是 |
县卫健局办公室负总责，各股室分工负责 | 县卫健局办公室 | 各股室 | 是 |
由综合科负责实施 | 综合科 |  |  |
综合科承担 | 综合科 |  |  |
综合科为牵头科室，法规科为配合科室 | 综合科 | 法规科 |  |
市疾控中心、市妇幼保健院，各县区卫生健康局 | 市疾控中心;市妇幼保健院;各县区卫生健康局 |  |  |
全体科室 | 全体科室 |  | 是 |
所有科室、直属单位 | 所有科室;直属单位 |  | 是 |
办公室、相关业务科室 | 办公室;相关业务科室 |  |  | 相关业务科室
办公室（政务公开办） | 办公室（政务公开办） |  |  |
科教科、妇幼科（老龄科）牵头 | 科教科;妇幼科（老龄科） |  |  |
党委办公室牵头，机关各科室、局属各单位按照职责分工负责 | 党委办公室 | 机关各科室;局属各单位 | 是 |
医院办公室、信息科、各临床科室 | 医院办公室;信息科;各临床科室 |  | 是 |
州发展改革委、工业和信息化委、教育体育局等 | 州发展改革委;州工业和信息化委;州教育体育局;等 |  |  | 等
州委宣传部、州委网信办牵头，州公安局、州通信管理办配合 | 州委宣传部;州委网信办 | 州公安局;州通信管理办 |  |
市教育局牵头，市发展和改革委员会、市财政局等部门配合 | 市教育局 | 市发展和改革委员会;市财政局;等部门 |  | 等部门
各县（市、区）人民政府 | 各县（市、区）人民政府 |  | 是 |
办公室牵头落实，各科室、所属单位配合 | 办公室 | 各科室;所属单位 | 是 |
卫生应急办公室（突发事件指挥中心） | 卫生应急办公室（突发事件指挥中心） |  |  |
"""

# a clerk's hand, written down before the grammar was read: what a verb is about, marks in brackets, labels without a
# colon, numbered lists, names with verbs inside, words only a person can resolve
SAID_BY_A_CLERK = """
财务科牵头，负责资金拨付，审计科配合 | 财务科 | 审计科 |  |
主办单位：市卫健委　承办单位：市疾控中心 | 市卫健委 | 市疾控中心 |  |
【牵头单位】州卫生健康委【配合单位】州财政局、医保局 | 州卫生健康委 | 州财政局;州医保局 |  |
责任单位：办公室、财务科（按职责分工负责） | 办公室;财务科 |  |  |
（1）办公室（2）财务科 | 办公室;财务科 |  |  |
①办公室②财务科 | 办公室;财务科 |  |  |
一、办公室 二、财务科 | 办公室;财务科 |  |  |
办公室·财务科 | 办公室;财务科 |  |  |
办公室牵头，办公室、财务科配合 | 办公室 | 财务科 |  |
财 务 科 | 财务科 |  |  |
医政科负责，中医科配合，信息中心提供技术支持 | 医政科 | 中医科;信息中心 |  |
财务科牵头，医政科负责业务指导 | 财务科 | 医政科 |  |
疾控科指导，各县市疾控中心负责 | 各县市疾控中心 | 疾控科 | 是 |
市卫健委指导、各县区卫健局实施 | 各县区卫健局 | 市卫健委 | 是 |
办公室商财务科 | 办公室 | 财务科 |  |
办公室联合宣传科开展 | 办公室 | 宣传科 |  |
办公室及人事科（按职责） | 办公室;人事科 |  |  |
各处（科）室分别负责 | 各处（科）室 |  | 是 |
各县（市）、区卫生健康局 | 各县（市）、区卫生健康局 |  | 是 |
各县、市、区卫健局 | 各县、市、区卫健局 |  | 是 |
各级各类医疗机构 | 各级各类医疗机构 |  | 是 |
每个科室 | 每个科室 |  | 是 |
涉及科室 | 涉及科室 |  |  | 涉及科室
各涉及科室 | 各涉及科室 |  |  | 各涉及科室
各责任科室 | 各责任科室 |  |  | 各责任科室
医政科等3个科室负责 | 医政科;等3个科室 |  |  | 等3个科室
办公室统筹，各科室具体负责 | 办公室 | 各科室 | 是 |
办公室汇总，各科室分别报送 | 办公室;各科室 |  | 是 |
办公室主抓，财务科协助 | 办公室 | 财务科 |  |
办公室为主，财务科为辅 | 办公室 | 财务科 |  |
办公室（牵头），财务科（配合） | 办公室 | 财务科 |  |
医政科（配合：药政科、中医科） | 医政科 | 药政科;中医科 |  |
办公室（配合科室：财务科） | 办公室 | 财务科 |  |
责任单位：办公室，牵头领导：分管领导 | 办公室 |  |  |
委党组 | 委党组 |  |  | 委党组
分管领导牵头，各科室配合 | 分管领导 | 各科室 | 是 | 分管领导
委领导，办公室 | 委领导;办公室 |  |  | 委领导
领导小组办公室牵头，各成员单位配合 | 领导小组办公室 | 各成员单位 |  | 各成员单位
市政务公开领导小组各成员单位 | 市政务公开领导小组各成员单位 |  |  | 市政务公开领导小组各成员单位
区卫健局牵头，财政局、医保局、人社局配合 | 区卫健局 | 区财政局;区医保局;区人社局 |  |
各县市 | 各县市 |  | 是 |
州卫健委，大理市、祥云县卫健局 | 州卫健委;大理市卫健局;祥云县卫健局 |  |  |
办公室、财务科（排名第一的为牵头单位） | 办公室 | 财务科 |  |
财务科*、办公室（带*为牵头单位） | 财务科 | 办公室 |  |
办公室负责汇总上报，各科室负责提供材料 | 办公室;各科室 |  | 是 |
办公室牵头，疾控科负责传染病防治信息公开，医政科负责医疗服务信息公开 | 办公室 | 疾控科;医政科 |  |
市人民医院、中医院、疾控中心 | 市人民医院;市中医院;市疾控中心 |  |  |
同上 | 同上 |  |  | 同上
待定 | 待定 |  |  | 待定
全体干部职工 | 全体干部职工 |  | 是 |
Office; Finance Dept. | Office;Finance Dept |  |  |
请各科室认真落实 | 各科室 |  | 是 |
办公室牵头，按季度汇总，各科室配合 | 办公室 | 各科室 | 是 |
办公室牵头，各科室配合，2018年12月底前完成 | 办公室 | 各科室 | 是 |
办公室牵头，各科室配合；长期坚持 | 办公室 | 各科室 | 是 |
市委组织部、宣传部、市卫生健康委 | 市委组织部;市委宣传部;市卫生健康委 |  |  |
办公室，以及相关科室 | 办公室;相关科室 |  |  | 相关科室
办公室+财务科 | 办公室;财务科 |  |  |
牵头科室 办公室 配合科室 财务科 | 办公室 | 财务科 |  |
牵头—办公室，配合—财务科 | 办公室 | 财务科 |  |
牵头单位为办公室，配合单位为财务科 | 办公室 | 财务科 |  |
责任单位（牵头）：办公室 责任单位（配合）：财务科 | 办公室 | 财务科 |  |
第一责任单位：办公室；第二责任单位：财务科 | 办公室 | 财务科 |  |
除办公室外的各科室 | 除办公室外的各科室 |  |  | 除办公室外的各科室
各科室（办公室除外） | 各科室（办公室除外） |  |  | 各科室（办公室除外）
各科室，办公室汇总 | 各科室;办公室 |  | 是 |
牵头科室 | 牵头科室 |  |  | 牵头科室
市卫健委（牵头）、市财政局、市医保局按职责分工负责 | 市卫健委 | 市财政局;市医保局 |  |
责任单位：办公室牵头，各科室配合 | 办公室 | 各科室 | 是 |
责任单位：办公室（牵头）、财务科、人事科 | 办公室 | 财务科;人事科 |  |
牵头单位：办公室，各科室配合 | 办公室 | 各科室 | 是 |
责任领导：分管副主任，办公室牵头，各科室配合 | 办公室 | 各科室 | 是 |
基层指导科牵头，督查落实科配合 | 基层指导科 | 督查落实科 |  |
区域协作处、卫生监督所 | 区域协作处;卫生监督所 |  |  |
妇幼保健指导中心、综合监督科 | 妇幼保健指导中心;综合监督科 |  |  |
经信局牵头，市民政局配合 | 经信局 | 市民政局 |  |
经济运行科牵头 | 经济运行科 |  |  |
州卫健委、大理市卫健局 | 州卫健委;大理市卫健局 |  |  |
州卫生健康委办公室、机关党委 | 州卫生健康委办公室;机关党委 |  |  |
住建局、市政管理处、城管局 | 住建局;市政管理处;城管局 |  |  |
办公室会计科 | 办公室会计科 |  |  |
办公室组织各科室开展 | 办公室 | 各科室 | 是 |
办公室督促各科室落实 | 各科室 | 办公室 | 是 |
各科室分别组织实施 | 各科室 |  | 是 |
办公室牵头，各科室组织实施 | 办公室 | 各科室 | 是 |
办公室统筹协调，各科室分工负责 | 办公室 | 各科室 | 是 |
办公室牵头并负责汇总，各科室配合 | 办公室 | 各科室 | 是 |
财务科牵头，负责资金拨付、预算编制，审计科配合 | 财务科 | 审计科 |  |
1.办公室2.财务科3.人事科 | 办公室;财务科;人事科 |  |  |
（一）办公室（二）财务科 | 办公室;财务科 |  |  |
办公室，财务科，人事科，均按职责负责 | 办公室;财务科;人事科 |  |  |
人事科（离退休科）和财务科 | 人事科（离退休科）;财务科 |  |  |
工会和妇委会 | 工会;妇委会 |  |  |
大理市和祥云县人民政府 | 大理市人民政府;祥云县人民政府 |  |  |
行业主管部门 | 行业主管部门 |  |  | 行业主管部门
办公室主要负责，财务科协助做好 | 办公室 | 财务科 |  |
办公室主要负责同志 | 办公室主要负责同志 |  |  | 办公室主要负责同志
党委书记、院长 | 党委书记;院长 |  |  | 党委书记;院长
医务科主任 | 医务科主任 |  |  | 医务科主任
由办公室负责，请各科室配合 | 办公室 | 各科室 | 是 |
办公室、财务科（牵头）、人事科（配合） | 办公室;财务科 | 人事科 |  |
责任科室：财务科，完成时间：6月30日前 | 财务科 |  |  |
市卫健委等10部门 | 市卫健委;等10部门 |  |  | 等10部门
高等教育科等科室 | 高等教育科;等科室 |  |  | 等科室
各科室、委属各单位，各县市卫健局按职责分工抓好落实 | 各科室;委属各单位;各县市卫健局 |  | 是 |
综合科牵头推进，相关科室协同配合 | 综合科 | 相关科室 |  | 相关科室
综合科牵头，相关科室协同推进落实 | 综合科 | 相关科室 |  | 相关科室
综合科抓总，各组配合 | 综合科 | 各组 |  |
综合科牵头总抓，各科室抓落实 | 综合科 | 各科室 | 是 |
综合科、宣传科负责牵头，各科室做好配合工作 | 综合科;宣传科 | 各科室 | 是 |
综合科和宣传科共同负责，财务科做好经费保障 | 综合科;宣传科 | 财务科 |  |
信息中心负责技术支撑，综合科负责内容审核 | 信息中心;综合科 |  |  |
实施单位：市疾控中心；指导单位：市卫健委 | 市疾控中心 | 市卫健委 |  |
市卫健委负责，市医保局、市财政局配合（排名不分先后） | 市卫健委 | 市医保局;市财政局 |  |
办公室--财务科 | 办公室;财务科 |  |  |
办公室→财务科 | 办公室;财务科 |  |  |
Office leads; Finance supports | Office leads;Finance supports |  |  |
委机关各科（室、中心） | 委机关各科（室、中心） |  | 是 |
未明确 | 未明确 |  |  | 未明确
"""

# 原文, its line ends and tabs as \\n and \\t | 牵头 | 配合
SAID_IN_CELLS = r"""
办公室\n财务科\n\n人事科\n | 办公室;财务科;人事科 |
办公室\r\n财务科 | 办公室;财务科 |
办公室\t财务科 | 办公室;财务科 |
办公室(牵头)\n财务科\n人事科(离退休科) | 办公室 | 财务科;人事科(离退休科)
牵头部门:市卫健委\n责任部门:市发改委、财政局\n完成时限:2018年底 | 市卫健委 | 市发改委;市财政局
政策法规与综合\n监督科牵头 | 政策法规与综合监督科 |
财务\n科、办公室 | 财务科;办公室 |
健康促进、宣传科及办公室 | 健康促进、宣传科;办公室 |
办公室和疾控和免疫规划科负责 | 办公室;疾控和免疫规划科 |
"""
KNOWN = ("办公室", "财务科", "健康促进、宣传科", "政策法规与综合监督科", "疾控和免疫规划科")
CELL_MARKS = (("\\r", "\r"), ("\\n", "\n"), ("\\t", "\t"))


REAL = Path(__file__).parents[2].parent / "shared" / "design" / "units.tsv"
NEEDS_ITS_DOCUMENT = {
    "（商务部指导，供销合作总社参与）": "its lead stands in a footnote of an earlier row",
}


@pytest.mark.skipif(not REAL.exists(), reason="the shared table of real phrasings is absent")
def test_every_real_phrasing_is_read_as_it_was_written_down():
    wrong = []
    with REAL.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text = row["phrase"].replace("\\n", "\n")
            footnote = "first-listed" in row["note"] or "lead = first" in row["note"]
            units = resolve_units(text, first_leads=footnote and "牵头" not in text)
            found = (";".join(units.leads), ";".join(units.supports), units.all_hands)
            wanted = (row["lead"], row["support"], row["all_hands"] == "1")
            if found != wanted and text not in NEEDS_ITS_DOCUMENT:
                wrong.append((text, found, wanted))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "leads", "supports", "everybody", "waiting"),
    [(*line, "")[:5] for line in table(SAID) + table(SAID_LATER) + table(SAID_BY_A_CLERK)],
)
def test_each_wording_is_understood(text, leads, supports, everybody, waiting):
    units = resolve_units(text)
    assert ";".join(units.leads) == leads
    assert ";".join(units.supports) == supports
    assert units.all_hands is (everybody == "是")
    assert ";".join(units.open_groups) == waiting
    assert units.text == text


@pytest.mark.parametrize(("text", "leads", "supports"), table(SAID_IN_CELLS))
def test_a_cell_breaks_lines_and_names_where_it_likes(text, leads, supports):
    for shown, mark in CELL_MARKS:
        text = text.replace(shown, mark)
    units = resolve_units(text, KNOWN)
    assert (";".join(units.leads), ";".join(units.supports)) == (leads, supports)


@pytest.mark.parametrize("text", ["—", "/", "无", " ", "……"])
def test_a_cell_that_names_nobody_names_nobody(text):
    units = resolve_units(text)
    assert (units.leads, units.supports, units.open_groups) == ((), (), ())


def test_a_bare_bureau_the_directory_knows_is_not_made_another():
    assert resolve_units("州卫健委牵头，财政局配合").supports == ("州财政局",)
    assert resolve_units("州卫健委牵头，财政局配合", ("财政局",)).supports == ("财政局",)


HARD = [
    "共同",
    "按职责",
    "等",
    "（配合：甲",
    "牵头—办",
    "办公室和",
    "各县、",
    " ",
    "甲 ",
    "办公室（牵头）",
    "州办、财政局、",
]


@pytest.mark.parametrize("piece", HARD)
def test_no_cell_takes_long(piece):
    began = perf_counter()
    units = resolve_units((piece * 20_000)[:20_000] + "（", KNOWN)
    assert not any(is_open(name) and is_group(name) for name in units.leads)
    assert perf_counter() - began < 10  # a pattern that backtracks takes minutes, a busy machine a second


def test_every_unit_text_of_the_sample_plan_is_understood_whole():
    with (SEEDS / "2018" / "tasks.csv").open(encoding="utf-8-sig", newline="") as lines:
        texts = {row["牵头落实科室"] for row in csv.DictReader(lines)}
    named = {name for text in texts for units in [resolve_units(text)] for name in (*units.leads, *units.supports)}
    sections = {"办公室", "政法科", "规财科", "宣传科", "疾控科"}
    assert named == sections | {"委机关各科室", "各科室", "其他科室", "相关科室"}


def test_a_known_name_is_not_cut_at_a_mark_inside_it():
    assert resolve_units("健康促进、宣传科牵头", ("健康促进、宣传科",)).leads == ("健康促进、宣传科",)
    assert resolve_units("粮食和储备局负责", ("粮食和储备局",)).leads == ("粮食和储备局",)


def test_groups_become_the_sections_of_the_directory():
    sections = (Section("办公室", ("委办公室",)), Section("政法科"), Section("监督所", counts=False))
    assert expand_names(("各科室",), sections, ISSUED) == (("办公室", "政法科"), ())
    assert expand_names(("其他科室",), sections, ISSUED, ("办公室",)) == (("政法科",), ())
    assert expand_names(("委办公室", "后勤处", "相关科室"), sections, ISSUED) == (("办公室",), ("后勤处",))


@pytest.mark.parametrize(
    ("word", "asks"), [("相关科室", True), ("有关科室", True), ("业务处室", True), ("各科室", False)]
)
def test_only_open_words_are_asked_about(word, asks):
    assert is_open(word) is asks


NAMES = st.lists(
    st.sampled_from(["办公室", "政法科", "疾控科", "宣传科", "财务科"]), min_size=1, max_size=4, unique=True
)


@given(NAMES, NAMES, st.sampled_from(["，", "、", " ", "；"]))
def test_what_we_would_write_is_read_back(leads, supports, mark):
    text = "、".join(leads) + "牵头" + mark + "、".join(supports) + "配合"
    units = resolve_units(text)
    assert (units.leads, units.supports) == (tuple(leads), tuple(name for name in supports if name not in leads))


@given(st.text(alphabet="办公室政法科牵头配合负责落实、，和及等各相关科室（） ", max_size=30))
def test_no_text_breaks_the_grammar(text):
    units = resolve_units(text)
    assert all(name.strip() for name in (*units.leads, *units.supports))
