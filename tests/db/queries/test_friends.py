"""Whom customers brought, whom these brought, what they are worth, and whose reward waits."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from db.errors import UnknownCustomer
from db.queries.friends import Friend, best_bringers, friend_tree, waiting_referrals
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.referrals import approve_referral, attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]
Customer = Callable[..., str]
OnDay = Callable[[str], Session]


def bring(session: Session, *, friend: str, by: str) -> None:
    attach_referral(session, referee_id=friend, referrer_id=by, operation_id=f"{by}-{friend}")


def told(friends: tuple[Friend, ...]) -> list[tuple[str, str, int, int]]:
    return [(each.person.name, each.state, each.spent, each.visits) for each in friends]


@pytest.fixture
def family(
    a_customer: Customer, sell: Sell, on_day: OnDay, set_shop: Callable[..., None]
) -> tuple[str, str, str, str]:
    """Return one who brought two friends, the first of whom brought a third."""
    set_shop(referral={"referrer": {"points": 10}})
    misaki, ken, aoi, sho = (a_customer(name) for name in ("美咲", "健", "葵", "翔"))
    bring(on_day("2026-10-01"), friend=ken, by=misaki)
    bring(on_day("2026-10-05"), friend=aoi, by=misaki)
    bring(on_day("2026-10-10"), friend=sho, by=ken)
    sell(ken, 1000, on="2026-10-02")
    sell(ken, 500, on="2026-10-03")
    sell(sho, 2000, on="2026-10-11")
    return misaki, ken, aoi, sho


def test_a_tree_holds_two_generations_with_what_they_spent(
    session: Session, family: tuple[str, str, str, str]
) -> None:
    misaki, ken, *_ = family
    tree = friend_tree(session.moment(), misaki)
    assert told(tree.friends) == [("健", "rewarded", 1500, 2), ("葵", "pending", 0, 0)]
    assert told(tree.friends[0].friends) == [("翔", "rewarded", 2000, 1)]
    assert [friend.worth for friend in tree.friends] == [3500, 0]
    assert (tree.worth, tree.came, tree.second, tree.brought_by) == (3500, 1, 1, None)
    below = friend_tree(session.moment(), ken)
    assert below.brought_by is not None
    assert below.brought_by.name == "美咲"
    assert (below.worth, below.rank, below.bringers) == (2000, 2, 2)
    with pytest.raises(UnknownCustomer):
        friend_tree(session.moment(), "nobody")


def test_a_tree_is_as_it_was_on_any_day(family: tuple[str, str, str, str], on_day: OnDay) -> None:
    misaki, ken, _, sho = family
    known = {}
    for day in ("2026-09-30", "2026-10-01", "2026-10-02", "2026-10-10"):
        tree = friend_tree(on_day(day).moment(), misaki)
        known[day] = (told(tree.friends), tree.second, tree.worth, tree.rank)
    assert known == {
        "2026-09-30": ([], 0, 0, None),
        "2026-10-01": ([("健", "pending", 0, 0)], 0, 0, 1),
        "2026-10-02": ([("健", "rewarded", 1000, 1)], 0, 1000, 1),
        "2026-10-10": ([("健", "rewarded", 1500, 2), ("葵", "pending", 0, 0)], 1, 1500, 1),
    }
    before = friend_tree(on_day("2026-10-09").moment(), sho)
    assert before.brought_by is None
    assert friend_tree(on_day("2026-10-09").moment(), ken).rank is None


def test_refunds_count_from_their_day_on(
    session: Session, family: tuple[str, str, str, str], sell: Sell, on_day: OnDay
) -> None:
    misaki, _, aoi, _ = family
    sale = sell(aoi, 800, on="2026-11-01")
    refund_sale(
        on_day("2026-11-03"), sale=str(sale.sale), amount=None, reason=None, operation_id="back"
    )
    assert friend_tree(on_day("2026-11-02").moment(), misaki).worth == 4300
    tree = friend_tree(session.moment(), misaki)
    assert told(tree.friends)[1] == ("葵", "reversed", 0, 0)
    assert (tree.worth, tree.came) == (3500, 1)


def test_who_brings_most_stands_first_and_equals_share_a_rank(
    session: Session, family: tuple[str, str, str, str], a_customer: Customer
) -> None:
    idle = [a_customer(f"客 {number}") for number in range(4)]
    bring(session, friend=idle[0], by=idle[1])
    bring(session, friend=idle[2], by=idle[3])
    found = best_bringers(session.moment())
    assert [(each.rank, each.brought, each.came, each.second, each.worth) for each in found] == [
        (1, 2, 1, 1, 3500), (2, 1, 1, 0, 2000), (3, 1, 0, 0, 0), (3, 1, 0, 0, 0),
    ]  # fmt: skip
    assert best_bringers(session.moment(), limit=1) == found[:1]
    assert found[0].person.customer_id == family[0]


def test_friends_follow_somebody_who_is_merged(
    session: Session, family: tuple[str, str, str, str], a_customer: Customer
) -> None:
    misaki, ken, *_ = family
    again = a_customer("美咲 田中")
    merge_customers(session, keep=again, merge=misaki, operation_id="merge")
    tree = friend_tree(session.moment(), again)
    assert next(friend.person.customer_id for friend in tree.friends) == ken
    assert tree.worth == 3500


def test_what_waits_is_told_with_its_sale_until_it_is_answered(
    session: Session, set_shop: Callable[..., None], a_customer: Customer, sell: Sell, on_day: OnDay
) -> None:
    set_shop(referral={"referrer": {"points": 10}, "ask_owner": True})
    one, other = a_customer(phone="03-5550-0141"), a_customer("健", phone="03-5550-0142")
    bring(on_day("2026-10-01"), friend=other, by=one)
    sale = sell(other, 1200, on="2026-10-02")
    assert waiting_referrals(on_day("2026-10-01").moment()) == []
    (waiting,) = waiting_referrals(session.moment())
    assert (waiting.referee.name, waiting.referrer.customer_id) == ("健", one)
    assert (waiting.sale, waiting.paid, waiting.link.signs) == (sale.sale, 1200, ("phone",))
    assert waiting.link.qualified_on == date(2026, 10, 2)
    approve_referral(session, referee_id=other, operation_id="yes")
    assert waiting_referrals(session.moment()) == []
    assert len(waiting_referrals(on_day("2026-11-21").moment())) == 1


@pytest.mark.parametrize("seed", range(3))
def test_worth_by_chance_is_what_a_walk_down_the_links_adds_up(
    session: Session, a_customer: Customer, sell: Sell, seed: int
) -> None:
    chance = random.Random(seed)
    people = [a_customer(f"客 {number}") for number in range(9)]
    below: dict[str, list[str]] = {each: [] for each in people}
    spent = dict.fromkeys(people, 0)
    for place, friend in enumerate(people[1:], start=1):  # each by somebody who came before
        if chance.random() < 0.8:
            referrer = chance.choice(people[:place])
            bring(session, friend=friend, by=referrer)
            below[referrer].append(friend)
    for _ in range(12):
        buyer, amount = chance.choice(people), chance.randrange(3000)
        sell(buyer, amount)
        spent[buyer] += amount
    worth = {
        each: sum(spent[friend] + sum(spent[theirs] for theirs in below[friend])
                  for friend in friends)
        for each, friends in below.items()
    }  # fmt: skip
    for customer in people:
        tree = friend_tree(session.moment(), customer)
        assert tree.worth == worth[customer]
        if below[customer]:
            better = sum(worth[each] > worth[customer] for each in people if below[each])
            assert tree.rank == better + 1
