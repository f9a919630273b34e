"""`okaeri export …`: what the book holds as a file for a spreadsheet."""

from pathlib import Path

import click

from desktop.commands.desk import Desk
from desktop.commands.paper import save_paper
from desktop.i18n import tr

_ENDINGS = (".csv", ".xlsx")


@click.group("export")
def export_group() -> None:
    """Save what the book holds for a spreadsheet: CSV, or a workbook."""


@export_group.command("coupons")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--batch", help="Only the coupons that were made together.")
@click.pass_obj
def export_coupons(desk: Desk, file: Path, batch: str | None) -> None:
    """Save every coupon with its state: FILE.csv or FILE.xlsx."""
    from db.queries.batches import batch_named
    from desktop.coupon_file import coupon_csv, coupon_workbook

    ending = ending_of(file)
    session = desk.session()
    if batch is not None:
        batch_named(session.db, batch, on=session.today)
    write = coupon_workbook if ending == ".xlsx" else coupon_csv
    save_paper(file, lambda to: to.write(write(session, batch=batch)))


@export_group.command("renewals")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--weeks", type=click.IntRange(1, 53), default=4, show_default=True,
              help="From this one on.")  # fmt: skip
@click.pass_obj
def export_renewals(desk: Desk, file: Path, weeks: int) -> None:
    """Save whose plan is due, with what to say: FILE.csv or FILE.xlsx."""
    from db.queries.renewals import renewals_due, span_of_weeks
    from desktop.renewal_file import renewals_csv, renewals_workbook

    write = renewals_workbook if ending_of(file) == ".xlsx" else renewals_csv
    session = desk.session()
    first, last = span_of_weeks(session.today, weeks=weeks)
    due = renewals_due(session.moment(), first=first, last=last)
    save_paper(file, lambda to: to.write(write(session, due)))


def ending_of(file: Path) -> str:
    """Return how a file's name ends, which says what is written; refuses any other."""
    ending = file.suffix.lower()
    if ending not in _ENDINGS:
        raise click.UsageError(tr("Name a file that ends in .csv or .xlsx."))
    return ending
