"""A customer's friends over the right of a page."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from desktop.widgets.page import Page
from desktop.widgets.tree_panel import TreePanel


def person(session: Session, name: str) -> str:
    return add_customer(session, new=NewCustomer(name), operation_id=name).id


def test_a_tree_opens_with_its_worth_and_is_read_again(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    mei, ken = person(session, "Mei"), person(session, "Ken")
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    panel = TreePanel(page)
    panel.reload()  # nothing is shown yet
    panel.open_customer(mei)
    assert panel.title.text() == "Friends of Mei"
    assert panel.story.text().startswith("Mei has brought nobody yet.")
    assert not panel.rank.isVisible()
    attach_referral(session, referee_id=ken, referrer_id=mei, operation_id="link")
    panel.reload()
    assert panel.story.text() == "Brought 1 friend. Together they spent ¥0 here."
    with qtbot.waitSignal(panel.customer_asked) as asked:
        panel.go_button.click()
    assert asked.args == [mei]
