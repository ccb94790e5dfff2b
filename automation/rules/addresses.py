"""Reads where messages are sent to (消息地址): a line an address, of one section or, without a name, for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from automation import cells
from automation.terms import chasing as words


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses by section, those shared by all, and the numbers of lines that are none."""

    own: Mapping[str, tuple[str, ...]]
    shared: tuple[str, ...]
    unread: tuple[int, ...]

    def of(self, section: str) -> tuple[str, ...]:
        """Where a section's message goes: its own addresses, else the shared ones."""
        return self.own.get(cells.fold(section)) or self.shared


def read_addresses(text: str) -> Addresses:
    """The addresses of a text; lines that begin with # are notes."""
    own: dict[str, tuple[str, ...]] = {}
    shared: list[str] = []
    unread: list[int] = []
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(words.ADDRESS_NOTE):
            continue
        named, bare = re.fullmatch(words.ADDRESS_NAMED, line), re.fullmatch(words.ADDRESS_BARE, line)
        if named:
            own[cells.fold(named[1])] = (*own.get(cells.fold(named[1]), ()), named[2])
        elif bare:
            shared.append(bare[1])
        else:
            unread.append(place)
    return Addresses(own, tuple(shared), tuple(unread))
