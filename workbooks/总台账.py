"""在 Excel 里点 xlwings 加载项的 Run main，运行的就是这里的 main：对打开着的总台账做一次周汇总，结果用对话框显示。"""

import sys
from pathlib import Path

import xlwings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from automation.cli import press_button


def main() -> None:
    """The week's work in the office whose master was in front when the button was pressed."""
    press_button(Path(xlwings.Book.caller().fullname).resolve().parents[1])
