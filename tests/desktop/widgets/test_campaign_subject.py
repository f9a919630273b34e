"""A group or a list finds its way to the campaigns from any page."""

from desktop.widgets.campaign_subject import Proposed, proposed_in, these_customers, this_group
from desktop.widgets.page import Subject


def test_a_group_and_a_list_arrive_as_they_were_sent() -> None:
    group = this_group({"tier": "金"}, "ゴールドの方")
    assert proposed_in(group) == Proposed("ゴールドの方", {"tier": "金"})
    chosen = these_customers(["a", "b"], "Lapsed in October")
    assert proposed_in(chosen) == Proposed("Lapsed in October", {"customers": ["a", "b"]})


def test_other_subjects_propose_nothing() -> None:
    assert proposed_in(Subject("customer", "a")) is None
