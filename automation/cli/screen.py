"""Shows one screen in the terminal (一屏), 80 to 120 columns wide; in a pipe or without colours it says the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from automation.model.screen import Block
from automation.terms import states

NARROW, WIDE = 80, 120
COLOURS = {states.RED: "bold red", states.YELLOW: "yellow", states.GREEN: "green"}


def show_screen(blocks: Sequence[Block]) -> None:
    """Print the blocks one below the other; a line too long for the screen is cut with … where it ends."""
    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    console.width = max(NARROW, min(console.width, WIDE))
    for block in blocks:
        if block.title:
            console.print(Text(block.title, COLOURS.get(block.colour, "bold")))
        if block.lines:
            console.print(_table(block, console.width))
        if block.more:
            console.print(Text(f"  {block.more}"))


def _table(block: Block, width: int) -> Table:
    """The lines of a block, without rules: characters for lines differ in width from console to console.

    Of a list's lines the last cell alone is cut, so that all they are about stays to be read.
    """
    table = Table(box=None, show_header=bool(block.heads), padding=(0, 1, 0, 0), pad_edge=False)
    last = len(block.lines[0]) - 1
    lines = [
        [_cell(text, indent=not block.heads and not place) for place, text in enumerate(line)] for line in block.lines
    ]
    if last and not block.heads:
        left = width - sum(max(line[place].cell_len for line in lines) + 1 for place in range(last))
        for line in lines:
            line[last].truncate(max(left, 1), overflow="ellipsis")
    for place in range(last + 1):
        head = block.heads[place] if block.heads else ""
        numbers = bool(block.heads) and 0 < place < last
        style = COLOURS.get(head, "")
        table.add_column(
            Text(head, style), style=style, justify="right" if numbers else "left", no_wrap=last > 0, overflow="fold"
        )
    for line in lines:
        table.add_row(*line)
    return table


def _cell(text: str, *, indent: bool) -> Text:
    """A text as it is, with each word of a light in its colour."""
    said = Text(f"  {text}" if indent else text)
    for word, style in COLOURS.items():
        said.highlight_words([word], style)
    return said
