"""Lets the summary of each month come into a folder by itself, as soon as the month is over.

Nothing depends on the program having been open on the first: what is missing since the newest
summary in the folder is made the next time the book is open.
"""

import re
from datetime import date
from pathlib import Path

from db.environment import BookReadOnly
from db.queries.sales import first_sale_day
from db.rules.periods import add_months
from db.session import Session
from desktop.i18n import tr
from desktop.papers.summary import office_paper, print_summary

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\.pdf$", re.ASCII)
_MOST = 12  # months that are caught up with


def summary_name(month: date) -> str:
    """Return the name of the file that holds a month's summary."""
    return f"{tr('Retention summary')} {month:%Y-%m}.pdf"


def months_due(folder: Path, *, today: date, first_day: date | None) -> list[date]:
    """Return the months that are over and have no summary in the folder yet, oldest first.

    `first_day` is that of the book's first sale. A folder without a summary gets the last month's.
    """
    last = add_months(today.replace(day=1), -1)
    if first_day is None or first_day.replace(day=1) > last:
        return []
    there = [
        date(int(found[1]), int(found[2]), 1)
        for path in folder.iterdir()
        if (found := _MONTH.search(path.name))
    ]
    since = max((month for month in there if month <= last), default=add_months(last, -1))
    back = range(_MOST - 1, -1, -1)
    return [month for month in (add_months(last, -months) for months in back) if month > since]


def keep_summaries(session: Session, folder: Path) -> list[Path]:
    """Print the summaries that are due into a folder; return the files that were made.

    A file is whole or not there. Raises BookReadOnly where the folder cannot be written to.
    """
    first_day = first_sale_day(session.db)
    try:
        due = months_due(folder, today=session.today, first_day=first_day)
        return [_keep(session, month, folder / summary_name(month)) for month in due]
    except OSError as error:
        raise BookReadOnly(str(folder)) from error


def _keep(session: Session, month: date, path: Path) -> Path:
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        print_summary(session, month, file, paper=office_paper(session.settings.country))
    partial.replace(path)
    return path
