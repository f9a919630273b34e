"""What follows from one fact alone, for each kind that has a table; the fixture makes all anew.

After each test the tables are worked out again from the journal and must be the same.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from db.clock import fixed_clock
from db.journal import Draft
from db.queries.facts import Fact
from db.search import forget_customer, index_customer
from db.session import Action, Session

SALE = {"amount": 1000, "total": 900, "paid": 800, "points": 8, "points_used": 100}
TERMS = {
    "price": 980, "every": "month", "grace_days": 7, "multiplier": "1.5", "discount_percent": 0,
    "points_each_period": 0, "renew_bonus": None,
}  # fmt: skip
Post = Callable[..., Fact]


@pytest.fixture
def post(session: Session) -> Post:
    """Return what writes one fact at ten o'clock of a day."""

    def write(draft: Draft, *, on: str = "2026-11-22") -> Fact:
        clock = fixed_clock(datetime.fromisoformat(f"{on}T10:00:00+09:00"))
        act = session.with_request(clock=clock)
        with act.write(Action.RECORD_SALE, f"op-{session.db['facts'].count}") as tx:
            return tx.post(draft)

    return write


@pytest.fixture
def rows(session: Session) -> Callable[[str], list[Any]]:
    """Return what asks the book; one column comes bare."""

    def ask(question: str) -> list[Any]:
        found = session.db.conn.execute(question).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    return ask


Rows = Callable[[str], list[Any]]


def sale(customer: str | None = "c1", **told: object) -> Draft:
    doc = {**SALE, **told}
    return Draft("sale", doc, customer, "spent" if customer else None,
                 doc["paid"] if customer else None)  # type: ignore[arg-type] # fmt: skip


def plan(customer: str, until: str = "2026-12-21") -> Draft:
    doc = {"plan_id": "p", "plan": "Club", "anchor": "2026-11-22", "periods": 1, "until": until,
           "terms": TERMS, "paid": 980}  # fmt: skip
    return Draft("subscription.start", doc, customer, "plan_payments", 980)


def merge(kept: str, merged: str, *ends: str) -> Draft:
    doc = {"merged": merged, "number": f"number-{merged}", "ends_referrals": list(ends)}
    return Draft("customer.merge", doc, kept)


@pytest.fixture
def merged_row(session: Session) -> Callable[[str, str], None]:
    """Return what writes the row that stands before the fact of a merging."""

    def write(merged: str, kept: str) -> None:
        db = session.db.conn
        db.execute(
            "INSERT OR IGNORE INTO customers (id, number, name, joined, referral_code)"
            " VALUES (:id, substr('0000000000000' || :id, -13), :id, '2026-01-01', :id)",
            {"id": kept},
        )
        db.execute("UPDATE merged_customers SET kept_id = ? WHERE kept_id = ?", (kept, merged))
        db.execute(
            "INSERT INTO merged_customers (id, kept_id, number, name, referral_code, day)"
            " VALUES (?, ?, ?, ?, ?, '2026-11-22')",
            (merged, kept, merged, merged, f"code-{merged}"),
        )
        forget_customer(session.db, merged)
        db.execute("DELETE FROM customers WHERE id = ?", (merged,))
        index_customer(session.db, kept)

    return write


# -- One fact, one row ----------------------------------------------------------------------


def test_everybody_has_totals_from_the_first_day(post: Post, rows: Rows) -> None:
    post(Draft("customer.add", {"fields": ["name"]}, "c1"))
    assert rows("SELECT * FROM customer_totals") == [("c1", 0, 0, 0, 0, None, None, None)]


def test_a_sale_stands_as_it_was_recorded_with_a_customer_or_without(
    post: Post, rows: Rows
) -> None:
    one = post(sale(receipt="7", till="A"))
    two = post(sale(None))
    kept = rows("SELECT id, customer_id, amount, total, paid, points, points_used, receipt, till,"
                " refunded, refunded_whole_at FROM sales ORDER BY rowid")  # fmt: skip
    assert kept == [
        (one.id, "c1", 1000, 900, 800, 8, 100, "7", "A", 0, None),
        (two.id, None, 1000, 900, 800, 8, 100, None, None, 0, None),
    ]
    assert rows("SELECT account, customer, total FROM sums") == [("spent", "c1", 800)]


