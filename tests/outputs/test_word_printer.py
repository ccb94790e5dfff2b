"""Word as the converter, played by a stand-in: which calls it gets, what becomes of errors, and of one that hangs.

Not verified in Word itself: there is none here.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from automation.errors import AutomationError
from automation.outputs import pdf, word_printer
from automation.outputs.pdf import CHOICE_VARIABLE, CONVERTER_VARIABLE, choose_converter, render_pdf
from automation.outputs.word_printer import convert, print_in_word

STAND_IN = """
import os, pathlib, time

class com_error(Exception):
    pass

class Document:
    def __init__(self, name):
        self.name = name
    class ActiveWindow:
        Hwnd = 7
    def ExportAsFixedFormat(self, **told):
        text = pathlib.Path(self.name).read_text()
        if text == "broken":
            raise com_error(-2147352567, "发生意外。", (0, "Word", "文件已损坏", None, 0, 0), None)
        if text == "endless":
            time.sleep(60)
        assert told["ExportFormat"] == 17 and not told["OpenAfterExport"]
        pathlib.Path(told["OutputFileName"]).write_text("printed " + text)
        log("export")
    def Close(self, SaveChanges):
        log(f"close {SaveChanges}")

class Documents:
    def Open(self, FileName, ReadOnly, **told):
        assert ReadOnly and not told["Visible"] and not told["AddToRecentFiles"] and not told["ConfirmConversions"]
        log("open")
        return Document(FileName)

class Word:
    def __init__(self):
        self.__dict__["Documents"] = Documents()
    def __setattr__(self, name, value):
        log(f"{name} {value}")
    def Quit(self, SaveChanges):
        log(f"quit {SaveChanges}")

def log(text):
    with open(os.environ["WORD_LOG"], "a") as file:
        print(text, file=file)

def DispatchEx(name):
    assert name == "Word.Application"
    log("start")
    return Word()
