"""The plan on a customer's page, by itself."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from desktop.customer_plan import PlanPart
from tests.desktop.customer_part import page_for_parts, put_on


def test_an_act_is_asked_here_and_its_panel_closes_with_the_customer(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = PlanPart(page, customer=lambda: misaki)
    put_on(page, part)
    part.tell(misaki)
    assert part.tab.buttons == [], "the shop has no plan to join"
    part.take_focus()
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    part.tell(misaki)
    part.take_focus()
    assert part.tab.buttons[0].hasFocus()
    part.tab.buttons[0].click()
    assert part.is_open()
    part.close()
    assert not part.is_open()
    part.tab.buttons[0].click()
    part.desk.join("Club")
    part.tell(misaki)
    assert part.tab.chip.text() == "Runs"
    assert part.in_order() == part.tab.buttons
