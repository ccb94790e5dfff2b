"""Turn Word files into PDF (转换) with LibreOffice, one call for many files.

Each call has its own user profile, so that an office that has LibreOffice open, or two runs at once, do not disturb
each other; and its own font settings: where the standard's fonts are not installed, LibreOffice would silently take a
font of other widths, and every line would break elsewhere.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from automation.errors import AutomationError
from automation.terms import papers as words

CONVERTER_VARIABLE = "SOFFICE"
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


def find_converter() -> Path | None:
    """Find soffice (转换程序): named by the environment variable, on PATH, or where it is usually installed."""
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
    converter = find_converter()
    if converter is None:
        raise AutomationError(words.CONVERTER_MISSING.format(variable=CONVERTER_VARIABLE))
    targets = [into / f"{file.stem}.pdf" for file in files]
    if len({target.name.casefold() for target in targets}) < len(targets):
        raise AutomationError(words.CONVERTER_SAME_NAME.format(files=_named(files)))
    with tempfile.TemporaryDirectory(prefix="pdf-") as scratch:
        made = _convert(converter, files, Path(scratch), timeout)
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


def _convert(converter: Path, files: Sequence[Path], scratch: Path, timeout: float) -> list[Path]:
    """Convert copies with plain names: a Chinese path is lost on LibreOffice where the system's locale is C."""
    copies = [scratch / f"{index:04}{file.suffix}" for index, file in enumerate(files)]
    for file, place in zip(files, copies, strict=True):
        shutil.copyfile(file, place)
    fonts = scratch / "fonts.conf"
    fonts.write_bytes(font_settings())
    command = [
        str(converter),
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:{_FILTER}",
        "--outdir",
        str(scratch),
        *map(str, copies),
    ]
    said = _run(command, {**os.environ, "FONTCONFIG_FILE": str(fonts)}, timeout, files)
    made = [place.with_suffix(".pdf") for place in copies]
    absent = [file for file, place in zip(files, made, strict=True) if not place.is_file()]
    if absent:
        raise AutomationError(words.CONVERTER_FAILED.format(files=_named(absent), reason=said))
    return made


def _run(command: Sequence[str], environment: Mapping[str, str], timeout: float, files: Sequence[Path]) -> str:
    """Run the converter and return the end of what it said; after the time it and its children are stopped."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a found program and our own file names, no shell
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise AutomationError(words.CONVERTER_FAILED.format(files=_named(files), reason=error)) from error
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise AutomationError(words.CONVERTER_SLOW.format(seconds=round(timeout), files=_named(files))) from error
    return output.decode(errors="replace").strip()[-_REASON_LENGTH:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop soffice with the processes it started: killing the launcher alone would leave the office running."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _named(files: Sequence[Path]) -> str:
    return words.LIST_SEPARATOR.join(file.name for file in files)