def test_what_promotions_gave_is_kept_by_sale_and_summed(post: Post, rows: Rows) -> None:
    line = {"rule": "promotion", "label": "Rain", "points": 5, "promotion": "p", "version": "v"}
    base = {"rule": "base", "label": "…", "points": 8}
    first = post(sale(breakdown=[base, line]))
    post(sale("c2", breakdown=[base, {**line, "points": 7}]))
    assert rows("SELECT * FROM promotion_totals") == [("p", 2, 12)]
    back = {"sale": first.id, "amount": 450, "money_back": 400, "points_reversed": 3,
            "points_returned": 0, "whole": False, "promotions": {"p": 3}}  # fmt: skip
    post(Draft("refund", back, "c1", "spent", -400))
    assert rows("SELECT customer_id, points FROM promotion_uses ORDER BY customer_id") == [
        ("c1", 2),
        ("c2", 7),
    ]
    assert rows("SELECT * FROM promotion_totals") == [("p", 2, 9)]


def test_refunds_add_up_on_their_sale_and_the_last_makes_it_whole(post: Post, rows: Rows) -> None:
    sold = post(sale(), on="2026-11-20")
    part = {"sale": sold.id, "amount": 450, "money_back": 400, "points_reversed": 4,
            "points_returned": 50, "whole": False, "reason": "too small"}  # fmt: skip
    post(Draft("refund", part, "c1", "spent", -400), on="2026-11-21")
    assert rows("SELECT refunded, refunded_whole_at FROM sales") == [(450, None)]
    assert rows("SELECT visits, spent FROM customer_totals") == [(1, 400)]
    last = post(Draft("refund", {**part, "whole": True}, "c1", "spent", -400))
    assert rows("SELECT refunded, refunded_whole_at FROM sales") == [(900, last.at)]
    assert rows("SELECT visits, spent, last_day FROM customer_totals") == [(0, 0, None)]
    told = rows("SELECT sale, customer_id, day, amount, money_back, reason FROM refunds")
    assert told[0] == (sold.id, "c1", "2026-11-21", 450, 400, "too small")


def test_staff_say_that_a_promotion_holds_today_and_take_it_back(post: Post, rows: Rows) -> None:
    post(Draft("promotion.call", {"promotion": "rain", "holds": True}), on="2026-11-21")
    for _ in range(2):
        post(Draft("promotion.call", {"promotion": "rain", "holds": True}))
    assert rows("SELECT day FROM promotion_calls ORDER BY day") == ["2026-11-21", "2026-11-22"]
    post(Draft("promotion.call", {"promotion": "rain", "holds": False}))
    assert rows("SELECT day FROM promotion_calls") == ["2026-11-21"]


def test_a_coupon_is_issued_used_given_back_and_voided(post: Post, rows: Rows) -> None:
    told = {"code": "C1", "terms": {"kind": "amount_off", "value": 200}, "from": "2026-11-22",
            "until": "2026-12-22", "uses": 2, "reward": "¥200 off"}  # fmt: skip
    post(Draft("coupon.issue", told, "c1"))
    use = {"code": "C1", "discount": 200, "sale": None}
    post(Draft("coupon.use", use, "c1", claim="coupon:C1:1"))
    post(Draft("coupon.use", use, "c1", claim="coupon:C1:2"), on="2026-11-24")
    state = "SELECT used, used_on, discount, voided_on FROM coupons"
    assert rows(state) == [(2, "2026-11-24", 400, None)]
    post(Draft("coupon.return", use, "c1"))
    assert rows(state) == [(1, "2026-11-24", 200, None)]
    post(Draft("coupon.return", use, "c1"))
    assert rows(state) == [(0, None, 0, None)]
    post(Draft("coupon.void", {"code": "C1", "reason": "lost"}, "c1"), on="2026-11-25")
    assert rows("SELECT voided_on, void_reason FROM coupons") == [("2026-11-25", "lost")]


