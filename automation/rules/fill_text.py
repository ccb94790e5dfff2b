"""Fills the numbers into a text (填数): {名称} stands for a bound number; what is no field is looked at too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from automation import cells
from automation.model.trace import Bound
from automation.terms import drafting as words
from automation.terms import trace


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number as a text quotes it: the field's name, and where its figure stands in the filled text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text with its numbers in: what was quoted, the fields nothing is known of, and numbers typed by hand."""

    text: str
    quoted: tuple[Quoted, ...] = ()
    missing: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def fill_text(text: str, numbers: Mapping[str, Bound]) -> FilledText:
    """Put the bound numbers in place of their fields; a field without one is named in the text (〔缺：名称〕)."""
    made = ""
    end = 0
    quoted: list[Quoted] = []
    missing: list[str] = []
    loose = list(find_loose(text))
    for field in re.finditer(words.FIELD, text):
        made += text[end : field.start()]
        end = field.end()
        name = field[1].strip()
        if name in numbers:
            figure = cells.show(numbers[name].value)
            loose += find_loose(figure) if isinstance(numbers[name].value, str) else ()
            quoted.append(Quoted(name, len(made), len(made) + len(figure)))
            made += figure
        else:
            missing.append(name)
            made += words.FIELD_MISSING.format(name=name)
    return FilledText(made + text[end:], tuple(quoted), tuple(missing), tuple(loose))


def find_loose(text: str) -> Iterator[str]:
    """The numbers of a text that are no fields, with the words around them.

    Years, days and ordinals count nothing, nor does how long something may take (20个工作日), unless it was measured.
    """
    bare = re.sub(words.FIELD, _hide, text)
    bare = re.sub(trace.NO_COUNT, _hide, bare)
    bare = re.sub(
        trace.LIMIT, lambda one: one[0] if re.search(trace.MEASURED, bare[: one.start()]) else _hide(one), bare
    )
    for found in re.finditer(f"{trace.NUMBER}|{trace.HAN_NUMBER}", bare):
        yield show_around(text, found.start(), found.end())


def _hide(found: re.Match[str]) -> str:
    return "\x00" * len(found[0])


def show_around(text: str, start: int, end: int) -> str:
    """A piece of a text in brackets, with a few characters on either side."""
    before = text[max(0, start - trace.AROUND) : start].rpartition("\n")[2]
    after = text[end : end + trace.AROUND].partition("\n")[0]
    return trace.SHOWN.format(before=before, value=text[start:end].strip(), after=after)
