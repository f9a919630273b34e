"""What the one who is kept takes over, which plan goes on, which friend's link stays."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rules.customers import LONGEST_NOTE
from db.rules.merging import ended_links, plan_to_end, taken_over
from db.rules.referrals import Link
from tests.db.rules.pasts import paid_through

TODAY = date(2026, 11, 22)
EMPTY: dict[str, Any] = {
    "number": "2000000000015", "name": "田中 美咲", "reading": None, "phone": None,
    "email": None, "birthday": None, "note": None, "tags": (), "consent": (), "cards": (),
    "joined": date(2026, 1, 1),
}  # fmt: skip


def told(**fields: object) -> dict[str, Any]:
    return {**EMPTY, **fields}


@pytest.mark.parametrize(
    ("kept", "merged", "changes"),
    [
        ({}, {}, {}),
        ({}, {"phone": "+81", "reading": "タ"}, {"phone": "+81", "reading": "タ"}),
        ({"phone": "1"}, {"phone": "2"}, {}),
        ({}, {"joined": date(2020, 1, 1)}, {"joined": date(2020, 1, 1)}),
        ({}, {"joined": date(2026, 2, 1)}, {}),
        ({"tags": ("VIP",)}, {"tags": ("vip", "猫")}, {"tags": ("VIP", "猫")}),
        ({"note": "a"}, {"note": "b"}, {"note": "a\nb"}),
        ({"note": "a, b"}, {"note": "b"}, {}),
        ({"birthday": "--08-16"}, {"birthday": "1990-08-16"}, {"birthday": "1990-08-16"}),
        ({"birthday": "1990-08-16"}, {"birthday": "--08-16"}, {}),
        ({"birthday": "1990-08-16"}, {"birthday": "1990-08-17"}, {}),
        ({"name": "4901", "cards": ("4901",)}, {"reading": "タ"},
         {"name": "田中 美咲", "reading": "タ"}),
        ({"name": "4901", "cards": ("4901",)}, {"name": "77", "cards": ("77",)}, {}),
        ({}, {"name": "佐藤 健"}, {}),
    ],
)  # fmt: skip
def test_the_kept_ones_own_word_goes_first(
    kept: dict[str, Any], merged: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert taken_over(told(**kept), told(**merged)) == changes


def test_two_long_notes_stay_within_what_a_note_may_hold() -> None:
    notes = taken_over(told(note="a" * LONGEST_NOTE), told(note="b" * LONGEST_NOTE))
    assert len(notes.get("note", "a" * LONGEST_NOTE)) == LONGEST_NOTE


@pytest.mark.parametrize(
    ("kept", "merged", "ends"),
    [
        (date(2026, 12, 1), date(2026, 12, 2), "kept"),
        (date(2026, 12, 2), date(2026, 12, 1), "merged"),
        (date(2026, 12, 1), date(2026, 12, 1), "merged"),
        (date(2026, 11, 20), date(2026, 12, 1), "kept"),  # in its time of grace
        (date(2026, 11, 1), date(2026, 12, 1), None),  # over
        (None, date(2026, 12, 1), None),
    ],
)
def test_of_two_running_plans_the_one_paid_for_less_long_ends(
    kept: date | None, merged: date | None, ends: str | None
) -> None:
    both = {
        "kept": paid_through(kept) if kept else None,
        "merged": paid_through(merged) if merged else None,
    }
    found = plan_to_end(both["kept"], both["merged"], today=TODAY)
    assert found is (both[ends] if ends else None)


def test_a_plan_that_rests_is_compared_by_the_end_it_would_have_if_taken_up_today() -> None:
    rests = replace(paid_through(date(2026, 12, 1)), paused_from=date(2026, 11, 20))
    runs = paid_through(date(2026, 12, 2))
    assert plan_to_end(rests, runs, today=TODAY) is runs
    assert plan_to_end(rests, runs, today=date(2026, 11, 21)) is runs
    assert plan_to_end(rests, runs, today=date(2026, 11, 20)) is rests


def link(referee: str, *, qualified: bool = False) -> Link:
    return Link(referee, "someone", TODAY, TODAY if qualified else None)


@pytest.mark.parametrize(
    ("links", "circles", "not_new", "ended"),
    [
        ([link("kept")], (), (), []),
        ([link("kept"), link("merged")], (), (), ["merged"]),
        ([link("kept"), link("merged", qualified=True)], (), (), ["kept"]),
        ([link("kept", qualified=True), link("merged", qualified=True)], (), (), ["merged"]),
        ([link("kept"), link("merged")], ("kept",), (), ["kept"]),
        ([link("kept"), link("merged")], ("kept", "merged"), (), ["kept", "merged"]),
        ([link("kept")], (), ("kept",), ["kept"]),
        ([link("kept", qualified=True)], (), ("kept",), []),
    ],
)
def test_one_link_stays_at_most_and_none_that_could_not_have_been(
    links: list[Link], circles: Collection[str], not_new: Collection[str], ended: list[str]
) -> None:
    assert ended_links(links, kept_id="kept", circles=circles, not_new=not_new) == ended


def test_an_address_is_taken_over_whole_or_not_at_all() -> None:
    nowhere = {"postcode": None, "address": None}
    home = {"postcode": "150-0001", "address": "渋谷区1"}
    assert taken_over(told(**nowhere), told(**home)) == home
    assert taken_over(told(postcode="100-0001", address=None), told(**home)) == home
    assert taken_over(told(**home), told(postcode="100-0001", address="千代田区1")) == {}
    assert taken_over(told(**home), told(**nowhere)) == {}
