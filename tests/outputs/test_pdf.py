"""The converter: found where offices have it, stopped when it hangs, and never trusted to have made a file."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from lxml import etree

from automation.errors import AutomationError
from automation.outputs import pdf
from automation.outputs.pdf import CONVERTER_VARIABLE, find_converter, font_settings, render_pdf
from automation.terms import papers as words

pytestmark = pytest.mark.usefixtures("cold_printer")
needs_soffice = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="sh is not there: the stand-in converter is a script")


def document(path: Path, text: str, font: str = "仿宋_GB2312") -> Path:
    made = docx.Document()
    run = made.add_paragraph().add_run(text)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a small script in the converter's place; ``$out`` is the folder it should fill."""

    def place(body: str) -> None:
        script = tmp_path / "soffice"
        script.write_text(
            '#!/bin/sh\nfor word; do [ "$last" = --outdir ] && out=$word; last=$word; done\n' + body, encoding="utf-8"
        )
        script.chmod(0o755)
        monkeypatch.setenv(CONVERTER_VARIABLE, str(script))

    return place


def test_the_converter_named_by_the_office_comes_first(tmp_path, monkeypatch):
    named = tmp_path / "soffice"
    named.touch()
    monkeypatch.setenv(CONVERTER_VARIABLE, str(named))
    assert find_converter() == named


def test_a_named_converter_that_is_not_there_is_not_replaced_by_another(tmp_path, monkeypatch):
    monkeypatch.setenv(CONVERTER_VARIABLE, str(tmp_path / "soffice"))
    assert find_converter() is None


def test_a_converter_off_the_path_is_found_where_it_is_usually_installed(tmp_path, monkeypatch):
    usual = tmp_path / "soffice"
    usual.touch()
    monkeypatch.delenv(CONVERTER_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(pdf, "_PLACES", {sys.platform: (str(tmp_path / "elsewhere"), str(usual))})
    assert find_converter() == usual


def test_an_office_without_converter_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv(CONVERTER_VARIABLE, str(tmp_path / "soffice"))
    with pytest.raises(AutomationError, match=f"没有找到 LibreOffice.*{CONVERTER_VARIABLE}"):
        render_pdf([tmp_path / "通知.docx"], tmp_path)


def test_nothing_to_convert_needs_no_converter(tmp_path, monkeypatch):
    monkeypatch.setenv(CONVERTER_VARIABLE, str(tmp_path / "soffice"))
    assert render_pdf([], tmp_path) == ()


@needs_shell
def test_two_papers_of_one_name_are_refused_before_anything_is_made(tmp_path, stand_in):
    stand_in("exit 1")
    with pytest.raises(AutomationError, match=r"同名.*办公室\.docx、办公室\.docx"):
        render_pdf([tmp_path / "a" / "办公室.docx", tmp_path / "b" / "办公室.docx"], tmp_path)


@needs_shell
def test_a_converter_that_fails_is_quoted_with_the_file(tmp_path, stand_in):
    stand_in("echo 'Error: source file could not be loaded'; exit 1")
    with pytest.raises(AutomationError, match=r"没有生成 PDF：通知\.docx（.*could not be loaded"):
        render_pdf([document(tmp_path / "通知.docx", "通知")], tmp_path / "pdf")


@needs_shell
def test_a_converter_that_cannot_start_is_an_error_in_the_clerks_words(tmp_path, stand_in):
    stand_in("")
    (tmp_path / "soffice").chmod(0o644)
    with pytest.raises(AutomationError, match=r"没有生成 PDF：通知\.docx"):
        render_pdf([document(tmp_path / "通知.docx", "通知")], tmp_path / "pdf")


@needs_shell
def test_one_missing_pdf_is_named_and_the_folder_stays_as_it_was(tmp_path, stand_in):
    stand_in('echo made > "$out/0000.pdf"')
    files = [document(tmp_path / "通知.docx", "通知"), document(tmp_path / "周报.docx", "周报")]
    with pytest.raises(AutomationError, match=r"没有生成 PDF：周报\.docx"):
        render_pdf(files, tmp_path / "pdf")
    assert not (tmp_path / "pdf").exists()


@needs_shell
def test_a_converter_that_hangs_is_stopped_with_its_children(tmp_path, stand_in):
    stand_in(f'(sleep 2; echo late > "{tmp_path}/late") & wait')
    started = time.monotonic()
    with pytest.raises(AutomationError, match=r"没有完成转换.*通知\.docx"):
        render_pdf([document(tmp_path / "通知.docx", "通知")], tmp_path / "pdf", timeout=0.3)
    assert time.monotonic() - started < 1.5
    time.sleep(2.2)
    assert not (tmp_path / "late").exists()


def test_the_font_settings_name_a_stand_in_for_each_font_of_the_standard():
    root = etree.fromstring(font_settings(["/etc/fonts/fonts.conf"]))
    assert [each.text for each in root.findall("include")] == ["/etc/fonts/fonts.conf"]
    rules = {each.findtext("test/string"): each.find("edit") for each in root.findall("match")}
    assert rules.keys() == words.FONT_STAND_INS.keys()
    for wanted, edit in rules.items():
        assert (edit.get("mode"), edit.get("binding")) == ("append", "same")  # behind the real one, before all others
        assert tuple(each.text for each in edit) == words.FONT_STAND_INS[wanted]


@needs_soffice
def test_two_runs_at_once_make_the_same_pages_under_chinese_names(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    files = [
        document(tmp_path / "催办单 一" / "政法科.docx", "2018年7月25日“公开”——政务"),
        document(tmp_path / "-周报.docx", "周报"),
    ]
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda name: render_pdf(files, tmp_path / name), ["甲", "乙"]))
    assert [[path.name for path in made] for made in runs] == [["政法科.pdf", "-周报.pdf"]] * 2
    texts = []
    for made in runs:
        with pdfplumber.open(made[0]) as opened:
            texts.append(opened.pages[0].extract_text())
            fonts = {each["fontname"].split("+")[-1] for each in opened.pages[0].chars}
    assert texts[0] == texts[1]
    assert "政务" in texts[0]
    if (
        shutil.which("fc-list")
        and "Fandol" in subprocess.run(["fc-list"], capture_output=True, check=True).stdout.decode()
    ):
        assert all(font.startswith(("FandolFang", "FangSong", "仿宋")) for font in fonts), fonts
