"""The running figures of a history."""

from collections.abc import Callable

from db.clock import milliseconds
from db.queries.balances import balances_after, running_figures
from db.queries.facts import Fact, facts_of_customer
from db.queries.statements import statement_of
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.sales import SaleOutcome


def facts_of(session: Session, customer: str) -> list[Fact]:
    now = milliseconds(session.moment().now)
    return list(facts_of_customer(session.db, customer, until_ms=now))


def test_points_that_ended_meanwhile_are_not_in_later_balances(
    session: Session,
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
    set_shop: Callable[..., None],
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(customer, 30_000, on="2026-09-01")
    sell(customer, 5_000, on="2026-11-22")
    facts = facts_of(session, customer)
    earned = [fact.id for fact in facts if fact.kind == "points.earn"]
    assert list(balances_after(facts, of_facts=earned).values()) == [300, 50]


def test_only_what_is_asked_for_is_worked_out(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    for amount in (1_000, 2_000, 3_000):
        sell(customer, amount)
    facts = facts_of(session, customer)
    assert balances_after(facts, of_facts={facts[-1].id}) == {facts[-1].id: 60}


def test_before_a_merge_each_had_their_own(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    kept, merged = a_customer(), a_customer("田中 みさき")
    sell(kept, 10_000, on="2026-11-20")
    sell(merged, 2_000, on="2026-11-21")
    merge_customers(session, keep=kept, merge=merged, operation_id="merge")
    facts = facts_of(session, kept)
    wanted = [fact.id for fact in facts if fact.kind in ("points.earn", "customer.merge")]
    assert list(balances_after(facts, of_facts=wanted).values()) == [100, 20, 120]


def test_what_expired_between_is_told_as_the_statement_tells_it(
    session: Session,
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
    set_shop: Callable[..., None],
) -> None:
    set_shop(expiry={"months": 1})
    kept, other = a_customer(), a_customer("田中 みさき")
    sell(other, 90_000, on="2026-06-03")
    sell(kept, 30_000, on="2026-08-01")
    sell(kept, 1_000, points_used=200, on="2026-08-20")
    sell(other, 70_000, on="2026-10-05")
    sell(kept, 5_000, on="2026-09-21")
    merge_customers(on_day("2026-10-20"), keep=kept, merge=other, operation_id="merge")
    moment = session.moment()
    told = [
        (line.cause.day, -line.change.balance, line.after.balance)
        for line in statement_of(moment, kept).lines
        if line.cause.kind == "expired"
    ]
    figures = running_figures(facts_of(session, kept), kept, of_facts=(), today=moment.today)
    assert [(each.day, each.points, each.after) for each in figures.expired] == told
    assert len(told) == 4
