"""Puts a customer's points on the record of the statement, for window and command."""

from datetime import date, timedelta
from typing import BinaryIO

from db.queries.customers import customer_record
from db.queries.points import account_at
from db.queries.statements import statement_of
from db.rules.lots import by_last_day
from db.rules.remarks import SOON_DAYS
from db.rules.shop import ShopSettings
from db.rules.statements import LotStory, Taking, sums_of
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.printing.statement import (
    EndingPoints,
    StatementLine,
    StatementLot,
    StatementSheet,
    StatementSums,
    draw_statement,
)
from desktop.words import statements as words

_MOST_ENDING = 3


def print_statement(
    session: Session, customer_id: str, to: BinaryIO, *, since: date | None, paper: str
) -> None:
    """Print why a balance is what it is; raises UnknownCustomer."""
    draw_statement(statement_sheet(session, customer_id, since=since), to, paper=paper)


def statement_sheet(
    session: Session, customer_id: str, *, since: date | None = None
) -> StatementSheet:
    """Return all that a customer's statement says, from a day on or from the first."""
    moment, settings = session.moment(), session.settings
    customer = customer_record(session.db, customer_id)
    told = statement_of(moment, customer_id, since=since)
    sums = sums_of(told.lines)
    soon = moment.today + timedelta(days=SOON_DAYS)
    ending = by_last_day(account_at(moment, customer_id).lots.values(), on=moment.today)
    return StatementSheet(
        shop_name=settings.name,
        customer_name=customer.name,
        number=customer.number,
        printed_at=moment.now.astimezone(settings.timezone),
        first_day=since,
        last_day=moment.today,
        currency=settings.currency,
        digits=settings.digits,
        balance=told.closing.balance,
        worth_minor=max(told.closing.balance, 0) * settings.point_value,
        notes=tuple(words.standing_words(told.closing)),
        ending=tuple(
            EndingPoints(words.ending_words(each), soon=each.expires_on <= soon)
            for each in ending[:_MOST_ENDING]
            if each.expires_on is not None
        ),
        sums=StatementSums(
            told.opening.balance, sums.given, sums.used, sums.expired, sums.corrected
        ),
        lines=tuple(
            StatementLine(
                words.when(line.cause, settings),
                words.line_words(line, settings),
                line.change.balance,
                line.after.balance,
            )
            for line in told.lines
        ),
        lots=tuple(_lot(story, settings) for story in told.lots_left()),
        gone=tuple(_lot(story, settings) for story in told.lots if not story.left),
    )


def _lot(story: LotStory, settings: ShopSettings) -> StatementLot:
    return StatementLot(
        day=story.cause.day,
        what=words.cause_words(story.cause, settings),
        points=story.points,
        left=story.left,
        last_day=words.last_day_words(story),
        takings=tuple(_taking(taking, settings) for taking in story.takings),
    )


def _taking(taking: Taking, settings: ShopSettings) -> str:
    return tr("{points} on {day} ({what})").format(
        points=formats.number(-taking.points),
        day=formats.day(taking.cause.day),
        what=words.cause_words(taking.cause, settings),
    )
