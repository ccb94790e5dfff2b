"""Parts the labels of a plan whose two label columns were printed as one run of lines (两级工作任务的切分).

Both columns break their text into short lines, and a line never runs over from one column into the other. So an area
ends at a line break, and it is what several label blocks begin with before they go different ways.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from automation.terms import plans as words

LAST_SIGN = chr(0x10FFFF)  # sorts behind every text
Block = tuple[str, ...]


def split_labels(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """(area, topic) of each block of lines; both empty where a row has no label of its own.

    Areas are looked for in this order: what two different blocks share up to a common line break; what stands before a
    topic printed alone elsewhere; the part of a block whose lines have another width. In a plan with two levels a block
    that begins with no area is a topic, in one with a single level every block is an area.
    """
    known = list(dict.fromkeys(block for block in blocks if block))
    shared = _find_shared(known)
    texts = {"".join(block) for block in known}
    areas = {
        block: max((end for end in _line_breaks(block) if end in shared), key=len, default="")
        or _before_topic(block, texts)
        or _by_width(block)
        for block in known
    }
    wide = {len(block[0]) for block, area in areas.items() if len(area) > len(block[0])}
    if len(wide) == 1:  # the areas known fill a column of this width, so others do too
        areas = {block: area or _by_width(block, *wide) for block, area in areas.items()}
    named = {area for area in areas.values() if area}
    labels = []
    for block in blocks:
        text = "".join(block)
        begins = (text[:size] for size in range(len(text), 0, -1))
        area = areas.get(block, "") or next((one for one in begins if one in named), "")
        if not text or not named:
            labels.append((text, ""))
        else:
            labels.append((area, text[len(area) :]))
    return labels


def _line_breaks(block: Block) -> Iterator[str]:
    """The text of a block up to each of its line breaks."""
    text = ""
    for line in block[:-1]:
        text += line
        yield text


def _find_shared(known: Sequence[Block]) -> set[str]:
    """The beginnings that several blocks share, each of them up to a line break or as a whole, with different rests."""
    breaks = {block: set(_line_breaks(block)) for block in known}
    ordered = sorted(("".join(block), block) for block in known)  # blocks that begin alike stand together
    texts = [text for text, _ in ordered]
    shared = set()
    for prefix in set().union(*breaks.values()):
        alike = ordered[bisect_left(texts, prefix) : bisect_right(texts, prefix + LAST_SIGN)]
        rests = {text[len(prefix) :] for text, _ in alike} - {""}
        if len(rests) > 1 and all(text == prefix or prefix in breaks[block] for text, block in alike):
            shared.add(prefix)
    return shared


def _before_topic(block: Block, texts: set[str]) -> str:
    """What stands before a topic that is printed alone in another row."""
    text = "".join(block)
    return next((end for end in _line_breaks(block) if text[len(end) :] in texts), "")


def _by_width(block: Block, known: int = 0) -> str:
    """The lines of one width before lines of another, where exactly one line break parts them so.

    Without a ``known`` width of the areas' column a short block may as well be one label.
    """
    cuts = [place for place in range(2, len(block) - 1) if _even(block[:place]) and _even(block[place:])]
    wide = [place for place in cuts if len(block[0]) != len(block[place])]
    sure = len(block[0]) == known if known else len("".join(block)) >= words.TWO_LABELS
    return "".join(block[: wide[0]]) if len(wide) == 1 and sure else ""


def _even(lines: Block) -> bool:
    """Whether lines fill a column: all of one width, the last one at most as wide."""
    return len(lines) > 1 and len({len(line) for line in lines[:-1]}) == 1 and len(lines[-1]) <= len(lines[0])
