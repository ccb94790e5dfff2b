"""Fill a Word template (模板) a clerk can edit: plain docxtpl fields with Chinese names.

docxtpl left to itself loses text: without autoescape ``R&D`` prints as ``R``. So values are escaped, a template is
looked at before it is filled (``word_check``), and the finished document is read back to see that every value arrived.
Nothing is ever rendered twice: ``{{ 7*7 }}`` in a task stays those nine characters.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from automation.errors import TemplateError
from automation.outputs.package import freeze_package
from automation.outputs.word_check import look_at
from automation.outputs.word_layout import Block, paragraph_text, printable
from automation.outputs.word_shape import shape_of
from automation.outputs.word_template import mend_template
from automation.terms import papers as words

_TITLE_LIMIT = 255  # python-docx refuses longer core properties
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # what a .doc begins with, and a .docx with a password
_UNREADABLE = (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError)
_RENDER_FAILURES = (
    jinja2.TemplateError,
    etree.XMLSyntaxError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A field of which some text does not stand in the document."""

    name: str
    text: str  # the first text that is missing
    place: str  # where the template names the field; empty where it does not


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template, and what a person should know of it."""

    document: Document
    lost_characters: int  # characters no XML document can hold, taken out of the values
    left_out: tuple[LeftOut, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """The fields of which some text does not stand in the document."""
        return tuple(one.name for one in self.left_out)

    def titled(self, title: str) -> Filled:
        """Name the paper in its document properties (标题), as file managers show it."""
        self.document.core_properties.title = printable(title)[0][:_TITLE_LIMIT]
        return self

    def freeze(self, when: date) -> bytes:
        """Give the .docx bytes, dated, equal for equal content."""
        saved = io.BytesIO()
        self.document.save(saved)
        return freeze_package(saved.getvalue(), when)


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper as a file (成稿), and what a person should know of it: what a filling process can hand back."""

    docx: bytes
    text: str  # every paragraph, one a line
    lost_characters: int = 0
    left_out: tuple[LeftOut, ...] = ()


def make_paper(
    fill: Callable[..., Filled], paper: object, template: Path, when: date, options: Mapping[str, object]
) -> MadePaper:
    """Fill a paper with one of the ``fill_…`` functions and give its file, dated."""
    filled = fill(paper, template, **options)
    return MadePaper(filled.freeze(when), read_text(filled.document), filled.lost_characters, filled.left_out)


class _Named(jinja2.StrictUndefined):
    """A missing value whose error is only its name: the sentence around it comes from ``terms``."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


def fill_template(template: Path, fields: Mapping[str, object]) -> Filled:
    """Fill a template's fields: texts, numbers for conditions, lists and mappings of these, and Blocks.

    Raises TemplateError (a sentence naming template and field) when the template cannot be read, is written wrongly,
    or asks for a field that is not given.
    """
    word = _open(template)
    environment = _environment()
    look = look_at(mend_template(word.docx), {name: shape_of(value) for name, value in fields.items()}, environment)
    if look.faults:
        raise TemplateError(words.TEMPLATE_FAULTY.format(template=template.name, faults=look.said))
    cleaner = _Cleaner(template, {style.name: style.style_id for style in word.docx.styles})
    values = {name: cleaner.clean(value, name) for name, value in fields.items()}
    try:
        word.render(values, environment, autoescape=True)
    except jinja2.UndefinedError as error:
        raise TemplateError(
            words.TEMPLATE_UNKNOWN_DETAIL.format(template=template.name, field=error.message)
        ) from error
    except _RENDER_FAILURES as error:
        raise TemplateError(words.TEMPLATE_FAILED.format(template=template.name, reason=error)) from error
    document: Document = word.docx
    return Filled(document, cleaner.lost_characters, tuple(_find_left_out(values, look.used, read_text(document))))


def _find_left_out(values: Mapping[str, object], used: Mapping[str, str], arrived: str) -> Iterator[LeftOut]:
    """The fields the template does not name, or prints in part only, under a condition or a cut."""
    lines = set(arrived.split("\n"))  # most texts are a paragraph of their own: a long plan is not searched for each
    for name, value in values.items():
        texts = (text for text in _texts(value) if name not in used or (text not in lines and text not in arrived))
        missing = next(texts, None)
        if missing is not None:
            yield LeftOut(name, missing, used.get(name, ""))


def read_text(document: Document) -> str:
    """Every paragraph of the document, its tables, headers and footers, one a line."""
    margins = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = [relation.target_part for relation in document.part.rels.values() if relation.reltype in margins]
    roots = [document.element, *(etree.fromstring(part.blob) for part in parts)]
    return "\n".join(paragraph_text(paragraph) for root in roots for paragraph in root.iter(qn("w:p")))


def _open(template: Path) -> Any:
    if not template.is_file():
        raise TemplateError(words.TEMPLATE_MISSING.format(template=template.name))
    try:
        data = template.read_bytes()
        if data.startswith(_COMPOUND):
            raise TemplateError(words.TEMPLATE_OLD.format(template=template.name))
        word = DocxTemplate(io.BytesIO(data))
        word.init_docx()
        word.get_xml()
    except (*_UNREADABLE, AttributeError) as error:
        raise TemplateError(words.TEMPLATE_UNREADABLE.format(template=template.name)) from error
    return word


def _environment() -> jinja2.Environment:
    """Jinja that can read values only: no attribute of ours, no change of a value, nothing undefined."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=_Named, finalize=_literal)


