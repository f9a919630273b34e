"""`okaeri figures`: a month, week, quarter or year in figures, and who is behind one of them."""

import json
from collections.abc import Iterator

import click

from db.queries.behind import Behind, customers_behind
from db.queries.figures import PeriodFigures, period_figures
from db.rules.shop import ShopSettings
from db.rules.spans import parse_period
from desktop import formats
from desktop.commands.desk import Desk
from desktop.i18n import tr, trn
from desktop.words.groups import group_name_words
from desktop.words.payments import owed_words
from desktop.words.periods import period_words

_INDENT = "  "


@click.command()
@click.argument("period", metavar="PERIOD")
@click.option("--behind", "figure", metavar="FIGURE",
              help="List the customers behind a figure, such as lapsed or rfm:missed.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), help="List no more than these.")
@click.option("--json", "as_json", is_flag=True, help="Print it as the feed answers it.")
@click.pass_obj
def figures(
    desk: Desk, period: str, figure: str | None, limit: int | None, *, as_json: bool
) -> None:
    """Print the figures of a PERIOD: 2026-10, 2026-W47, 2026-Q4 or 2026."""
    from msgspec import to_builtins

    from desktop.topics.figures import tell_behind, tell_figures

    session = desk.session()
    asked, settings, today = parse_period(period), session.settings, session.today
    if figure is None:
        told = period_figures(session.db, period=asked, today=today, settings=settings)
        answer, lines = tell_figures(session, told), period_lines(told, settings)
    else:
        found = customers_behind(
            session.db, period=asked, figure=figure, settings=settings, today=today, limit=limit
        )
        answer, lines = to_builtins(tell_behind(session, found)), behind_lines(found, settings)
        answer.pop("ok", None)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)


def period_lines(figures: PeriodFigures, settings: ShopSettings) -> Iterator[str]:
    """Yield a period's figures, those that an owner asks for first before the others."""
    yield period_words(figures.period)
    yield from figure_lines(figures, settings)
    yield from _more_lines(figures)
    for name, customers in figures.named_groups.items():
        if customers:
            yield _INDENT + tr("{name}: {count}").format(
                name=group_name_words(name), count=formats.number(customers)
            )


def figure_lines(figures: PeriodFigures, settings: ShopSettings) -> Iterator[str]:
    """Yield the figures that an owner asks for first."""
    held, trade, points = figures.customers, figures.trade, figures.points
    currency, digits = settings.currency, settings.digits
    yield tr("Retention {rate}: {retained} of {start} customers came back.").format(
        rate=formats.percent(held.retention_percent), retained=held.retained, start=held.start
    )
    yield tr("New customers {new}, returning {returning}.").format(
        new=trade.new_customers, returning=trade.returning_customers
    )
    yield tr("Sales {sales}, revenue {revenue}.").format(
        sales=trade.sales,
        revenue=formats.money(trade.net_revenue, currency=currency, digits=digits),
    )
    yield tr("Points owed {points}, worth {worth}.").format(
        points=formats.number(points.closing),
        worth=formats.money(points.liability, currency=currency, digits=digits),
    )
    if owed := owed_words(figures, settings):
        yield owed


def behind_lines(found: Behind, settings: ShopSettings) -> Iterator[str]:
    """Yield the customers behind a figure: number, name, what of it is theirs."""
    currency, digits = settings.currency, settings.digits

    def amount(value: int) -> str:
        if found.unit == "money":
            return formats.money(value, currency=currency, digits=digits)
        return formats.number(value)

    count = formats.number(found.total)
    if found.unit == "customers":
        yield trn("{count} customer", "{count} customers", found.total).format(count=count)
    else:
        yield trn(
            "{count} customer, {amount} in all", "{count} customers, {amount} in all", found.total
        ).format(count=count, amount=amount(found.amount))
    for row in found.rows:
        mine = "" if found.unit == "customers" else f"  {amount(row.amount)}"
        yield f"{_INDENT}{row.number}  {row.name}{mine}"


def _more_lines(figures: PeriodFigures) -> Iterator[str]:
    repeats, looked_at = figures.repeats, figures.second_visit_period
    if looked_at is not None and repeats.newcomers:
        yield tr(
            "Second visit within 60 days {rate}: {back} of {newcomers} newcomers of {period}."
        ).format(
            rate=formats.percent(repeats.second_visit_percent),
            back=formats.number(repeats.newcomers_back),
            newcomers=formats.number(repeats.newcomers),
            period=period_words(looked_at),
        )
    if figures.breakage.percent is not None:
        yield tr("Of the points owed {share} will lapse, as far as the past tells.").format(
            share=formats.percent(figures.breakage.percent)
        )
    dependence = figures.dependence
    if dependence.buyers_only:
        yield tr(
            "Only with a coupon or a discount: {buyers} of buyers; {money} of sales had one."
        ).format(
            buyers=formats.percent(dependence.buyers_percent),
            money=formats.percent(dependence.revenue_percent),
        )
