"""Which parts a field has (字段的组成), and which of them a template asks for.

A template is read with every branch, and with every list empty, so that a name wrong in a table that has no rows this
week is told this week.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

Shape = Any  # None: a text, or what cannot be told; a dict: a row by its parts; a list of one shape: many of these
_LOOP: dict[str, Shape] = dict.fromkeys(
    ("index", "index0", "first", "last", "length", "revindex", "revindex0", "previtem", "nextitem", "cycle", "changed")
)
_SAME = {"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"}  # filters that keep rows
_ONE = {"first", "last"}
_OWN = {"loop"}


class Rows(list[Mapping[str, object]]):
    """The rows of a field (明细), whose parts are known where there is no row too."""

    def __init__(self, parts: Iterable[str], rows: Iterable[Mapping[str, object]] = ()) -> None:
        """Rows of these parts."""
        super().__init__(rows)
        self.parts = tuple(parts)


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    shape: Shape


def shape_of(value: object) -> Shape:
    """The shape of a field's value."""
    if isinstance(value, Mapping):
        return {name: shape_of(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        first = shape_of(value[0]) if value else None
        return [{**dict.fromkeys(value.parts), **(first or {})}] if isinstance(value, Rows) else [first]
    return None


class Names:
    """The names a template asks for: those nobody fills, and where the others are first asked for."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        """Know the fields that are given."""
        self.unknown: list[tuple[str, int]] = []
        self.unknown_details: list[tuple[str, str, tuple[str, ...], int]] = []
        self.used: dict[str, int] = {}  # printed or looped over; one that only decides a condition prints nothing
        self._fields = shapes
        self._deciding = False

    def read(self, tree: nodes.Node) -> None:
        """Read a parsed template."""
        self._visit(tree, {name: _Row(name, shape) for name, shape in self._fields.items()}, set())

    def _visit(self, node: nodes.Node, scope: dict[str, _Row], own: set[str]) -> None:
        if isinstance(node, nodes.For):
            self._visit(node.iter, scope, own)
            inner, named = dict(scope), set(own) | _OWN
            row = self._row(node.iter, scope)
            many = row.shape if row and isinstance(row.shape, list) else [None]
            self._bind(node.target, inner, named, many[0])
            inner["loop"] = _Row("loop", _LOOP)
            for part in (node.test, *node.body):
                if part is not None:
                    self._visit(part, inner, named)
            for part in node.else_:
                self._visit(part, scope, own)
            return
        if isinstance(node, (nodes.If, nodes.CondExpr)):
            before, self._deciding = self._deciding, True
            self._visit(node.test, scope, own)
            self._deciding = before
            for child in node.iter_child_nodes(exclude=("test",)):
                self._visit(child, scope, own)
            return
        if isinstance(node, nodes.Assign):
            self._visit(node.node, scope, own)
            row = self._row(node.node, scope)
            self._bind(node.target, scope, own, row.shape if row else None)
            return
        if isinstance(node, nodes.If):  # what is only asked after is not printed
            printed = dict(self.used)
            self._visit(node.test, scope, own)
            self.used = printed
            for part in (*node.body, *node.elif_, *node.else_):
                self._visit(part, scope, own)
            return
        if isinstance(node, nodes.Name) and node.ctx != "load":
            self._bind(node, scope, own, None)
        elif isinstance(node, nodes.Name):
            self._name(node, scope, own)
        elif isinstance(node, (nodes.Getattr, nodes.Getitem)):
            self._detail(node, scope)
        for child in node.iter_child_nodes():
            self._visit(child, scope, own)

    def _bind(self, target: nodes.Node, scope: dict[str, _Row], own: set[str], shape: Shape) -> None:
        for name in [target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name):
            scope[name.name] = _Row(name.name, shape if name is target else None)
            own.add(name.name)

    def _name(self, node: nodes.Name, scope: Mapping[str, _Row], own: set[str]) -> None:
        if node.name not in scope:
            self.unknown.append((node.name, node.lineno))
        elif node.name not in own and not self._deciding:
            self.used.setdefault(node.name, node.lineno)

    def _detail(self, node: nodes.Getattr | nodes.Getitem, scope: Mapping[str, _Row]) -> None:
        part, row = _part(node), self._row(node.node, scope)
        if part is None or row is None or row.shape is None:
            return
        if not isinstance(row.shape, dict) or part not in row.shape:
            known = tuple(row.shape) if isinstance(row.shape, dict) else ()
            self.unknown_details.append((part, row.name, known, node.lineno))

    def _row(self, node: nodes.Node, scope: Mapping[str, _Row]) -> _Row | None:
        """What an expression gives, where that can be told."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Filter) and node.node is not None:
            row = self._row(node.node, scope)
            if row and node.name in _SAME:
                return row
            if row and node.name in _ONE and isinstance(row.shape, list):
                return _Row(row.name, row.shape[0])
            return None
        if isinstance(node, (nodes.Getattr, nodes.Getitem)):
            row = self._row(node.node, scope)
            if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
                return row
            part = _part(node)
            if row and part and isinstance(row.shape, dict):
                return _Row(f"{row.name}.{part}", row.shape.get(part))
            if row and isinstance(node, nodes.Getitem) and isinstance(row.shape, list):
                return _Row(row.name, row.shape[0])
        return None


def _part(node: nodes.Getattr | nodes.Getitem) -> str | None:
    """The part a template asks for by name."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    named = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str)
    return str(node.arg.value) if named and isinstance(node.arg, nodes.Const) else None
