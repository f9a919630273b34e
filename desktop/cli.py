"""The command line: the same use-cases as the windows, for scripts, paper and the evening."""

import json
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from db import checks
from db.clock import fixed_clock, system_clock
from db.connection import naming_refusals, open_book
from db.environment import BookReadOnly
from db.errors import ShopError
from db.queries.month import month_figures
from db.queries.shop import shop_settings
from db.rules.columns import Kind
from db.rules.periods import parse_business_date, parse_instant, parse_month
from db.usecases.shop import new_book
from desktop import formats
from desktop.commands.campaigns import campaigns, export_campaign, print_campaign
from desktop.commands.desk import Desk
from desktop.commands.export import export_group
from desktop.commands.figures import figure_lines, figures
from desktop.commands.letters import PRINTED, logo
from desktop.commands.members import MEMBERS_PAPERS
from desktop.commands.plans import plans, renewals
from desktop.commands.print import print_group
from desktop.commands.statement import statement
from desktop.commands.today import today
from desktop.commands.value import value
from desktop.i18n import LANGUAGES, tr, trn, use_language
from desktop.messages import explain, explain_problem


class RefusingGroup(click.Group):
    """Says a refusal in one sentence on stderr and ends with 1; no traceback."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command."""
        try:
            with naming_refusals(context.params.get("book") or ""):
                return super().invoke(context)
        except ShopError as refusal:
            click.echo(explain(refusal), err=True)
            context.exit(1)


@click.group(cls=RefusingGroup, invoke_without_command=True)
@click.option("--book", type=click.Path(path_type=Path), envvar="OKAERI_BOOK", help="The book.")
@click.option("--at", metavar="TIME", help="The time of what is entered, ISO 8601.")
@click.option("--as", "staff", metavar="STAFF", help="Who is at the desk.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="The language.")
@click.pass_context
def okaeri(
    context: click.Context,
    book: Path | None,
    at: str | None,
    staff: str | None,
    language: str | None,
) -> None:
    """Okaeri, the loyalty desk of a small shop. Without a command the desk opens."""
    use_language(language or _system_language())
    desk = Desk(book, at, staff, language)
    context.obj = desk
    if context.invoked_subcommand is None:
        _open_desk(context, desk)


@okaeri.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="The shop's name.")
@click.option("--currency", default="JPY", show_default=True)
@click.option("--timezone", default="Asia/Tokyo", show_default=True)
@click.option("--country", help="Two letters; by default that of the time zone.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ja", show_default=True)
def new(file: Path, name: str, currency: str, timezone: str, country: str | None,
        language: str) -> None:  # fmt: skip
    """Make an empty book."""
    session = new_book(
        file,
        name=name,
        currency=currency,
        timezone=timezone,
        country=country,
        language=language,
    )
    session.db.conn.close()
    click.echo(tr("The book {path} is ready.").format(path=file))


@okaeri.command()
@click.option("--schema", is_flag=True, help="Print the JSON Schema of requests and answers.")
@click.pass_obj
def feed(desk: Desk, *, schema: bool) -> None:
    """Answer one JSON request a line."""
    from desktop import feed as door

    if schema:
        click.echo(json.dumps(door.schema(), ensure_ascii=False, indent=2))
        return
    session = desk.session()
    for answer in door.serve(session, sys.stdin.buffer):
        sys.stdout.buffer.write(answer.encode("utf-8", "surrogatepass") + b"\n")
        sys.stdout.buffer.flush()


@okaeri.command()
@click.argument("month")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def month(desk: Desk, month: str, *, as_json: bool) -> None:
    """Print a month's figures, such as 2026-10."""
    from desktop.month import month_answer

    session = desk.session()
    settings = session.settings
    figures = month_figures(
        session.db, month=parse_month(month), today=session.today, settings=settings
    )
    if as_json:
        answer = month_answer(figures, digits=settings.digits)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for line in figure_lines(figures, settings):
            click.echo(line)


