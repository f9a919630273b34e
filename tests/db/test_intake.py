"""What an import writes of people and purchases."""

import json
from fractions import Fraction

from db.clock import new_id
from db.intake import People, Purchases, Tally
from db.rules.customer_rows import CustomerRow
from db.rules.purchase_rows import PurchaseRow
from db.session import Action, Session


def take_person(session: Session, row: CustomerRow) -> Tally:
    tally = Tally()
    with session.write(Action.IMPORT_CUSTOMERS, new_id()) as tx:
        People(tx, tally, file="f.csv").take(row)
    return tally


def take_sale(session: Session, *rows: PurchaseRow) -> Tally:
    tally = Tally()
    with session.write(Action.IMPORT_PURCHASES, new_id()) as tx:
        desk = Purchases(tx, tally, file="f.csv", named_by="number", new_customers=True)
        for row in rows:
            desk.take(row)
        desk.finish(lambda _done, _total: None)
    return tally


def test_no_fact_holds_what_the_file_says_of_a_person(session: Session) -> None:
    row = CustomerRow(
        2, "森 さくら", "1001", phone="090-0000-0001", email="mori@example.jp", points=5
    )
    take_person(session, row)
    written = json.dumps(
        session.db.conn.execute("SELECT kind, claim, doc FROM facts").fetchall(),
        ensure_ascii=False,
    )
    for private in ("森", "1001", "0000", "mori"):
        assert private not in written


def test_the_claim_of_a_person_is_the_shops_own(session: Session) -> None:
    """Another shop with the same list makes other claims: they tell nobody who is on it."""
    row = CustomerRow(2, "森 さくら")
    take_person(session, row)
    asked = "SELECT claim FROM facts WHERE claim LIKE 'import.customer:%'"
    first = session.db.conn.execute(asked).fetchone()[0]
    session.db.conn.execute("UPDATE book SET coupon_key = randomblob(32)")
    assert take_person(session, row).taken == 1
    claims = {claim for (claim,) in session.db.conn.execute(asked).fetchall()}
    assert len(claims - {first}) == 1


def test_a_sale_of_a_file_says_so(session: Session) -> None:
    at = session.moment().now
    take_sale(
        session,
        PurchaseRow(2, "7", at, Fraction(500), "R1", "豆", "Mio", "gift"),
        PurchaseRow(3, "7", at, Fraction(-200)),
    )
    docs = session.db.conn.execute(
        "SELECT doc, account, delta FROM facts WHERE kind = 'sale' ORDER BY seq"
    ).fetchall()
    assert [(json.loads(doc), account, delta) for doc, account, delta in docs] == [
        (
            {
                "amount": 500, "total": 500, "paid": 500, "points": 0, "import": "f.csv",
                "receipt": "R1", "category": "豆", "staff": "Mio", "note": "gift",
            },
            "spent",
            500,
        ),
        (
            {
                "amount": -200, "total": -200, "paid": -200, "points": 0, "import": "f.csv",
                "refund": True,
            },
            "spent",
            -200,
        ),
    ]  # fmt: skip
