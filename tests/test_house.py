"""The walls of the house: what may import what, where Chinese text and the clock may stand, how long a file may be.

Each wall is a small function over one file's source, tested on a fault first, so that none of them can silently pass.
"""

from __future__ import annotations

import ast
import itertools
import re
import sys
from pathlib import Path

import pytest

from automation.terms import commands

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "automation"
LAYERS = ["terms", "errors", "model", "cells", "sheets", "rim", "jobs", "cli"]
RIMS = {"sources", "rules", "outputs", "store"}
THIRD_PARTIES = {
    "cells": {"chinese_calendar", "cn2an"},
    "rules": {"chinese_calendar", "cn2an"},
    "sources": {"python_calamine", "lxml", "docx", "pdfplumber", "pypdfium2", "xlwings"},
    "outputs": {
        "openpyxl",
        "xlsxwriter",
        "docxtpl",
        "docx",
        "lxml",
        "jinja2",
        "markupsafe",
        "xlwings",
        "apprise",
        "pyhanko",
    },
    "store": {"filelock"},
    "jobs": {"schedule", "dask"},
    "cli": {"rich"},
}
HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("datetime", "utcnow"), ("time", "time")}
CLOCKS |= {("time", "localtime"), ("time", "monotonic"), ("time", "perf_counter"), ("time", "strftime")}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def layer_of(module: str) -> str:
    """The layer of a dotted module name such as automation.rules.merge."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def rank(layer: str) -> int:
    """Where a layer stands from left to right; the four rims share a place."""
    return LAYERS.index("rim" if layer in RIMS else layer)


def imported(tree: ast.AST) -> list[str]:
    """Every module a file imports, late imports too, as dotted names."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.append(node.module or "")
            found += [f"{node.module}.{alias.name}" for alias in node.names if node.module == "automation"]
    return found


def forbidden_imports(module: str, source: str) -> list[str]:
    """Imports a module of the house may not have."""
    own = layer_of(module)
    faults = []
    for name in imported(ast.parse(source)):
        top = name.split(".")[0]
        if top == "automation":
            other = layer_of(name)
            if not other or other == own:
                continue
            if rank(other) > rank(own) or (own in RIMS and other in RIMS) or own in ("terms", "errors"):
                faults.append(f"{own} imports {name}")
        elif top not in sys.stdlib_module_names and top not in THIRD_PARTIES.get(own, set()):
            faults.append(f"{own} imports {name}")
    return faults


def chinese_texts(source: str) -> list[str]:
    """String constants with Chinese text that are no docstrings."""
    tree = ast.parse(source)
    docs = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docs.add(id(first.value))
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            # a bare string below an assignment documents it
            if isinstance(body, list):
                docs |= {
                    id(line.value)
                    for before, line in itertools.pairwise(body)
                    if isinstance(before, (ast.Assign, ast.AnnAssign))
                    and isinstance(line, ast.Expr)
                    and isinstance(line.value, ast.Constant)
                }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and HAN.search(node.value)
    ]


def clock_calls(source: str) -> list[str]:
    """Calls that ask what time it is."""
    return [
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]


def broad_catches(source: str) -> int:
    """How many handlers catch everything."""
    return sum(
        node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
    )


def absent_commands(readme: str) -> list[str]:
    """Commands the README does not show as a clerk types them."""
    return [name for name in commands.COMMANDS if f"run.py {name}" not in readme]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.fixture(params=MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def module(request) -> Path:
    return request.param


def test_no_module_imports_what_stands_to_its_right_or_beside_it(module):
    assert forbidden_imports(module_name(module), module.read_text(encoding="utf-8")) == []


def test_chinese_text_stands_in_terms_only(module):
    if layer_of(module_name(module)) != "terms":
        assert chinese_texts(module.read_text(encoding="utf-8")) == []


def test_only_cli_knows_the_clock(module):
    if module.parent.name != "cli":
        assert clock_calls(module.read_text(encoding="utf-8")) == []


def test_only_cli_catches_everything(module):
    catcher = module.relative_to(PACKAGE).as_posix() == "cli/__init__.py"
    assert broad_catches(module.read_text(encoding="utf-8")) == (1 if catcher else 0)


@pytest.mark.parametrize(
    "path",
    [p for folder in (PACKAGE, ROOT / "tests") for p in sorted(folder.rglob("*.py"))] + [ROOT / "run.py"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_file_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_command_stands_in_both_readmes():
    for name in ("README.md", "README.en.md"):
        assert absent_commands((ROOT / name).read_text(encoding="utf-8")) == [], name


def test_no_file_is_called_utils():
    banned = {"utils", "helpers", "manager", "handler", "data", "info"}
    assert [path for path in MODULES if path.stem in banned] == []


def test_the_door_prints_no_chinese_of_its_own():
    texts = chinese_texts((ROOT / "run.py").read_text(encoding="utf-8"))
    assert texts == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("automation.rules.merge", "from automation.sources import workbook"),
        ("automation.rules.merge", "import automation.outputs.patch"),
        ("automation.rules.merge", "import openpyxl"),
        ("automation.rules.merge", "def late():\n    from automation.jobs import merge"),
        ("automation.model.plan", "from automation.cells import fold"),
        ("automation.model.plan", "from automation import cells"),
        ("automation.errors", "from automation.terms import commands"),
        ("automation.store.journal", "import lxml.etree"),
        ("automation.terms.sheets", "from automation.errors import AutomationError"),
        ("automation.cells", "import rich"),
    ],
)
def test_the_wall_of_imports_notices_a_breach(module, source):
    assert forbidden_imports(module, source)


def test_the_wall_of_imports_lets_the_way_through():
    source = "from automation.model.plan import Task\nfrom automation import cells\nimport json"
    assert forbidden_imports("automation.rules.merge", source) == []


def test_the_wall_of_words_notices_text_and_lets_docstrings_be():
    assert chinese_texts('def f():\n    """台账"""\n    return "逾期"') == ["逾期"]
    assert chinese_texts('x = f"第{n}行"') == ["第", "行"]
    assert chinese_texts('A = 1\n"""台账的说明"""') == []
    assert chinese_texts('f("台账")\n"没有用处的一句"') != []


def test_the_wall_of_clocks_notices_each_way_to_ask():
    for call in ("datetime.now()", "date.today()", "time.time()", "datetime.today()"):
        assert clock_calls(f"x = {call}") != []


def test_the_wall_of_catches_notices_bare_and_broad_handlers():
    assert broad_catches("try:\n    f()\nexcept Exception:\n    pass") == 1
    assert broad_catches("try:\n    f()\nexcept:\n    pass") == 1
    assert broad_catches("try:\n    f()\nexcept ValueError:\n    pass") == 0


def test_the_wall_of_commands_notices_one_the_readme_forgot():
    assert absent_commands("python run.py demo") == [name for name in commands.COMMANDS if name != "demo"]
