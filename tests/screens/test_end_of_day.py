"""The end of a day in every dress: what is missing, what fits, a day without sales, the paper."""

from dataclasses import replace

from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.pages.counter import CounterPage
from tests.screens.conftest import Screen

LONG = "長谷川 マリア・エレナ フェルナンデス"


def test_no_text_of_the_end_of_a_day_is_cut(screen: Screen) -> None:
    page = screen.window.pages["counter"]
    assert isinstance(page, CounterPage)
    for staff, amount in (("Mio", 1_234_567), (LONG, 980), (None, 500)):
        session = replace(screen.window.session, staff=staff)
        record_sale(session, SaleOrder((OrderLine(amount),)), operation_id=f"sale-{amount}")
    page.serve(None)
    screen.look("day-counter")
    panel = page.day.panel
    panel.open_today()
    screen.look("day")
    panel.counted.setText("1000000")
    screen.look("day-missing")
    panel.counted.show_amount(panel.report.money_in)
    screen.look("day-fits")
    panel.counted.setText("much")
    screen.look("day-unreadable")
    panel.counted.show_amount(panel.report.money_in)
    panel.before_button.click()
    screen.look("day-before")
    panel.page_button.click()
    screen.look("day-paper")
