"""Hold a Word template against the fields there are (模板检查): each fault one sentence with its place.

docxtpl would find some of these late, in words about XML, and others never: it drops the text beside ``{%p … %}``, and
repairs the paragraphs that a condition begun in one table cell and ended in another leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jinja2
from docx.oxml.ns import qn
from jinja2 import nodes

from automation.outputs.word_shape import Names, Shape
from automation.outputs.word_template import Spot, Tag
from automation.terms import papers
from automation.terms import templates as words

_ENDS = {"endif": "if", "endfor": "for"}
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
_MOST = 5  # faults told at once
_WHOLE = {"p": "p", "tr": "tr", "tc": "tc"}  # what docxtpl puts the tag in the place of
_OF_DOCXTPL = ("vm", "hm", "colspan", "cellbg")


@dataclass(slots=True)
class Look:
    """What a look at a template gives: its faults, and for each field it names the place it is first named at."""

    faults: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The faults as one sentence; empty where there are none."""
        told = list(dict.fromkeys(self.faults))  # Word keeps a text box twice, for itself and for older programs
        more = words.MORE.format(count=len(told) - _MOST) if len(told) > _MOST else ""
        return words.PARTED.join(told[:_MOST]) + more


def look_at(parts: Sequence[Sequence[Spot]], shapes: Mapping[str, Shape], environment: jinja2.Environment) -> Look:
    """Look at every part of a template, whose fields ``mend_template`` made whole; ``shapes`` are the fields given."""
    look = Look()
    for spots in parts:
        broken = [*_find_halves(spots, shapes), *_find_misplaced(spots), *_find_unpaired(spots)]
        look.faults += broken
        if not broken:
            _read_names(spots, shapes, environment, look)
    return look


def _broken(reason: str, spot: Spot) -> str:
    return words.BROKEN.format(reason=reason, place=spot.place)


def _find_halves(spots: Sequence[Spot], shapes: Mapping[str, Shape]) -> Iterator[str]:
    """Fields with half their brackets, or one layer of them: they would be printed as they stand."""
    for spot in spots:
        if spot.halves:
            yield _broken(words.HALF, spot)
            continue
        for name in shapes:
            if any(f"{opens}{name}{closes}" in "".join(spot.rest.split()) for opens, closes in _pairs()):
                yield _broken(words.SINGLE.format(field=name), spot)


def _pairs() -> Iterator[tuple[str, str]]:
    return ((opens, closes) for opens in words.OPENS for closes in words.CLOSES)


def _find_misplaced(spots: Sequence[Spot]) -> Iterator[str]:
    """Tags that take the place of a whole paragraph, row or cell, and would take its other text with them."""
    for spot in spots:
        for tag in spot.tags:
            if tag.level not in _WHOLE:
                continue
            whole = _container(spot, tag.level)
            if whole is None:
                yield _broken(words.NO_TABLE.format(tag=tag.text), spot)
                continue
            inside = [one for one in spots if one is spot or whole in one.paragraph.iterancestors()]
            rest = "".join(one.text for one in inside).replace(tag.text, "", 1).strip()
            if rest:
                wanted = words.NOT_ALONE_P if tag.level == "p" else words.NOT_ALONE_TR
                yield _broken(wanted.format(tag=tag.text, rest=rest[:20]), spot)
            elif tag.level == "p" and spot.paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                yield _broken(words.ON_BREAK.format(tag=tag.text), spot)


def _container(spot: Spot, level: str) -> Any:
    if level == "p":
        return spot.paragraph
    return next(spot.paragraph.iterancestors(qn(f"w:{level}")), None)


def _home(spot: Spot, tag: Tag) -> Any:
    """What a tag and its end must share, for the text between them to be whole: both stand side by side in it."""
    whole = _container(spot, tag.level if tag.level in _WHOLE else "p")
    return None if whole is None else whole.getparent()


