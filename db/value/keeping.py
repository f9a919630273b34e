"""Keeps an answer in memory for as long as the book that gave it has not changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlite_utils import Database

T = TypeVar("T")


class Kept(Generic[T]):
    """A few answers, each under what was asked and the hash of the book's last fact.

    The hash covers every fact before it, and whatever changes a book leaves a fact: two books, or
    one at two times, that share it say the same.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, T] = OrderedDict()

    def holds(self, db: Database, asked: Hashable) -> bool:
        """Tell whether the answer is at hand."""
        return (last_hash(db), asked) in self._answers

    def get(self, db: Database, asked: Hashable, work_out: Callable[[], T]) -> T:
        """Return the kept answer, or work it out; the one that was asked for longest ago goes."""
        key = (last_hash(db), asked)
        if key not in self._answers:
            self._answers[key] = work_out()
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        self._answers.move_to_end(key)
        return self._answers[key]


def last_hash(db: Database) -> bytes:
    """Return the hash of the book's last fact, by which its whole content is known."""
    return bytes(db.conn.execute("SELECT last_hash FROM book").fetchone()[0])
