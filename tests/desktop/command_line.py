"""The command line for its tests: how a command ended, and the small shop that it is tried on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

AT = "2026-11-22T10:14"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    error: str


Run = Callable[..., Ended]


@dataclass(frozen=True)
class Shop:
    """A small shop's book, and how its things are called."""

    book: Path
    customer: str
    sale: str
    codes: tuple[str, ...]


def refused(ended: Ended, saying: str) -> None:
    """Check for one sentence on stderr, status 1 and nothing else."""
    assert ended.status == 1, ended
    assert ended.out == ""
    assert saying in ended.error
    assert len(ended.error.splitlines()) == 1, ended.error