def _find_unpaired(spots: Sequence[Spot]) -> Iterator[str]:
    """Conditions and loops without end or beginning, or with an end that stands in another cell or layer."""
    open_ones: list[tuple[Tag, Spot]] = []
    for spot in spots:
        for tag in spot.tags:
            word = tag.keyword
            if word in ("if", "for"):
                open_ones.append((tag, spot))
            elif word in _ENDS or word in _BETWEEN:
                starts = (_ENDS[word],) if word in _ENDS else _BETWEEN[word]
                if not open_ones or open_ones[-1][0].keyword not in starts:
                    yield _broken(words.NO_START.format(tag=tag.text, start=papers.LIST_SEPARATOR.join(starts)), spot)
                    return
                start, place = open_ones[-1]
                kinds = [one.level if one.level in _WHOLE else "" for one in (start, tag)]
                if kinds[0] != kinds[1] or _home(place, start) is not _home(spot, tag):
                    yield _broken(words.CROSSED.format(tag=tag.text, start=start.text, place=place.where), spot)
                    return
                if word in _ENDS:
                    open_ones.pop()
    for start, spot in open_ones:
        yield _broken(words.NO_END.format(tag=start.text, end=f"end{start.keyword}"), spot)


def _read_names(
    spots: Sequence[Spot], shapes: Mapping[str, Shape], environment: jinja2.Environment, look: Look
) -> None:
    """Read the tags alone, a line for each paragraph, so that a line number is a place."""
    lines = ["".join(tag.plain for tag in spot.tags if tag.keyword not in _OF_DOCXTPL) for spot in spots]
    lines = [" ".join(line.split()) for line in lines]
    try:
        source = "\n".join(lines)
        tree = environment.parse(source)
        environment.compile(source)  # filters and tests there are none of
    except jinja2.TemplateSyntaxError as error:
        spot = _faulty(spots, environment) or spots[min(error.lineno, len(spots)) - 1]
        tag = next((tag for tag in spot.tags if not _parses(tag, environment)), spot.tags[0])
        look.faults.append(_broken(words.UNREADABLE.format(tag=tag.text), spot))
        return
    look.faults += _find_strange(tree, spots, environment)
    names = Names(shapes)
    names.read(tree)
    for name, line in names.used.items():
        look.used.setdefault(name, spots[line - 1].place)
    known = papers.LIST_SEPARATOR.join(shapes)
    for name, line in names.unknown:
        look.faults.append(words.UNKNOWN_FIELD.format(field=name, place=spots[line - 1].place, known=known))
    for part, row, parts, line in names.unknown_details:
        told = {"field": part, "row": row, "known": papers.LIST_SEPARATOR.join(parts) or papers.NONE}
        look.faults.append(words.UNKNOWN_DETAIL.format(place=spots[line - 1].place, **told))


def _find_strange(tree: nodes.Template, spots: Sequence[Spot], environment: jinja2.Environment) -> Iterator[str]:
    """Filters and tests there are none of, which jinja may tell only while it fills, and other files asked for."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        if node.name not in (environment.filters if isinstance(node, nodes.Filter) else environment.tests):
            yield _unreadable(node.name, spots[node.lineno - 1])
    for other in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        yield _unreadable("{%", spots[other.lineno - 1])


def _unreadable(said: str, spot: Spot) -> str:
    tag = next((tag for tag in spot.tags if said in tag.text), spot.tags[0])
    return _broken(words.UNREADABLE.format(tag=tag.text), spot)


def _faulty(spots: Sequence[Spot], environment: jinja2.Environment) -> Spot | None:
    return next((spot for spot in spots if any(not _parses(tag, environment) for tag in spot.tags)), None)


def _parses(tag: Tag, environment: jinja2.Environment) -> bool:
    """Whether a tag is well written by itself; a statement is given what it belongs to."""
    before = "{% if 1 %}" if tag.keyword in ("elif", "else", "endif") else "{% for a in [] %}"
    around = {
        "if": ("", "{% endif %}"),
        "for": ("", "{% endfor %}"),
        "endif": (before, ""),
        "endfor": (before, ""),
        "elif": (before, "{% endif %}"),
        "else": (before, "{% endif %}"),
    }.get(tag.keyword, ("", ""))
    try:
        environment.compile(around[0] + tag.plain + around[1])
    except jinja2.TemplateSyntaxError:
        return tag.keyword in _OF_DOCXTPL
    return True
