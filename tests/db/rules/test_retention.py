"""Retention and its kin: shares that are exact, or no figure at all."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from db.rules.retention import CustomersHeld, Repeats, Stages, TopBuyers, Trade, percent


def test_retention_is_what_the_owner_can_work_out_by_hand() -> None:
    held = CustomersHeld(start=538, end=512, first_time=60, reactivated=14)
    assert (held.gained, held.retained, held.lapsed) == (74, 438, 100)
    assert held.retention_percent == Fraction(512 - 74, 538) * 100
    assert held.churn_percent == Fraction(100, 538) * 100


@given(retained=st.integers(0, 50), lapsed=st.integers(0, 50), gained=st.integers(0, 50))
def test_retention_and_churn_make_a_hundred(retained: int, lapsed: int, gained: int) -> None:
    held = CustomersHeld(retained + lapsed, retained + gained, gained, 0)
    kept, lost = held.retention_percent, held.churn_percent
    if retained + lapsed == 0:
        assert kept is None
        assert lost is None
    else:
        assert kept is not None
        assert lost is not None
        assert kept + lost == 100
        assert 0 <= kept <= 100


def test_a_share_of_nothing_is_no_figure() -> None:
    assert percent(0, 0) is None
    assert percent(1, 3) == Fraction(100, 3)
    for empty in (Trade().average_sale, Trade().sales_per_buyer, TopBuyers().share_percent):
        assert empty is None
    assert Repeats().second_visit_percent is None
    assert Stages().rhythm_kept_percent is None


def test_a_months_money_is_split_by_who_paid_it() -> None:
    trade = Trade(sales=4, buyers=3, revenue=1000, refunds=100, new_customers=1, revenue_new=250)
    assert trade.net_revenue == 900
    assert trade.average_sale == 250
    assert trade.sales_per_buyer == Fraction(4, 3)
    assert (trade.returning_customers, trade.revenue_returning) == (2, 750)
    assert trade.returning_revenue_share_percent == 75


def test_growth_needs_a_year_before_with_money_in_it() -> None:
    assert Stages(loyal=1, loyal_spent=10, loyal_spent_before=0).growth_percent is None
    assert Stages(loyal=1, loyal_spent=10, loyal_spent_before=-5).growth_percent is None
    assert Stages(loyal=1, loyal_spent=10, loyal_spent_before=20).growth_percent == -50
