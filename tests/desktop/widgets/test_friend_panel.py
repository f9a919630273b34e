"""Who brought a customer, asked in a panel: by code, name or phone."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.customers import customer_record
from db.queries.referrals import link_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from desktop.widgets.friend_panel import FriendPanel
from desktop.widgets.page import Page


@pytest.fixture
def panel(
    dressed_app: QApplication, session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> FriendPanel:
    del dressed_app
    set_shop(referral={"referrer": {"points": 200}})
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return FriendPanel(page)


def person(session: Session, name: str) -> str:
    return add_customer(session, new=NewCustomer(name), operation_id=name).id


def choose(panel: FriendPanel, typed: str) -> None:
    panel.by.field.setText(typed)
    panel.by.look()
    panel.by.table.choose_row(0)


def test_a_friend_is_found_by_code_and_kept(
    panel: FriendPanel, session: Session, qtbot: QtBot
) -> None:
    mei, ken = person(session, "Mei"), person(session, "Ken")
    panel.open_customer(ken)
    assert panel.who.text() == "Ken"
    assert panel.terms.text().startswith("Who brings a friend gets 200 points;")
    panel.save()
    assert panel.by.field.hasFocus()
    choose(panel, customer_record(session.db, mei).referral_code.lower())
    with qtbot.waitSignal(panel.attached):
        panel.save()
    link = link_of(session.db, ken)
    assert link is not None
    assert link.referrer_id == mei
    assert not panel.isVisible()


def test_nobody_is_offered_as_their_own_friend(panel: FriendPanel, session: Session) -> None:
    ken, mei = person(session, "Ken"), person(session, "Mei")
    attach_referral(session, referee_id=mei, referrer_id=ken, operation_id="other way")
    panel.open_customer(ken)
    panel.by.field.setText("Ken")
    panel.by.look()
    assert panel.by.table.records.records == []
    choose(panel, "Mei")
    panel.save()  # a circle
    assert panel.isVisible()
    assert panel.by.field.hasFocus()
