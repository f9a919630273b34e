"""Why each follow-up is worth doing, in whole sentences; Japanese says all of it too."""

from datetime import date
from fractions import Fraction

import pytest

from db.rules.follow_ups import (
    Facts,
    FirstSteps,
    FollowUp,
    FriendBought,
    Greeting,
    Kind,
    NotSpokenTo,
    PlanEnds,
    PointsLapse,
    Promised,
    Said,
    Slipping,
)
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.words.follow_ups import why_words

TODAY = date(2026, 11, 22)
LAST = date(2026, 9, 27)


def say(
    kind: Kind, facts: Facts, *, owed_by: str | None = None, chance: Fraction | None = None
) -> str:
    follow_up = FollowUp(
        "id", kind, "c", "2000000000015", "伊藤 直樹", None, TODAY, None, facts, owed_by,
        late=False, act="call", channel="call",
    )  # fmt: skip
    return why_words(follow_up, ShopSettings(), today=TODAY, chance=chance)


def slipping(first: date, half_days: int = 28) -> Slipping:
    return Slipping(half_days, 56, 50, first, LAST, 86200)


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        ("promise", Promised("A call back", TODAY), "A call back"),
        ("unhappy", Said(6, "Too long a queue at lunch.", TODAY),
         "“Too long a queue at lunch.” Scored us 6. Ask what would help."),
        ("unhappy", Said(0, None, TODAY),
         "Scored us 0 and did not say why. Ask what would help."),
        ("slipping_away", slipping(date(2024, 9, 1)), "Came every 14 days for 2 years."),
        ("slipping_away", slipping(date(2026, 1, 1), 29), "Came every 15 days for 8 months."),
        ("slipping_away", slipping(date(2026, 9, 1), 2), "Came every day for 26 days in all."),
        ("renewal", PlanEnds("Bean Club", date(2026, 12, 2), TODAY, 3, 980, 200),
         "Bean Club, third year. Renewing today earns 200 points."),
        ("renewal", PlanEnds("Bean Club", date(2026, 12, 2), TODAY, 6, 980),
         "Bean Club, year 6. Renewing costs ¥980."),
        ("renewal", PlanEnds("Bean Club", date(2026, 12, 2), TODAY, 1, 0),
         "Bean Club, first year. Nothing is to be paid for the next period."),
        ("renewal", PlanEnds("Bean Club", date(2026, 11, 20), date(2026, 11, 27), 1, 980),
         "Bean Club ran out on 20 Nov. Paid for by 27 Nov, it goes on."),
        ("trial_end", PlanEnds("Bean Club", TODAY, TODAY, 1, 980),
         "On trial with Bean Club. Staying costs ¥980."),
        ("birthday", Greeting(TODAY), "Wish them a happy birthday."),
        ("birthday", Greeting(TODAY, None, "slice of cake", "C", date(2026, 12, 25)),
         "Gift: slice of cake. Valid to 25 Dec."),
        ("anniversary", Greeting(TODAY, 1), "With us for 1 year. Say thank you."),
        ("anniversary", Greeting(TODAY, 2, "Cake"), "With us for 2 years. Gift: Cake."),
        ("points_expiring", PointsLapse(1240, 1240, date(2026, 12, 1)),
         "1,240 points, worth ¥1,240, can be used until 1 Dec."),
        ("newcomer", FirstSteps(7, TODAY, "田中 美咲", stamps=True),
         "Brought by 田中 美咲. Thank them and explain stamps."),
        ("newcomer", FirstSteps(7, TODAY), "One visit so far. Thank them and explain points."),
        ("newcomer", FirstSteps(30, TODAY, "田中 美咲"),
         "Brought by 田中 美咲. One visit so far. Ask how they liked what they bought."),
        ("newcomer", FirstSteps(60, TODAY),
         "One visit so far. A last friendly word, then leave them in peace."),
        ("best_customer", NotSpokenTo(86200, None, LAST),
         "¥86,200 to date, last here on 27 Sep. Nobody has spoken to them yet."),
        ("best_customer", NotSpokenTo(86200, date(2026, 9, 22), LAST),
         "¥86,200 to date, last here on 27 Sep. Nobody has spoken to them for 61 days."),
        ("referral", FriendBought("佐藤 健", TODAY, waits=True),
         "佐藤 健 has bought. The reward for it waits for the owner's yes."),
        ("referral", FriendBought("佐藤 健", TODAY, waits=False, points=200),
         "佐藤 健 has bought. Tell them that 200 points have come."),
        ("referral", FriendBought("佐藤 健", TODAY, waits=False, reward="Cake"),
         "佐藤 健 has bought. Tell them that “Cake” has come."),
    ],
)  # fmt: skip
def test_it_says_why_and_nothing_is_left_in_english(kind: Kind, facts: Facts, words: str) -> None:
    with speaking("en"):
        assert say(kind, facts) == words
    with speaking("ja"):
        japanese = say(kind, facts)
    if kind != "promise":
        assert japanese != words
        assert " the " not in japanese


def test_the_chance_of_coming_back_and_who_owes_it_are_said_where_they_are_known() -> None:
    with speaking("en"):
        facts = slipping(date(2024, 9, 1))
        said = "Came every 14 days for 2 years. 31 % chance of coming back unasked."
        assert say("slipping_away", facts, chance=Fraction(31)) == said
        assert say("promise", Promised("Beans", TODAY), owed_by="Ken") == "Beans (Ken sees to it)"
        unhappy = say("unhappy", Said(6, "Slow", TODAY), owed_by="Mio")
        assert unhappy == "“Slow” Scored us 6. Mio asks what would help."
    with speaking("ja"):
        assert say("promise", Promised("豆", TODAY), owed_by="健") == "豆（担当：健）"
