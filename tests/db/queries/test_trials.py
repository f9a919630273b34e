"""Trials on a real book: what is looked at, what is left out, and that nothing is written."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from db.queries.trials import trial_span, try_earning, try_promotion
from db.rules.points import Rate
from db.rules.promotions import ALWAYS, Conditions, Promotion
from db.rules.trials import Trial
from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.shop import add_category
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier

DOUBLE = Promotion("p", "Double", multiplier=Fraction(2))
TEN = Promotion("p", "Ten", points=10)
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 22)
Sell = Callable[..., SaleOutcome]


def tried(
    session: Session, promotion: Promotion, *, first: date = FIRST, last: date = LAST
) -> Trial:
    return try_promotion(session.moment(), promotion, first=first, last=last)


def on(**conditions: object) -> Promotion:
    return Promotion("p", "Ten", points=10, conditions=Conditions(**conditions))  # type: ignore[arg-type]


def test_a_trial_writes_nothing_and_names_who_would_have_got_most(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki, kenji = a_customer("Misaki"), a_customer("Kenji")
    sell(misaki, 1980, on="2026-02-01")
    sell(kenji, 500, on="2026-03-01")
    sell(None, 9000, on="2026-03-01")
    changes = session.db.conn.total_changes
    trial = tried(session, DOUBLE)
    assert session.db.conn.total_changes == changes
    assert [(each.name, each.points, each.sales) for each in trial.most] == [
        ("Misaki", 19, 1),
        ("Kenji", 5, 1),
    ]
    assert (trial.totals.sales, trial.totals.points, trial.totals.given) == (2, 24, 24)
    assert (trial.totals.revenue, trial.totals.worth) == (2480, 24)
    assert (trial.first, trial.last, trial.months[0].month) == (FIRST, LAST, date(2026, 2, 1))


def test_only_the_tried_days_count_and_none_to_come(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki = a_customer()
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        sell(misaki, 1000, on=day)
    february = tried(session, TEN, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert february.totals.sales == 2
    assert tried(session, TEN, last=date(2999, 12, 31)).last == session.today


def test_what_was_refunded_whole_never_was_and_of_a_part_counts_what_is_left(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki = a_customer()
    whole, part = sell(misaki, 1000, on="2026-02-01"), sell(misaki, 1000, on="2026-02-02")
    for sale, amount in ((whole.sale, None), (part.sale, 400)):
        refund_sale(session, sale=str(sale), amount=amount, reason=None, operation_id=str(sale))
    trial = tried(session, DOUBLE)
    assert (trial.totals.sales, trial.totals.revenue) == (1, 600)
    assert (trial.totals.points, trial.totals.given) == (6, 6)
    assert tried(session, on(first_sale=True)).totals.touched == 1
    assert tried(session, on(minimum=601)).totals.touched == 0


def test_goods_that_do_not_earn_are_still_goods_of_the_sale(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    for name, earns in (("Bread", True), ("Beer", False)):
        add_category(session, name=name, earns=earns, tax_rate=None, operation_id=name)
    lines = (OrderLine(1000, "Bread"), OrderLine(500, "Beer"), OrderLine(500))
    record_sale(session, SaleOrder(lines, misaki), operation_id="s")
    bread = Promotion("p", "Bread", multiplier=Fraction(3), category="Bread")
    trial = tried(session, bread)
    assert trial.totals.points == 20
    assert tried(session, DOUBLE).totals.points == 15
    assert tried(session, on(categories=("Beer",))).totals.touched == 1


def test_tier_plan_tag_and_birthday_are_read_as_they_stand_today(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: Callable[[str], Session]
) -> None:
    misaki, kenji = a_customer("Misaki", birthday="1980-03-01"), a_customer("Kenji")
    add_tier(
        on_day("2026-01-01"),
        NewTier(name="Gold", threshold="1000", measure="spend", multiplier="1.5"),
        operation_id="gold",
    )
    add_plan(session, NewPlan("Club", "500", "month", multiplier="2"), operation_id="club")
    edit_customer(session, customer_id=misaki, changes={"tags": ("vip",)}, operation_id="tag")
    for customer in (misaki, kenji):
        sell(customer, 900, on="2026-03-01")
    sell(misaki, 2000, on="2026-03-02")
    start_subscription(
        session, customer_id=misaki, plan="Club", trial=False, paid=None, operation_id="join"
    )
    for asked in ({"tier": "Gold"}, {"plan": "Club"}, {"tag": "vip"}):
        trial = tried(session, on(**asked))
        assert [(each.name, each.points) for each in trial.most] == [("Misaki", 20)], asked
    assert tried(session, on(birthday="day")).totals.touched == 1
    rate = try_earning(session.moment(), rate=Rate(50, 1), rounding="down", first=FIRST, last=LAST)
    of_misaki = (9 + 4 + 9) + (20 + 10 + 20)
    assert (rate.totals.before, rate.totals.given) == (of_misaki + 9, 9 + 20 + 9)
    assert rate.totals.after == (18 + 9 + 18) + (40 + 20 + 40) + 18


def test_a_category_keeps_its_rate_unless_another_is_tried(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki = a_customer()
    bread = {"per": "100", "points": 5}
    add_category(session, name="Bread", earns=True, tax_rate=None, earn=bread, operation_id="bread")
    add_category(session, name="Tea", earns=True, tax_rate=None, operation_id="tea")
    lines = (OrderLine(1000, "Bread"), OrderLine(500, "Tea"))
    record_sale(session, SaleOrder(lines, misaki), operation_id="s")

    def points(**categories: Rate) -> int:
        trial = try_earning(
            session.moment(),
            rate=Rate(100, 2),
            rounding="down",
            categories=categories,
            first=FIRST,
            last=LAST,
        )
        assert trial.totals.before == 55
        return trial.totals.after

    assert points() == 50 + 10
    assert points(Tea=Rate(100, 3), Bread=Rate(100, 1)) == 10 + 15


def test_by_default_the_last_twelve_months_are_tried_or_the_season_of_the_year_before(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    advent = Conditions(first_day=date(2026, 12, 1), last_day=date(2026, 12, 24))
    year = (date(2025, 11, 1), date(2026, 10, 31))
    assert trial_span(session.moment(), ALWAYS) == year
    assert trial_span(session.moment(), advent) == year  # there is no past so far back
    sell(a_customer(), 1000, on="2025-12-20")
    assert trial_span(session.moment(), advent) == (date(2025, 12, 1), date(2025, 12, 24))
    assert trial_span(session.moment()) == year


@pytest.mark.parametrize("stacking", ["add", "best"])
def test_an_empty_book_is_tried_too(
    session: Session, set_shop: Callable[..., None], stacking: str
) -> None:
    set_shop(stacking=stacking, max_points_per_day=10)
    trial = tried(session, DOUBLE)
    assert (trial.months, trial.totals.points, trial.most) == ((), 0, ())
