"""Chances: by the models where the book is large enough, else by the plain rule; kept in memory."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from db.session import Session
from db.usecases.sales import SaleOutcome
from db.value.standing import Chance, customer_chances, learnt_until, standing_of

Sell = Callable[..., SaleOutcome]
LATE_LOADED = """
import sys
import desktop.app, desktop.main_window, desktop.pages.counter, desktop.pages.customer, desktop.feed
import db.value.standing, db.value.worth_a_call, desktop.words.chances
print([name for name in ("numpy", "scipy") if name in sys.modules])
"""


def test_a_small_shop_goes_by_the_plain_rule(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki, ken = a_customer("美咲"), a_customer("健")
    for day in ("2026-10-01", "2026-10-08", "2026-10-15"):
        sell(misaki, 1000, on=day)
    chances = customer_chances(session.moment())
    assert chances.basis == "rule"
    assert chances.of(misaki) == Chance("rule", None, 31, Fraction(7))
    assert chances.of(misaki).is_late
    assert chances.of(ken) == Chance("rule", None, 0, None)
    assert set(chances.scores) == {misaki}
    standing = standing_of(session.moment(), misaki)
    assert (standing.score, standing.signs.yearly_worth) == (chances.scores[misaki], 3000)
    assert customer_chances(session.moment()) is chances
    sell(misaki, 500)
    assert not customer_chances(session.moment()).of(misaki).is_late


def test_a_real_shop_goes_by_the_models(record_shop: Session) -> None:
    chances = customer_chances(record_shop.moment())
    assert chances.basis == "model"
    everybody = {id: chances.of(id) for id in chances.signs}
    assert len(everybody) == 520
    assert all(each.percent is not None and 0 < each.percent < 100 for each in everybody.values())
    assert all(each.expected_money is not None for each in everybody.values())
    # Of those who bought once, the ones who did so lately are the likelier to be still ours.
    once = [
        (signs.days_since, everybody[id].percent)
        for id, signs in chances.signs.items()
        if signs.yearly_worth and everybody[id].rhythm is None and signs.days_since
    ]
    assert chances.of("nobody") == Chance("rule", None, 0, None)
    assert once


def test_models_are_asked_from_500_buyers_180_days_and_a_sale_in_30_days_on(
    record_shop: Session,
) -> None:
    moment = record_shop.moment()
    last = date.fromisoformat(record_shop.db.execute("SELECT max(day) FROM sales").fetchone()[0])
    on = {
        "too young": date(1997, 6, 30),  # the models would learn until 31 May, day 150
        "old enough": date(1997, 7, 2),  # until 30 June, day 180
        "a sale 29 days ago": last + timedelta(days=29),
        "a sale 30 days ago": last + timedelta(days=30),
    }
    bases = {name: customer_chances(replace(moment, today=day)).basis for name, day in on.items()}
    assert list(bases.values()) == ["rule", "model", "model", "rule"]


def test_models_learn_until_the_month_began() -> None:
    assert learnt_until(date(2026, 11, 22)) == date(2026, 10, 31)
    assert learnt_until(date(2026, 1, 1)) == date(2025, 12, 31)


def test_numpy_and_scipy_wait_until_a_chance_is_asked_for() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LATE_LOADED], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
