"""Every remark has its kind sentence, that can be said aloud, in both languages."""

from datetime import date

import pytest

from db.rules.remarks import Remark
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.words.remarks import said

DAY = date(2026, 12, 2)
REMARKS = [
    Remark("past_due", name="Bean Club", day=DAY, amount=980),
    Remark("stay", name="Bean Club", day=DAY, count=2),
    Remark("stay", name="Bean Club", day=DAY, count=1),
    Remark("renewal", name="Bean Club", day=DAY, days=10, points=200, amount=980),
    Remark("renewal", name="Bean Club", day=DAY, days=0, amount=980),
    Remark("trial_ends", name="Bean Club", day=DAY, days=3, amount=980),
    Remark("trial_ends", name="Bean Club", day=DAY, days=0, amount=980),
    Remark("paused", name="Bean Club", day=DAY, is_open=True),
    Remark("paused", name="Bean Club", day=DAY),
    Remark("friend", name="佐藤 健", points=500),
    Remark("friend", name="佐藤 健", points=1000, count=1),
    Remark("friend", name="佐藤 健", gift="Slice of cake", code="C7K29QXM4T8D"),
    Remark("birthday", days=3),
    Remark("birthday", days=0),
    Remark("expiring", day=DAY, days=10, points=120),
    Remark("welcome_back", days=56),
    Remark("new_face"),
    Remark("new_face", name="佐藤 健"),
    Remark("coupon", name="Slice of cake", day=DAY, code="C7K29QXM4T8D"),
    Remark("coupon", name="Slice of cake", code="C7K29QXM4T8D"),
    Remark("tier_keep", name="Gold", amount=2000, day=DAY),
    Remark("tier_near", name="Gold", amount=3200, day=DAY),
    Remark("tier_near", name="Gold", amount=1200),
    Remark("tier_near", name="Gold", amount=12, measure="points"),
    Remark("tier_near", name="Gold", amount=1, measure="visits"),
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_sentence_is_whole_and_filled_in(remark: Remark, language: str) -> None:
    with speaking(language):
        words = said(remark, ShopSettings())
    assert words.tag
    assert "{" not in words.sentence + words.action_words
    assert bool(words.action) == bool(words.action_words)


@pytest.mark.parametrize("remark", REMARKS)
def test_each_remark_is_said_in_japanese_too(remark: Remark) -> None:
    with speaking("en"):
        english = said(remark, ShopSettings())
    with speaking("ja"):
        japanese = said(remark, ShopSettings())
    assert english.sentence != japanese.sentence
    assert english.action_words != japanese.action_words or not english.action


def sentences(kind: str) -> list[tuple[str, str]]:
    with speaking("en"):
        found = [said(remark, ShopSettings()) for remark in REMARKS if remark.kind == kind]
    return [(words.sentence, words.action_words) for words in found]


def test_a_renewal_says_until_when_its_bonus_is_given() -> None:
    assert sentences("renewal")[0] == (
        "Bean Club ends in 10 days. Renewing by 2 Dec brings 200 points.",
        "Renew ¥980",
    )


def test_what_can_be_done_about_a_plan_stands_on_its_button() -> None:
    assert sentences("stay")[0] == (
        "Bean Club ends on 2 Dec. If you stay, 2 months are free.",
        "They stay",
    )
    assert sentences("trial_ends")[0] == (
        "The trial of Bean Club ends in 3 days. Would you like to stay?",
        "Join ¥980",
    )
    assert sentences("paused")[0] == (
        "Bean Club has been paused since 2 Dec. Shall it go on today?",
        "Take it up again",
    )


def test_friends_are_thanked_for_by_name() -> None:
    assert sentences("friend") == [
        ("Thank you for bringing 佐藤 健! 500 points for you.", "Said thank you"),
        ("Thank you for bringing 佐藤 健 and 1 more! 1,000 points for you.", "Said thank you"),
        ("Thank you for bringing 佐藤 健! “Slice of cake” for you.", "Use it now"),
    ]


def test_a_tier_is_measured_in_its_own_unit() -> None:
    assert [sentence for sentence, _ in sentences("tier_near")] == [
        "¥3,200 more by 2 Dec, and you are Gold.",
        "¥1,200 more, and you are Gold.",
        "12 points more, and you are Gold.",
        "1 visit more, and you are Gold.",
    ]
    assert sentences("tier_keep")[0][0] == "¥2,000 more by 2 Dec, and you stay Gold."
