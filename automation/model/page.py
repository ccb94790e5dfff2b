"""A paper as it stands on its pages (版面): what a reader measured, and what the rules make of it.

Lengths are millimetres from the left and the top edge of the paper, sizes of type are points. A line lies at its
baseline; its text has no white space.
"""

from __future__ import annotations

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
    """A paragraph outside tables as the document asks for it: Chinese fonts by name, of its first run and of all."""

    text: str
    font: str = ""
    fonts: frozenset[str] = frozenset()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper: its pages, what its document asks for, and the fonts that stand in for others with other widths."""

    pages: tuple[PageSeen, ...]
    sections: tuple[SectionSeen, ...] = ()
    paragraphs: tuple[ParagraphSeen, ...] = ()
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule held to one place: what was wanted and what was found there."""

    rule: str
    wanted: str
    measured: str = ""
    page: int | None = None
    holds: str = HOLDS
    box: Box | None = field(default=None, compare=False)
