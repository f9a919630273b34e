"""What a changed tier would do is what it then does; nothing is written to find it out."""

import random
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from db.queries.tier_members import tiers_held
from db.queries.tier_trials import TierTrial, try_tier
from db.session import Session
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier, edit_tier, proposed_tier

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]


def trial(session: Session, tier: str | None, **changes: object) -> TierTrial:
    moment = session.moment()
    return try_tier(moment, proposed_tier(moment, tier, changes))


def names(people: object) -> list[str]:
    return [each.name for each in people]  # type: ignore[attr-defined]


@pytest.fixture
def shop(on_day: OnDay, a_customer: Callable[..., str], sell: Sell) -> Mapping[str, str]:
    """Let Misaki hold gold and Ken silver since March; Ai has bought a little."""
    for name, threshold, multiplier in (("Silver", "10000", "1.2"), ("Gold", "50000", "1.5")):
        new = NewTier(name, threshold, multiplier=multiplier)
        add_tier(on_day("2026-01-01"), new, operation_id=name)
    people = {name: a_customer(name) for name in ("Misaki", "Ken", "Ai")}
    sell(people["Misaki"], 55_000, on="2026-03-10")
    sell(people["Ken"], 30_000, on="2026-03-20")
    sell(people["Ai"], 8_000, on="2026-10-01")
    return people


@pytest.mark.usefixtures("shop")
def test_a_lower_threshold_is_reached_by_those_who_have_it_at_their_next_sale(
    session: Session, on_day: OnDay
) -> None:
    found = trial(session, "Gold", threshold="30000")
    assert (found.tier.since, found.holders, found.stay) == (date(2026, 11, 23), 1, 1)
    assert [(each.name, each.holds, each.have) for each in found.reach] == [
        ("Ken", "Silver", 30_000)
    ]
    assert found.lose == ()
    assert names(trial(session, "Silver", threshold="8000").reach) == ["Ai"]
    assert names(trial(session, "Silver", threshold="8001").reach) == []
    # Ken's sales are in the window until 19 March.
    assert names(trial(on_day("2027-03-18"), "Gold", threshold="30000").reach) == ["Ken"]
    assert names(trial(on_day("2027-03-19"), "Gold", threshold="30000").reach) == []


@pytest.mark.usefixtures("shop")
def test_a_higher_threshold_is_lost_at_the_look_by_those_who_go_on_below_it(
    session: Session,
) -> None:
    found = trial(session, "Gold", threshold="60000")
    (misaki,) = found.lose
    assert (misaki.name, misaki.until, misaki.missing) == ("Misaki", date(2027, 3, 31), 5_000)
    assert (misaki.falls_to, misaki.anyway) == ("Silver", False)
    assert (found.holders, found.stay, found.reach) == (1, 0, ())


@pytest.mark.usefixtures("shop")
def test_whom_the_look_would_take_it_from_in_any_case_is_told_apart(
    session: Session, on_day: OnDay
) -> None:
    later = on_day("2027-03-15")  # the big sale of last March has left the window
    found = trial(later, "Gold", threshold="60000")
    assert [(each.name, each.anyway, each.falls_to) for each in found.lose] == [
        ("Misaki", True, None)
    ]
    assert trial(session, "Gold", multiplier="2").lose == ()


@pytest.mark.usefixtures("shop")
def test_a_look_of_before_the_change_goes_by_the_tier_as_it_was(on_day: OnDay) -> None:
    last_day = on_day("2027-03-31")
    assert [each.missing for each in trial(last_day, "Gold", threshold="60000").lose] == [50_000]


@pytest.mark.usefixtures("shop")
def test_a_stopped_tier_is_lost_by_all_who_hold_it_at_their_looks(session: Session) -> None:
    found = trial(session, "Gold", offered=False)
    assert [(each.name, each.falls_to) for each in found.lose] == [("Misaki", "Silver")]
    assert found.stay == 0


@pytest.mark.usefixtures("shop")
def test_with_one_step_down_the_tier_below_is_named_though_it_is_not_met(
    on_day: OnDay,
) -> None:
    found = trial(on_day("2027-03-15"), "Gold", threshold="60000", drop="one")
    assert [each.falls_to for each in found.lose] == ["Silver"]


@pytest.mark.usefixtures("shop")
def test_a_new_tier_names_who_would_reach_it(session: Session) -> None:
    found = trial(session, None, name="Pearl", threshold="2", measure="visits", multiplier="1.1")
    assert (found.reach, found.holders) == ((), 0)
    one = trial(session, None, name="Pearl", threshold="1", measure="visits", multiplier="1.1")
    assert names(one.reach) == ["Ai"]  # the others hold more


@pytest.mark.usefixtures("shop")
def test_of_a_calendar_year_the_last_twelve_months_say_how_people_go_on(
    on_day: OnDay,
) -> None:
    january = on_day("2027-01-10")
    yearly = trial(january, "Gold", window="calendar_year", threshold="50000")
    assert (yearly.holders, yearly.stay, yearly.lose) == (1, 1, ())


@pytest.mark.usefixtures("shop")
def test_trying_writes_nothing(session: Session) -> None:
    before = session.db["facts"].count, session.db["tier_versions"].count
    trial(session, "Gold", threshold="1")
    assert (session.db["facts"].count, session.db["tier_versions"].count) == before


def test_who_is_named_is_lifted_by_the_next_sale_and_nobody_else(
    session: Session, on_day: OnDay, a_customer: Callable[..., str], sell: Sell
) -> None:
    chance = random.Random(5)
    add_tier(on_day("2026-01-01"), NewTier("Gold", "20000"), operation_id="gold")
    people = {a_customer(f"Nobody {number}"): number for number in range(12)}
    for customer in people:
        for _ in range(chance.randrange(4)):
            day = f"2026-{chance.randrange(2, 11):02}-{chance.randrange(1, 29):02}"
            sell(customer, chance.choice([2_000, 5_000, 9_000]), on=day)
    held = tiers_held(session.db, on=session.today)
    found = trial(session, "Gold", threshold="9000")
    edit_tier(session, tier="Gold", changes={"threshold": "9000"}, operation_id="edit")
    lifted = {
        customer for customer in people if sell(customer, 0, on="2026-11-23").tier is not None
    }
    assert lifted - set(held) == {each.customer_id for each in found.reach}
    assert lifted - set(held)
