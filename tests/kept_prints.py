"""Prints that are kept (印样留用): LibreOffice takes a second to start and prints the same paper alike every time.

A paper that was printed before, byte for byte and with the same settings of fonts, is not printed again: its PDF comes
out of a folder. Papers printed in one call do not touch one another. Tests of the printing itself, and of what comes
out the same twice, ask for ``cold_printer``; a program put in LibreOffice's place is asked each time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from automation.outputs import pdf

COLD = pdf._print_in_libreoffice


@contextmanager
def keep_prints(folder: Path) -> Iterator[None]:
    """Let every run of this process take the PDFs of papers printed before from ``folder``."""

    def kept_of(paper: Path) -> Path:
        settings = paper.suffix.encode() + pdf.font_settings()
        return folder / f"{hashlib.sha256(settings + paper.read_bytes()).hexdigest()}.pdf"

    def print_or_take(papers: Sequence[Path], timeout: float) -> str:
        if os.environ.get(pdf.CONVERTER_VARIABLE):
            return COLD(papers, timeout)
        kept = {paper: kept_of(paper) for paper in papers}
        new = [paper for paper, place in kept.items() if not place.exists()]
        said = COLD(new, timeout) if new else ""
        for paper, place in kept.items():
            made = paper.with_suffix(".pdf")
            if paper not in new:
                shutil.copyfile(place, made)
            elif made.is_file():
                shutil.copyfile(made, place)
        return said

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf, "_print_in_libreoffice", print_or_take)
        yield
