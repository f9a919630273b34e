"""`okaeri plans` and `okaeri renewals`: what plans bring in, and whose is due."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from db.queries.plan_figures import month_of_plans
from db.queries.renewals import RenewalDue, renewals_due, span_of_weeks
from db.rules.periods import parse_month
from db.rules.plan_figures import PlanFigures
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats
from desktop.commands.desk import Desk
from desktop.i18n import tr
from desktop.words.plan_figures import TILES, PlanFigureWords, churn_sentence
from desktop.words.renewals import amount_words, by_week, sum_words, week_words, what_to_say

_INDENT = "  "


@click.command()
@click.argument("month", metavar="[YYYY-MM]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as the feed answers it.")
@click.pass_obj
def plans(desk: Desk, month: str | None, *, as_json: bool) -> None:
    """Print the figures of plans in a month, this one by default."""
    from desktop.topics.plan_figures import tell_figures

    session = desk.session()
    asked = parse_month(month) if month else session.today.replace(day=1)
    figures = month_of_plans(session.db, month=asked, today=session.today)
    if as_json:
        _print_json(tell_figures(session, figures))
        return
    for line in plan_lines(figures, session.settings):
        click.echo(line)


@click.command()
@click.option("--weeks", type=click.IntRange(1, 53), default=4, show_default=True,
              help="From this one on.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print it as the feed answers it.")
@click.pass_obj
def renewals(desk: Desk, weeks: int, *, as_json: bool) -> None:
    """Print whose plan is due, week by week, with what to say."""
    from desktop.topics.plan_figures import tell_renewals

    session = desk.session()
    first, last = span_of_weeks(session.today, weeks=weeks)
    due = renewals_due(session.moment(), first=first, last=last)
    if as_json:
        _print_json(tell_renewals(session, due))
        return
    for line in renewal_lines(due, session):
        click.echo(line)


def plan_lines(figures: PlanFigures, settings: ShopSettings) -> Iterator[str]:
    """Yield a month's figures in lines of writing: the figures, how the money went, who left."""
    words = PlanFigureWords(figures, settings)
    yield formats.month(figures.first)
    for name, tile in words.tiles().items():
        told = tile()
        beside = f" ({told.note})" if told.note else ""
        yield f"{_INDENT}{tr(TILES[name])}: {told.figure}{beside}"
    meaning = churn_sentence(figures.net_revenue_churn_percent)
    if meaning:
        yield _INDENT + meaning
    for heading, rows in (
        (tr("How the revenue moved"), [row[:2] for row in words.bridge()]),
        (tr("By plan"), [(plan, f"{count}  {money}") for plan, count, money in words.plans()]),
        (tr("Who left"), [(why, f"{count}  {money}") for why, count, money in words.losses()]),
    ):
        if rows:
            yield heading
        for what, amount in rows:
            yield f"{_INDENT}{what}: {amount}".rstrip()


def renewal_lines(due: Sequence[RenewalDue], session: Session) -> Iterator[str]:
    """Yield renewals in lines of writing, week by week."""
    settings, today = session.settings, session.today
    if not due:
        yield tr("Nobody's plan is due in this time.")
    for week in by_week(due):
        yield f"{week_words(week.weeks, today=today)}: {sum_words(week.due, settings)}"
        for each in week.due:
            said = what_to_say(each, settings, today=today)
            yield _INDENT + "  ".join((each.until.isoformat(), said, amount_words(each, settings)))


def _print_json(answer: object) -> None:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(answer)
    for envelope in ("ok", "id"):
        told.pop(envelope, None)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
