"""What the environment refuses: the disk, the book's file, files that are taken in, printers.

The sentences are made in desktop/messages.py, as for every refusal.
"""

from dataclasses import dataclass
from typing import ClassVar

from db.errors import ShopError


@dataclass
class FileUnreadable(ShopError):
    """The file is no table that can be read; `problem` is a word such as missing, empty, format."""

    path: str
    problem: str
    line: int | None = None


@dataclass
class PrinterFault(ShopError):
    """A printer did not print; `problem` is a word such as away, silent, paper_out."""

    printer: str
    problem: str
    detail: str = ""  # the system's own words, where there are any


@dataclass
class MissingColumns(ShopError):
    """No column was found for fields without which nothing can be read."""

    fields: tuple[str, ...]


@dataclass
class BookBusy(ShopError):
    """Another program is writing in the book for too long."""

    code: ClassVar[str] = "book_busy"


@dataclass
class BookMissing(ShopError):
    """There is no book at this place."""

    path: str


@dataclass
class BookExists(ShopError):
    """A file stands where a new book should go."""

    path: str


@dataclass
class NotABook(ShopError):
    """The file is something else than a book of Okaeri."""

    code: ClassVar[str] = "book_damaged"
    path: str


@dataclass
class BookDamaged(ShopError):
    """The book cannot be read as it should."""

    code: ClassVar[str] = "book_damaged"
    path: str
    detail: str | None = None


@dataclass
class BookReadOnly(ShopError):
    """The book, or its folder, cannot be written to."""

    code: ClassVar[str] = "not_allowed"
    path: str


@dataclass
class DiskFull(ShopError):
    """There is no room left on the disk."""

    code: ClassVar[str] = "disk_full"
    path: str


@dataclass
class NewerBook(ShopError):
    """The book was written by a newer Okaeri."""

    code: ClassVar[str] = "newer_book"
    path: str
