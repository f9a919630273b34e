"""Stamp cards and weeks in a row, said in a few words."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.stamps import CardBack, CardCount, CardTotals
from db.queries.streaks import StreakCount
from db.rules.shop import Gift, ShopSettings
from db.rules.stamps import Fill, StampCard
from db.rules.streaks import GivenRun, Streak, StreakStanding
from desktop.i18n import speaking, use_language
from desktop.words import stamps as words
from desktop.words.stamps import CardDraft, StreakDraft

YEN = ShopSettings()
CARD = StampCard("c", "Coffee stamps", 10, "r", "Free coffee")
STREAK = Streak("s", "Every week", 4, 1, Gift(200), since=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (words.draft_of_card(CARD), "1 stamp for each visit; 10 stamps bring Free coffee"),
        (
            CardDraft("spend", 500, None, 5, "Cake"),
            "1 stamp for each ¥500 paid; 5 stamps bring Cake",
        ),
        (
            CardDraft("spend", 500, "Beans", 5, "Cake"),
            "1 stamp for each ¥500 of Beans; 5 stamps bring Cake",
        ),
        (
            CardDraft("item", 1, "Coffee", 1, "Cake"),
            "1 stamp for each item of Coffee; 1 stamp brings Cake",
        ),
        (
            CardDraft("item", 3, None, None, None),
            "1 stamp for every 3 items of …; … stamps bring …",
        ),
        (CardDraft("spend", None, None, 10, None), "1 stamp for each … paid; 10 stamps bring …"),
    ],
)
def test_a_card_is_one_sentence_from_the_first_letter_on(draft: CardDraft, said: str) -> None:
    assert words.card_sentence(draft, YEN) == said


def test_a_streak_is_one_sentence() -> None:
    assert words.streak_sentence(words.draft_of_streak(STREAK)) == (
        "A visit in each of 4 weeks in a row brings 200 points"
    )
    assert words.streak_sentence(StreakDraft(None, 2, "Tea")) == (
        "2 visits in each of … weeks in a row bring Tea"
    )


def test_what_came_of_a_card_is_counted() -> None:
    assert words.card_totals_line(CardTotals(1, 4, 2, 1)) == (
        "1 customer holds stamps · 2 cards filled · 1 coupon used"
    )
    assert words.streak_totals_line(2) == "given 2 times"


def test_a_card_is_headed_and_read_aloud() -> None:
    assert words.card_heading("Coffee stamps", have=8, need=10) == "Coffee stamps · 8 of 10"
    assert words.card_heading("Coffee stamps", have=-2, need=10) == "Coffee stamps · 0 of 10"
    assert words.card_spoken("Coffee stamps", have=8, need=10) == "Coffee stamps: 8 of 10 stamps"


def test_what_the_sale_will_bring_is_said() -> None:
    assert words.coming_words(CARD, given=0, fills=0) == ""
    assert words.coming_words(CARD, given=2, fills=0) == "+2 stamps with this sale"
    assert words.coming_words(CARD, given=2, fills=1) == "Full with this sale: Free coffee"


def test_stamps_that_are_owed_are_said() -> None:
    assert words.owed_words(0) == ""
    assert words.owed_words(-1) == "The next stamp makes up for a refund"
    assert words.owed_words(-3) == "The next 3 stamps make up for a refund"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (StreakStanding(STREAK, 3, 0), "Every week · 3 of 4 weeks, 1 to go"),
        (StreakStanding(STREAK, 1, 1), "Every week · 1 of 4 weeks, 3 to go"),
        (StreakStanding(STREAK, 0, 0), "Every week · 4 weeks to go"),
        (StreakStanding(STREAK, 4, 0), "Every week · complete with the next sale"),
        (
            StreakStanding(replace(STREAK, visits=2), 3, 1),
            "Every week · 3 of 4 weeks, 1 to go · 1 of 2 visits this week",
        ),
    ],
)
def test_how_far_the_weeks_are_is_said(standing: StreakStanding, said: str) -> None:
    assert words.streak_words(standing) == said


def test_only_what_is_full_or_complete_is_news() -> None:
    run = GivenRun(date(2026, 11, 16), 4, 1)
    standing = StreakStanding(STREAK, 0, 1)
    news = words.stamp_news(
        [CardCount(CARD, 1, 0, 3), CardCount(CARD, 1, 1, 0), CardCount(CARD, 30, 2, 0)],
        [StreakCount(standing), StreakCount(standing, (run,))],
    )
    assert news == [
        "Card full: Free coffee", "2 cards full: Free coffee", "4 weeks in a row: 200 points",
    ]  # fmt: skip


def test_what_a_refund_takes_is_said_with_the_coupon() -> None:
    backs = [
        CardBack(CARD, 1, (), 4),
        CardBack(CARD, 2, (Fill("C7K29QXM4T8D", 10),), 8),
    ]
    assert words.stamps_back_words(backs) == [
        "Coffee stamps −1", "Coffee stamps −2 · coupon C7K2-9QXM-4T8D is void",
    ]  # fmt: skip


def test_it_is_said_in_japanese_too() -> None:
    with speaking("ja"):
        assert words.card_sentence(words.draft_of_card(CARD), YEN) == (
            "ご来店ごとにスタンプ1個、10個で「Free coffee」"
        )
        assert words.streak_words(StreakStanding(STREAK, 3, 0)) == "Every week · 3週連続、あと1週"
        assert next(spoken for _, spoken in words.stamps_per()) == "ご来店ごと"