def _literal(value: object) -> object:
    """Write a value as XML text that docxtpl passes through unread.

    docxtpl turns ``{_{`` into ``{{`` after rendering, in values too; written as a reference the low line is safe.
    """
    if isinstance(value, jinja2.Undefined):
        return value
    if isinstance(value, Block):
        xml = etree.tostring(value.element, encoding="unicode", with_tail=False)
    else:
        xml = str(escape(value))
    return Markup(xml.replace("_", "&#95;"))  # noqa: S704 - escaped or serialised just above


class _Part(dict[str, object]):
    """A row of a field; it remembers which of its parts a template reads, for all rows of the field together."""

    def __init__(self, parts: Mapping[str, object], read: set[str]) -> None:
        super().__init__(parts)
        self._read = read

    def __getitem__(self, name: str) -> object:
        value = super().__getitem__(name)
        self._read.add(name)
        return value

    def read_values(self) -> Iterator[object]:
        """Give the parts the template read, in this row or another."""
        return (value for name, value in self.items() if name in self._read)


class _Cleaner:
    """Makes values fit to be written: no characters XML cannot hold, style ids of the template at hand."""

    def __init__(self, template: Path, style_ids: Mapping[str, str]) -> None:
        self.lost_characters = 0
        self._template = template
        self._style_ids = style_ids
        self._read: dict[str, set[str]] = {}

    def clean(self, value: object, field: str) -> object:
        """Make the value of a field, or a part of it, ready for the template."""
        if isinstance(value, str):
            text, lost = printable(value)
            self.lost_characters += lost
            return text
        if isinstance(value, Block):
            self.lost_characters += value.lost_characters
            return Block(self._with_style_ids(value.element))
        if isinstance(value, Mapping):
            parts = {name: self.clean(part, field) for name, part in value.items()}
            return _Part(parts, self._read.setdefault(field, set()))
        if isinstance(value, (list, tuple)):
            return [self.clean(part, field) for part in value]
        return value

    def _with_style_ids(self, element: BaseOxmlElement) -> BaseOxmlElement:
        made = copy.deepcopy(element)
        value = qn("w:val")
        for style in made.iter(qn("w:pStyle")):
            name = str(style.get(value))
            if name not in self._style_ids:
                raise TemplateError(words.TEMPLATE_NO_STYLE.format(template=self._template.name, style=name))
            style.set(value, self._style_ids[name])
        return made


def _texts(value: object) -> Iterator[str]:
    """Every text of a field that must stand in the document; a row may offer parts its template does not print."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, Block):
        yield from filter(None, map(paragraph_text, value.element.iter(qn("w:p"))))
    elif isinstance(value, (_Part, list)):
        for part in value.read_values() if isinstance(value, _Part) else value:
            yield from _texts(part)
