"""Who is behind points, plans and answers, by hand; that they add up is held in test_behind.py."""

from collections.abc import Callable

from db.queries.behind import Behind, customers_behind
from db.rules.spans import parse_period
from db.session import Session
from db.usecases.feedback import give_feedback
from db.usecases.merging import merge_customers
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome


def behind(session: Session, figure: str, *, period: str) -> Behind:
    return customers_behind(
        session.db, period=parse_period(period), figure=figure, settings=session.settings,
        today=session.today,
    )  # fmt: skip


def test_points_owed_are_told_as_of_the_day_and_a_debt_lowers_nobody_else_s(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome],
    on_day: Callable[[str], Session],
) -> None:  # fmt: skip
    misaki, ken = a_customer(), a_customer("佐藤 健")
    sell(misaki, 1000, on="2026-10-01")
    first = sell(ken, 3000, on="2026-10-02")
    sell(ken, 500, on="2026-10-03", points_used=30)
    assert first.sale is not None
    refund_sale(on_day("2026-10-04"), sale=first.sale, amount=None, reason=None,
                operation_id="back")  # fmt: skip
    sell(misaki, 900, on="2026-11-01")
    october = behind(session, "points_owed", period="2026-10")
    assert {row.name: row.amount for row in october.rows} == {"田中 美咲": 10}
    assert (october.unit, october.amount) == ("points", 10)
    assert behind(session, "points_owed", period="2026-11").amount == 19


def test_one_who_was_merged_is_told_by_the_one_kept(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    kept, merged = a_customer(), a_customer("佐藤 健")
    sell(kept, 1000, on="2026-10-01")
    sell(merged, 2000, on="2026-10-02")
    give_feedback(session, customer_id=merged, score=9, operation_id="nine")
    merge_customers(session, keep=kept, merge=merged, operation_id="merge")
    (row,) = behind(session, "points_owed", period="2026-10").rows
    assert (row.customer_id, row.amount) == (kept, 30)
    answers = behind(session, "promoters", period="2026-11")
    assert ([each.customer_id for each in answers.rows], answers.unit) == ([kept], "answers")
