"""Each promotion is told in one plain sentence, in both languages."""

from datetime import date
from typing import Any

import pytest

from db.rules.promotion_terms import read_promotion
from db.rules.promotions import Promotion
from db.rules.shop import ShopSettings
from desktop.i18n import speaking, use_language
from desktop.words.promotions import promotion_sentence

TODAY = date(2026, 11, 22)
SETTINGS = ShopSettings()
WORKING_DAYS = ["mon", "tue", "wed", "thu", "fri"]
NIGHT = {"from": "22:00", "to": "02:00"}


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def a_promotion(terms: dict[str, Any]) -> Promotion:
    return read_promotion({"name": "P", **terms}, id="p", digits=0)


def double(**when: object) -> dict[str, Any]:
    return {"multiplier": "2", "when": when}


def gift(points: int, **when: object) -> dict[str, Any]:
    return {"points": points, "when": when}


@pytest.mark.parametrize(
    ("terms", "english", "japanese"),
    [
        (double(), "Double points on every sale", "すべてのお買い上げでポイント2倍"),
        ({**double(), "category": "Beans"}, "Double points on Beans", "Beansのポイント2倍"),
        (
            double(
                weekdays=WORKING_DAYS,
                hours={"from": "14:00", "to": "17:00"},
                tier="Gold",
                minimum="1000",
                to="2026-12-31",
            )
            | {"once": "month"},
            (
                "Double points, weekdays 14:00–17:00, for Gold and above, from ¥1,000, once a month"
                ", until 31 Dec"
            ),
            (
                "平日14:00〜17:00、Gold以上の方、¥1,000以上のお買い上げでポイント2倍"
                "（お一人様月1回まで、12月31日まで）"
            ),
        ),
        (
            gift(50, birthday="week"),
            "50 extra points, from 3 days before to 3 days after the birthday, once a year",
            "お誕生日の前後3日間のお買い上げで50ポイント進呈（お一人様年1回まで）",
        ),
        (
            double(birthday="month"),
            "Double points, in the month of the birthday",
            "お誕生月のお買い上げでポイント2倍",
        ),
        (
            gift(1, birthday="day") | {"once": "ever"},
            "1 extra point, on the birthday, only once for each customer",
            "お誕生日のお買い上げで1ポイント進呈（お一人様1回まで）",
        ),
        (
            double(weekdays=["sat", "sun"]) | {"category": "Coffee", "multiplier": "1.50"},
            "Points × 1.5 on Coffee, weekends",
            "土日のお買い上げでCoffeeのポイント1.5倍",
        ),
        (
            gift(30, categories=["Cake", "Coffee", "Tea"]) | {"category": "Coffee"},
            "30 extra points, when buying Coffee, Cake or Tea",
            "Coffee、CakeまたはTeaのお買い上げで30ポイント進呈",
        ),
        (
            double(called=True, hours={"to": "18:00"}) | {"multiplier": "3"},
            "Triple points, on days when you say so, until 18:00",
            "お店が指定した日、18:00までのお買い上げでポイント3倍",
        ),
        (
            double(weekdays=["mon", "wed", "fri"], hours=NIGHT),
            "Double points, every Mon, Wed and Fri 22:00–02:00",
            "毎週月・水・金曜日22:00〜翌02:00のお買い上げでポイント2倍",
        ),
        (
            double(weekdays=["tue"], hours={"from": "17:00"}) | {"points_budget": 5000},
            "Double points, every Tuesday from 17:00 on, 5,000 points in all",
            "毎週火曜日17:00以降のお買い上げでポイント2倍（合計5,000ポイントまで）",
        ),
        (
            double(weekdays=["mon", "tue", "wed", "thu"], plan="Club"),
            "Double points, Mon to Thu, for members of Club",
            "月〜木曜日、Club会員の方のお買い上げでポイント2倍",
        ),
        (
            double(weekdays=[*WORKING_DAYS, "sat", "sun"]),
            "Double points on every sale",
            "すべてのお買い上げでポイント2倍",
        ),
        (
            gift(100, first_sale=True),
            "100 extra points, on the first sale ever",
            "初回のお買い上げで100ポイント進呈",
        ),
        (
            gift(100, nth_visit=10) | {"once": "year"},
            "100 extra points, on visit number 10, once a year",
            "10回目のご来店時のお買い上げで100ポイント進呈（お一人様年1回まで）",
        ),
        (
            gift(20, days_since_last_visit=60, **{"from": "2026-12-01", "to": "2027-01-31"}),
            "20 extra points, after 60 days or more away, from 1 Dec to 31 Jan 2027",
            "60日以上ぶりのご来店時のお買い上げで20ポイント進呈（12月1日から2027年1月31日まで）",
        ),
        (
            double(tag="student", days_since_last_visit=0, **{"from": "2026-12-01"}),
            (
                "Double points, for customers tagged “student”, for those who came before,"
                " from 1 Dec on"
            ),
            "タグ「student」の方、ご来店が2回目以降の方のお買い上げでポイント2倍（12月1日から）",
        ),
        (
            double(**{"from": "2026-12-24", "to": "2026-12-24"}) | {"once": "day"},
            "Double points on every sale, once a day, only on 24 Dec",
            "すべてのお買い上げでポイント2倍（お一人様1日1回まで、12月24日限り）",
        ),
    ],
)
def test_a_promotion_is_one_plain_sentence(
    terms: dict[str, Any], english: str, japanese: str
) -> None:
    promotion = a_promotion(terms)
    assert promotion_sentence(promotion, SETTINGS, today=TODAY) == english
    with speaking("ja"):
        assert promotion_sentence(promotion, SETTINGS, today=TODAY) == japanese


def test_without_a_today_each_day_has_its_year() -> None:
    until = a_promotion(double(to="2026-12-31"))
    assert promotion_sentence(until, SETTINGS).endswith("until 31 Dec 2026")


def test_an_amount_is_of_the_shops_currency() -> None:
    dollars = ShopSettings(currency="USD", digits=2)
    promotion = read_promotion({"name": "P", **double(minimum="12.50")}, id="p", digits=2)
    assert promotion_sentence(promotion, dollars) == "Double points, from $12.50"