"""
PROCESS = "import os\ndef GetWindowThreadProcessId(window):\n    return 1, int(os.environ.get('WORD_PROCESS', 0))\n"


@pytest.fixture
def word(tmp_path, monkeypatch):
    """A machine with Word only: the stand-in lies where the process looks for pywin32."""
    place = tmp_path / "pywin32"
    (place / "win32com").mkdir(parents=True)
    (place / "win32com" / "__init__.py").touch()
    (place / "win32com" / "client.py").write_text(STAND_IN, encoding="utf-8")
    (place / "pywintypes.py").write_text("from win32com.client import com_error\n", encoding="utf-8")
    (place / "win32process.py").write_text(PROCESS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place))
    monkeypatch.setenv("WORD_LOG", str(tmp_path / "log"))
    monkeypatch.delenv(CONVERTER_VARIABLE, raising=False)
    monkeypatch.setattr(pdf, "has_word", lambda: True)
    monkeypatch.setenv(CHOICE_VARIABLE, "word")
    return tmp_path / "log"


def papers(folder: Path, **texts: str) -> list[Path]:
    made = []
    for name, text in texts.items():
        (folder / f"{name}.docx").write_text(text)
        made.append(folder / f"{name}.docx")
    return made


def test_many_papers_are_printed_by_one_invisible_word_that_is_quit(tmp_path, word):
    made = render_pdf(papers(tmp_path, 通知="one", 周报="two"), tmp_path / "pdf")
    assert [(one.name, one.read_text()) for one in made] == [("通知.pdf", "printed one"), ("周报.pdf", "printed two")]
    calls = word.read_text().split("\n")[:-1]
    assert calls == [
        *("start", "Visible False", "DisplayAlerts 0", "AutomationSecurity 3"),
        *("open", "export", "close 0") * 2,
        "quit 0",
    ]


def test_a_paper_word_cannot_print_is_named_with_its_words_and_word_is_quit(tmp_path, word):
    with pytest.raises(AutomationError, match=r"^Word 没有生成 PDF：通知\.docx（文件已损坏）$"):
        render_pdf(papers(tmp_path, 通知="broken", 周报="two"), tmp_path / "pdf")
    assert word.read_text().split("\n")[-4:] == ["export", "close 0", "quit 0", ""]
    assert not (tmp_path / "pdf").exists()


def test_a_word_that_hangs_is_stopped_with_its_process(tmp_path, word, monkeypatch):
    own = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setenv("WORD_PROCESS", str(own.pid))
    begun = time.monotonic()
    with pytest.raises(AutomationError, match=r"^Word 在 2 秒内没有完成转换，已停止；没有生成 PDF：通知\.docx$"):
        render_pdf(papers(tmp_path, 通知="endless"), tmp_path / "pdf", timeout=2)
    assert time.monotonic() - begun < 10
    assert own.wait(5) != 0


def test_a_machine_whose_word_does_not_start_is_told_so(tmp_path, word, monkeypatch):
    place = tmp_path / "pywin32" / "win32com" / "client.py"
    text = place.read_text(encoding="utf-8")
    place.write_text(
        text.replace('    log("start")\n', '    raise com_error(-2147221005, "无效的类字符串", None, None)\n')
    )
    with pytest.raises(AutomationError, match=r"Word 没有生成 PDF：.*无效的类字符串"):
        render_pdf(papers(tmp_path, 通知="one"), tmp_path / "pdf")


def test_a_machine_without_pywin32_is_told_so_in_one_sentence(tmp_path, word, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "")
    with pytest.raises(
        AutomationError, match=r"Word 没有生成 PDF：.*（ModuleNotFoundError: No module named 'win32com'"
    ):
        render_pdf(papers(tmp_path, 通知="one"), tmp_path / "pdf")


def test_word_is_quit_where_it_refuses_to_be_made_invisible():
    class Refused(Exception):
        pass

    class Stubborn:
        quits = 0

        def __setattr__(self, name, value):
            raise Refused(1, "被拒绝")

        def Quit(self, SaveChanges):  # noqa: ARG002, N802, N803 - Word's own names
            type(self).quits += 1
            raise Refused(1, "忙")

    told = []
    convert(Stubborn, ["a.docx"], Refused, lambda key, value: told.append((key, value)))
    assert (told, Stubborn.quits) == ([("failed", "被拒绝")], 1)


def machine(monkeypatch, tmp_path, *, libreoffice, word):
    monkeypatch.delenv(CONVERTER_VARIABLE, raising=False)
    monkeypatch.setattr(pdf, "has_word", lambda: word)
    monkeypatch.setattr(pdf, "find_converter", lambda: tmp_path / "soffice" if libreoffice else None)


@pytest.mark.parametrize(
    ("asked", "libreoffice", "word", "chosen"),
    [
        ("", True, True, "libreoffice"),
        ("", True, False, "libreoffice"),
        ("", False, True, "word"),
        ("", False, False, ""),
        ("Word", True, True, "word"),
        ("word", True, False, ""),
        ("libreoffice", False, True, ""),
    ],
)
def test_one_program_is_chosen_for_every_pdf(monkeypatch, tmp_path, asked, libreoffice, word, chosen):
    machine(monkeypatch, tmp_path, libreoffice=libreoffice, word=word)
    monkeypatch.setenv(CHOICE_VARIABLE, asked)
    assert choose_converter() == chosen


def test_a_libreoffice_named_in_vain_is_not_replaced_by_word(monkeypatch, tmp_path):
    machine(monkeypatch, tmp_path, libreoffice=False, word=True)
    monkeypatch.setenv(CONVERTER_VARIABLE, str(tmp_path / "soffice"))
    assert choose_converter() == ""


def test_a_program_nobody_knows_is_told(monkeypatch):
    monkeypatch.setenv(CHOICE_VARIABLE, "wps")
    with pytest.raises(AutomationError, match="PDF_CONVERTER 写的“wps”不能用，请写 libreoffice、word 之一"):
        choose_converter()


@pytest.mark.skipif(sys.platform == "win32", reason="Word may be there")
def test_there_is_no_word_where_there_is_no_windows():
    assert not word_printer.has_word()


def test_the_printing_process_tells_nothing_of_papers_it_printed(tmp_path, word):
    assert print_in_word(papers(tmp_path, 通知="one"), 20.0) == ""
