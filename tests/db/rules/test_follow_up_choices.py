"""The owner's choices about follow-ups: spoken, understood, changed in parts, refused by name."""

import pytest

from db.errors import BadAmount, BadRequest
from db.rules.follow_up_choices import (
    STANDARD,
    read_follow_up_choices,
    spoken_follow_up_choices,
    with_follow_up_changes,
)


def test_what_is_spoken_is_understood_again_in_every_currency() -> None:
    for digits in (0, 2, 3):
        spoken = spoken_follow_up_choices(STANDARD, digits=digits)
        assert read_follow_up_choices(spoken, digits=digits) == STANDARD
    assert spoken_follow_up_choices(STANDARD, digits=2)["points_expiring"]["worth"] == "3.00"


def test_what_is_not_named_is_the_default_and_a_kind_of_null_too() -> None:
    choices = read_follow_up_choices(
        {"birthday": {"days_before": 3}, "newcomer": {"steps": [30, 7, 7]}, "renewal": None},
        digits=0,
    )
    assert (choices.birthday.on, choices.birthday.days_before) == (True, 3)
    assert choices.newcomer.steps == (7, 30)
    assert (choices.renewal, choices.quiet_days) == (STANDARD.renewal, 14)


def test_a_change_leaves_the_rest_as_it_was() -> None:
    before = {"quiet_days": 7, "birthday": {"on": False, "days_before": 3}}
    after = with_follow_up_changes(before, {"birthday": {"on": True}, "referral": {"days": 3}})
    assert after == {
        "quiet_days": 7, "birthday": {"on": True, "days_before": 3}, "referral": {"days": 3},
    }  # fmt: skip
    assert with_follow_up_changes(before, {"birthday": None}) == {"quiet_days": 7}
    assert with_follow_up_changes(before, None) is None
    assert with_follow_up_changes(None, {"quiet_days": 1}) == {"quiet_days": 1}


@pytest.mark.parametrize(
    ("said", "field", "problem"),
    [
        ([], "follow_ups", "type"),
        ({"birthdays": {}}, "follow_ups.birthdays", "unknown"),
        ({"birthday": True}, "follow_ups.birthday", "type"),
        ({"birthday": {"hours": 1}}, "follow_ups.birthday.hours", "unknown"),
        ({"birthday": {"on": 1}}, "follow_ups.birthday.on", "type"),
        ({"birthday": {"days_before": "7"}}, "follow_ups.birthday.days_before", "whole_number"),
        ({"birthday": {"days_before": True}}, "follow_ups.birthday.days_before", "whole_number"),
        ({"birthday": {"days_before": 181}}, "follow_ups.birthday.days_before", "range"),
        ({"quiet_days": -1}, "follow_ups.quiet_days", "range"),
        ({"newcomer": {"steps": []}}, "follow_ups.newcomer.steps", "days"),
        ({"newcomer": {"steps": [0]}}, "follow_ups.newcomer.steps", "range"),
        ({"newcomer": {"steps": ["7"]}}, "follow_ups.newcomer.steps", "whole_number"),
        ({"points_expiring": {"worth": None}}, "follow_ups.points_expiring.worth", "type"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_name(
    said: object, field: str, problem: str
) -> None:
    with pytest.raises(BadRequest) as refusal:
        read_follow_up_choices(said, digits=0)
    assert (refusal.value.field, refusal.value.problem) == (field, problem)


def test_points_are_worth_an_amount_of_the_shops_currency() -> None:
    with pytest.raises(BadAmount):
        read_follow_up_choices({"points_expiring": {"worth": "3.50"}}, digits=0)
    choices = read_follow_up_choices({"points_expiring": {"worth": "3.50"}}, digits=2)
    assert choices.points_expiring.worth == 350
