"""Refunds in the book: money, points, and everything that hung on the sale."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import BadDate, CouponUsed, NotEnoughPoints, RefundTooLarge, UnknownSale
from db.moment import Moment
from db.queries.coupons import coupon_typed
from db.queries.customer_card import customer_card
from db.queries.points import account_at, holdings
from db.queries.promotions import points_given
from db.queries.refunds import refunds_of
from db.queries.tiers import tier_track
from db.rules.coupons import state_on
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.promotions import add_promotion
from db.usecases.referrals import attach_referral
from db.usecases.refunds import RefundOutcome, preview_refund, refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.tiers import NewTier, add_tier

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def give_back(session: Session) -> Callable[..., RefundOutcome]:
    """Return a way to give money back at some time of a day, which was foretold to the point."""

    def refund(
        sale: SaleOutcome,
        amount: int | None = None,
        *,
        on: str = "2026-11-22",
        at: str = "10:10",
    ) -> RefundOutcome:
        then = datetime.fromisoformat(f"{on}T{at}+09:00")
        later = session.with_request(clock=fixed_clock(then))
        assert sale.sale is not None
        expected = preview_refund(later, sale=sale.sale, amount=amount)
        done = refund_sale(
            later,
            sale=sale.sale,
            amount=amount,
            reason="broken",
            operation_id=f"refund-{session.db['facts'].count}",
        )
        if not _more_hung_on(session, done):
            assert replace(done, refund=None) == expected
        return done

    return refund


def _more_hung_on(session: Session, done: RefundOutcome) -> bool:
    rows = session.db.conn.execute(
        "SELECT 1 FROM facts WHERE kind = 'points.reverse' AND doc ->> 'refund' = ?"
        " AND doc ->> 'reason' <> 'refund'",
        (done.refund,),
    )
    return rows.fetchone() is not None


def balance(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def moment(session: Session) -> Moment:
    return session.moment()


def test_half_of_a_sale_with_points_used(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], set_shop: Callable[..., None],
) -> None:  # fmt: skip
    set_shop(earn={"per": "10", "points": 1})
    customer = a_customer()
    sell(customer, 2000, on="2026-11-01")
    sale = sell(customer, 850, points_used=150)
    done = give_back(sale, 425)
    assert (done.points_returned, done.money_back, done.points_reversed) == (75, 350, 35)
    assert (done.balance, done.debt) == (160, 0)
    assert balance(session, customer) == 160
    assert [line.money_back for line in refunds_of(session.db, str(sale.sale))] == [350]


def test_spent_points_become_debt_which_the_next_points_pay_first(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome],
) -> None:  # fmt: skip
    customer = a_customer()
    first = sell(customer, 3000, on="2026-11-01")
    sell(customer, 500, on="2026-11-02", points_used=30)
    done = give_back(first)
    assert (done.points_reversed, done.balance, done.debt) == (30, -26, 26)
    sell(customer, 5000)
    assert balance(session, customer) == 24


def test_points_that_had_expired_are_not_taken_again(
    a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], set_shop: Callable[..., None],
) -> None:  # fmt: skip
    set_shop(expiry={"months": 1})
    customer = a_customer()
    old = sell(customer, 3000, on="2026-01-10")
    sell(customer, 5000)
    done = give_back(old)
    assert (done.points_reversed, done.balance, done.debt) == (0, 50, 0)


def test_returned_points_keep_their_last_day_but_at_least_return_days(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], set_shop: Callable[..., None],
) -> None:  # fmt: skip
    set_shop(expiry={"months": 2}, return_days=30)
    customer = a_customer()
    sell(customer, 3000, on="2026-09-01")
    sale = sell(customer, 1000, on="2026-10-20", points_used=30)
    done = give_back(sale)  # on 22 November the lot of 1 September is gone
    assert done.points_returned == 30
    lots = customer_card(moment(session), customer).holdings.lots
    assert [(lot.points, lot.expires_on) for lot in lots] == [(30, date(2026, 12, 22))]


def test_a_visit_refunded_whole_was_none(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome],
) -> None:  # fmt: skip
    customer = a_customer()
    sell(customer, 1000, on="2026-11-01")
    give_back(sell(customer, 2000, on="2026-11-10"))
    visits = customer_card(moment(session), customer).visits
    assert (visits.visits, visits.spent, visits.last) == (1, 1000, date(2026, 11, 1))


def test_a_full_refund_frees_the_coupon_and_it_can_be_used_once_more(
    session: Session, a_customer: Callable[..., str], give_back: Callable[..., RefundOutcome]
) -> None:
    customer = a_customer()
    issue = Issue(Terms("amount_off", 200, name="200 off"))
    (coupon,) = issue_coupons(session, issue, operation_id="coupon")
    order = SaleOrder((OrderLine(1000),), customer, coupons=(coupon.code,))
    sale = record_sale(session, order, operation_id="one")
    with pytest.raises(CouponUsed):
        record_sale(session, order, operation_id="two")
    session = session.with_request(
        clock=fixed_clock(datetime.fromisoformat("2026-11-22T13:00+09:00"))
    )
    give_back(sale, 300, at="12:00")
    assert state_on(coupon_typed(session.db, coupon.code), session.today) == "used"
    done = give_back(sale, at="12:30")
    assert done.coupons_freed == (coupon.code,)
    assert state_on(coupon_typed(session.db, coupon.code), session.today) == "issued"
    record_sale(session, order, operation_id="three")
    with pytest.raises(CouponUsed):
        record_sale(session, order, operation_id="four")


def test_a_sale_that_cost_nothing_is_refunded_once_to_free_its_coupon(session: Session) -> None:
    issue = Issue(Terms("percent_off", 100, name="On the house"))
    (coupon,) = issue_coupons(session, issue, operation_id="coupon")
    order = SaleOrder((OrderLine(1000),), coupons=(coupon.code,))
    sale = record_sale(session, order, operation_id="one").sale
    assert sale is not None
    done = refund_sale(session, sale=sale, amount=None, reason=None, operation_id="back")
    assert (done.amount, done.money_back, done.balance) == (0, 0, None)
    assert state_on(coupon_typed(session.db, coupon.code), session.today) == "issued"
    with pytest.raises(RefundTooLarge):
        refund_sale(session, sale=sale, amount=None, reason=None, operation_id="again")


def test_a_refund_can_take_a_tier_away_at_once_with_its_gift(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], on_day: Callable[[str], Session],
) -> None:  # fmt: skip
    new = NewTier("Gold", "5000", multiplier="1.5", gift={"points": 100})
    add_tier(on_day("2026-01-01"), new, operation_id="gold")
    customer = a_customer()
    sale = sell(customer, 6000)
    assert (sale.tier, balance(session, customer)) == ("Gold", 160)
    give_back(sale, 500)
    assert tier_track(moment(session), customer).held is not None
    give_back(sale, 1000)
    assert tier_track(moment(session), customer).held is None
    assert balance(session, customer) == 45


def test_what_a_friend_brought_follows_back_once_too_little_remains(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], set_shop: Callable[..., None],
) -> None:  # fmt: skip
    set_shop(referral={"referrer": {"points": 50}, "referee": {"points": 30}, "minimum": "1000"})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sale = sell(friend, 2000)
    assert (balance(session, referrer), balance(session, friend)) == (50, 50)
    give_back(sale, 1000)
    assert balance(session, referrer) == 50
    give_back(sale, 1)
    assert (balance(session, referrer), balance(session, friend)) == (0, 9)
    give_back(sale)
    assert (balance(session, referrer), balance(session, friend)) == (0, 0)


def test_points_return_to_the_promotions_budget_and_once_may_be_had_again(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome],
) -> None:  # fmt: skip
    terms = {"name": "Welcome", "points": 40, "once": "ever", "points_budget": 50}
    promotion = add_promotion(session, terms=terms, operation_id="promotion")
    customer = a_customer()
    sale = sell(customer, 1000)
    assert sale.points == 50
    assert sell(customer, 1000).points == 10
    give_back(sale)
    assert points_given(session.db, promotion.id) == 0
    assert sell(customer, 1000).points == 50
    other = a_customer("佐藤 健")
    assert sell(other, 1000).points == 20  # what is left of the budget


def test_a_refund_before_its_sale_and_one_of_no_sale_are_refused(
    session: Session, sell: Sell, give_back: Callable[..., RefundOutcome]
) -> None:
    sale = sell(None, 1000)
    with pytest.raises(BadDate):
        give_back(sale, on="2026-11-21")
    for name in ("nothing", "1-1", "x-y", "-", "ffffffffffffffffffff-1", "1-99999999999999999999"):
        with pytest.raises(UnknownSale):
            refund_sale(session, sale=name, amount=None, reason=None, operation_id="x")
    assert session.db["refunds"].count == 0


def test_the_rules_are_those_of_the_sale_even_after_they_changed(
    a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome], set_shop: Callable[..., None],
) -> None:  # fmt: skip
    set_shop(earn={"per": "10", "points": 1})
    customer = a_customer()
    sale = sell(customer, 1000)
    set_shop(earn={"per": "1000", "points": 1})
    assert give_back(sale, 500).points_reversed == 50


def test_returned_points_pay_a_debt_before_the_reversal_makes_a_new_one(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome],
) -> None:  # fmt: skip
    customer = a_customer()
    first = sell(customer, 10_000, on="2026-11-01")
    second = sell(customer, 1000, on="2026-11-02", points_used=100)
    give_back(first, on="2026-11-03")
    assert balance(session, customer) == -91
    done = give_back(second)
    assert (done.points_returned, done.points_reversed, done.balance) == (100, 9, 0)


def test_a_coupon_bought_with_points_that_a_refund_took_back_leaves_a_debt(
    session: Session, a_customer: Callable[..., str], sell: Sell,
    give_back: Callable[..., RefundOutcome],
) -> None:  # fmt: skip
    add_reward(session, NewReward("Tea", "free_item", "300", 30), operation_id="tea")
    customer = a_customer()
    sale = sell(customer, 3000)
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    assert give_back(sale, at="12:00").debt == 30
    later = session.with_request(
        clock=fixed_clock(datetime.fromisoformat("2026-11-22T13:00+09:00"))
    )
    with pytest.raises(NotEnoughPoints):
        redeem_reward(later, customer_id=customer, reward="Tea", operation_id="again")
