"""The end of a day through the feed."""

import json
from typing import Any

from db.queries.day import day_report
from db.session import Session
from desktop.feed import answer
from desktop.topics.day import day_figures


def ask(session: Session, **request: object) -> dict[str, Any]:
    return answer(session, json.dumps(request).encode())


def test_a_day_is_answered_with_all_that_is_held_against_the_drawer(session: Session) -> None:
    ask(session, op="shop.set", currency="USD")
    ask(session, op="staff.add", name="mio", role="staff")
    customer = ask(session, op="customer.add", name="Misaki Tanaka")["customer"]
    ask(session, op="sale", amount="12.50", at="2026-11-22T09:03", staff="mio")
    sale = ask(session, op="sale", customer=customer, amount="20", at="2026-11-22T09:30")["sale"]
    ask(session, op="refund", sale=sale, amount="5", at="2026-11-22T10:00")
    told = ask(session, op="day", day="2026-11-22")
    assert told == ask(session, op="day")
    assert told.pop("ok") is True
    assert told == {
        "day": "2026-11-22",
        "sales": 2, "sales_with_customer": 1, "sales_without_customer": 1,
        "gross": "32.50", "discounts": {"coupons": "0.00", "plans": "0.00"},
        "points_in_money": "0.00",
        "paid": "32.50", "by_credit": "0.00", "by_voucher": "0.00", "due": "32.50",
        "refunds": 1, "money_back": "5.00", "to_credit": "0.00", "to_vouchers": "0.00",
        "cash_back": "5.00", "plan_payments": 0, "plan_money": "0.00",
        "vouchers": {"issued": "0.00", "money": "0.00"},
        "credit": {"given": "0.00", "money": "0.00"},
        "money_in": "27.50",
        "coupons": {"taken": 0, "value": "0.00", "returned": 0},
        "points": {"given": 20, "used": 0, "returned": 0, "reversed": 5},
        "stamps": {"given": 0, "taken_back": 0, "filled": 0, "emptied": 0},
        "new_customers": 1,
        "first_sale": "2026-11-22T09:03:00+09:00", "last_sale": "2026-11-22T09:30:00+09:00",
        "staff": [
            {
                "staff": None, "sales": 1, "paid": "20.00", "refunds": 1, "money_back": "5.00",
                "points_given": 20, "plan_payments": 0, "plan_money": "0.00", "money_in": "15.00",
            },
            {
                "staff": "mio", "sales": 1, "paid": "12.50", "refunds": 0, "money_back": "0.00",
                "points_given": 0, "plan_payments": 0, "plan_money": "0.00", "money_in": "12.50",
            },
        ],
    }  # fmt: skip


def test_a_quiet_day_has_no_hours_and_a_day_that_cannot_be_is_refused(session: Session) -> None:
    told = ask(session, op="day", day="2026-11-21")
    assert (told["sales"], told["first_sale"], told["staff"]) == (0, None, [])
    for day in ("2026-11-31", "0001-01-01", "today"):
        assert ask(session, op="day", day=day)["error"]["code"] == "bad_date"


def test_more_handed_back_than_taken_is_below_zero(session: Session) -> None:
    sale = ask(session, op="sale", amount="500", at="2026-11-21T10:00")["sale"]
    ask(session, op="refund", sale=sale)
    assert ask(session, op="day")["money_in"] == "-500"


def test_the_command_prints_what_the_feed_answers(session: Session) -> None:
    told = ask(session, op="day")
    told.pop("ok")
    assert day_figures(session, day_report(session.db, session.today)) == told
