"""`okaeri export …`: what the book holds as a file for a spreadsheet."""

from pathlib import Path

import click

from desktop.cli_desk import Desk
from desktop.cli_paper import save_paper
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

    ending = file.suffix.lower()
    if ending not in _ENDINGS:
        raise click.UsageError(tr("Name a file that ends in .csv or .xlsx."))
    session = desk.session()
    if batch is not None:
        batch_named(session.db, batch, on=session.today)
    write = coupon_workbook if ending == ".xlsx" else coupon_csv
    save_paper(file, lambda to: to.write(write(session, batch=batch)))
