"""How figures moved, as the reader would subtract what is shown."""

from dataclasses import replace
from datetime import timedelta

from db.rules.shop import ShopSettings
from desktop.insights.telling import Telling, row_of
from desktop.widgets.figure_panel import Figure
from tests.desktop.two_months import OCTOBER, SEPTEMBER


def test_more_is_good_or_bad_news_as_the_figure_says() -> None:
    telling = Telling(OCTOBER, SEPTEMBER, ShopSettings())
    assert telling.count_change(lambda one: one.customers.lapsed, good=-1) == ("−3", "good")
    assert telling.count_change(lambda one: one.points.outstanding) == ("+6,120", "info")
    assert telling.share_change(lambda one: one.customers.retention_percent) == ("+2.0", "good")
    assert telling.count_change(lambda one: one.active_days) == ("", "plain")
    assert telling.since("+2.0") == "+2.0 since Sep"


def test_a_period_that_is_not_over_is_not_judged_by_a_whole_one() -> None:
    so_far = replace(OCTOBER, as_of=OCTOBER.last_day - timedelta(days=9))
    telling = Telling(so_far, SEPTEMBER, ShopSettings())
    assert telling.count_change(lambda one: one.customers.lapsed, good=-1) == ("−3", "info")
    assert telling.share_change(lambda one: one.customers.retention_percent) == ("+2.0", "info")


def test_without_a_period_before_nothing_is_compared() -> None:
    alone = Telling(OCTOBER, None, ShopSettings())
    assert alone.count_change(lambda one: one.customers.end) == ("", "plain")
    assert alone.share_change(lambda one: one.customers.retention_percent) == ("", "plain")
    assert alone.since("+1") == "+1"


def test_a_figure_is_a_line_that_can_be_pressed() -> None:
    row = row_of(Figure("end", "At the end", "512"), is_sum=True, note="so many")
    assert (row.name, row.words, row.cells, row.note) == ("end", "At the end", ("512",), "so many")
