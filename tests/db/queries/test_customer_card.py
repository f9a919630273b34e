"""Where a customer stands is told as of the moment asked for, whatever came afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.clock import fixed_clock
from db.journal import Draft
from db.queries.customer_card import CustomerCard, Visits, customer_card
from db.rules.customers import NewCustomer
from db.rules.referrals import state_on
from db.rules.rewards import Terms
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day as past

OnDay = Callable[[str], Session]
Sell = Callable[..., SaleOutcome]
NOBODY_YET = Visits(visits=0, spent=0, first=None, last=None, usual_gap_days=None)


def card_on(session: Session, customer: str) -> CustomerCard:
    return customer_card(session.moment(), customer)


def at(session: Session, moment: str) -> Session:
    return session.with_request(clock=fixed_clock(datetime.fromisoformat(moment)))


def test_whoever_never_came_holds_nothing(session: Session, a_customer: Callable[..., str]) -> None:
    card = card_on(session, a_customer())
    assert card.visits == NOBODY_YET
    assert (card.holdings.balance, card.points_value, card.coupons, card.friends) == (0, 0, (), ())
    assert (card.subscription, card.plan_state, card.tier.held) == (None, None, None)


def test_sales_of_one_day_are_one_visit(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 100, on="2026-11-20")
    sell(customer, 200, on="2026-11-20")
    sell(customer, 0, on="2026-11-21")
    assert card_on(session, customer).visits == Visits(
        visits=2, spent=300, first=date(2026, 11, 20), last=date(2026, 11, 21), usual_gap_days=None
    )


def test_a_rhythm_shows_from_the_third_visit_on_and_is_a_median(
    on_day: OnDay, session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    for day in ("2026-10-01", "2026-10-08", "2026-10-18", "2026-11-20"):
        sell(customer, 100, on=day)
    assert card_on(on_day("2026-10-17"), customer).visits.usual_gap_days is None
    assert card_on(on_day("2026-10-18"), customer).visits.usual_gap_days == 7
    assert card_on(session, customer).visits.usual_gap_days == 10


def test_a_refund_from_a_file_lowers_what_was_spent_and_is_no_visit(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-11-20")
    doc = {"amount": -400, "total": -400, "paid": -400, "points": 0, "refund": True}
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        tx.post(Draft("sale", doc, customer, "spent", -400))
    visits = card_on(session, customer).visits
    assert (visits.visits, visits.spent, visits.last) == (1, 600, date(2026, 11, 20))


def test_a_day_whose_sales_all_came_back_whole_is_no_visit_from_then_on(
    on_day: OnDay, session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 700, on="2026-11-01")
    alone, one, other = (sell(customer, 1000, on=day) for day in (
        "2026-11-05", "2026-11-06", "2026-11-06"))  # fmt: skip
    with session.write(Action.REFUND_SALE, "back") as tx:
        for sold, money, day, whole in (
            (alone, 400, "2026-11-10", False), (one, 1000, "2026-11-11", True),
            (alone, 600, "2026-11-12", True),
        ):  # fmt: skip
            assert sold.sale is not None
            past(tx, day).post(refund_of(sold.sale, customer, money, whole=whole))
    told = {}
    for day in ("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"):
        visits = card_on(at(session, f"{day}T23:00+09:00"), customer).visits
        told[day] = (visits.visits, visits.spent, visits.last)
    assert other.sale is not None
    assert told == {
        "2026-11-09": (3, 3700, date(2026, 11, 6)),
        "2026-11-10": (3, 3300, date(2026, 11, 6)),
        "2026-11-11": (3, 2300, date(2026, 11, 6)),
        "2026-11-12": (2, 1700, date(2026, 11, 6)),
    }
    totals = "SELECT visits, spent, last_day FROM customer_totals"
    assert session.db.conn.execute(totals).fetchone() == (2, 1700, "2026-11-06")
    assert card_on(on_day("2026-11-04"), customer).visits.spent == 700


def test_what_was_entered_for_later_does_not_count(
    on_day: OnDay, session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    add_tier(on_day("2026-10-01"), NewTier("Gold", "2000"), operation_id="tier")
    sell(customer, 1000, on="2026-10-01")
    before = card_on(on_day("2026-10-31"), customer)
    sell(customer, 5000, on="2026-11-01")
    issue_coupons(
        session, Issue(Terms("amount_off", 1), customer_id=customer), operation_id="coupon"
    )
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=None, operation_id="join"
    )
    assert card_on(on_day("2026-10-31"), customer) == before
    now = card_on(session, customer)
    assert now.tier.held is not None
    assert (now.holdings.balance, len(now.coupons), now.plan_state) == (60, 1, "active")


def test_a_friend_who_had_not_bought_by_then_was_pending(
    on_day: OnDay,
    session: Session,
    set_shop: Callable[..., None],
    a_customer: Callable[..., str],
    sell: Sell,
) -> None:
    set_shop(referral={"referrer": {"points": 200}})
    customer = a_customer()
    code = session.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    new = NewCustomer("佐藤 健", referral_code=code)
    friend = add_customer(on_day("2026-10-01"), new=new, operation_id="friend").id
    sell(friend, 100, on="2026-11-10")
    states = {}
    for day in ("2026-09-30", "2026-10-01", "2026-11-09", "2026-11-10"):
        friends = card_on(on_day(day), customer).friends
        states[day] = [state_on(link, date.fromisoformat(day)) for link in friends]
    assert list(states.values()) == [[], ["pending"], ["pending"], ["rewarded"]]


def test_a_bar_s_night_belongs_to_the_evening_before(
    session: Session, set_shop: Callable[..., None], a_customer: Callable[..., str]
) -> None:
    set_shop(day_starts="04:00", expiry={"months": 1})
    customer = a_customer()
    order = SaleOrder((OrderLine(1000),), customer)
    for moment in ("2026-10-22T23:00+09:00", "2026-10-23T03:59+09:00"):
        record_sale(at(session, moment), order, operation_id=moment)
    assert card_on(session, customer).visits.visits == 1
    assert card_on(at(session, "2026-11-23T03:59+09:00"), customer).holdings.balance == 20
    assert card_on(at(session, "2026-11-23T04:00+09:00"), customer).holdings.balance == 0


def test_points_are_worth_what_the_shop_gives_for_them(
    session: Session, set_shop: Callable[..., None], a_customer: Callable[..., str], sell: Sell
) -> None:
    set_shop(point_value="2", pending_days=1)
    customer = a_customer()
    sell(customer, 1000, on="2026-11-20")
    sell(customer, 5000, on="2026-11-22")
    card = card_on(session, customer)
    assert (card.holdings.balance, card.holdings.pending, card.points_value) == (10, 50, 20)


def test_the_same_instant_in_another_zone_asks_the_same(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1000)
    now = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
    elsewhere = session.with_request(clock=fixed_clock(now.astimezone(ZoneInfo("Asia/Tokyo"))))
    assert card_on(elsewhere, customer) == card_on(session, customer)
