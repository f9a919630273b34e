"""The owner sets up the levels that customers earn, changes them and stops them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.errors import BadAmount, BadDate, BadRequest, ShopError
from db.queries.tiers import all_tiers, tier_ladders, tier_track
from db.rules.shop import Gift
from db.rules.tiers import Tier
from db.session import Session
from db.usecases.promotions import add_promotion
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier, edit_tier, proposed_tier

GOLD = NewTier("Gold", "50000", multiplier="1.5")
TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)
Sell = Callable[..., SaleOutcome]


@pytest.fixture
def gold(on_day: Callable[[str], Session]) -> Tier:
    """Let gold be there since the first of the year."""
    return add_tier(on_day("2026-01-01"), GOLD, operation_id="gold")


def edit(session: Session, tier: str = "Gold", **changes: object) -> Tier:
    operation = f"edit-{session.db['facts'].count}"
    return edit_tier(session, tier=tier, changes=changes, operation_id=operation)


def held(session: Session, customer: str) -> str | None:
    found = tier_track(session.moment(), customer).held
    return found.tier.name if found else None


def test_tiers_stand_from_the_lowest_to_the_highest(session: Session) -> None:
    add_tier(session, GOLD, operation_id="a")
    add_tier(session, NewTier("Silver", "10000", multiplier="1.15"), operation_id="b")
    ladder = all_tiers(session.db)
    assert [(tier.name, tier.multiplier) for tier in ladder] == [
        ("Silver", Fraction(23, 20)),
        ("Gold", Fraction(3, 2)),
    ]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": ""}, BadRequest),
        ({"threshold": "0"}, BadRequest),
        ({"threshold": "1.5"}, BadAmount),
        ({"measure": "luck"}, BadRequest),
        ({"multiplier": "0.9"}, BadRequest),
        ({"window": {"days": 3}}, BadRequest),
        ({"window": {"months": 0}}, BadRequest),
        ({"window": "forever"}, BadRequest),
        ({"drop": "all"}, BadRequest),
        ({"keep_months": 0}, BadRequest),
        ({"gift": {"points": 1, "reward": "Cake"}}, BadRequest),
        ({"gift": {"reward": "Cake"}}, BadRequest),
    ],
)
def test_a_tier_that_cannot_be_is_refused_new_or_changed(
    session: Session, change: dict[str, object], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        add_tier(session, replace(GOLD, **change), operation_id="a")  # type: ignore[arg-type]
    assert session.db["tiers"].count == 0
    add_tier(session, GOLD, operation_id="gold")
    with pytest.raises(refusal):
        edit_tier(session, tier="Gold", changes=change, operation_id="edit")
    assert session.db["tier_versions"].count == 1


@pytest.mark.usefixtures("gold")
def test_an_edit_holds_from_the_next_business_date_and_only_what_it_names_changes(
    session: Session,
) -> None:
    after = edit(session, threshold="60000", gift={"points": 100})
    assert (after.since, after.threshold, after.multiplier) == (TOMORROW, 60_000, Fraction(3, 2))
    ladders = tier_ladders(session.db)
    assert [each.threshold for each in ladders.on(TODAY).tiers] == [50_000]
    assert [each.threshold for each in ladders.on(TOMORROW).tiers] == [60_000]
    edit(session, threshold="70000")  # the same day: in the place of the first edit
    ladders = tier_ladders(session.db)
    assert [each.threshold for each in ladders.versions] == [50_000, 70_000]
    assert ladders.on(TOMORROW).tiers[0].gift == Gift(points=100)


def test_a_tier_of_today_is_changed_at_once_until_somebody_has_reached_it(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    add_tier(session, GOLD, operation_id="gold")
    assert edit(session, threshold="5000").since == TODAY
    sell(customer, 5000)
    assert edit(session, threshold="90000").since == TOMORROW
    assert held(session, customer) == "Gold"
    assert edit(session, threshold="80000").since == TOMORROW


@pytest.mark.usefixtures("gold")
def test_a_new_name_is_a_new_name_at_once_and_the_tier_stays_the_same(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 50_000)
    edit(session, name="Ginkgo")
    assert held(session, customer) == "Ginkgo"
    assert sell(customer, 100).tier_is_new is False


@pytest.mark.usefixtures("gold")
def test_a_name_that_a_promotion_goes_by_or_that_is_taken_stays(session: Session) -> None:
    add_tier(session, NewTier("Silver", "10000"), operation_id="silver")
    with pytest.raises(BadRequest) as taken:
        edit(session, name="Silver")
    assert taken.value.problem == "taken"
    terms = {"name": "Gold week", "points": 10, "when": {"tier": "Gold"}}
    add_promotion(session, terms=terms, operation_id="promotion")
    with pytest.raises(BadRequest) as asked:
        edit(session, name="Ginkgo")
    assert (asked.value.field, asked.value.problem) == ("name", "in_tier_promotion")
    edit(session, threshold="1")  # anything else may change


@pytest.mark.usefixtures("gold")
def test_another_measure_needs_another_threshold(session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        edit(session, measure="visits")
    assert refused.value.field == "threshold"
    assert edit(session, measure="visits", threshold="20").threshold == 20


@pytest.mark.usefixtures("gold")
def test_a_slip_of_before_a_later_change_is_refused(
    session: Session, on_day: Callable[[str], Session]
) -> None:
    edit(session, threshold="60000")
    with pytest.raises(BadDate):
        edit(on_day("2026-11-20"), threshold="70000")


@pytest.mark.usefixtures("gold")
def test_what_changes_nothing_writes_no_fact(session: Session) -> None:
    before = session.db["facts"].count
    edit(session, threshold="50000")
    assert session.db["facts"].count == before


def test_an_unknown_tier_is_named_as_such(session: Session, gold: Tier) -> None:
    with pytest.raises(BadRequest) as refused:
        edit(session, tier="Platinum", threshold="1")
    assert (refused.value.field, refused.value.detail) == ("tier", gold.name)
    with pytest.raises(BadRequest) as unknown:
        edit(session, colour="gold")
    assert unknown.value.field == "colour"


@pytest.mark.usefixtures("gold")
def test_a_stopped_tier_is_reached_no_more_and_kept_until_its_look(
    session: Session,
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    sell: Sell,
) -> None:
    first, second = a_customer(), a_customer("鈴木 健")
    sell(first, 50_000)
    edit(session, offered=False)
    sell(second, 50_000)  # the same day: it is still offered
    third = a_customer("佐藤 愛")
    sell(third, 90_000, on="2026-11-23")
    assert [held(on_day("2026-11-23"), each) for each in (first, second, third)] == [
        "Gold", "Gold", None,
    ]  # fmt: skip
    sell(first, 90_000, on="2027-11-01")
    assert held(on_day("2027-11-30"), first) == "Gold"
    assert held(on_day("2027-12-01"), first) is None
    assert not tier_track(on_day("2027-11-30").moment(), first).stays
    edit(on_day("2027-11-30"), offered=True)
    assert sell(third, 100, on="2027-12-01").tier is None
    assert sell(first, 100, on="2027-12-01").tier == "Gold"


@pytest.mark.usefixtures("gold")
def test_a_gift_that_is_no_longer_offered_stays_until_it_is_changed(session: Session) -> None:
    cake = NewReward("Cake", "free_item", "500", 1)
    add_reward(session, cake, operation_id="cake")
    edit(session, gift={"reward": "Cake"})
    session.db["rewards"].update(next(session.db["rewards"].rows)["id"], {"offered": 0})  # type: ignore[union-attr]
    assert edit(session, threshold="100").gift == Gift(reward="Cake")
    assert edit(session, gift=None).gift == Gift()


@pytest.mark.usefixtures("gold")
def test_a_proposal_is_refused_as_the_edit_would_be_and_writes_nothing(session: Session) -> None:
    moment = session.moment()
    assert proposed_tier(moment, "Gold", {"threshold": "1"}).since == TOMORROW
    assert proposed_tier(moment, None, {"name": "New", "threshold": "1"}).since == TODAY
    with pytest.raises(BadRequest):
        proposed_tier(moment, None, {"name": "Gold", "threshold": "1"})
    assert session.db["tier_versions"].count == 1


@pytest.mark.usefixtures("gold")
def test_what_the_owner_did_stands_in_the_journal(session: Session) -> None:
    edit(session, threshold="60000")
    doc = next(session.db.query("SELECT doc FROM facts WHERE kind = 'tier.edit'"))["doc"]
    assert '"since":"2026-11-23"' in doc
    assert '"threshold":60000' in doc
