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
            console.print(_table(block))
        if block.more:
            console.print(Text(f"  {block.more}"))


def _table(block: Block) -> Table:
    """The lines of a block, without rules: characters for lines differ in width from console to console."""
    table = Table(box=None, show_header=bool(block.heads), padding=(0, 1, 0, 0), pad_edge=False)
    count = len(block.lines[0])
    for place in range(count):
        head = block.heads[place] if block.heads else ""
        last = place == count - 1
        table.add_column(
            Text(head, COLOURS.get(head, "")),
            style=COLOURS.get(head, ""),
            justify="right" if block.heads and 0 < place < count - 1 else "left",
            no_wrap=not (last and count == 1),
            overflow="ellipsis",
            min_width=None if last else 4,
        )
    for line in block.lines:
        table.add_row(*(_cell(text, indent=not block.heads and place == 0) for place, text in enumerate(line)))
    return table


def _cell(text: str, *, indent: bool) -> Text:
    """A text as it is, with each word of a light in its colour."""
    said = Text(f"  {text}" if indent else text)
    for word, style in COLOURS.items():
        said.highlight_words([word], style)
    return said