def test_a_plan_begins_is_renewed_and_may_end_before_its_time(post: Post, rows: Rows) -> None:
    begun = post(plan("c1"))
    state = "SELECT id, customer_id, periods, until, grace_days, ended FROM subscriptions"
    assert rows(state) == [(begun.id, "c1", 1, "2026-12-21", 7, None)]
    told = {"subscription": begun.id, "plan": "Club", "period": 2, "paid": 980}
    post(Draft("subscription.renew", told, "c1", "plan_payments", 980))
    assert rows(state)[0][2:4] == (2, "2027-01-21")
    end = {"subscription": begun.id, "credit": 500, "reason": "merge"}
    post(Draft("subscription.end", end, "c1", "plan_credit", 500), on="2026-12-10")
    assert rows(state)[0][3:] == ("2027-01-21", 7, "2026-12-09")
    assert rows("SELECT * FROM sums ORDER BY account") == [
        ("plan_credit", "c1", 500),
        ("plan_payments", "c1", 1960),
    ]


def test_a_friend_is_brought_qualifies_and_may_be_taken_back(post: Post, rows: Rows) -> None:
    columns = "referee_id, referrer_id, day, qualified_on, sale, usable_from, reversed_on"
    post(Draft("referral.attach", {"referrer": "c1"}, "c2"))
    post(
        Draft("referral.qualify", {"sale": "s1", "usable_from": "2026-11-30"}, "c2"),
        on="2026-11-23",
    )
    assert rows(f"SELECT {columns} FROM referrals") == [
        ("c2", "c1", "2026-11-22", "2026-11-23", "s1", "2026-11-30", None)
    ]
    post(Draft("referral.reverse", {"sale": "s1"}, "c2"), on="2026-11-24")
    assert rows("SELECT reversed_on FROM referrals") == ["2026-11-24"]


def test_a_friends_gifts_of_old_books_are_usable_by_the_rules_of_their_time(
    post: Post, rows: Rows, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 1}, "hold_days": 3})
    post(Draft("referral.attach", {"referrer": "c1"}, "c2"))
    post(Draft("referral.qualify", {"sale": "s1"}, "c2"), on="2026-11-23")
    set_shop(referral={"referrer": {"points": 1}, "hold_days": 9})
    assert rows("SELECT usable_from FROM referrals") == ["2026-11-26"]


def test_the_owners_word_and_its_undoing_stand_with_the_friend(post: Post, rows: Rows) -> None:
    asked = "SELECT signs, answered_on, approved, reversed_on, usable_from FROM referrals"
    qualified = {"sale": "s1", "usable_from": "2026-11-22", "signs": ["phone"]}
    again = Draft("referral.reopen", {"sale": "s1", "usable_from": "2026-11-22"}, "c2")
    post(Draft("referral.attach", {"referrer": "c1"}, "c2"))
    post(Draft("referral.qualify", qualified, "c2"))
    waits = [('["phone"]', None, None, None, "2026-11-22")]
    assert rows(asked) == waits
    said = {"sale": "s1", "usable_from": "2026-11-24"}
    post(Draft("referral.approve", said, "c2"), on="2026-11-24")
    assert rows(asked) == [('["phone"]', "2026-11-24", 1, None, "2026-11-24")]
    post(again, on="2026-11-24")
    assert rows(asked) == waits
    post(Draft("referral.decline", {"sale": "s1", "reason": "one"}, "c2"), on="2026-11-24")
    assert rows(asked) == [('["phone"]', "2026-11-24", 0, "2026-11-24", "2026-11-22")]
    post(again, on="2026-11-24")
    assert rows(asked) == waits
    post(Draft("referral.reverse", {"sale": "s1", "undone": True}, "c2"))
    assert rows("SELECT qualified_on, sale, signs FROM referrals") == [(None, None, None)]
    post(Draft("referral.detach", {"referrer": "c1"}, "c2"))
    assert rows("SELECT * FROM referrals") == []


def test_a_kind_without_a_table_changes_none(session: Session, post: Post) -> None:
    before = session.db["sales"].count
    post(Draft("day.rollover", {"expired": 0}))
    assert session.db["sales"].count == before


# -- Two become one -------------------------------------------------------------------------


def earn(customer: str, points: int, until: str | None = None) -> Draft:
    doc = {"expires_on": until} if until else {}
    return Draft("points.earn", doc, customer, "points", points)


