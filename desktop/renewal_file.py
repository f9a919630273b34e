"""The list of renewals as a file for a spreadsheet."""

from collections.abc import Iterator, Sequence

from db.queries.renewals import RenewalDue
from db.rules.money import amount_text
from db.session import Session
from desktop.table_files import Cell, table_csv, table_workbook
from desktop.words.renewals import what_to_say

HEADER = (
    "customer", "name", "phone", "plan", "state", "until", "pay_by", "price", "credit", "to_pay",
    "bonus", "bonus_until", "say",
)  # fmt: skip


def renewals_csv(session: Session, due: Sequence[RenewalDue]) -> bytes:
    """Return renewals as CSV."""
    return table_csv(HEADER, _rows(session, due))


def renewals_workbook(session: Session, due: Sequence[RenewalDue]) -> bytes:
    """Return renewals as a workbook."""
    return table_workbook(HEADER, _rows(session, due))


def _rows(session: Session, due: Sequence[RenewalDue]) -> Iterator[Sequence[Cell]]:
    digits = session.settings.digits
    for each in due:
        yield (
            each.number, each.name, each.phone or "", each.plan, each.state,
            each.until.isoformat(), each.pay_by.isoformat(),
            amount_text(each.price, digits=digits), amount_text(each.credit, digits=digits),
            amount_text(each.to_pay, digits=digits), each.bonus,
            each.bonus_until.isoformat() if each.bonus_until else "",
            what_to_say(each, session.settings, today=session.today),
        )  # fmt: skip
