"""Sound papers of the rarer forms (合格公文): joint issue, the other two sign-offs, minutes, an order."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Twips

from automation.model.paper import Line, NoticePaper
from automation.outputs.word_papers import fill_minutes, fill_notice, fill_upward
from automation.terms.sheets import STAMPED, UNSEALED
from tests.outputs.layout_specimens import NUMBER, find, say
from tests.outputs.sample_papers import HAN, TEMPLATES, WHEN, notice

ORGANS = ("楚雄州卫生计生委", "楚雄州教育局", "楚雄州民政局")
TITLE = ("楚雄州卫生计生委等部门", "关于2018年政务公开工作情况的报告")
ATTENDED = (("出席", HAN), ("请假", "财务科"), ("列席", "各县（市）卫生计生局分管负责同志"))
POST = "楚雄州卫生计生委主任"


def _paper(**changed: object) -> NoticePaper:
    text = (Line(0, HAN * 3), Line(0, HAN * 2 + "。"))
    kept = {"plan": (), "body": text, "letterhead": f"{ORGANS[0]}文件", "organ": ORGANS[0], "number": NUMBER}
    return notice(**{**kept, "title_lines": TITLE, **changed})


def _open(filled) -> Document:
    return docx.Document(io.BytesIO(filled.freeze(WHEN)))


def joint() -> Document:
    """A paper of three organs, each with its seal."""
    paper = _paper(letterhead=ORGANS[0], partners=ORGANS[1:])
    return _open(fill_notice(paper, TEMPLATES / "通知.docx"))


def joint_upward() -> Document:
    """The same to an organ above: three who sign, two names a line."""
    paper = _paper(letterhead=ORGANS[0], partners=ORGANS[1:], signers=("主任", "局长", "副局长"))
    return _open(fill_upward(paper, TEMPLATES / "上行文.docx"))


def bare() -> Document:
    """A paper without a seal."""
    return _open(fill_notice(_paper(seal=UNSEALED), TEMPLATES / "通知.docx"))


def stamped() -> Document:
    """A paper with a signature stamp in place of the seal."""
    return _open(fill_notice(_paper(seal=STAMPED, posts=(POST,)), TEMPLATES / "通知.docx"))


def minutes() -> Document:
    """Minutes, with who was present."""
    body = (Line(0, HAN * 3), Line(0, "会议议定：各科室按月报送。"))
    paper = _paper(letterhead=f"{ORGANS[0]}会议纪要", body=body, attendance=ATTENDED)
    return _open(fill_minutes(paper, TEMPLATES / "纪要.docx"))


def order() -> Document:
    """An order (令), which the product does not make: no title, no recipients, its mark 20 mm below the text block."""
    document = stamped()
    recipients = find(document, "各县市")._p
    for gone in (recipients.getprevious(), recipients, *(find(document, line)._p for line in TITLE)):
        gone.getparent().remove(gone)
    say(find(document, f"{ORGANS[0]}文件"), f"{ORGANS[0]}令")
    spacing = document.styles["发文机关标志上空"].paragraph_format
    spacing.line_spacing = Twips(spacing.line_spacing.twips - round(15 / 25.4 * 1440))
    number = find(document, NUMBER)
    say(number, "第3号")
    look = document.styles["发文字号"].element.pPr
    look.remove(look.find(qn("w:pBdr")))
    return document
