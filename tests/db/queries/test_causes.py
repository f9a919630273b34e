"""Causes as they are listed: every reward of this kind, and those that were one once."""

import pytest

from db.errors import UnknownReward
from db.queries.causes import cause_at, causes_at
from db.session import Session
from db.usecases.rewards import NewReward, add_reward, edit_reward

TREES = NewReward("Trees", "donation", "50", 100)


def test_causes_are_listed_by_name_those_offered_before(session: Session) -> None:
    add_reward(session, TREES, operation_id="trees")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    old = NewReward("Bees", "donation", "50", 100)
    bees = add_reward(session, old, operation_id="bees")
    edit_reward(session, reward_id=bees.id, new=old, offered=False, operation_id="stop")
    found = causes_at(session.moment())
    assert [(each.name, each.offered) for each in found] == [("Trees", True), ("Bees", False)]
    assert all((each.points, each.worth, each.payments) == (0, 0, ()) for each in found)
    assert all(each.first_day is None for each in found)


@pytest.mark.parametrize("name", ["Tea", "trees", ""])
def test_a_cause_goes_by_its_whole_name(session: Session, name: str) -> None:
    add_reward(session, TREES, operation_id="trees")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    assert cause_at(session.moment(), "Trees").name == "Trees"
    with pytest.raises(UnknownReward):
        cause_at(session.moment(), name)
