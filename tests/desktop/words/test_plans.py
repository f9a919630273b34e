"""How a plan stands, and what was done with it, in words that a person says."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.giving import IssuedCoupon
from db.membership import PlanStanding
from db.rules.plan_acts import Pause, PlanAct
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, RenewBonus, State, Subscription, state_on
from db.usecases.subscriptions import PlannedChange
from desktop.i18n import speaking
from desktop.words import plans as words
from tests.db.rules.pasts import CLUB, Told, day, past

TODAY = date(2026, 11, 22)
YEN = ShopSettings()
JOINED: Told = ("2026-11-05", "start", {})
SMALL = replace(CLUB, plan_id="small", plan="Small", price=500)
PLAN = Plan(
    "p", "Club", 980, "month", Fraction(3, 2), 5, 50, 0, 7, RenewBonus(200, 3), 2, "Cake"
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_english() -> object:
    with speaking("en"):
        yield


def chips(subscription: Subscription, on: date = TODAY) -> list[str]:
    return [said for said, _ in words.chips_of(subscription, state_on(subscription, on), on)]


def test_benefits_are_told_in_words() -> None:
    assert words.benefits_of(PLAN) == [
        "Points × 1.5",
        "5 % off every sale",
        "50 points with each payment",
        "“Cake” with each payment",
        "200 points for renewing 3 days early or more",
    ]
    assert words.benefits_of(PLAN, bonus=False)[-1] == "“Cake” with each payment"
    in_time = replace(PLAN, renew_bonus=RenewBonus(200, 0))
    assert words.benefits_of(in_time)[-1] == "200 points for renewing in time"


def test_a_price_is_told_by_its_period() -> None:
    assert words.price_words(980, "month", YEN) == "¥980 a month"
    assert words.price_words(9800, "year", YEN) == "¥9,800 a year"


@pytest.mark.parametrize(
    ("told", "on", "said"),
    [
        ((), TODAY, ["Club · paid until 4 Dec"]),
        ((), day("2026-12-06"), ["Club · ran out on 4 Dec"]),
        ((), day("2026-12-12"), ["Club · ended on 4 Dec"]),
        ((("2026-11-20", "pause", {}),), TODAY, ["Club · paused since 20 Nov"]),
        ((("2026-11-20", "pause", {"days": 7}),), TODAY, ["Club · paused until 26 Nov"]),
        ((("2026-11-20", "cancel", {"reason": "x"}),), TODAY, ["Club · ends on 4 Dec"]),
        ((("2026-11-20", "extend", {"months": 1}),), TODAY, ["Club · runs until 4 Jan"]),
        (
            (("2026-11-20", "change", {"terms": SMALL, "at_once": False}),),
            TODAY,
            ["Club · paid until 4 Dec", "from 5 Dec: Small"],
        ),
    ],
)
def test_chips_say_how_a_plan_stands(told: tuple[Told, ...], on: date, said: list[str]) -> None:
    assert chips(past(JOINED, *told), on) == said


@pytest.mark.parametrize(
    ("told", "on", "said"),
    [
        ((), TODAY, "Paid until 4 Dec 2026."),
        ((), day("2026-12-06"), "It has run out. Benefits stay until 11 Dec 2026."),
        ((), day("2026-12-12"), "It ended on 4 Dec 2026."),
        (
            (("2026-11-20", "pause", {}),),
            TODAY,
            "Paused since 20 Nov 2026, until it is taken up again.",
        ),
        (
            (("2026-11-20", "pause", {"days": 7}),),
            TODAY,
            "Paused until 26 Nov 2026, then it runs again.",
        ),
        (
            (("2026-11-20", "cancel", {"reason": "x"}),),
            TODAY,
            "It is cancelled and ends on 4 Dec 2026.",
        ),
        ((("2026-11-20", "extend", {"months": 1}),), TODAY, "It runs until 4 Jan 2027."),
    ],
)
def test_a_sentence_says_how_a_plan_stands(told: tuple[Told, ...], on: date, said: str) -> None:
    plan = past(JOINED, *told)
    assert words.state_sentence(plan, state_on(plan, on), on) == said


def test_what_comes_then_is_told_with_its_price() -> None:
    plan = past(JOINED, ("2026-11-20", "change", {"terms": SMALL, "at_once": False}))
    assert words.planned_sentence(plan, YEN) == "From 5 Dec 2026 on it is Small, ¥500 a month."
    assert words.planned_sentence(past(JOINED), YEN) == ""


def test_a_pause_is_told_before_it_begins() -> None:
    known = Pause(day("2026-12-05"), day("2026-12-18"))
    assert words.pause_sentence(known) == (
        "Paused until 5 Dec 2026; the plan then runs until 18 Dec 2026."
    )
    assert words.pause_sentence(Pause(None, None)).startswith("Paused until it is taken up again.")


@pytest.mark.parametrize(
    ("at_once", "goes_back", "said"),
    [
        (True, False, "Change and take ¥327"),
        (False, False, "Change from 5 Dec 2026"),
        (False, True, "Stay with Club"),
    ],
)
def test_the_button_of_a_change_says_what_it_does(
    at_once: bool, goes_back: bool, said: str
) -> None:
    first = TODAY if at_once else day("2026-12-05")
    change = PlannedChange(PLAN, at_once, first, 653, 327, day("2026-12-21"))
    assert words.change_button(change, goes_back=goes_back, settings=YEN) == said


def standing(plan: Subscription, state: State = "active", **more: object) -> PlanStanding:
    told = {"subscription": plan, "plan": "Club", "state": state, "until": plan.until, **more}
    return PlanStanding(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "more", "said"),
    [
        ("join", {"paid": 980}, "Club is paid until 4 Dec 2026: ¥980 taken."),
        (
            "renew",
            {"paid": 686, "credit": 294},
            "Club is paid until 4 Dec 2026: ¥686 taken, ¥294 came off.",
        ),
        ("join", {"state": "trial"}, "Club can be tried until 4 Dec 2026."),
        ("resume", {}, "Club runs again, until 4 Dec 2026."),
        ("keep", {}, "Club stays, without payment until 4 Dec 2026."),
        ("cancel", {}, "Club ends on 4 Dec 2026; until then everything stays."),
        ("cancel", {"state": "ended"}, "Club ended on 4 Dec 2026."),
        ("change", {"paid": 327}, "Club from today until 4 Dec 2026: ¥327 taken."),
        ("change", {"next_plan": "Small"}, "Small from 5 Dec 2026 on; until then Club stays."),
        ("change", {}, "Club stays as it is, until 4 Dec 2026."),
        ("pause", {}, "Club is paused until it is taken up again."),
    ],
)
def test_what_was_done_is_told_in_a_sentence(
    act: PlanAct, more: dict[str, object], said: str
) -> None:
    now = standing(past(JOINED), **more)  # type: ignore[arg-type]
    assert words.done_words(act, now, YEN, today=TODAY) == said


def test_a_pause_with_days_says_both_its_ends() -> None:
    plan = past(JOINED, ("2026-11-22", "pause", {"days": 14}))
    assert words.done_words("pause", standing(plan, "paused"), YEN, today=TODAY) == (
        "Club is paused until 5 Dec 2026, and then runs until 18 Dec 2026."
    )


def test_points_and_the_coupon_of_a_period_are_told_with_it() -> None:
    cake = IssuedCoupon("C7K29QXM4T8D", "Cake", TODAY, None)
    now = standing(past(JOINED), paid=980, points_given=250, issued=(cake,))
    assert words.done_words("renew", now, YEN, today=TODAY) == (
        "Club is paid until 4 Dec 2026: ¥980 taken · 250 points given"
        " · A new coupon is theirs: Cake"
    )


def test_there_is_a_reason_for_each_of_five_keys() -> None:
    assert len(words.reasons()) == 5
    with speaking("ja"):
        assert len(set(words.reasons())) == 5


def test_who_comes_back_is_greeted() -> None:
    assert words.ended_sentence(past(JOINED)) == (
        "Club ended on 4 Dec 2026. Good to have you back."
    )
