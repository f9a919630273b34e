"""`okaeri statement …`: why a customer's balance is what it is, line by line and lot by lot."""

import json
from collections.abc import Iterator

import click

from db.queries.customers import CustomerRecord, customer_named
from db.rules.shop import ShopSettings
from db.rules.statements import Statement
from desktop import formats
from desktop.commands.desk import Desk
from desktop.i18n import tr, trn
from desktop.words import statements as words

_INDENT = "  "


@click.command()
@click.argument("customer")
@click.option("--from", "since", metavar="DAY", help="The first day, ISO 8601.")
@click.option("--json", "as_json", is_flag=True, help="Print it as the feed answers it.")
@click.pass_obj
def statement(desk: Desk, customer: str, since: str | None, *, as_json: bool) -> None:
    """Print why a customer's balance is what it is; customers are named as in the feed."""
    import msgspec

    from desktop.topics.statement import shown_statement, tell_statement

    session = desk.session()
    moment, settings = session.moment(), session.settings
    customer_id = customer_named(session.db, customer, country=settings.country)
    shown = shown_statement(moment, customer_id, since=since)
    if as_json:
        told = msgspec.to_builtins(tell_statement(session, shown))
        for envelope in ("ok", "id"):
            del told[envelope]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in statement_lines(shown.customer, shown.statement, settings):
        click.echo(line)


def statement_lines(
    customer: CustomerRecord, told: Statement, settings: ShopSettings
) -> Iterator[str]:
    """Yield a statement in lines of writing, the figures under each other."""
    closing = told.closing
    points = trn("{points} point", "{points} points", abs(closing.balance))
    number = tr("No. {number}").format(number=formats.member_number(customer.number))
    yield " · ".join(
        (
            customer.name,
            number,
            points.format(points=formats.number(closing.balance)),
            *words.standing_words(closing),
        )
    )
    yield ""
    yield from _moves(told, settings)
    for heading, stories in (
        (tr("Where the points lie"), told.lots_left()),
        (tr("Used up or expired"), [story for story in told.lots if not story.left]),
    ):
        if stories:
            yield ""
            yield heading
        for story in stories:
            left = tr("{left} of {points}").format(
                left=formats.number(story.left), points=formats.number(story.points)
            )
            said = (
                story.cause.day.isoformat(),
                left,
                words.cause_words(story.cause, settings),
                words.last_day_words(story),
            )
            yield _INDENT + " · ".join(said)
            for taking in story.takings:
                taken = formats.number(-taking.points)
                what = words.cause_words(taking.cause, settings)
                yield f"{_INDENT * 3}{taking.cause.day} {taken} {what}"


def _moves(told: Statement, settings: ShopSettings) -> Iterator[str]:
    """Yield day, points, balance and what it was, in columns."""
    yield tr("Line by line")
    if not told.lines:
        yield _INDENT + tr("Nothing has moved the points in this time.")
    rows = [
        (
            line.cause.day.isoformat(),
            formats.signed(line.change.balance),
            formats.number(line.after.balance),
            words.line_words(line, settings),
        )
        for line in told.lines
    ]
    if told.since is not None:
        before = formats.number(told.opening.balance)
        rows.insert(0, (told.since.isoformat(), "", before, tr("Brought forward")))
    widths = [max((len(row[column]) for row in rows), default=0) for column in (1, 2)]
    for day, moved, after, what in rows:
        yield f"{_INDENT}{day}  {moved:>{widths[0]}}  {after:>{widths[1]}}  {what}"
