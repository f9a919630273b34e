"""What is said before the command: which book, what time, who, which language."""

from dataclasses import dataclass
from pathlib import Path

import click

from db.clock import Clock, fixed_clock, system_clock
from db.connection import open_book
from db.errors import NotAllowed
from db.queries.shop import shop_settings, staff_named
from db.rules.periods import parse_instant
from db.session import Session
from desktop.i18n import tr, use_language
from desktop.messages import label_of


@dataclass
class Desk:
    """What was said before the command: which book, what time, who, which language."""

    book: Path | None
    at: str | None
    staff: str | None
    language: str | None

    def session(self) -> Session:
        """Open the book that was named; raises the refusals of opening it."""
        if self.book is None:
            raise click.UsageError(tr("Name the book: okaeri --book FILE …"))
        db = open_book(self.book)
        settings = shop_settings(db)
        use_language(self.language or settings.language)
        clock: Clock = system_clock
        if self.at is not None:
            clock = fixed_clock(parse_instant(self.at, zone=settings.timezone))
        staff, role = None, "owner"
        if self.staff is not None:
            known = staff_named(db, self.staff)
            if known is None:
                raise NotAllowed("staff", self.staff)
            staff, role = known
        return Session(db, clock=clock, staff=staff, role=role, label=label_of)
