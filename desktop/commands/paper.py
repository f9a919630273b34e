"""What every command that makes a paper shares: where it goes, and that it is drawn whole first."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import click

from db.environment import BookReadOnly
from desktop.i18n import tr

_PRINTER = "desktop.printer"  # where `--to` waits until the paper is drawn


def OUT(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802 - an option as the others
    """Add the options that say where a paper goes: a PDF, or a printer of this computer."""
    file = click.Path(path_type=Path, dir_okay=False)
    to_file = click.option("--out", type=file, callback=_check_place, help="The PDF.")
    to_printer = click.option(
        "--to", expose_value=False, callback=_keep_printer, is_eager=True, metavar="PRINTER",
        help="A printer of this computer, or one set up under Settings.",
    )  # fmt: skip
    return to_file(to_printer(command))


START = click.option(
    "--start",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="The first free label of a sheet that was used before.",
)


def paper_choice(papers: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return the option that names the paper; the first is taken where nothing is said."""
    return click.option("--paper", type=click.Choice(papers), default=papers[0], show_default=True)


def save_paper(path: Path | None, draw: Callable[[BinaryIO], object]) -> None:
    """Draw first and write then, so that a refusal leaves an older paper as it was.

    Where a printer was named, the paper is printed; raises PrinterFault where it was not.
    """
    context = click.get_current_context(silent=True)
    printer = context.meta.get(_PRINTER) if context is not None else None
    buffer = io.BytesIO()
    draw(buffer)
    if printer is not None:
        _print(buffer.getvalue(), printer)
    if path is None:
        return
    try:
        path.write_bytes(buffer.getvalue())
    except OSError as error:
        raise BookReadOnly(str(path)) from error
    click.echo(str(path))


def _keep_printer(context: click.Context, _: click.Parameter, printer: str | None) -> None:
    context.meta[_PRINTER] = printer


def _check_place(context: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
    """Ask for a place before a book is opened; `--to` was read before."""
    if path is None and context.meta[_PRINTER] is None:
        raise click.UsageError(tr("Say where it goes: --out a PDF, or --to a printer."))
    return path


def _print(content: bytes, name: str) -> None:
    """Print a paper, with no window and no screen."""
    from PySide6.QtGui import QGuiApplication

    from desktop.immortals import keep_immortals
    from desktop.printer_choices import load_choices
    from desktop.printers import Paper, named_printer, print_paper

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_immortals()
    application = QGuiApplication.instance() or QGuiApplication(["okaeri"])
    printer = named_printer(name, load_choices())
    title = click.get_current_context().command.name or "Okaeri"
    print_paper(Paper(content, title), printer)
    click.echo(tr("Sent to {printer}.").format(printer=printer.name))
    del application  # needed until here
