"""A trial gives what the counter would have given, sale by sale, in the order of time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clock import milliseconds
from db.rules.money import Rounding, rounded
from db.rules.points import Grant, Rate, Reduction, SaleLine, Share, earning_shares, points_for_sale
from db.rules.promotions import ALWAYS, Promotion
from db.rules.shop import ShopSettings
from db.rules.trial_walk import earning_trial, promotion_trial
from db.rules.trials import Earning, Goods, Level, PastSale, Trial

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
SHOP = ShopSettings()
PLAIN = Earning(Rate(100, 1))
DOUBLE = Promotion("p", "Double", multiplier=Fraction(2))
TEN = Promotion("p", "Ten", points=10)


def a_sale(
    day: str,
    paid: int = 1000,
    *,
    customer: str = "a",
    clock: str = "03:00",
    total: int | None = None,
    given: int | None = None,
    goods: Goods = (),
) -> PastSale:
    at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), tzinfo=UTC)
    total = paid if total is None else total
    given = paid // 100 if given is None else given
    return PastSale(customer, milliseconds(at), date.fromisoformat(day), total, paid, given, goods)


def tried(
    promotion: Promotion,
    sales: Sequence[PastSale],
    *,
    settings: ShopSettings = SHOP,
    levels: Mapping[str, Level] | None = None,
    earning: Earning = PLAIN,
) -> Trial:
    return promotion_trial(
        sales,
        promotion=promotion,
        earning=earning,
        levels=levels or {},
        settings=settings,
        first=FIRST,
        last=LAST,
    )


def on(promotion: Promotion, **conditions: object) -> Promotion:
    return replace(promotion, conditions=replace(ALWAYS, **conditions))  # type: ignore[arg-type]


# -- Sums ---------------------------------------------------------------------------------------


def test_each_month_says_what_it_saw_and_what_it_would_have_cost() -> None:
    sales = [
        a_sale("2026-01-05", 1000),
        a_sale("2026-01-06", 50),
        a_sale("2026-03-01", 2000, customer="b"),
    ]
    trial = tried(DOUBLE, sales, settings=replace(SHOP, point_value=2))
    assert [month.month for month in trial.months] == [
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]
    january, february, march = trial.months
    assert (january.sales, january.touched, january.points, january.worth) == (2, 1, 10, 20)
    assert (january.revenue, january.touched_revenue, january.given) == (1050, 1000, 10)
    assert (february.sales, february.percent_of_revenue) == (0, None)
    assert (march.points, march.percent_of_revenue) == (20, Fraction(2))
    assert (trial.totals.points, trial.totals.sales, trial.totals.touched) == (30, 3, 2)
    assert (trial.totals.before, trial.totals.given, trial.totals.after) == (30, 30, 60)
    assert (trial.customers, [each.customer_id for each in trial.most]) == (2, ["b", "a"])
    assert trial.most[1].sales == 1


def test_months_begin_with_the_first_sale_and_a_past_without_sales_has_none() -> None:
    assert [month.month for month in tried(DOUBLE, [a_sale("2026-03-31")]).months] == [
        date(2026, 3, 1)
    ]
    nothing = tried(DOUBLE, [])
    assert (nothing.months, nothing.totals.sales, nothing.most) == ((), 0, ())


def test_ten_are_named_and_all_are_counted() -> None:
    sales = [a_sale("2026-01-05", 100 * (number + 1), customer=str(number)) for number in range(12)]
    trial = tried(DOUBLE, sales)
    assert trial.customers == 12
    assert [each.points for each in trial.most] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]


# -- Conditions ---------------------------------------------------------------------------------


def test_the_first_sale_is_the_first_ever_though_it_lies_before_the_tried_days() -> None:
    first = on(TEN, first_sale=True)
    assert tried(first, [a_sale("2025-12-31"), a_sale("2026-01-01")]).totals.points == 0
    assert tried(first, [a_sale("2026-01-01"), a_sale("2026-01-01")]).totals.points == 10


def test_the_third_visit_is_the_third_day_and_its_first_sale() -> None:
    third = on(TEN, nth_visit=3)
    days = ("2025-12-30", "2025-12-30", "2025-12-31", "2026-01-02", "2026-01-02", "2026-01-03")
    trial = tried(third, [a_sale(day) for day in days])
    assert (trial.totals.points, trial.totals.touched) == (10, 1)


def test_absence_is_counted_between_days() -> None:
    back = on(TEN, days_since_last_visit=30)
    sales = [a_sale("2026-01-01"), a_sale("2026-01-31"), a_sale("2026-03-01")]
    assert tried(back, sales).totals.touched == 1


def test_hours_go_by_the_wall_clock_of_the_shop() -> None:
    evening = on(TEN, hours=(time(17), time(19)))
    clocks = ("07:59", "08:00", "09:59", "10:00")  # UTC: nine hours behind Tokyo
    trial = tried(evening, [a_sale("2026-01-05", clock=clock) for clock in clocks])
    assert trial.totals.touched == 2


def test_weekdays_go_by_the_business_date() -> None:
    mondays = on(TEN, weekdays=("mon",))
    sales = [a_sale("2026-01-05"), a_sale("2026-01-06"), a_sale("2026-01-12")]
    assert tried(mondays, sales).totals.touched == 2


def test_a_birthday_bonus_is_given_once_a_year() -> None:
    birthday = on(TEN, birthday="week")
    sales = [a_sale("2026-02-01"), a_sale("2026-02-03"), a_sale("2026-02-04")]
    levels = {"a": Level(birthday="1980-02-02")}
    assert tried(birthday, sales, levels=levels).totals.points == 10
    assert tried(birthday, sales).totals.points == 0


def test_once_counts_only_what_was_given() -> None:
    month = replace(DOUBLE, once="month")
    sales = [
        a_sale("2026-01-05", 99),  # gives nothing, so it was not had
        a_sale("2026-01-06", 500),
        a_sale("2026-01-07", 900),
        a_sale("2026-02-01", 300),
    ]
    assert tried(month, sales).totals.points == 5 + 3
    assert tried(replace(month, once="ever"), sales).totals.points == 5


def test_a_budget_is_spent_in_the_order_of_time_and_the_last_gets_what_is_left() -> None:
    small = replace(DOUBLE, points_budget=15)
    sales = [
        a_sale("2026-01-05", 1000),
        a_sale("2026-01-06", 1000, customer="b"),
        a_sale("2026-01-07", 1000, customer="c"),
    ]
    trial = tried(small, sales)
    assert trial.totals.points == 15
    assert {each.customer_id: each.points for each in trial.most} == {"a": 10, "b": 5}


def test_the_minimum_is_held_against_what_is_left_of_the_sale() -> None:
    large = on(TEN, minimum=1000)
    sales = [a_sale("2026-01-05", 900, total=1000), a_sale("2026-01-06", 900, total=999)]
    assert tried(large, sales).totals.touched == 1


def test_tier_plan_and_tag_are_those_of_today() -> None:
    sales = [a_sale("2026-01-05"), a_sale("2026-01-05", customer="b")]
    levels = {"a": Level(frozenset({"Silver", "Gold"}), "Club", frozenset({"vip"}))}
    for conditions in ({"tier": "Silver"}, {"plan": "Club"}, {"tag": "vip"}):
        trial = tried(on(TEN, **conditions), sales, levels=levels)
        assert [each.customer_id for each in trial.most] == ["a"]
        assert trial.assumptions == ("rates", "tags" if "tag" in conditions else "levels")


def test_what_staff_must_call_is_taken_as_called_every_day_and_says_so() -> None:
    trial = tried(on(TEN, called=True), [a_sale("2026-01-05"), a_sale("2026-01-06")])
    assert trial.totals.touched == 2
    assert "called" in trial.assumptions


def test_dates_of_its_own_hold_where_they_meet_the_tried_days() -> None:
    sales = [a_sale("2026-01-05"), a_sale("2026-02-05")]
    february = tried(on(TEN, first_day=date(2026, 2, 1), last_day=date(2026, 2, 9)), sales)
    assert (february.totals.touched, february.assumptions) == (1, ("rates",))
    for apart in ({"first_day": date(2026, 4, 1)}, {"last_day": date(2025, 12, 31)}):
        trial = tried(on(TEN, **apart), sales)
        assert (trial.totals.touched, trial.assumptions) == (2, ("rates", "dates"))


def test_a_promotion_that_is_not_offered_yet_is_tried_as_if_it_were() -> None:
    assert tried(replace(TEN, offered=False), [a_sale("2026-01-05")]).totals.points == 10


# -- Goods, limits, stacking ----------------------------------------------------------------------


def test_a_category_promotion_multiplies_that_category_alone() -> None:
    goods = (("Bread", 700, True), ("Beer", 300, False), (None, 1000, True))
    sale = a_sale("2026-01-05", 1000, goods=goods)  # half of 2000 was paid by points
    bread = replace(DOUBLE, category="Bread")
    trial = tried(bread, [sale, a_sale("2026-01-06")])
    assert (trial.totals.points, trial.totals.touched) == (3, 1)
    assert tried(replace(bread, category="Beer"), [sale]).totals.points == 0
    assert tried(on(TEN, categories=("Beer",)), [sale]).totals.points == 10


def test_only_the_best_multiplier_counts_where_the_shop_says_so() -> None:
    settings = replace(SHOP, stacking="best")
    levels = {"a": Level(factors=(Fraction("1.5"), Fraction("1.2")))}
    sale = [a_sale("2026-01-05")]
    assert tried(DOUBLE, sale, settings=settings, levels=levels).totals.points == 10 - 5
    weaker = replace(DOUBLE, multiplier=Fraction("1.5"))
    assert tried(weaker, sale, settings=settings, levels=levels).totals.touched == 0
    assert tried(TEN, sale, settings=settings, levels=levels).totals.points == 10
    assert tried(DOUBLE, sale, settings=settings).totals.points == 10


def test_limits_cut_what_the_promotion_adds() -> None:
    most = replace(SHOP, max_points_per_sale=15)
    assert tried(DOUBLE, [a_sale("2026-01-05")], settings=most).totals.points == 5
    day = replace(SHOP, max_points_per_day=35)
    sales = [a_sale("2026-01-05"), a_sale("2026-01-05"), a_sale("2026-01-06")]
    assert tried(DOUBLE, sales, settings=day).totals.points == 10 + 5 + 10


# -- Rates of earning ---------------------------------------------------------------------------


def rates_tried(
    after: Earning,
    sales: Sequence[PastSale],
    *,
    before: Earning = PLAIN,
    levels: Mapping[str, Level] | None = None,
    settings: ShopSettings = SHOP,
) -> Trial:
    return earning_trial(
        sales,
        tried=after,
        earning=before,
        levels=levels or {},
        settings=settings,
        first=FIRST,
        last=LAST,
    )


def test_a_rate_is_held_against_that_of_today_not_against_what_was_given() -> None:
    sales = [a_sale("2026-01-05", 1980, given=3)]
    trial = rates_tried(Earning(Rate(200, 3)), sales)
    totals = trial.totals
    assert (totals.given, totals.before, totals.after, totals.points) == (3, 19, 29, 10)
    assert trial.kind == "earning"


def test_a_smaller_rate_gives_less_and_names_those_who_would_lose_most() -> None:
    sales = [a_sale("2026-01-05", 1000), a_sale("2026-01-05", 5000, customer="b")]
    trial = rates_tried(Earning(Rate(200, 1)), sales)
    assert (trial.totals.points, trial.totals.worth) == (-30, -30)
    assert [(each.customer_id, each.points) for each in trial.most] == [("b", -25), ("a", -5)]


def test_tier_and_plan_multiply_both_and_it_is_said() -> None:
    levels = {"a": Level(factors=(Fraction("1.5"), Fraction(2)))}
    trial = rates_tried(Earning(Rate(50, 1)), [a_sale("2026-01-05", 1780)], levels=levels)
    assert (trial.totals.before, trial.totals.after) == (17 + 8 + 17, 35 + 17 + 35)
    assert trial.assumptions == ("rates", "levels")


def test_a_category_may_have_a_rate_of_its_own() -> None:
    goods = (("Bread", 700, True), ("Beer", 300, False), (None, 1000, True))
    sales = [a_sale("2026-01-05", 2000, goods=goods)]
    trial = rates_tried(Earning(Rate(100, 1), "down", {"Bread": Rate(100, 5)}), sales)
    assert (trial.totals.before, trial.totals.after) == (17, 10 + 35)


def points_of(shares: Sequence[Share], settings: ShopSettings, *grants: Grant) -> int:
    lines = points_for_sale(shares, settings=settings, grants=grants)
    return sum(line.points for line in lines)


AMOUNTS = st.integers(0, 5000)
LINES = st.lists(
    st.tuples(AMOUNTS, st.sampled_from([None, "Bread", "Beer", "Tea"])), min_size=1, max_size=4
)
RATES = st.builds(Rate, st.integers(1, 300), st.integers(0, 20))


@given(
    lines=LINES,
    used=st.integers(0, 100),
    rate=RATES,
    own=RATES,
    rounding=st.sampled_from(["down", "nearest", "up"]),
    factor=st.fractions(1, 3, max_denominator=20),
    category=st.sampled_from([None, "Bread", "Beer"]),
)
def test_the_whole_numbers_are_those_of_the_counter(
    *,
    lines: list[tuple[int, str | None]],
    used: int,
    rate: Rate,
    own: Rate,
    rounding: Rounding,
    factor: Fraction,
    category: str | None,
) -> None:
    amount = sum(each for each, _ in lines)
    paid = amount - amount * used // 100
    bought = [
        SaleLine(each, name, earns=name != "Tea", rate=own if name == "Beer" else None)
        for each, name in lines
    ]
    settings = replace(SHOP, earn_per=rate.per, earn_points=rate.points, rounding=rounding)
    shares = earning_shares(bought, [Reduction(amount - paid)])
    grant = Grant("promotion", "", factor=factor, category=category)
    plain = points_of(shares, settings)
    promoted = points_of(shares, settings, grant)
    sale = a_sale(
        "2026-01-05", paid, goods=tuple((name, each, name != "Tea") for each, name in lines)
    )
    earning = Earning(rate, rounding, {"Beer": own})
    promotion = replace(DOUBLE, multiplier=factor, category=category)
    held = category is None or category in {name for _, name in lines}
    trial = tried(promotion, [sale], settings=settings, earning=earning)
    assert trial.totals.points == (promoted - plain if held else 0)
    against = rates_tried(earning, [sale], before=Earning(Rate(100, 0)), settings=settings)
    assert against.totals.after == plain


@pytest.mark.parametrize(("rounding", "points"), [("down", 0), ("nearest", 1), ("up", 1)])
def test_every_rounding_is_that_of_money(rounding: Rounding, points: int) -> None:
    assert rounded(Fraction(1, 2), rounding) == points
    trial = rates_tried(
        Earning(Rate(100, 1), rounding), [a_sale("2026-01-05", 50)], before=Earning(Rate(100, 0))
    )
    assert trial.totals.points == points
