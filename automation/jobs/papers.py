"""Puts papers on disk (出文): Word always, PDF where a converter is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from automation.errors import AutomationError
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.outputs.pdf import choose_converter, render_pdf
from automation.outputs.word_fill import MadePaper
from automation.rules.layout import find_rare
from automation.rules.shorten import shorten
from automation.store.replace import replace_file
from automation.terms import sheets as names

PDF = ".pdf"


def check_made(made: MadePaper, template: str, file: str = "") -> list[Finding]:
    """What a person should know of a paper: characters lost, what its template does not print.

    ``file`` is the paper where it is not called as its template is.
    """
    file = file or template
    findings = [
        Finding(
            "unprinted_field" if one.place else "unused_field",
            value=one.name,
            details=details(said=shorten(" ".join(one.text.split())), column=one.place),
            origin=Origin(template),
        )
        for one in made.left_out
    ]
    if made.lost_characters:
        told = details(count=made.lost_characters)
        findings.append(Finding("lost_characters", details=told, origin=Origin(file)))
    return [*findings, *tell_rare(made.text.splitlines(), file)]


def tell_rare(texts: Iterable[str], file: str) -> Iterator[Finding]:
    """Each character the fonts of official papers do not have, once, with the words around it."""
    seen = set()
    for character, place in find_rare(texts):
        if character not in seen:
            seen.add(character)
            yield Finding("rare_character", value=character, details=details(said=place), origin=Origin(file))


def keep_papers(
    workspace: Workspace,
    papers: Sequence[tuple[Path, bytes]],
    *,
    pdf: bool,
    printed: Mapping[Path, bytes] = MappingProxyType({}),
) -> tuple[list[str], list[Finding]]:
    """Write .docx files and, when wanted, their PDFs beside them; gives the files written and what went wrong.

    ``printed`` are the PDFs there are already, by their papers. A paper that stands there as it is is left alone, so
    that a PDF older than its paper is an old one, and told.
    """
    paths = [path for path, _ in papers]
    for path, data in papers:
        if not (path.is_file() and path.read_bytes() == data):
            replace_file(path, data)
    made: list[Path] = []
    findings: list[Finding] = []
    if pdf:
        for path, data in printed.items():
            replace_file(path.with_suffix(PDF), data)
        rest, findings = add_pdfs([path for path in paths if path not in printed])
        made = [*(path.with_suffix(PDF) for path in printed), *rest]
    old = [path.with_suffix(PDF) for path in paths if path.with_suffix(PDF) not in made and _is_outdated(path)]
    if old:
        shown = names.LIST_SEPARATOR.join(workspace.shown(path) for path in old)
        findings.append(Finding("pdf_stale", value=shown))
    return [workspace.shown(path) for path in (*paths, *made)], findings


def _is_outdated(paper: Path) -> bool:
    """Whether a PDF lies beside a paper that has been written anew since."""
    try:
        return paper.with_suffix(PDF).stat().st_mtime_ns < paper.stat().st_mtime_ns
    except OSError:  # there is none
        return False


def clear_stale(folder: Path, kept: Collection[str]) -> None:
    """Remove the papers an earlier run of the day made and nobody needs now; ``kept`` are the stems of the new ones."""
    for old in sorted(folder.glob("*.*")) if folder.is_dir() else ():
        if old.stem not in kept:
            with suppress(OSError):  # somebody has it open; the master is in place, so the run goes on
                old.unlink()


def add_pdfs(papers: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """The PDFs of some papers, each beside its own, in one call of the converter."""
    if not papers:
        return [], []
    if not choose_converter():
        return [], [Finding("no_converter")]
    scratch = papers[0].parent / ".pdf"
    try:
        rendered = render_pdf(papers, scratch)
        made = []
        for paper, pdf in zip(papers, rendered, strict=True):
            target = paper.with_suffix(PDF)
            replace_file(target, pdf.read_bytes())
            pdf.unlink()
            made.append(target)
    except AutomationError as error:
        return [], [Finding("pdf_failed", value=str(error))]
    finally:
        if scratch.is_dir():
            scratch.rmdir()
    return made, []
