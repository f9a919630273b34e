"""A coupon says until when, how often and for whom in whole words of either language."""

from dataclasses import replace
from datetime import date

from desktop.i18n import speaking
from desktop.printing.coupon_sheet import CouponSheet, for_whom, grouped, terms_of
from desktop.printing.look import ShopLook

CAKE = CouponSheet(ShopLook("Café Komorebi", colour="#2a6a43"), "Cake", "C7K29QXM4TAB")


def test_a_code_is_read_in_three_groups() -> None:
    assert grouped(CAKE.code) == "C7K2-9QXM-4TAB"


def test_what_matters_most_comes_first_and_bold() -> None:
    sheet = replace(CAKE, valid_until=date(2026, 12, 25), conditions=("from ¥1,000",), uses=3)
    first, *rest = terms_of(sheet)
    assert (first.text, first.bold) == ("Until 25 Dec 2026", True)
    assert [(run.text, run.bold) for run in rest] == [("3 times", False), ("from ¥1,000", False)]
    with speaking("ja"):
        assert [run.text for run in terms_of(sheet)][:2] == [
            "2026年12月25日まで有効",
            "3回使えます",
        ]


def test_whose_it_is_is_said_only_where_it_is_somebody_s() -> None:
    assert for_whom(CAKE) == ""
    with speaking("ja"):
        assert for_whom(replace(CAKE, for_name="田中 美咲")) == "田中 美咲 様"


def test_the_edge_has_the_design_s_colour_or_the_shop_s() -> None:
    assert CAKE.edge == "#2a6a43"
    assert replace(CAKE, colour="#33507a").edge == "#33507a"
