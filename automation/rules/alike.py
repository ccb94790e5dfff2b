"""Tells how alike two task texts are (相似程度), by the pairs of characters they share, rare pairs counting more.

Plans copy from the plan above, shorten it and change names in it. Words every task has (政务公开, 工作) prove nothing,
so each pair of characters weighs by how few of the texts hold it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from automation.cells import fold
from automation.terms import coverage as words

LOOKED_AT = 200  # texts compared with one; plans have a hundred tasks


@dataclass(frozen=True, slots=True)
class Match:
    """One text found for another: its place in the list, and two shares from 0 to 1.

    ``both`` is what they share of what both say, ``inside`` what they share of what the shorter one says.
    """

    place: int
    both: float
    inside: float


class Likeness:
    """A list of texts in which the ones most like another text are found, without comparing each with each."""

    def __init__(self, texts: Sequence[str], others: Iterable[str] = ()) -> None:
        """Weigh the pairs of ``texts``; ``others`` are texts that will be asked for and count for rarity too."""
        self._pairs = [_pairs(text) for text in texts]
        counted = Counter(pair for pairs in self._pairs for pair in pairs)
        for text in others:
            counted.update(_pairs(text))
        total = sum(counted.values()) or 1
        self._weights = {pair: math.log(1 + total / count) ** 2 for pair, count in counted.items()}
        self._heaviest = math.log(1 + total) ** 2
        self._sizes = [self._weigh(pairs) for pairs in self._pairs]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place, pairs in enumerate(self._pairs):
            for pair in pairs:
                self._holders[pair].append(place)

    def find(self, text: str) -> list[Match]:
        """The texts that share something with this one, the most alike first.

        Those that share its rarest pairs are looked at first, until ``LOOKED_AT`` have been seen.
        """
        pairs = _pairs(text)
        size = self._weigh(pairs)
        found = []
        for place in self._near(pairs):
            common = self._weigh(pairs & self._pairs[place])
            smaller = min(size, self._sizes[place])
            found.append(Match(place, 2 * common / (size + self._sizes[place]), common / smaller))
        return sorted(found, key=lambda match: (-match.both, match.place))

    def _near(self, pairs: frozenset[str]) -> list[int]:
        """The texts that hold any of the pairs, by the rarest pair first."""
        near: dict[int, None] = {}
        for pair in sorted(pairs & self._holders.keys(), key=lambda pair: (len(self._holders[pair]), pair)):
            near |= dict.fromkeys(self._holders[pair][:LOOKED_AT])
            if len(near) >= LOOKED_AT:
                break
        return list(near)

    def _weigh(self, pairs: Iterable[str]) -> float:
        return sum(self._weights.get(pair, self._heaviest) for pair in pairs)


def shared_phrases(one: str, other: str) -> tuple[str, ...]:
    """The longest stretches two texts have in common, at most two, as a person would point at them."""
    first, second = (re.sub(r"\s+", "", text) for text in (one, other))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    runs = (first[block.a : block.a + block.size].strip(words.AROUND_PHRASE) for block in blocks)
    long = sorted((run for run in runs if len(run) >= words.SHORTEST_PHRASE), key=len, reverse=True)
    return tuple(run[: words.LONGEST_PHRASE] for run in dict.fromkeys(long[: words.PHRASES]))


def _pairs(text: str) -> frozenset[str]:
    bare = re.sub(words.NO_LETTER, "", fold(text))
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1))
