"""A paper as it stands on its pages (版面): what a reader measured, and what the rules make of it.

Lengths are millimetres from the left and the top edge of the paper, sizes of type are points. A line lies at its
baseline; its text has no white space.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

HOLDS, FAILS, UNMEASURED, NOT_APPLICABLE = "yes", "no", "unmeasured", "not_applicable"
PASSED = "holds"
FAILED = "fails"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; of one printed upside the reading direction is that of its line."""

    text: str
    font: str
    size: float
    left: float
    right: float

    @property
    def is_sign(self) -> bool:
        """Whether it is white space, a symbol, or a mark no Chinese or Latin text is written with (→, ★)."""
        sign = self.text[0]
        mark = unicodedata.east_asian_width(sign) == "N" and not self.text.isalnum()
        return self.text.isspace() or unicodedata.category(sign).startswith("S") or mark


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of print. ``ink`` is the box of its ink where that was looked for; of a page number that of its dash."""

    page: int
    glyphs: tuple[Glyph, ...]
    baseline: float
    red: bool = False
    ink: Box | None = None

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.glyphs[-1].right

    @property
    def size(self) -> float:
        """The size most of its characters have, in points."""
        sizes = [glyph.size for glyph in self.glyphs]
        return max(sorted(set(sizes)), key=sizes.count)

    @property
    def box(self) -> Box:
        """Its em box."""
        em = self.size * 25.4 / 72
        return self.left, self.baseline - 0.88 * em, self.right, self.baseline + 0.12 * em


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn rule (线)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    thickness: float  # mm
    red: bool = False

    @property
    def level(self) -> bool:
        """Whether it lies across the page."""
        return self.right - self.left > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page: its upright lines from the top down, its strokes, and its turned print (clause 8) as one line.

    Of ``turned`` the glyphs' left and right are heights on the page, and ``ink`` is that of all of it.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    turned: TextLine | None = None
    pictures: int = 0

    @property
    def landscape(self) -> bool:
        """Whether it lies across (横排)."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """The page of a section as the document sets it up, in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class ParagraphSeen:
    """A paragraph outside tables as the document asks for it.

    ``runs`` are its pieces, each with the Chinese font it asks for, none where it has no Han character; ``section`` is
    the place of the section it stands in, counted from 0; ``caption``: it names the picture or table beside it (图题).
    """

    text: str
    runs: tuple[tuple[str, str | None], ...] = ()
    bold: bool = False
    section: int = 0
    caption: bool = False

    @property
    def fonts(self) -> frozenset[str]:
        """The Chinese fonts of all of it."""
        return self.fonts_of(0, len(self.text))

    def fonts_of(self, start: int, end: int) -> frozenset[str]:
        """The Chinese fonts of some of its characters."""
        found = set()
        place = 0
        for text, font in self.runs:
            if font is not None and place < end and place + len(text) > start:
                found.add(font)
            place += len(text)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper: its pages, what its document asks for, and the fonts that stand in for others with other widths.

    ``headers`` are the texts of its page headers (页眉), an empty one where a header is only there; ``revisions`` is
    how many tracked changes (修订) nobody has accepted yet; ``front`` counts pages left out before its head.
    """

    pages: tuple[PageSeen, ...]
    sections: tuple[SectionSeen, ...] = ()
    paragraphs: tuple[ParagraphSeen, ...] = ()
    strange: tuple[str, ...] = ()
    headers: frozenset[str] = frozenset()
    revisions: int = 0
    front: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule held to one place: what was wanted and what was found there."""

    rule: str
    wanted: str
    measured: str = ""
    page: int | None = None
    holds: str = HOLDS
    box: Box | None = field(default=None, compare=False)

    def told(self, unit: str) -> tuple[str, str]:
        """What was wanted and what was found, a number with its unit; words have none."""
        wanted, found = (text + unit if text[-1:].isdigit() else text for text in (self.wanted, self.measured))
        return wanted, found


@dataclass(frozen=True, slots=True)
class Fault:
    """Measures that say the same of one or more places (问题), and the pages they are on, as a clerk reads them."""

    measures: tuple[Measure, ...]
    pages: str
