"""Turn Word files into PDF (转换), one call for many files: with LibreOffice, or with Word where only Word is.

Every PDF of a run comes from one program, chosen here: page starts are pinned where that program broke the pages, and
``layout`` measures what it laid. LibreOffice comes first because each rule was measured with it, and Word was never
seen with our papers; an office that prints from Word may ask for Word by the environment variable PDF_CONVERTER.

Each call of LibreOffice has its own user profile, so that an office that has LibreOffice open, or two runs at once, do
not disturb each other; and its own font settings: where the standard's fonts are not installed, LibreOffice would
silently take a font of other widths, and every line would break elsewhere.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from automation.errors import AutomationError
from automation.outputs.word_printer import has_word, print_in_word
from automation.terms import papers as words

CONVERTER_VARIABLE = "SOFFICE"
CHOICE_VARIABLE = "PDF_CONVERTER"
WORD, LIBREOFFICE = "word", "libreoffice"  # its values
TIMEOUT = 180.0  # seconds for one call; a cold start takes about ten

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = {
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files/LibreOffice/program/soffice.exe",
        "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/opt/libreoffice/program/soffice",
        "/snap/bin/libreoffice",
        "/usr/lib64/libreoffice/program/soffice",
    ),
}
_SYSTEM_FONTS = ("/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf", "/opt/homebrew/etc/fonts/fonts.conf")
_REASON_LENGTH = 200
# A blank page before the imprint (7.5) is a page of the paper; LibreOffice leaves it out unless told otherwise.
_FILTER = 'writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


def choose_converter() -> str:
    """Choose the program (转换程序) that makes the PDFs: ``libreoffice``, ``word``, or empty where there is none.

    Raises AutomationError where the environment asks for one nobody knows.
    """
    asked = os.environ.get(CHOICE_VARIABLE, "").strip().lower()
    if asked not in ("", WORD, LIBREOFFICE):
        told = {"variable": CHOICE_VARIABLE, "value": asked, "choice": words.LIST_SEPARATOR.join((LIBREOFFICE, WORD))}
        raise AutomationError(words.CONVERTER_UNKNOWN.format(**told))
    if asked != WORD and find_converter() is not None:
        return LIBREOFFICE
    named = asked == LIBREOFFICE or (not asked and os.environ.get(CONVERTER_VARIABLE))
    return WORD if not named and has_word() else ""


def find_converter() -> Path | None:
    """Find soffice (转换程序): named by the environment variable SOFFICE, on PATH, or where it is usually installed."""
    named = os.environ.get(CONVERTER_VARIABLE)
    if named:
        return Path(named) if Path(named).is_file() else None
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found:
            return Path(found)
    return next((Path(place) for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()), None)


def render_pdf(files: Sequence[Path], into: Path, timeout: float = TIMEOUT) -> tuple[Path, ...]:
    """Put the PDFs of ``files`` into the folder ``into``, each under its file's own stem; give them in the same order.

    Raises AutomationError when there is no converter, it fails or takes longer than ``timeout`` seconds, or one PDF is
    missing; then nothing is put into the folder.
    """
    if not files:
        return ()
    chosen = choose_converter()
    if not chosen:
        raise AutomationError(words.CONVERTER_MISSING.format(variable=CONVERTER_VARIABLE))
    targets = [into / f"{file.stem}.pdf" for file in files]
    if len({target.name.casefold() for target in targets}) < len(targets):
        raise AutomationError(words.CONVERTER_SAME_NAME.format(files=_named(files)))
    with tempfile.TemporaryDirectory(prefix="pdf-") as scratch:
        made = _convert(chosen, files, Path(scratch), timeout)
        into.mkdir(parents=True, exist_ok=True)
        for source, target in zip(made, targets, strict=True):
            shutil.move(source, target)
    return tuple(targets)


def font_settings(system: Sequence[str] = _SYSTEM_FONTS) -> bytes:
    """Write a fontconfig file: the system's settings, and stand-ins of equal widths after each font of the standard.

    A stand-in is appended behind the wanted font, so that it serves only where the real one is not installed;
    ``binding="same"`` keeps it before any font the system would rather take.
    """
    root = etree.Element("fontconfig")
    for place in system:
        etree.SubElement(root, "include", ignore_missing="yes").text = place
    for wanted, stand_ins in words.FONT_STAND_INS.items():
        rule = etree.SubElement(root, "match", target="pattern")
        test = etree.SubElement(rule, "test", name="family")
        etree.SubElement(test, "string").text = wanted
        edit = etree.SubElement(rule, "edit", name="family", mode="append", binding="same")
        for name in stand_ins:
            etree.SubElement(edit, "string").text = name
    doctype = '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)


def _convert(chosen: str, files: Sequence[Path], scratch: Path, timeout: float) -> list[Path]:
    """Convert copies with plain names: a Chinese path is lost on LibreOffice where the system's locale is C."""
    copies = [scratch / f"{index:04}{file.suffix}" for index, file in enumerate(files)]
    for file, place in zip(files, copies, strict=True):
        shutil.copyfile(file, place)
    told: dict[str, object] = {"program": words.CONVERTERS[chosen], "files": _named(files)}
    convert = print_in_word if chosen == WORD else _print_in_libreoffice
    try:
        said = convert(copies, timeout)
    except TimeoutError as error:
        raise AutomationError(words.CONVERTER_SLOW.format(seconds=round(timeout), **told)) from error
    except OSError as error:
        raise AutomationError(words.CONVERTER_FAILED.format(reason=error, **told)) from error
    made = [place.with_suffix(".pdf") for place in copies]
    absent = [file for file, place in zip(files, made, strict=True) if not place.is_file()]
    if absent:
        told["files"] = _named(absent)
        raise AutomationError(words.CONVERTER_FAILED.format(reason=said.strip()[-_REASON_LENGTH:], **told))
    return made


def _print_in_libreoffice(papers: Sequence[Path], timeout: float) -> str:
    """Put the PDF of each paper beside it, in a folder of our own; gives what LibreOffice said.

    Raises TimeoutError after ``timeout`` seconds, when it and the processes it started have been stopped, and OSError
    when it cannot be started.
    """
    scratch = papers[0].parent
    fonts = scratch / "fonts.conf"
    fonts.write_bytes(font_settings())
    command = [
        str(find_converter()),
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:{_FILTER}",
        "--outdir",
        str(scratch),
        *map(str, papers),
    ]
    process = subprocess.Popen(  # noqa: S603 - a found program and our own file names, no shell
        command,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise TimeoutError from error
    return output.decode(errors="replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop soffice with the processes it started: killing the launcher alone would leave the office running."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _named(files: Sequence[Path]) -> str:
    return words.LIST_SEPARATOR.join(file.name for file in files)
