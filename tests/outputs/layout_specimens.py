"""Sound papers for the layout check (合格公文): the product's own notice with everything added a paper may have.

Marks at the top, four levels of headings, a list of attachments and two attachments; the same to an organ above; and
a notice with its plan on landscape pages.
"""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from automation.model.paper import Line
from automation.outputs.word_layout import element
from automation.outputs.word_papers import fill_letter, fill_notice, fill_signing, fill_upward
from automation.rules.title import break_by_meaning
from tests.outputs.sample_papers import HAN, TEMPLATES, WHEN, notice, signing

CHARACTER = 315  # twips of one 字
LINE = 579

ORGAN = "楚雄州卫生和计划生育委员会"
MARK, NUMBER = "楚雄州卫生计生委文件", "楚卫通〔2018〕67号"
TITLE = ("楚雄州卫生计生委关于印发", "2018年政务公开工作要点分工方案的通知")
ATTACHED = ("楚雄州卫生计生系统政务公开工作任务清单和责任科室对照表", "政务公开工作联系表")
SECRET, URGENT, COPY = "秘密★1年", "特急", "000012"
"""Words of the specimen."""


def specimen() -> Document:
    """A sound paper of four pages."""
    body = (
        Line(0, "现将方案印发给你们，请认真落实。"),
        Line(1, "一、总体思路"),
        Line(0, HAN * 7),
        Line(2, "（一）组织领导"),
        Line(3, "1.办公室负责总协调。"),
        Line(4, "（1）按季统筹，按月检查。"),
        Line(0, HAN * 3),
    )
    paper = notice(plan=(), body=body, letterhead=MARK, number=NUMBER, title_lines=TITLE, attachments=ATTACHED)
    document = docx.Document(io.BytesIO(fill_notice(paper, TEMPLATES / "通知.docx").freeze(WHEN)))
    _add_top_marks(document)
    return document


def upward() -> Document:
    """The same paper to an organ above: number at the left, who signs it at the right (上行文)."""
    document = specimen()
    number = find(document, NUMBER)
    number.alignment = WD_ALIGN_PARAGRAPH.LEFT
    say(number, f"　{NUMBER}")  # no indent: the red rule is this paragraph's border
    number.paragraph_format.tab_stops.add_tab_stop(Twips(8844 - CHARACTER), alignment=2)
    number.add_run("\t签发人：")
    name = number.add_run("主任")
    name._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "楷体_GB2312")
    return document


def letter() -> Document:
    """A letter (信函格式) of two pages."""
    title = ("楚雄州卫生计生委", "关于商请提供公开工作资料的函")
    body = (Line(0, HAN * 7), Line(0, HAN * 9))
    paper = notice(plan=(), body=body, letterhead=ORGAN, number=NUMBER, title_lines=title, printed_by="", note="")
    return docx.Document(io.BytesIO(fill_letter(paper, TEMPLATES / "信函.docx").freeze(WHEN)))


def to_above() -> Document:
    """A report to the organ above, from its own template."""
    title = ("楚雄州卫生计生委", "关于2018年政务公开工作情况的报告")
    body = tuple(Line(0, HAN * 7) for _ in range(3))
    paper = notice(plan=(), body=body, letterhead=MARK, number=NUMBER, title_lines=title, signers=("主任",))
    return docx.Document(io.BytesIO(fill_upward(paper, TEMPLATES / "上行文.docx").freeze(WHEN)))


def planned() -> Document:
    """A notice with a plan on landscape pages."""
    paper = notice(plan=notice().plan[:12], copies="", printed_by="")
    return docx.Document(io.BytesIO(fill_notice(paper, TEMPLATES / "通知.docx").freeze(WHEN)))


def unsigned() -> Document:
    """A draft for the leader: number and days are still blank."""
    paper = notice(plan=(), number="楚卫通〔2018〕　号", signed_on=None, printed_by="", printed_on=None, copies="")
    return docx.Document(io.BytesIO(fill_notice(paper, TEMPLATES / "通知.docx").freeze(WHEN)))


def signing_sheet() -> Document:
    """The sheet the leader signs it on."""
    return docx.Document(io.BytesIO(fill_signing(signing(), TEMPLATES / "发文稿纸.docx").freeze(WHEN)))


def attached(count: int) -> Document:
    """A paper with so many attachments, some of their names longer than a line."""
    long = f"{ATTACHED[0]}及填报说明"
    names = tuple(f"{long}（第{n}批）" if n in (1, 10, 11) else f"第{n}批清单" for n in range(1, count + 1))
    lines = tuple(break_by_meaning(name) for name in names)
    body = (Line(0, "现将方案印发给你们，请认真落实。"),)
    changes = {"letterhead": MARK, "number": NUMBER, "title_lines": TITLE, "attachments": names, "body": body}
    paper = notice(plan=(), attachment_lines=lines, copies="", printed_by="", **changes)
    return docx.Document(io.BytesIO(fill_notice(paper, TEMPLATES / "通知.docx").freeze(WHEN)))


def find(document: Document, text: str) -> Paragraph:
    """The first paragraph that begins so."""
    return next(one for one in document.paragraphs if one.text.strip().startswith(text))


def _add_top_marks(document: Document) -> None:
    """份号, 密级 and 紧急程度 above the mark; the space above it gets smaller by their three lines."""
    space = document.paragraphs[0]
    height = space._p.get_or_add_pPr()
    spacing = document.styles["发文机关标志上空"].paragraph_format.line_spacing
    height.append(element("spacing", line=spacing.twips - 3 * LINE, lineRule="exact", before=0, after=0))
    for text, font in ((COPY, ""), (SECRET, "黑体"), (URGENT, "黑体")):
        made = space.insert_paragraph_before(text, style="公文正文")
        indent(made, firstLine=0)
        made.paragraph_format.line_spacing = Twips(LINE)
        if font:
            set_font(made, font)


def set_font(paragraph: Paragraph, font: str) -> None:
    for run in paragraph.runs:
        run.font.name = font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def indent(paragraph: Paragraph, **sides: int) -> None:
    """Indents in twips, written over those of the style."""
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    for side, twips in sides.items():
        indent.set(qn(f"w:{side}"), str(twips))


def say(paragraph: Paragraph, text: str) -> None:
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)
