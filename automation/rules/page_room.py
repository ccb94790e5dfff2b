"""Reckons how much of a page a paper's rows take (页面余量), so that what must stand on one page does.

The lengths are those of the template's styles 清单 and 表格; a text is measured by its letters, rather too wide
than too narrow. A template the office has changed is measured by the converter instead.
"""

from __future__ import annotations

import math
import unicodedata
from itertools import pairwise

LINE = 28.95  # points of a line of 3号 (579 twips); 22 of them fill the text block (5.2.3)
PAGE = 22 * LINE
SMALL, SMALL_LINE, SMALL_HEAD = 10.5, 14.5, 15.0  # 清单文字, 清单表头
PLAIN, PLAIN_LINE = 12.0, 16.0  # 表格文字
AROUND = 4.0  # margins of a cell above and below its text, and the rule under it
BESIDE = 7.0  # margins of a cell left and right
GAP = 10.0  # 表间
_WIDE = "WFA"
_BETWEEN = 0.25  # letters of room between Han and digits


def count_lines(text: str, width: float, size: float) -> int:
    """Lines a text takes in a cell so many points wide; a word that does not break costs a letter more a line."""
    wide = [unicodedata.east_asian_width(sign) in _WIDE for sign in text]
    gaps = sum(before != after for before, after in pairwise(wide))
    letters = sum(1.0 if each else 0.55 for each in wide) + gaps * _BETWEEN
    room = (width - BESIDE) / size - 1.0
    return max(1, math.ceil(letters / room))


def row_height(lines: int, line: float = SMALL_LINE) -> float:
    """Points of a table's row of so many lines."""
    return lines * line + AROUND