@okaeri.command()
@click.argument("day", metavar="[YYYY-MM-DD]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def day(desk: Desk, day: str | None, *, as_json: bool) -> None:
    """Print what a day brought, today so far by default, to hold against the drawer."""
    from db.queries.day import day_report
    from desktop.papers.day_words import day_lines
    from desktop.topics.day import day_figures

    session = desk.session()
    settings = session.settings
    asked = parse_business_date(day) if day else session.today
    report = day_report(session.db, asked)
    if as_json:
        click.echo(json.dumps(day_figures(session, report), ensure_ascii=False, indent=2))
        return
    money = partial(formats.money, currency=settings.currency, digits=settings.digits)
    for line in day_lines(report, money=money, zone=settings.timezone):
        click.echo(line)


@okaeri.command()
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), required=False
)
@click.option("--no-window", is_flag=True, help="Stop after printing.")
@click.pass_context
def demo(context: click.Context, folder: Path | None, *, no_window: bool) -> None:
    """Make a demo shop from real purchases, print its papers into DIR and open the desk."""
    from desktop.demo import papers as demo_papers
    from desktop.demo import shop as story
    from desktop.screen import has_screen

    desk: Desk = context.obj
    zone = ZoneInfo("Asia/Tokyo")
    clock = fixed_clock(parse_instant(desk.at, zone=zone)) if desk.at else system_clock
    today = clock().astimezone(zone).date()
    place = folder or Path.home() / "okaeri-demo"
    try:
        label = tr("Living through 18 months of a record shop…")
        with click.progressbar(length=100, label=label) as bar:
            book = story.make_demo(
                place,
                today=today,
                progress=lambda done, total: bar.update(done * 100 // total - bar.pos),
            )
        papers = demo_papers.print_papers(book, place, clock=clock)
    except OSError as error:
        raise BookReadOnly(str(place)) from error
    for paper in papers:
        click.echo(str(paper))
    click.echo(str(book))
    if no_window:
        return
    if not has_screen():
        click.echo(tr("There is no screen here, so no window can open."))
        return
    _open_desk(context, replace(desk, book=book))


@okaeri.command("import")
@click.argument("kind", type=click.Choice(["customers", "purchases"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "words", multiple=True, metavar="FIELD=COLUMN", help="Once a field.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken in, and take nothing.")
@click.option("--strict", is_flag=True, help="Take all rows, or none.")
@click.option("--no-new", is_flag=True, help="Purchases: make no customers on the way.")
@click.pass_obj
def import_file(
    desk: Desk,
    kind: Kind,
    file: Path,
    words: tuple[str, ...],
    *,
    dry_run: bool,
    strict: bool,
    no_new: bool,
) -> None:
    """Take customers or purchases in from a CSV or XLSX file; twice adds nothing twice.

    Purchases come in as history and give no points; opening points come with the customers.
    """
    from desktop import intake
    from desktop.words.intake import describe

    report = intake.import_command(
        desk.session(),
        kind,
        file,
        choices=intake.choices_of(words),
        dry_run=dry_run,
        strict=strict,
        new_customers=not no_new,
    )
    for line in describe(report):
        click.echo(line)
    raise SystemExit(intake.exit_status(report))


@okaeri.command()
@click.option("--customers", type=click.IntRange(10, 1_000_000), default=2000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the ratios as JSON.")
def bench(customers: int, *, as_json: bool) -> None:
    """Measure speed as ratios to floors of the same run, on a book made for it."""
    from desktop.bench import benchmark_answer, benchmark_lines, run_benchmark

    measured = run_benchmark(customers=customers)
    if as_json:
        click.echo(json.dumps(benchmark_answer(measured), ensure_ascii=False, indent=2))
    else:
        for line in benchmark_lines(measured):
            click.echo(line)


@okaeri.command()
@click.pass_obj
def verify(desk: Desk) -> None:
    """Check the book: the file, the chain of facts, every balance worked out again."""
    session = desk.session()
    found = checks.problems(session.db)
    for problem in found:
        click.echo(explain_problem(problem), err=True)
    if found:
        count = len(found)
        click.echo(
            trn("{count} problem was found.", "{count} problems were found.", count).format(
                count=count
            ),
            err=True,
        )
        raise SystemExit(1)
    click.echo(tr("The book is whole: every fact, every balance."))


okaeri.add_command(print_group)
okaeri.add_command(export_group)
okaeri.add_command(logo)
for paper in (*PRINTED, *MEMBERS_PAPERS):
    print_group.add_command(paper)
okaeri.add_command(statement)
okaeri.add_command(today)
okaeri.add_command(plans)
okaeri.add_command(figures)
okaeri.add_command(renewals)
okaeri.add_command(value)
okaeri.add_command(campaigns)
print_group.add_command(print_campaign)
export_group.add_command(export_campaign)


def _open_desk(context: click.Context, desk: Desk) -> None:
    from desktop.app import open_desk
    from desktop.preferences import last_book
    from desktop.screen import has_screen

    if not has_screen():
        click.echo(tr("There is no screen here, so no window can open."), err=True)
        click.echo(context.get_help())
        context.exit(1)
    book, clock = desk.book or last_book(), system_clock
    if desk.at is not None and book is not None:
        db = open_book(book)
        clock = fixed_clock(parse_instant(desk.at, zone=shop_settings(db).timezone))
        db.conn.close()
    context.exit(open_desk(book, clock=clock, staff=desk.staff, language=desk.language))


def _system_language() -> str:
    """Return the language of this computer where we speak it, else English.

    The environment is asked first: it says Japanese even where that locale was never built.
    """
    import locale

    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "ja" if spoken.lower().startswith("ja") else "en"
