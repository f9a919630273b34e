"""What the models learn from: purchases by day, refunds taken off, and nothing of later days."""

from collections.abc import Callable
from datetime import date

from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome
from db.value.histories import Histories, read_histories, read_purchases
from tests.db.value.conftest import take_in

Sell = Callable[..., SaleOutcome]
LAST = date(2026, 11, 22)


def told(histories: Histories) -> dict[str, tuple[int, int, int, int]]:
    columns = (
        histories.again, histories.last_days, histories.known_days, histories.paid_again
    )  # fmt: skip
    return dict(
        zip(histories.customer_ids, zip(*(c.tolist() for c in columns), strict=True), strict=True)
    )


def test_an_empty_book_has_no_histories(session: Session) -> None:
    nothing = read_histories(session.db, LAST)
    assert (nothing.customers, nothing.repeat_customers, nothing.oldest_days) == (0, 0, 0)


def test_purchases_of_a_day_are_one_and_a_sale_of_nothing_counts(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    once, often, gift = a_customer("一郎"), a_customer("二郎"), a_customer("三郎")
    sell(None, 700, on="2026-10-01")
    sell(once, 500, on="2026-10-02")
    sell(once, 300, on="2026-10-02")
    for day, amount in (("2026-10-01", 100), ("2026-10-08", 200), ("2026-10-08", 40),
                        ("2026-10-11", 0)):  # fmt: skip
        sell(often, amount, on=day)
    sell(gift, 0, on="2026-10-20")
    assert told(read_histories(session.db, LAST)) == {
        once: (0, 0, 51, 0), often: (2, 10, 52, 240), gift: (0, 0, 33, 0)
    }  # fmt: skip
    assert told(read_histories(session.db, date(2026, 10, 8))) == {
        once: (0, 0, 6, 0), often: (1, 7, 7, 240)
    }  # fmt: skip


def test_refunds_lower_what_was_paid_and_make_nobody_a_buyer(
    session: Session, on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki, ken = a_customer("美咲"), a_customer("健")
    first = sell(misaki, 1000, on="2026-10-01").sale or ""
    second = sell(misaki, 900, on="2026-10-03").sale or ""
    for sale, amount, day in ((first, 400, "2026-10-05"), (second, 250, "2026-10-20")):
        refund_sale(
            on_day(day), sale=sale, amount=amount, reason=None, operation_id=f"refund-{sale}"
        )
    number = session.db.execute("SELECT number FROM customers WHERE id = ?", (misaki,)).fetchone()
    others = session.db.execute("SELECT number FROM customers WHERE id = ?", (ken,)).fetchone()
    take_in(session, "purchases", "customer date amount", [
        (number[0], "2026-10-25", "-50"), (others[0], "2026-10-26", "-80"),
    ])  # fmt: skip
    # What came back of the first day's sale is no part of what repeat purchases brought.
    assert told(read_histories(session.db, LAST)) == {misaki: (1, 2, 52, 900 - 250 - 50)}
    before = read_purchases(session.db, LAST).histories(date(2026, 10, 19))
    assert told(before) == {misaki: (1, 2, 18, 900)}


def test_groups_hold_every_customer_once(record_shop: Session) -> None:
    histories = read_histories(record_shop.db, record_shop.today)
    groups = histories.grouped
    assert groups.counts.sum() == histories.customers == 520
    for column in ("again", "last_days", "known_days"):
        assert (getattr(groups, column)[groups.places] == getattr(histories, column)).all()
    kinds, places = groups.kinds_of_again
    assert (kinds[places] == groups.again).all()


def test_what_came_later_can_be_left_out_without_reading_again(record_shop: Session) -> None:
    whole = read_purchases(record_shop.db, record_shop.today)
    day = date(1997, 6, 30)
    assert told(whole.histories(day)) == told(read_histories(record_shop.db, day))
