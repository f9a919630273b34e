"""What a follow-up is known by, by which way it is done, when it is late, in which order."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadDate, BadRequest
from db.rules.channels import Way
from db.rules.follow_up_choices import SlippingChoice
from db.rules.follow_ups import (
    Act,
    FollowUp,
    FriendBought,
    Greeting,
    Kind,
    Promised,
    Reach,
    act_for,
    channel_for,
    first_late_day,
    follow_up_id,
    half_days_of,
    in_order,
    is_late,
    is_quiet,
    may_reach,
    parts_of,
    read_due,
    refuse_today,
    what_of,
)

TODAY = date(2026, 11, 22)
HOME = Reach(phone="+8190", address="1-2-3", email="a@b.jp")


def test_an_id_is_kind_customer_and_what_and_a_promise_is_known_by_its_fact() -> None:
    id = follow_up_id("renewal", "abc", "2026-12-02")
    assert id == "renewal:abc:2026-12-02"
    assert parts_of(id) == ("renewal", "abc", "2026-12-02")
    assert (what_of(id), what_of("1f-27")) == ("2026-12-02", "1f-27")
    for wrong in ("1f-27", "renewal:abc:soon", "renewal::2026-12-02", "promise:abc:1f-2", "x:a:1"):
        assert parts_of(wrong) is None


@pytest.mark.parametrize(
    ("reach", "ways"),
    [
        (HOME, {"call", "letter", "message"}),
        (replace(HOME, consent=("email",)), {"call", "letter", "message", "mail"}),
        (replace(HOME, channel="mail"), {"call", "letter", "message", "mail"}),
        (replace(HOME, consent=("no letter", "any")), {"call", "message", "mail"}),
        (replace(HOME, consent=("none", "letter")), set()),
        (replace(HOME, channel="mail", consent=("No Mail",)), {"call", "letter", "message"}),
        (replace(HOME, phone=None), {"letter"}),
        (Reach(), set()),
    ],
)
def test_nobody_is_reached_in_a_way_that_they_refuse_or_that_is_not_known(
    reach: Reach, ways: set[Way]
) -> None:
    every: tuple[Way, ...] = ("call", "letter", "mail", "message")
    assert {way for way in every if may_reach(reach, way)} == ways


@pytest.mark.parametrize(
    ("kind", "reach", "channel", "act"),
    [
        ("slipping_away", HOME, "letter", "card"),
        ("slipping_away", replace(HOME, channel="call"), "call", "call"),
        ("slipping_away", replace(HOME, channel="letter", consent=("no letter",)), "call", "call"),
        ("slipping_away", Reach(), None, "counter"),
        ("complaint", HOME, "call", "call"),
        ("complaint", replace(HOME, phone=None), "letter", "letter"),
        ("renewal", HOME, None, "counter"),
        ("renewal", replace(HOME, channel="letter"), "letter", "letter"),
        ("points_expiring", HOME, "letter", "letter"),
        ("newcomer", HOME, "letter", "thank"),
        ("best_customer", HOME, "call", "call"),
    ],
)
def test_the_act_goes_by_what_they_like_best_else_by_the_kind(
    kind: Kind, reach: Reach, channel: Way | None, act: Act
) -> None:
    assert channel_for(kind, reach) == channel
    assert act_for(kind, Promised("", TODAY), channel) == act


def test_a_coupon_is_handed_over_and_the_owner_is_asked_whatever_the_way() -> None:
    gift = Greeting(TODAY, reward="Cake", code="ABC")
    assert act_for("birthday", gift, "call") == "coupon"
    assert act_for("birthday", replace(gift, code=None), "letter") == "card"
    assert act_for("referral", FriendBought("", TODAY, waits=True), "call") == "decide"
    assert act_for("referral", FriendBought("", TODAY, waits=False), "call") == "call"


@given(
    st.lists(st.integers(1, 400), min_size=2, max_size=30), st.integers(100, 400),
    st.integers(1, 30),
)  # fmt: skip
def test_the_first_late_day_is_beyond_the_factor_and_the_days_and_no_later(
    gaps: list[int], percent: int, days: int
) -> None:
    half_days = half_days_of(gaps)
    upwards = sorted(gaps)
    assert half_days == upwards[len(gaps) // 2] + upwards[(len(gaps) - 1) // 2]
    assert half_days * (len(gaps) + 1) <= 4 * sum(gaps)  # by which the query looks ahead
    first = first_late_day(half_days, SlippingChoice(factor_percent=percent, days=days))

    def is_due(since: int) -> bool:
        return since * 200 > half_days * percent and 2 * since - half_days >= 2 * days

    assert is_due(first)
    assert not is_due(first - 1)


def test_quiet_days_count_from_the_day_of_the_word() -> None:
    spoken = date(2026, 11, 8)
    assert is_quiet(spoken, date(2026, 11, 21), quiet_days=14)
    assert not is_quiet(spoken, TODAY, quiet_days=14)
    assert not is_quiet(spoken, spoken, quiet_days=0)
    assert not is_quiet(None, TODAY, quiet_days=14)


def test_what_has_an_hour_is_late_after_it_and_the_night_belongs_to_the_day_before() -> None:
    def late(due: date, clock: time | None, now: str, starts: str = "00:00") -> bool:
        return is_late(
            due, clock, today=TODAY, clock=time.fromisoformat(now),
            day_starts=time.fromisoformat(starts),
        )  # fmt: skip

    assert not late(TODAY, time(14), "14:00")
    assert late(TODAY, time(14), "14:01")
    assert not late(TODAY, None, "23:59")
    assert late(date(2026, 11, 21), None, "00:00")
    assert not late(date(2026, 11, 23), time(1), "23:00")
    assert late(TODAY, time(23), "01:00", "04:00")
    assert not late(TODAY, time(2), "23:00", "04:00")


def one(kind: Kind, *, late: bool = False, worth: int = 0, due: date = TODAY) -> FollowUp:
    return FollowUp(
        f"{kind}{worth}", kind, "c", "1", "客", None, due, None, Promised("", TODAY), None,
        late=late, act="call", channel="call", worth=worth,
    )  # fmt: skip


def test_late_promises_come_first_then_kinds_then_what_is_worth_more() -> None:
    wanted = [
        one("unhappy", late=True, due=date(2026, 11, 1)),
        one("promise", late=True, due=date(2026, 11, 2)),
        one("promise"),
        one("complaint"),
        one("slipping_away", worth=900),
        one("slipping_away", worth=100),
        one("renewal", late=True),
        one("birthday", due=date(2026, 11, 23)),
        one("birthday", due=date(2026, 11, 24)),
        one("best_customer", worth=5000),
    ]
    assert in_order(reversed(wanted)) == wanted


def test_a_day_or_a_day_and_an_hour_is_read_and_nothing_else() -> None:
    assert read_due("2026-11-25") == (date(2026, 11, 25), None)
    assert read_due("2026-11-25T14:00") == (date(2026, 11, 25), time(14))
    for wrong in (
        "", "tomorrow", "2026-11-31", "2026-11-25T", "2026-11-25T25:00", "2026-11-25T14",
        "2026-11-25 14:00", "2026-11-25T14:00+09:00", "２０２６-11-25", "1026-11-25",
    ):  # fmt: skip
        with pytest.raises(BadDate):
            read_due(wrong)
    with pytest.raises(BadRequest):
        refuse_today(TODAY, today=TODAY)
    refuse_today(date(2026, 11, 23), today=TODAY)