def test_everything_of_the_merged_one_is_the_kept_ones(
    post: Post, rows: Rows, merged_row: Callable[[str, str], None]
) -> None:
    line = {"rule": "promotion", "label": "Rain", "points": 5, "promotion": "p", "version": "v"}
    for customer in ("c1", "c2"):
        post(Draft("customer.add", {}, customer))
        post(sale(customer, breakdown=[line]), on="2026-11-20")
        post(earn(customer, 30), on="2026-11-20")
        post(Draft("reward.redeem", {"cost": 1}, customer, "reward:r", 1))
        told = {"code": f"of {customer}", "terms": {}, "from": "2026-11-22", "uses": 1}
        post(Draft("coupon.issue", told, customer))
        post(plan(customer))
    merged_row("c2", "c1")
    assert post(merge("c1", "c2")).kind == "customer.merge"
    for table in ("sales", "lots", "coupons", "subscriptions", "promotion_uses"):
        assert rows(f"SELECT customer_id FROM {table}") == ["c1", "c1"]
    totals = rows("SELECT customer_id, debt, sales, visits, spent FROM customer_totals")
    assert totals == [("c1", 0, 2, 1, 1600)]
    assert rows("SELECT account, customer, total FROM sums ORDER BY account") == [
        ("plan_payments", "c1", 1960),
        ("points", "c1", 60),
        ("reward:r", "c1", 2),
        ("spent", "c1", 1600),
    ]


def test_a_chain_of_mergings_ends_with_the_last_one_kept(
    post: Post, rows: Rows, merged_row: Callable[[str, str], None]
) -> None:
    for number, customer in enumerate(("c1", "c2", "c3"), start=1):
        post(earn(customer, 10 * number), on="2026-11-20")
    merged_row("c1", "c2")
    post(merge("c2", "c1"))
    merged_row("c2", "c3")
    post(merge("c3", "c2"))
    assert rows("SELECT customer_id, points FROM lots ORDER BY points") == [
        ("c3", 10),
        ("c3", 20),
        ("c3", 30),
    ]
    assert rows("SELECT kept_id FROM merged_customers") == ["c3", "c3"]
    post(Draft("points.spend", {}, "c3", "points", -45))
    assert rows("SELECT sum(points_left) FROM lots") == [15]


def test_links_follow_and_those_that_the_merging_ended_are_gone(
    post: Post, rows: Rows, merged_row: Callable[[str, str], None]
) -> None:
    for referee, referrer in (("c1", "c2"), ("c2", "c9"), ("f1", "c1"), ("f2", "c2")):
        post(Draft("referral.attach", {"referrer": referrer}, referee))
    merged_row("c2", "c1")
    post(merge("c1", "c2", "c1"))
    assert rows("SELECT referee_id, referrer_id FROM referrals ORDER BY referee_id") == [
        ("c1", "c9"),
        ("f1", "c1"),
        ("f2", "c1"),
    ]


def test_a_debt_is_paid_at_once_from_the_others_lots_by_their_last_day(
    post: Post, rows: Rows, merged_row: Callable[[str, str], None]
) -> None:
    lot = post(earn("c1", 50), on="2026-11-01")
    post(Draft("points.spend", {}, "c1", "points", -50), on="2026-11-02")
    post(Draft("points.reverse", {"lot": lot.id}, "c1", "points", -50), on="2026-11-03")
    assert rows("SELECT debt FROM customer_totals") == [50]
    post(earn("c2", 30, "2027-06-30"), on="2026-11-04")
    post(earn("c2", 30, "2027-01-31"), on="2026-11-05")
    merged_row("c2", "c1")
    post(merge("c1", "c2"))
    left = "SELECT expires_on, points_left FROM lots WHERE points_left > 0"
    assert rows(left) == [("2027-06-30", 10)]
    assert rows("SELECT debt FROM customer_totals") == [0]


def test_a_merging_of_last_week_is_worked_in_where_it_belongs(
    post: Post, rows: Rows, merged_row: Callable[[str, str], None]
) -> None:
    lot = post(earn("c1", 50), on="2026-11-01")
    post(Draft("points.spend", {}, "c1", "points", -50), on="2026-11-02")
    post(earn("c2", 30), on="2026-11-02")
    post(Draft("points.reverse", {"lot": lot.id}, "c1", "points", -50), on="2026-11-20")
    post(earn("c1", 5), on="2026-11-21")
    merged_row("c2", "c1")
    post(merge("c1", "c2"), on="2026-11-10")
    assert rows("SELECT sum(points_left), debt FROM lots, customer_totals") == [(0, 15)]
