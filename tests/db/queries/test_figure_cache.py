"""Figures that are kept are those that would be worked out anew, whatever was done in between."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import derived
from db.connection import open_book
from db.queries import figure_cache
from db.queries.figure_cache import kept_figures, kept_histories
from db.queries.figures import PeriodFigures, period_figures
from db.queries.histories import purchase_histories
from db.rules.rewards import Terms
from db.rules.spans import KINDS, Period, period_of
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import start_subscription
from tests.db.queries.shop_by_chance import ShopByChance

FIRST = date(2026, 7, 6)


def kept(session: Session, period: Period) -> PeriodFigures:
    return kept_figures(session.db, period=period, today=session.today, settings=session.settings)


def anew(session: Session, period: Period) -> PeriodFigures:
    return period_figures(session.db, period=period, today=session.today, settings=session.settings)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_would_be_worked_out_anew(session: Session, seed: int) -> None:
    shop, chance = ShopByChance(session, seed, first=FIRST), random.Random(seed)
    done: Counter[str] = Counter()
    for _ in range(160):
        done[shop.go_on()] += 1
        now = shop.now()
        kind, ago = chance.choice(KINDS), chance.choice([0, 7, 30, 60])
        periods = [period_of("month", shop.today), period_of("month", shop.today).before]
        for period in (*periods, period_of(kind, shop.today - timedelta(days=ago))):
            assert kept(now, period) == anew(now, period), (done, period)
        assert kept_histories(now.db) == purchase_histories(now.db)
    assert all(done[kind] for kind in ("sale", "refund", "undo", "plan", "merge", "choice"))


def test_a_sale_today_leaves_what_is_known_of_earlier_periods(session: Session) -> None:
    shop = ShopByChance(session, 5, first=FIRST)
    for _ in range(8):
        shop.ring_up()
        shop.today += timedelta(days=7)
    july, present = period_of("month", FIRST), period_of("month", shop.today)
    before, now = kept(shop.now(), july), kept(shop.now(), present)
    shop.ring_up()
    assert kept(shop.now(), july).customers is before.customers
    assert kept(shop.now(), present).customers is not now.customers


def test_a_coupon_that_a_refund_gives_back_has_run_out_after_all(session: Session) -> None:
    """What is handed back today may change what was told of the month in which a coupon ended."""
    shop, july = ShopByChance(session, 8, first=FIRST), period_of("month", FIRST)
    issue = Issue(Terms("amount_off", 100, "Okaeri"), valid_until=date(2026, 7, 20))
    code = issue_coupons(shop.now(), issue, operation_id="issue")[0].code
    order = SaleOrder((OrderLine(700),), shop.people[0], coupons=(code,))
    sale = record_sale(shop.now(), order, operation_id="sale").sale
    assert sale is not None
    shop.today = date(2026, 8, 3)
    assert kept(shop.now(), july).coupons.expired == 0
    refund_sale(shop.now(), sale=sale, amount=None, reason=None, operation_id="back")
    assert kept(shop.now(), july) == anew(shop.now(), july)


def test_a_plan_of_today_is_seen_at_once(session: Session) -> None:
    shop, month = ShopByChance(session, 9, first=FIRST), period_of("month", FIRST)
    assert kept(shop.now(), month).plans.active == 0
    start_subscription(shop.now(), customer_id=shop.people[0], plan="Gold", trial=None, paid=None,
                       operation_id="join")  # fmt: skip
    assert kept(shop.now(), month).plans.active == 1


def test_what_another_program_writes_is_seen(session: Session, book_path: Path) -> None:
    shop, week = ShopByChance(session, 6, first=FIRST), period_of("week", FIRST)
    assert kept(shop.now(), week).trade.sales == 0
    shop.book = Session(open_book(book_path))
    shop.ring_up()
    shop.book.db.conn.close()
    shop.book = session
    assert kept(shop.now(), week).trade.sales == 1


def test_another_book_at_the_same_place_is_another_book(session: Session) -> None:
    shop, week = ShopByChance(session, 7, first=FIRST), period_of("week", FIRST)
    shop.ring_up()
    assert kept(shop.now(), week).trade.sales == 1
    book = next(reversed(figure_cache._books.values()))  # the one that was asked last
    book.digest = b"of a fact that this book does not hold"
    shop.book.db.conn.execute("DELETE FROM sales")
    assert kept(shop.now(), week).trade.sales == 0
    derived.rebuild(session.db)
