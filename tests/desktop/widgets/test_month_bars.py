"""Where the bars of a calendar's week lie."""

from datetime import date, timedelta

from desktop.widgets.month_bars import Bar, CalendarOffer, bars_of_week

WEEK = [date(2026, 11, 22) + timedelta(days=number) for number in range(7)]


def offer(name: str, *columns: int, waits: tuple[int, ...] = ()) -> CalendarOffer:
    days = frozenset(WEEK[column] for column in columns)
    return CalendarOffer(name, name, "info", days, frozenset(WEEK[each] for each in waits))


def test_days_beside_each_other_share_one_bar() -> None:
    double, fives = offer("double", 1, 2, 3, 5), offer("fives", 0, 5)
    assert bars_of_week(WEEK, [double, fives]).bars == (
        Bar(double, 0, 1, 3), Bar(double, 0, 5, 5), Bar(fives, 0, 0, 0), Bar(fives, 1, 5, 5),
    )  # fmt: skip


def test_what_waits_to_be_called_is_a_bar_of_its_own() -> None:
    rain = offer("rain", 0, 1, 2, waits=(1, 2))
    assert bars_of_week(WEEK, [rain]).bars == (Bar(rain, 0, 0, 0), Bar(rain, 0, 1, 2, waits=True))


def test_a_fourth_on_a_day_is_counted_and_no_row_stays_empty_for_it() -> None:
    always = [offer(name, *range(7)) for name in "abc"]
    late = offer("late", 5, 6)
    found = bars_of_week(WEEK, [*always, late, offer("last", 6)])
    assert found.more == (0, 0, 0, 0, 0, 1, 2)
    assert {bar.row for bar in found.bars} == {0, 1, 2}
    first_days = [offer(name, 0) for name in "abc"]
    found = bars_of_week(WEEK, [*first_days, offer("wide", 0, 1)])
    assert found.more == (1, 0, 0, 0, 0, 0, 0)
    assert found.bars[-1] == Bar(offer("wide", 0, 1), 0, 1, 1)


def test_a_day_of_another_month_has_no_bar() -> None:
    assert bars_of_week([None, *WEEK[1:]], [offer("a", 0, 1)]).bars == (
        Bar(offer("a", 0, 1), 0, 1, 1),
    )
