"""Plans' figures in words: each says what it means, a churn below zero above all."""

from datetime import date
from fractions import Fraction

import pytest

from db.rules.plan_figures import Loss, PlanFigures, PlanMonth
from db.rules.shop import ShopSettings
from desktop.i18n import tr, use_language
from desktop.words.plan_figures import TILES, PlanFigureWords, churn_sentence, why_words

OCTOBER = PlanFigures(
    date(2026, 10, 1), date(2026, 10, 31), active=3, new=1, revived=1, ended=1,
    recurring=Fraction(2250), recurring_at_start=Fraction(2000), lost=Fraction(500),
    increased=Fraction(750), states={"active": 2, "paused": 1}, by_plan={"Club": 3},
    recurring_by_plan={"Club": Fraction(2250)}, member_days=487, ended_ever=2,
    losses=(Loss("Club", "cancelled", "too dear", 1, Fraction(500)),),
    history=(PlanMonth(active=2, recurring=Fraction(2000)), PlanMonth()),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def words(figures: PlanFigures = OCTOBER) -> PlanFigureWords:
    return PlanFigureWords(figures, ShopSettings())


def test_a_churn_below_zero_is_shown_and_explained() -> None:
    told = words().churn()
    assert (told.figure, told.note) == ("−12.5 %", "gross 25.0 %")
    assert told.how[0].startswith("Net churn = (lost ¥500 + less ¥0 − more ¥750) ÷ ")
    assert told.how[1] == (
        "Below zero is good: those who stayed pay more than was lost, 12.5 % of the revenue at "
        "the start, without one new member."
    )
    assert churn_sentence(None) == ""
    assert churn_sentence(Fraction(0)).startswith("What those who stayed")
    assert "8.3 % of the revenue" in churn_sentence(Fraction(25, 3))
    assert words(PlanFigures()).churn().figure == "–"


def test_changes_are_told_against_the_month_before() -> None:
    assert (words().members().figure, words().members().change) == ("3", "+1")
    assert (words().recurring().figure, words().recurring().change) == ("¥2,250", "+¥250")
    assert words().members().note == "2 running · 1 paused"
    assert (words().came().figure, words().came().note) == ("2", "1 of them came back")
    assert (words().left().figure, words().left().note) == ("1", "¥500 a month")


def test_the_average_membership_is_nothing_while_nobody_left() -> None:
    told = words().life()
    assert (told.figure, told.note) == ("8.0 months", "2 have left so far")
    assert "16.0" in told.how[0]
    assert words(PlanFigures()).life().figure == "–"


def test_the_revenue_goes_from_the_start_to_the_end() -> None:
    assert words().bridge() == [
        ("On the day before", "¥2,000", False),
        ("Pay more", "+¥750", False),
        ("Members who left", "−¥500", False),
        ("On the last day", "¥2,250", True),
    ]
    assert words().losses() == [("Club: too dear", "1", "−¥500")]
    assert words().plans() == [("Club", "3", "¥2,250")]
    assert why_words("merged", None) == "Merged with another customer"
    assert why_words("cancelled", None) == "Cancelled"


def test_every_tile_has_its_words_and_its_definition() -> None:
    for name, tile in words().tiles().items():
        assert tr(TILES[name])
        assert 1 <= len(tile().how) <= 2
