"""The month's best customers, net of what was handed back."""

from datetime import date

from db.journal import Draft
from db.queries.best_customers import best_customers
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day


def test_the_best_spent_most_net_of_refunds(session: Session) -> None:
    ids = {}
    for name in ("Aiko", "Ben", "Chie", "Dai"):
        ids[name] = add_customer(session, new=NewCustomer(name=name), operation_id=name).id
    with session.write(Action.IMPORT_PURCHASES, "past") as tx:
        for name, day, amount in (
            ("Aiko", "2026-10-01", 500), ("Aiko", "2026-10-01", 400),
            ("Ben", "2026-10-31", 1000), ("Ben", "2026-10-31", -300),
            ("Chie", "2026-09-30", 9000), ("Chie", "2026-10-02", 10),
            ("Dai", "2026-09-01", 50), ("Dai", "2026-10-03", -5),
        ):  # fmt: skip
            told: dict[str, object] = {"amount": amount, "total": amount, "paid": amount}
            if amount < 0:
                told["refund"] = True
            on_day(tx, day).post(Draft("sale", told, ids[name], "spent", amount))
    best = best_customers(session.db, month=date(2026, 10, 1))
    assert [(each.name, each.visits, each.spent) for each in best] == [
        ("Aiko", 1, 900),
        ("Ben", 1, 700),
        ("Chie", 1, 10),
    ]
    assert len(best_customers(session.db, month=date(2026, 10, 1), limit=2)) == 2


def test_money_handed_back_goes_by_its_own_month_and_a_sale_taken_back_whole_was_no_visit(
    session: Session,
) -> None:
    ids = {}
    for name in ("Aiko", "Ben", "Chie", "Dai"):
        ids[name] = add_customer(session, new=NewCustomer(name=name), operation_id=name).id
    with session.write(Action.IMPORT_PURCHASES, "past") as tx:
        for name, day, amount, backs in (
            ("Aiko", "2026-10-01", 900, [("2026-10-31", 100), ("2026-11-01", 800)]),
            ("Aiko", "2026-10-02", 50, [("2026-10-05", 50)]),
            ("Ben", "2026-09-30", 900, [("2026-10-03", 900)]),
            ("Ben", "2026-10-04", 1000, []),
            ("Chie", "2026-10-02", 700, [("2026-11-02", 700)]),
            ("Dai", "2026-10-02", 9000, [("2026-10-03", 9000)]),
        ):
            told = {"amount": amount, "total": amount, "paid": amount}
            sold = on_day(tx, day).post(Draft("sale", told, ids[name], "spent", amount))
            for on, money in backs:
                on_day(tx, on).post(refund_of(sold.id, ids[name], money))
    best = best_customers(session.db, month=date(2026, 10, 1))
    assert [(each.name, each.visits, each.spent) for each in best] == [
        ("Aiko", 1, 800),
        ("Chie", 1, 700),
        ("Ben", 1, 100),
    ]
