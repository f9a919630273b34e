"""Chances and scores in words: figures where models speak, else the plain rule."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from db.rules.scoring import Signs, score_of
from db.rules.shop import ShopSettings
from db.value.standing import Chance, Standing
from desktop.i18n import speaking, use_language
from desktop.words.chances import (
    chance_percent,
    chance_sentence,
    expected_sentence,
    outlook_how,
    outlook_line,
    part_lines,
    reasons_line,
    rough,
    score_words,
)

TODAY = date(2026, 11, 22)
SHOP = ShopSettings()
LATE = Signs(56, 28, 86_200, Fraction(1), 6, date(2026, 9, 3), None, 1)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):  # which is left again, whatever a test speaks meanwhile
        yield


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (Fraction(311, 10), "31"), (Fraction(2, 10), "<1"), (Fraction(997, 10), ">99"),
        (Fraction(1, 2), "<1"), (Fraction(99), "99"),
    ],
)  # fmt: skip
def test_a_chance_is_a_whole_figure_and_never_certain(percent: Fraction, said: str) -> None:
    chance = Chance("model", percent, 42, Fraction(14))
    assert chance_percent(chance) == f"{said} %"
    assert chance_sentence(chance) == f"{said} % chance they come back unasked"


def test_without_models_the_plain_rule_speaks() -> None:
    said = [
        chance_sentence(Chance("rule", None, late, rhythm))
        for late, rhythm in ((42, Fraction(14)), (1, Fraction(13, 2)), (0, Fraction(1)), (0, None))
    ]
    assert said == [
        "Usually here every 14 days, 42 days late",
        "Usually here every 6.5 days, 1 day late",
        "Here in their usual rhythm of 1 day",
        "Too few visits yet to say when they come",
    ]
    assert chance_percent(Chance("rule", None, 42, Fraction(14))) == ""


def test_why_to_approach_somebody() -> None:
    score = score_of(LATE)
    assert score_words(score) == "Worth approaching: 81 of 100"
    assert reasons_line(score, LATE, SHOP, TODAY, most=9) == (
        "42 days late · scored us 6 · ¥86,200 a year · brought 1 friend"
    )
    assert reasons_line(score, LATE, SHOP, TODAY, most=2) == "42 days late · scored us 6"
    assert part_lines(score)[0] == "Late against their own rhythm: 40 of 40"
    left = Signs(10, None, plan_ended_on=date(2026, 10, 3))
    assert reasons_line(score_of(left), left, SHOP, TODAY) == "plan ended 3 Oct, not renewed"


def test_the_line_on_top_of_a_page() -> None:
    model = Chance("model", Fraction(31), 42, Fraction(14), Fraction(52, 5), 49_968)
    whole = Standing("misaki", LATE, score_of(LATE), model)
    assert outlook_line(whole, SHOP, TODAY) == (
        "31 % chance they come back unasked · 42 days late · scored us 6 · ¥86,200 a year"
    )
    assert outlook_how(whole, SHOP).splitlines()[:2] == [
        "About 10 visits and ¥50,000 to be expected in the next year",
        "Worth approaching: 81 of 100",
    ]
    plain = Standing("misaki", LATE, score_of(LATE), Chance("rule", None, 42, Fraction(14)))
    assert outlook_line(plain, SHOP, TODAY) == (
        "Usually here every 14 days, 42 days late · scored us 6 · ¥86,200 a year · brought 1 friend"
    )
    for signs in (Signs(), Signs(3)):  # never bought, or once: nothing to say
        new = Standing("ken", signs, score_of(signs), Chance("rule", None, 0, None))
        assert outlook_line(new, SHOP, TODAY) == outlook_how(new, SHOP) == ""


def test_the_next_year_is_said_roughly() -> None:
    assert [rough(amount) for amount in (49_968, 7, 83, 124_800, 0)] == [50_000, 7, 83, 120_000, 0]
    seldom = Chance("model", Fraction(3), 0, None, Fraction(1, 3), 500)
    assert expected_sentence(seldom, SHOP) == "Hardly a visit to be expected in the next year"
    unknown = Chance("model", Fraction(3), 0, None, Fraction(1), None)
    assert expected_sentence(unknown, SHOP) == "About 1 visit to be expected in the next year"


def test_in_japanese_it_is_said_as_a_shop_would() -> None:
    use_language("ja")
    score = score_of(LATE)
    assert reasons_line(score, LATE, SHOP, TODAY) == "42日遅れ · 評価は6点 · 年間 ¥86,200"
    chance = Chance("model", Fraction(31), 42, Fraction(14))
    assert chance_sentence(chance) == "声をかけなくても戻ってくる見込み 31 %"
