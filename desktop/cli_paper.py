"""What every command that makes a paper shares: where it goes, and that it is drawn whole first."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import click

from db.environment import BookReadOnly

OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF."
)
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


def save_paper(path: Path, draw: Callable[[BinaryIO], object]) -> None:
    """Draw first and write then, so that a refusal leaves an older paper as it was."""
    buffer = io.BytesIO()
    draw(buffer)
    try:
        path.write_bytes(buffer.getvalue())
    except OSError as error:
        raise BookReadOnly(str(path)) from error
    click.echo(str(path))
