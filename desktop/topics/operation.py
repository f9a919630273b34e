"""One request of the feed: its shape, what does it, and how its result is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from db.session import Session
from desktop.topics import requests as asked


@dataclass(frozen=True)
class Operation:
    """One request's way through; each subject's file lists its own in `OPERATIONS`."""

    request: type[asked.Request]
    run: Callable[[Session, Any, str], Any]
    answer: type[msgspec.Struct]
    tell: Callable[[Session, Any], msgspec.Struct | dict[str, Any]]
    writes: bool = True
