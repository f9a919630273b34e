"""Lets the parts of a paper flow from page to page; the titles of a table go on with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A part that is not torn: how tall it is, and what draws it from its top down."""

    height: float
    draw: Callable[[float], None]
    head: "Block | None" = None  # drawn again where a new page begins with this part
    keep: bool = False  # it never stands last on a page


Placed = list[tuple[Block, float]]
"""The parts of one page, each with the height at which it begins."""


def flow(blocks: Sequence[Block], *, top: float, later: float, foot: float) -> list[Placed]:
    """Place parts on pages: from `top` on the first, from `later` on the others, down to `foot`."""
    pages: list[Placed] = [[]]
    y = top
    for number, block in enumerate(blocks):
        if y - _needed(blocks, number) < foot and pages[-1]:
            pages.append([])
            y = later
            if block.head is not None:
                pages[-1].append((block.head, y))
                y -= block.head.height
        pages[-1].append((block, y))
        y -= block.height
    return pages


def _needed(blocks: Sequence[Block], number: int) -> float:
    """Return the height of a part with all that must stand below it."""
    height = blocks[number].height
    while blocks[number].keep and number + 1 < len(blocks):
        number += 1
        height += blocks[number].height
    return height
