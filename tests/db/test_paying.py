"""Money of refunds goes back to where it came from, so that no voucher becomes cash."""

from collections.abc import Callable
from datetime import date

import pytest

from db.queries.vouchers import voucher_typed
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.credit import add_credit
from db.usecases.merging import merge_customers
from db.usecases.refunds import RefundOutcome, preview_refund, refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher

Back = Callable[..., RefundOutcome]


@pytest.fixture
def give_back(on_day: Callable[[str], Session]) -> Back:
    """Return a way to refund, on some day, which was foretold to the yen."""

    def refund(sale: str, amount: int | None = None, *, on: str = "2026-11-24") -> RefundOutcome:
        session = on_day(on)
        foretold = preview_refund(session, sale=sale, amount=amount)
        operation = f"refund-{session.db['facts'].count}"
        done = refund_sale(session, sale=sale, amount=amount, reason=None, operation_id=operation)
        ways = [(each.to_credit, each.to_vouchers, each.cash_back) for each in (foretold, done)]
        assert ways[0] == ways[1]
        return done

    return refund


def credit_of(session: Session, customer: str) -> int:
    row = session.db.conn.execute(
        "SELECT coalesce(sum(total), 0) FROM sums WHERE account = 'credit' AND customer = ?",
        (customer,),
    ).fetchone()
    return int(row[0])


def voucher(session: Session, amount: int, until: str | None = None) -> str:
    new = NewVoucher(amount, valid_until=date.fromisoformat(until) if until else None)
    return issue_voucher(session, new, operation_id=f"v-{session.db['facts'].count}").code


def sold(session: Session, amount: int, customer: str | None, *pay_with: PayWith) -> str:
    order = SaleOrder((OrderLine(amount),), customer, pay_with=pay_with)
    sale = record_sale(session, order, operation_id=f"s-{session.db['facts'].count}").sale
    assert sale is not None
    return sale


def test_a_whole_refund_is_as_if_nothing_had_been_bought(
    session: Session, a_customer: Callable[..., str], give_back: Back
) -> None:
    misaki, code = a_customer(), voucher(session, 1000)
    add_credit(session, customer_id=misaki, amount=300, reason="x", operation_id="c")
    sale = sold(session, 1780, misaki, PayWith(), PayWith(code))
    done = give_back(sale)
    assert (done.to_vouchers, done.to_credit, done.cash_back) == (((code, 1000),), 300, 480)
    assert voucher_typed(session.db, code).left == 1000
    assert credit_of(session, misaki) == 300


def test_points_that_paid_come_back_as_points_and_the_rest_by_its_ways(
    session: Session, a_customer: Callable[..., str], give_back: Back, sell: Callable[..., object]
) -> None:
    misaki, code = a_customer(), voucher(session, 400)
    sell(misaki, 15_000, on="2026-11-20")  # 150 points
    order = SaleOrder((OrderLine(850),), misaki, points_used=150, pay_with=(PayWith(code),))
    outcome = record_sale(session, order, operation_id="sale")
    assert (outcome.reckoning.paid, outcome.due, outcome.points) == (700, 300, 7)
    first = give_back(str(outcome.sale), 425)
    assert (first.points_returned, first.money_back, first.cash_back) == (75, 350, 0)
    rest = give_back(str(outcome.sale))
    assert (rest.points_returned, rest.to_vouchers, rest.cash_back) == (75, ((code, 50),), 300)


@pytest.mark.parametrize("known", [True, False])
def test_a_void_voucher_s_part_goes_to_the_credit_or_is_handed_over_to_nobody_s(
    session: Session, a_customer: Callable[..., str], give_back: Back, known: bool
) -> None:
    misaki, code = a_customer(), voucher(session, 1000)
    sale = sold(session, 1500, misaki if known else None, PayWith(code))
    void_voucher(session, code=code, reason="lost", operation_id="void")
    done = give_back(sale)
    assert done.to_vouchers == ()
    assert (done.to_credit, done.cash_back) == ((1000, 500) if known else (0, 1500))
    assert voucher_typed(session.db, code).left == 0
    assert credit_of(session, misaki) == (1000 if known else 0)


def test_what_came_back_can_be_used_for_thirty_days_at_least(
    session: Session, give_back: Back, on_day: Callable[[str], Session]
) -> None:
    code = voucher(session, 1000, "2027-11-21")
    sale = sold(session, 1000, None, PayWith(code))
    give_back(sale, 400, on="2026-11-25")
    assert voucher_typed(session.db, code).valid_until == date(2027, 11, 21)
    give_back(sale, 600, on="2027-12-01")
    assert voucher_typed(session.db, code).valid_until == date(2027, 12, 31)
    sold(on_day("2027-12-31"), 1000, None, PayWith(code))


def test_a_voucher_of_six_months_ends_for_good(
    session: Session, a_customer: Callable[..., str], give_back: Back
) -> None:
    misaki, code = a_customer(), voucher(session, 1000, "2027-05-21")
    sale = sold(session, 1000, misaki, PayWith(code))
    assert give_back(sale, 400, on="2027-05-21").to_vouchers == ((code, 400),)
    assert voucher_typed(session.db, code).valid_until == date(2027, 5, 21)
    assert give_back(sale, 600, on="2027-05-22").to_credit == 600


def test_after_a_merging_the_credit_of_the_one_who_was_kept_grows(
    session: Session,
    a_customer: Callable[..., str],
    give_back: Back,
) -> None:
    misaki, double = a_customer(), a_customer("田中 みさき")
    add_credit(session, customer_id=double, amount=500, reason="x", operation_id="c")
    sale = sold(session, 500, double, PayWith())
    merge_customers(session, keep=misaki, merge=double, operation_id="merge")
    assert give_back(sale, on="2026-11-23").to_credit == 500
    assert credit_of(session, misaki) == 500


def test_money_paid_earns_points_and_tiers_whatever_it_was(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki, code = a_customer(), voucher(session, 2000)
    order = SaleOrder((OrderLine(1780),), misaki, pay_with=(PayWith(code),))
    outcome = record_sale(session, order, operation_id="sale")
    assert (outcome.points, outcome.due, outcome.reckoning.paid) == (17, 0, 1780)
    spent = session.db.conn.execute("SELECT total FROM sums WHERE account = 'spent'").fetchone()
    assert spent[0] == 1780
    kept = session.db.conn.execute("SELECT by_credit, by_voucher FROM sales").fetchone()
    assert kept == (0, 1780)
