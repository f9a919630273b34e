"""What is written when weeks in a row bring a gift: the run, its claim, and the gift with it."""

from collections.abc import Callable

from db.queries.facts import facts_as_entered
from db.session import Session
from db.usecases.sales import SaleOutcome
from db.usecases.streaks import add_streak


def test_the_gift_hangs_on_the_sale_and_claims_its_week(
    session: Session,
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
) -> None:
    terms = {"name": "Regulars", "weeks": 2, "gift": {"points": 50}}
    streak = add_streak(on_day("2026-11-01"), terms=terms, operation_id="streak").id
    customer = a_customer()
    sell(customer, 100, on="2026-11-15")
    sale = sell(customer, 100, on="2026-11-16")
    facts = list(facts_as_entered(session.db))
    given = next(fact for fact in facts if fact.kind == "streak.give")
    gift = next(fact for fact in facts if fact.kind == "points.gift")
    assert given.claim == f"streak:{streak}:{customer}:2026-11-16"
    assert given.doc == {
        "streak": streak, "week": "2026-11-16", "weeks": 2, "visits": 1, "sale": sale.sale,
    }  # fmt: skip
    assert (gift.doc["reason"], gift.doc["sale"], gift.doc["gift"]) == (
        "streak", sale.sale, given.id,
    )  # fmt: skip
