"""Takes a file in for the command line and the window, and says what became of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from db.clock import new_id
from db.environment import FileUnreadable
from db.errors import BadRequest
from db.rules.columns import Kind, change_columns, find_columns
from db.rules.intake import FileTable, table_of
from db.session import Session
from db.usecases.intake import (
    ImportReport,
    Intake,
    Progress,
    import_customers,
    import_purchases,
    no_progress,
)
from desktop.spreadsheets import read_rows


def read_table(path: Path, *, kind: Kind, country: str, encoding: str | None = None) -> FileTable:
    """Return the table that a CSV file or a workbook holds; raises FileUnreadable."""
    table = table_of(path.name, read_rows(path, country=country, encoding=encoding), kind=kind)
    if table is None or not table.rows:
        raise FileUnreadable(str(path), "empty")
    return table


def choices_of(words: Sequence[str]) -> dict[str, str]:
    """Return what `--map FIELD=COLUMN`, said once for each field, chooses; raises BadRequest."""
    choices = {}
    for word in words:
        field, equals, column = word.partition("=")
        if not equals:
            raise BadRequest("map", "map", word)
        choices[field.strip()] = column
    return choices


def import_command(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    choices: Mapping[str, str] | None = None,
    dry_run: bool = False,
    strict: bool = False,
    new_customers: bool = True,
    encoding: str | None = None,
    operation_id: str | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take a file of customers or purchases into the book, its columns found by themselves.

    `choices` names columns for fields: by header, letter or number. Raises FileUnreadable,
    MissingColumns or BadRequest; a bad row is no refusal, it stands in the report.
    """
    table = read_table(path, kind=kind, country=session.settings.country, encoding=encoding)
    header = table.header.cells
    columns = change_columns(kind, find_columns(kind, header), choices or {}, header)
    intake = Intake(table, columns, strict=strict, dry_run=dry_run, new_customers=new_customers)
    return take_in(session, kind, intake, operation_id=operation_id, progress=progress)


def take_in(
    session: Session,
    kind: Kind,
    intake: Intake,
    *,
    operation_id: str | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Carry an import out, or try it where `intake` says so."""
    do = import_customers if kind == "customers" else import_purchases
    return do(session, intake, operation_id=operation_id or new_id(), progress=progress)


def exit_status(report: ImportReport) -> int:
    """Return 0 where anything could be read, 1 where nothing could or strictness kept it out."""
    refused = not report.kept and not report.dry_run
    return 1 if refused or not report.anything_read else 0
