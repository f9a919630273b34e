"""What is said of customers who came, stayed, came back and were lost."""

from dataclasses import replace
from datetime import date

from db.rules.retention import CustomersHeld, Repeats
from db.rules.shop import ShopSettings
from desktop.insights.customer_words import CustomerWords
from tests.desktop.two_months import NOTHING, OCTOBER, SEPTEMBER, month


def words(*figures: object) -> CustomerWords:
    now, before = (*figures, None)[:2]
    return CustomerWords(now, before, ShopSettings())  # type: ignore[arg-type]


def test_the_formula_stands_under_the_retention_rate() -> None:
    told = words(OCTOBER, SEPTEMBER).retention()
    assert (told.shown, told.change, told.tone) == ("81.4 %", "+2.0 since Sep", "good")
    assert told.note.replace("\u00a0", " ") == "(E−N) ÷ S: (512−74) ÷ 538"
    assert told.how[0].endswith("(customers at the end 512 − gained 74) ÷ customers at the start "
                                "538 × 100 = 81.4 %.")  # fmt: skip
    assert "90 days" in told.how[1]
    assert [whose.figure for whose in told.behind] == ["retained", "lapsed", "start"]


def test_more_lost_customers_are_no_good_news() -> None:
    more = words(OCTOBER, month(9, customers=CustomersHeld(start=100, end=90))).lost()
    assert (more.shown, more.change, more.tone) == ("100", "+90", "warn")
    fewer = words(OCTOBER, SEPTEMBER).lost()
    assert (fewer.change, fewer.tone, fewer.note) == ("−3", "good", "18.6 % churn")


def test_the_way_from_the_start_to_the_end_adds_up() -> None:
    shown = [each.shown.replace("−", "-") for each in words(OCTOBER).bridge()]
    assert sum(map(int, shown[:-1])) == int(shown[-1]) == 512


def test_the_second_visit_tells_who_came_and_who_did_not() -> None:
    fewer = words(OCTOBER, SEPTEMBER).second_visit()
    assert (fewer.shown, fewer.change, fewer.tone) == ("43.2 %", "−1.8", "info")
    assert "chance alone" in fewer.how[1]  # 35 of 81 and 45 of 100 say nothing
    many = Repeats(second_visit_month=date(2026, 7, 1), newcomers=1000, newcomers_back=900)
    fell = words(OCTOBER, replace(SEPTEMBER, repeats=many)).second_visit()
    assert (fell.tone, len(fell.how)) == ("warn", 1)
    assert [each.shown for each in words(OCTOBER).newcomers()] == ["1", "35", "46", "43.2 %"]
    assert [each.shown for each in words(NOTHING).newcomers()] == ["0"]


def test_where_there_is_no_figure_a_dash_stands_and_says_why() -> None:
    empty = words(NOTHING)
    assert empty.retention().shown == "–"
    for told in (empty.lost(), empty.second_visit()):
        assert (told.shown, told.change, told.how) == ("–", "", (told.note,))


def test_each_figure_has_its_definition_and_somebody_behind_it() -> None:
    told = words(OCTOBER)
    for figure in (*told.bridge(), *told.newcomers(), *told.often()):
        assert figure.how, figure.name
        assert figure.behind, figure.name
