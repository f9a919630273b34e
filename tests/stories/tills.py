"""Tills as programs of their own, which talk with `okaeri feed` at the same moment."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

ROOT = Path(__file__).parent.parent.parent


class Till:
    """A program of its own that talks with `okaeri feed`."""

    def __init__(self, book: Path) -> None:
        command = [sys.executable, "-m", "desktop", "--book", str(book), "feed"]
        self.process = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE)

    def send(self, *requests: dict[str, Any]) -> None:
        assert self.process.stdin
        lines = "".join(json.dumps(request) + "\n" for request in requests)
        self.process.stdin.write(lines.encode())
        self.process.stdin.flush()

    def hear(self, count: int = 1) -> list[dict[str, Any]]:
        assert self.process.stdout
        return [json.loads(self.process.stdout.readline()) for _ in range(count)]

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        assert self.process.wait(timeout=60) == 0
        self.process.stdout.close()


@contextmanager
def waiting_tills(book: Path) -> Iterator[list[Till]]:
    """Return two programs that have the same book open and are waiting."""
    tills = [Till(book) for _ in range(2)]
    for till in tills:
        till.send({"op": "shop.show"})
    for till in tills:
        assert till.hear()[0]["ok"]
    yield tills
    for till in tills:
        till.close()


def at_once(tills: list[Till], requests: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Send every till its requests before any answer is heard."""
    for till, mine in zip(tills, requests, strict=True):
        till.send(*mine)
    return [till.hear(len(mine)) for till, mine in zip(tills, requests, strict=True)]
