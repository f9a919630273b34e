"""Who is in a segment: all terms at once, as of the moment's day."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import BadRequest, UnknownPlan
from db.queries.segments import member_numbers, segment_meant, segment_members, segment_size
from db.rules.segments import Segment
from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.merging import merge_customers
from db.usecases.sales import SaleOutcome
from db.usecases.segments import add_segment

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def known(session: Session, a_customer: Callable[..., str], sell: Sell) -> dict[str, str]:
    """Return people by what they are known for."""
    found = {
        "regular": a_customer("常連", joined="2024-01-05", phone="090-0000-0001"),
        "late": a_customer("遅刻", joined="2026-01-01", email="late@example.jp"),
        "once": a_customer("一度", joined="2026-11-01", address="見本市1-2-3", postcode="000-0001"),
        "never": a_customer("未来", joined="2026-11-20"),
    }
    for day in ("2025-05-22", "2026-11-01", "2026-11-11", "2026-11-21"):
        sell(found["regular"], 3000, on=day)
    for day in ("2026-08-24", "2026-08-31", "2026-09-07", "2026-09-14"):
        sell(found["late"], 1000, on=day)
    sell(found["once"], 500, on="2026-11-02")
    for name, consent in (("late", ["email"]), ("once", ["no letter"]), ("never", ["any"])):
        edit_customer(
            session, customer_id=found[name], changes={"consent": consent},
            operation_id=f"consent-{name}",
        )  # fmt: skip
    return found


ASKED: list[tuple[Segment, set[str]]] = [
    (Segment(), {"regular", "late", "once", "never"}),
    (Segment(visited_within_days=21), {"regular", "once"}),
    (Segment(visited_within_days=20), {"regular"}),
    (Segment(not_visited_within_days=60), {"late", "never"}),
    (Segment(not_visited_within_days=60, minimum_visits=1), {"late"}),
    (Segment(joined_within_days=22), {"once", "never"}),
    (Segment(joined_before=date(2026, 1, 1)), {"regular"}),
    (Segment(maximum_visits=1), {"once", "never"}),
    (Segment(stage="0-3"), {"late", "once"}),
    (Segment(stage="3-18"), set()),
    (Segment(stage="18+"), {"regular"}),
    (Segment(late_days=1), {"late"}),
    (Segment(late_days=62), {"late"}),  # 69 days against a rhythm of 7
    (Segment(late_days=63), set()),
    (Segment(rfm="champions"), set()),
    (Segment(rfm="lost"), {"late"}),
    (Segment(rfm="122"), {"late"}),
    (Segment(agreed_to="mail"), {"late", "never"}),
    (Segment(reachable_by="mail"), {"late"}),
    (Segment(reachable_by="letter"), set()),
    (Segment(reachable_by="call"), {"regular"}),
    (Segment(reachable_by="counter", maximum_visits=0), {"never"}),
    (Segment(has_address=True), {"once"}),
    (Segment(has_email=False, has_phone=False), {"once", "never"}),
    (Segment(brought_friends=1), set()),
]


def test_all_that_is_asked_holds(session: Session, known: dict[str, str]) -> None:
    called, moment = {id: name for name, id in known.items()}, session.moment()
    for segment, names in ASKED:
        members = segment_members(moment, segment)
        assert {called[id] for id in members} == names, segment
        assert members == sorted(members)
        assert segment_size(moment, segment) == len(names)


def test_a_list_of_people_finds_them_by_any_number_also_once_they_are_merged(
    session: Session, known: dict[str, str]
) -> None:
    numbers = member_numbers(session.db, [known["once"], known["late"]])
    merge_customers(session, keep=known["never"], merge=known["once"], operation_id="merge")
    these = Segment(customers=(numbers[0], known["once"], known["late"], "nobody"))
    members = segment_members(session.moment(), these)
    assert members == sorted([known["never"], known["late"]])


def test_a_saved_group_is_meant_by_its_name(session: Session, known: dict[str, str]) -> None:
    assert known
    add_segment(session, name="Away", terms={"not_visited_within_days": 60}, operation_id="away")
    assert segment_meant(session.moment(), "Away") == Segment(not_visited_within_days=60)
    assert segment_meant(session.moment(), None) == Segment()
    for spoken in ("Nobody", 5, {"tier": 3}):
        with pytest.raises(BadRequest):
            segment_meant(session.moment(), spoken)


def test_names_that_nobody_gave_are_refused(session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        segment_members(session.moment(), Segment(tier="Platinum"))
    assert refused.value.field == "segment.tier"
    with pytest.raises(UnknownPlan):
        segment_members(session.moment(), Segment(plan="Nothing"))
