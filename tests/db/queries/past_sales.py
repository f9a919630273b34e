"""Pasts to be told by figures: the music shop's, and shops by chance; each is a list of sales."""

import csv
import random
from datetime import date, timedelta

from db.journal import Draft
from db.session import Action, Session
from desktop.resources import resource
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day
from tests.db.queries.slow_month import Sale


def record(session: Session, rows: list[Sale], *, name: str = "rows") -> None:
    """Write a past into the book, in one act.

    Of two refunds one is taken in from a file, the other is handed back at the desk for a sale.
    """
    sales: dict[str | None, str] = {}
    at_the_desk = False
    with session.write(Action.IMPORT_PURCHASES, name) as tx:
        for row in rows:
            if row.amount < 0 and row.customer in sales:
                at_the_desk = not at_the_desk
                if at_the_desk:
                    given = refund_of(sales[row.customer], row.customer, -row.paid)
                    on_day(tx, row.day).post(given)
                    continue
            told = {"amount": row.amount, "total": row.amount - row.off, "paid": row.paid}
            if row.amount < 0:
                told["refund"] = True
            account = "spent" if row.customer else None
            delta = row.paid if row.customer else None
            sold = on_day(tx, row.day).post(Draft("sale", told, row.customer, account, delta))
            if row.amount >= 0:
                sales[row.customer] = sold.id


def sold(customer: str | None, day: str, amount: int, paid: int | None = None) -> Sale:
    return Sale(customer, date.fromisoformat(day), amount, amount if paid is None else paid)


def cdnow() -> list[Sale]:
    with resource("samples/cdnow_sample.csv").open(encoding="utf-8", newline="") as file:
        return [
            sold(row["customer_id"], row["date"], int(row["amount"].replace(".", "")))
            for row in csv.DictReader(file)
        ]


def a_shop_by_chance(seed: int) -> list[Sale]:
    chance = random.Random(seed)
    rows = []
    for _ in range(300):
        customer = chance.choice([None, *"abcdefghijklmnopqrst"])
        day = date(2024, 1, 1) + timedelta(days=int(chance.triangular(0, 1000, 900)))
        amount = chance.choice([0, 100, 250, 990, 3300])
        if chance.random() < 0.1:
            rows.append(Sale(customer, day, -amount - 1, -amount - 1))
        else:
            for _ in range(chance.choice([1, 1, 1, 2])):
                paid = amount * chance.choice([10, 10, 9, 5]) // 10
                rows.append(Sale(customer, day, amount, paid, chance.choice([paid, amount])))
    return rows
