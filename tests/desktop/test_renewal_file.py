"""Renewals for a spreadsheet: every cell under its head, no name that runs."""

import csv
import io
from datetime import date

from db.queries.renewals import RenewalDue
from db.session import Session
from desktop.i18n import use_language
from desktop.renewal_file import HEADER, renewals_csv, renewals_workbook

DUE = RenewalDue(
    "c", "2000000000015", "=1+1", "+819012345678", "Club", 980, "month", 80, "active",
    until=date(2026, 11, 27), pay_by=date(2026, 12, 4), weeks=1, bonus=200,
    bonus_until=date(2026, 11, 25),
)  # fmt: skip


def test_a_row_says_all_of_a_renewal(session: Session) -> None:
    use_language("en")
    text = renewals_csv(session, [DUE]).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    assert tuple(header) == HEADER
    told = dict(zip(header, row, strict=True))
    assert (told["name"], told["price"], told["to_pay"]) == ("'=1+1", "980", "900")
    assert (told["until"], told["bonus"], told["bonus_until"]) == (
        "2026-11-27", "200", "2026-11-25",
    )  # fmt: skip
    assert told["say"].endswith("gives 200 points.")


def test_the_workbook_is_one(session: Session) -> None:
    assert renewals_workbook(session, [DUE]).startswith(b"PK")
