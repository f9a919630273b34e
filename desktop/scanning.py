"""Goes between the scan box and the book: whom typed words find, and where a code leads."""

from collections.abc import Sequence

from db.phones import phone_shown
from db.queries.customers import CustomerRow
from db.queries.scan import Scanned, what_is
from db.queries.search import find_customers
from db.session import Session
from desktop.formats import member_number, number
from desktop.i18n import trn
from desktop.widgets.page import Subject
from desktop.widgets.scan_box import Answer

MOST_ANSWERS = 8


def answers_to(session: Session, text: str) -> Sequence[Answer]:
    """Return the lines of the drop-down for what is typed so far."""
    moment = session.moment()
    country = moment.settings.country
    rows = find_customers(session.db, text, today=moment.today, limit=MOST_ANSWERS)
    return [_answer(row, country) for row in rows]


def is_code(session: Session, text: str) -> bool:
    """Tell whether a text is a card, a coupon, a voucher, a friend's code or goods."""
    return what_is(session.db, text).kind != "unknown"


def subject_of(scanned: Scanned) -> Subject | None:
    """Return what a scan lets a page show, None where it leads nowhere."""
    if scanned.kind == "customer" and scanned.customer_id is not None:
        return Subject("customer", scanned.customer_id)
    if scanned.kind == "coupon":
        return Subject("coupon", scanned.text)
    if scanned.kind == "voucher":
        return Subject("voucher", scanned.text)
    if scanned.kind == "referral":
        return Subject("referral", scanned.text)
    return None


def _answer(row: CustomerRow, country: str) -> Answer:
    phone = phone_shown(row.phone, country=country) if row.phone else None
    beside = (row.reading, member_number(row.number), phone)
    return Answer(
        id=row.id,
        name=row.name,
        beside=" · ".join(part for part in beside if part),
        at_the_end=trn("{points} point", "{points} points", row.balance).format(
            points=number(row.balance)
        ),
    )
