"""What is said of friends: the programme, what a sale brought, how far each is."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.friends import Bringer, Friend, FriendTree, Person, WaitingReferral
from db.queries.referrals import Qualifying
from db.rules.referrals import Link
from db.rules.shop import Gift, ReferralTerms, ShopSettings
from db.usecases.referrals import Answered
from desktop.i18n import speaking
from desktop.words import friends as words

DAY = date(2026, 11, 22)
TERMS = ReferralTerms(Gift(200), Gift(100))
SHOP = ShopSettings(referral=TERMS)
LINK = Link("f", "r", DAY, DAY, usable_from=DAY, signs=("phone", "till"), sale="s")
KEN, MISAKI = Person("f", "20", "Ken"), Person("r", "10", "Misaki")
FRIEND = Friend(KEN, LINK, "rewarded", waits=False, spent=3200, visits=2)
TREE = FriendTree(MISAKI, "MISAKI7", None, (FRIEND,), 1, 3)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (ReferralTerms(), "Bringing a friend gives nothing yet."),
        (
            TERMS,
            (
                "Who brings a friend gets 200 points; the friend gets 100 points. "
                "Both get it with the friend's first purchase."
            ),
        ),
        (
            ReferralTerms(Gift(reward="Cake"), minimum=1000, hold_days=1, max_per_month=3),
            (
                "Who brings a friend gets a coupon for “Cake”; the friend gets nothing. "
                "Both get it with the friend's first purchase from ¥1,000. "
                "It can be used 1 day later. "
                "One customer can bring 3 friends a month."
            ),
        ),
        (
            replace(TERMS, ask_owner=True),
            (
                "Who brings a friend gets 200 points; the friend gets 100 points. "
                "Both get it with the friend's first purchase. "
                "Where something looks odd, you are asked before anything is given."
            ),
        ),
    ],
)
def test_the_programme_is_told_in_sentences(terms: ReferralTerms, said: str) -> None:
    assert words.programme_story(terms, SHOP) == said


def test_a_first_sale_says_what_both_got_or_that_it_waits() -> None:
    found = Qualifying(LINK, "Ken", "Misaki", DAY, DAY)
    assert words.outcome_words(None, SHOP) == ""
    assert words.outcome_words(found, ShopSettings()) == ""
    assert words.outcome_words(found, SHOP) == "Ken gets 100 points · Misaki gets 200 points."
    later = replace(found, usable_from=date(2026, 11, 25))
    assert words.outcome_words(later, SHOP).endswith(", to be used from 25 Nov.")
    mine = ShopSettings(referral=ReferralTerms(Gift(200)))
    assert words.outcome_words(found, mine) == "Misaki gets 200 points."
    odd = replace(found, signs=("till",))
    said = "The reward for bringing Ken waits for the owner's yes."
    assert words.outcome_words(odd, SHOP) == said


def test_a_yes_says_what_both_got_by_the_terms_of_the_sale() -> None:
    answered = Answered(replace(LINK, answered_on=DAY, approved=True), (), TERMS)
    waiting = WaitingReferral(KEN, MISAKI, LINK, 1000)
    said = words.approved_words(waiting, answered)
    assert said == "Ken gets 100 points · Misaki gets 200 points."


def test_why_the_owner_is_asked_stands_with_the_sale() -> None:
    waiting = WaitingReferral(KEN, MISAKI, LINK, 1000)
    assert words.waiting_title(waiting) == "Ken, brought by Misaki"
    assert words.waiting_line(waiting, SHOP) == (
        "¥1,000 on 22 Nov 2026: their phone numbers or addresses are those of one household · "
        "both bought at the same till within ten minutes."
    )


@pytest.mark.parametrize(
    ("friend", "chip"),
    [
        (FRIEND, ("both rewarded", "good")),
        (replace(FRIEND, state="on_hold", waits=True), ("waits for a yes", "warn")),
        (replace(FRIEND, state="on_hold"), ("reward soon", "info")),
        (replace(FRIEND, state="pending"), ("has not bought yet", "plain")),
        (replace(FRIEND, state="reversed"), ("given back", "plain")),
        (
            replace(FRIEND, state="reversed", link=replace(LINK, approved=False)),
            ("declined", "plain"),
        ),
    ],
)
def test_how_far_a_friend_is_stands_in_a_chip(friend: Friend, chip: tuple[str, str]) -> None:
    assert words.state_chip(friend) == chip


def test_a_friend_and_a_tree_are_told_with_visits_and_money() -> None:
    line = words.friend_line(FRIEND, SHOP)
    assert line == "brought on 22 Nov 2026 · 2 visits · ¥3,200"
    new = replace(FRIEND, visits=0, spent=0)
    assert words.friend_line(new, SHOP) == "brought on 22 Nov 2026"
    story = words.tree_story(TREE, SHOP)
    assert story == "Brought 1 friend. Together they spent ¥3,200 here."
    two = replace(TREE, friends=(replace(FRIEND, friends=(FRIEND,)),))
    assert words.tree_story(two, SHOP).startswith("Brought 1 friend, and these brought 1 more.")
    nobody = replace(TREE, friends=(), rank=None)
    said = "Misaki has brought nobody yet. Their code is MISAKI7."
    assert words.tree_story(nobody, SHOP) == said
    assert words.rank_words(TREE) == "No. 1 of 3 who brought somebody"
    assert words.rank_words(nobody) == words.rank_words(replace(TREE, bringers=1)) == ""


def test_who_brings_most_is_told_in_a_line() -> None:
    bringer = Bringer(MISAKI, 1, brought=3, came=2, second=1, worth=5000)
    said = "3 friends, 2 bought · 1 more through them · ¥5,000"
    assert words.bringer_line(bringer, SHOP) == said
    assert words.bringer_line(replace(bringer, second=0), SHOP) == "3 friends, 2 bought · ¥5,000"


def test_japanese_calls_them_by_name() -> None:
    with speaking("ja"):
        found = Qualifying(LINK, "佐藤 健", "田中 美咲", DAY, DAY)
        said = words.outcome_words(found, SHOP)
        assert said == "佐藤 健 さんに100 ポイント · 田中 美咲 さんに200 ポイント。"
