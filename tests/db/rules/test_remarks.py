"""What is worth saying follows from where a customer stands, and from nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from db.rules.coupons import Coupon
from db.rules.lots import SharedDay
from db.rules.remarks import Remark, Standing, Thanks, ending_within, what_to_say
from db.rules.rewards import Terms
from db.rules.subscriptions import RenewBonus, Span, State, Subscription
from db.rules.tiers import HeldTier, Tier, TierTrack
from tests.db.rules.pasts import paid_through

TODAY = date(2026, 11, 22)


def standing(**more: object) -> Standing:
    """Return somebody about whom there is nothing to say, but for what is told."""
    usual = {"visits": 5, "last_visit": TODAY - timedelta(days=7), "usual_gap_days": 14}
    return Standing(**{**usual, **more})  # type: ignore[arg-type]


def subscription(*, until: date, bonus: RenewBonus | None = None) -> Subscription:
    return paid_through(until, bonus=bonus, plan="Bean Club")


def on_trial(*, until: date) -> Subscription:
    plan = subscription(until=until)
    return replace(plan, spans=(Span(TODAY, until, "trial", plan.terms),))


def coupon(kind: str = "amount_off") -> Coupon:
    terms = Terms(kind, 500, name="¥500 off")  # type: ignore[arg-type]
    return Coupon("C7K29QXM4T8D", terms, "c", TODAY, date(2026, 12, 25), uses=1, used=0)


def gold(missing: int) -> TierTrack:
    tier = Tier(
        id="g", name="Gold", threshold=30_000, measure="spend", multiplier=Fraction(3, 2),
        keep_months=12, window_months=12, drop="met", since=date(2020, 1, 1),
    )  # fmt: skip
    return TierTrack(None, (), tier, missing)


def kinds(remarks: list[Remark]) -> list[str]:
    return [remark.kind for remark in remarks]


def test_about_a_regular_there_is_nothing_to_say() -> None:
    assert what_to_say(standing(), today=TODAY) == []


@pytest.mark.parametrize(("days", "said"), [(15, []), (14, ["renewal"]), (0, ["renewal"])])
def test_a_renewal_is_spoken_of_from_two_weeks_before(days: int, said: list[str]) -> None:
    plan = subscription(until=TODAY + timedelta(days=days))
    found = what_to_say(standing(subscription=plan, plan_state="active"), today=TODAY)
    assert kinds(found) == said


@pytest.mark.parametrize(("credit", "price"), [(0, 980), (294, 686), (2000, 0)])
def test_a_renewal_costs_less_by_what_was_paid_too_much(credit: int, price: int) -> None:
    for left in (3, -3):
        plan = subscription(until=TODAY + timedelta(days=left))
        state: State = "active" if left > 0 else "past_due"
        found = what_to_say(
            standing(subscription=plan, plan_state=state, plan_credit=credit), today=TODAY
        )
        assert found[0].amount == price


def test_a_bonus_for_renewing_is_promised_only_while_it_is_given() -> None:
    bonus = RenewBonus(points=200, days_before=3)
    early = subscription(until=TODAY + timedelta(days=3), bonus=bonus)
    late = subscription(until=TODAY + timedelta(days=2), bonus=bonus)
    found = [
        what_to_say(standing(subscription=plan, plan_state="active"), today=TODAY)[0]
        for plan in (early, late)
    ]
    assert [(remark.points, remark.day) for remark in found] == [
        (200, TODAY),
        (0, TODAY + timedelta(days=2)),
    ]


def test_a_plan_in_its_time_of_grace_is_spoken_of_with_its_last_day() -> None:
    plan = subscription(until=TODAY - timedelta(days=2))
    found = what_to_say(standing(subscription=plan, plan_state="past_due"), today=TODAY)
    assert found == [
        Remark("past_due", name="Bean Club", amount=980, day=TODAY + timedelta(days=5), days=5)
    ]


def test_a_plan_that_has_ended_is_not_spoken_of() -> None:
    plan = subscription(until=TODAY)
    assert what_to_say(standing(subscription=plan, plan_state="ended"), today=TODAY) == []


@pytest.mark.parametrize(("days", "said"), [(8, []), (7, ["trial_ends"]), (0, ["trial_ends"])])
def test_a_trial_is_spoken_of_in_its_last_week(days: int, said: list[str]) -> None:
    plan = on_trial(until=TODAY + timedelta(days=days))
    found = what_to_say(standing(subscription=plan, plan_state="trial"), today=TODAY)
    assert kinds(found) == said
    assert [(remark.amount, remark.days) for remark in found] == [(980, days)] * len(said)


def test_the_free_months_for_who_stays_are_spoken_of_while_they_can_be_taken() -> None:
    plan = replace(subscription(until=TODAY + timedelta(days=20)), cancelled_on=TODAY)
    offered = replace(plan, offer=2)
    found = what_to_say(standing(subscription=offered, plan_state="ending"), today=TODAY)
    assert found == [Remark("stay", name="Bean Club", day=offered.until, count=2)]
    assert what_to_say(standing(subscription=plan, plan_state="ending"), today=TODAY) == []


def test_a_paused_plan_is_spoken_of_with_the_day_it_goes_by() -> None:
    plan = subscription(until=TODAY + timedelta(days=9))
    since = TODAY - timedelta(days=3)
    resting = replace(plan, paused_from=since)
    (said,) = what_to_say(standing(subscription=resting, plan_state="paused"), today=TODAY)
    assert (said.kind, said.day, said.is_open) == ("paused", since, True)
    last = TODAY + timedelta(days=4)
    spans = (*plan.spans, Span(since, last, "paused", plan.terms))
    until = replace(plan, spans=spans[::-1])
    (said,) = what_to_say(standing(subscription=until, plan_state="paused"), today=TODAY)
    assert (said.kind, said.day, said.is_open) == ("paused", last, False)


def test_what_a_friend_brought_is_said_before_the_coupon_is_offered_again() -> None:
    thanks = Thanks("佐藤 健", others=1, coupon="¥500 off", code=coupon().code)
    found = what_to_say(standing(thanks=thanks, coupons=[coupon()]), today=TODAY)
    assert found == [
        Remark("friend", name="佐藤 健", count=1, gift="¥500 off", code="C7K29QXM4T8D")
    ]


@pytest.mark.parametrize(
    ("days", "missing", "said"),
    [
        (60, 15_000, ["tier_keep"]),
        (61, 15_000, []),  # there is time
        (60, 15_001, []),  # too far away
        (60, 0, []),  # it is kept
    ],
)
def test_a_tier_that_is_lost_soon_is_spoken_of_while_it_can_be_kept(
    days: int, missing: int, said: list[str]
) -> None:
    above = gold(20_000)
    assert above.next_tier is not None
    until = TODAY + timedelta(days=days)
    held = replace(
        above, held=HeldTier(above.next_tier, TODAY, until), next_tier=None, keep_missing=missing
    )
    found = what_to_say(standing(tier=held), today=TODAY)
    assert kinds(found) == said
    assert [(each.amount, each.day) for each in found] == [(missing, until)] * len(said)
    stopped = replace(held, stays=False)
    assert what_to_say(standing(tier=stopped), today=TODAY) == []


@pytest.mark.parametrize(("days", "known"), [(180, True), (181, False)])
def test_the_way_to_a_tier_has_a_day_only_where_it_is_near(days: int, known: bool) -> None:
    by = TODAY + timedelta(days=days)
    (said,) = what_to_say(standing(tier=replace(gold(3_200), by=by)), today=TODAY)
    assert (said.amount, said.day) == (3_200, by if known else None)


@pytest.mark.parametrize(
    ("birthday", "days"),
    [("1990-11-22", 0), ("--11-29", 7), ("1990-11-30", None), ("1990-11-21", None)],
)
def test_a_birthday_is_spoken_of_in_its_week(birthday: str, days: int | None) -> None:
    found = what_to_say(standing(birthday=birthday), today=TODAY)
    assert [remark.days for remark in found] == ([] if days is None else [days])


def test_a_birthday_after_new_year_is_near_in_december() -> None:
    found = what_to_say(
        standing(birthday="--01-02", last_visit=date(2026, 12, 30)), today=date(2026, 12, 31)
    )
    assert [remark.days for remark in found] == [2]


def test_points_that_end_within_a_month_are_spoken_of() -> None:
    near, far = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    assert kinds(what_to_say(standing(lots=[SharedDay(120, near)]), today=TODAY)) == ["expiring"]
    assert what_to_say(standing(lots=[SharedDay(120, far)]), today=TODAY) == []
    assert what_to_say(standing(lots=[SharedDay(120, None)]), today=TODAY) == []


def test_points_that_a_visit_keeps_alive_are_no_matter_on_a_visit() -> None:
    near = TODAY + timedelta(days=9)
    kept = SharedDay(120, near, by_visits=True)
    assert what_to_say(standing(lots=[kept]), today=TODAY) == []
    (said,) = what_to_say(standing(lots=[kept, SharedDay(30, near)]), today=TODAY)
    assert (said.kind, said.points) == ("expiring", 30)


def test_the_card_knows_what_ends_soon_day_by_day() -> None:
    lots = [SharedDay(120, date(2026, 12, 31)), SharedDay(40, date(2027, 1, 21)),
            SharedDay(9, date(2027, 1, 22)), SharedDay(7, None)]  # fmt: skip
    assert ending_within(lots, today=TODAY, days=60) == lots[:2]
    assert ending_within(lots, today=TODAY, days=38) == []


def test_a_first_visit_names_the_friend() -> None:
    found = what_to_say(standing(visits=0, last_visit=None, brought_by="佐藤 健"), today=TODAY)
    assert found == [Remark("new_face", name="佐藤 健")]


@pytest.mark.parametrize(
    ("gap", "away", "said"),
    [
        (14, 30, []),
        (14, 31, ["welcome_back"]),
        (30, 60, []),
        (30, 61, ["welcome_back"]),
    ],
)
def test_who_was_away_for_twice_the_usual_time_is_welcomed_back(
    gap: int, away: int, said: list[str]
) -> None:
    someone = standing(usual_gap_days=gap, last_visit=TODAY - timedelta(days=away))
    assert kinds(what_to_say(someone, today=TODAY)) == said


def test_a_coupon_is_spoken_of_only_where_it_can_go_on_a_sale() -> None:
    found = what_to_say(standing(coupons=[coupon("free_months"), coupon()]), today=TODAY)
    assert [(remark.kind, remark.code) for remark in found] == [("coupon", "C7K29QXM4T8D")]
    assert what_to_say(standing(coupons=[coupon("donation")]), today=TODAY) == []


def test_a_tier_is_spoken_of_in_the_last_fifth_of_the_way() -> None:
    assert kinds(what_to_say(standing(tier=gold(6_000)), today=TODAY)) == ["tier_near"]
    assert what_to_say(standing(tier=gold(6_001)), today=TODAY) == []


def test_no_more_than_two_things_are_said_the_most_pressing_first() -> None:
    plan = subscription(until=TODAY + timedelta(days=3))
    everything = standing(
        subscription=plan,
        plan_state="active",
        birthday="--11-25",
        coupons=[coupon()],
        lots=[SharedDay(1, TODAY)],
        tier=gold(1),
    )
    assert kinds(what_to_say(everything, today=TODAY)) == ["renewal", "birthday"]
