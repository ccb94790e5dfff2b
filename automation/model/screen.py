"""What one look at the terminal shows (一屏): short blocks, each a heading and its lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the screen: ``heads`` make it a table with numbers to the right; of a line its last cell may be cut.

    ``colour`` is that of the heading, by the word of a light.
    """

    title: str = ""
    lines: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()
    more: str = ""
    colour: str = ""
