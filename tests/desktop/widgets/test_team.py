"""The team's month: in brief for whom to thank first, in full with every figure."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import checks
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.shop import add_staff
from desktop.widgets.page import Page
from desktop.widgets.paper_preview import PaperPreview
from desktop.widgets.team import TeamPanel

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[Page]:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    for name in ("mio", "ken"):
        add_staff(session, name=name, role="staff", operation_id=name)
    session.staff = "mio"
    add_customer(session, new=NewCustomer("Ann"), operation_id="ann")
    session.staff = None
    add_customer(session, new=NewCustomer("Bob"), operation_id="bob")
    yield made
    assert checks.problems(session.db) == []


def test_in_brief_only_those_with_something_to_thank_for_are_named(page: Page) -> None:
    panel = TeamPanel(page, brief=True)
    panel.setParent(page)
    panel.show_month(NOVEMBER)
    assert list(panel.rows) == ["mio"]
    assert panel.rows["mio"].minimumHeight() >= 44
    panel.show_month(OCTOBER)
    assert panel.rows == {}
    assert panel.isHidden()  # nothing to thank for yet is no reason to look at


def test_in_full_everybody_stands_with_a_certificate_and_the_owner_without(page: Page) -> None:
    panel = TeamPanel(page)
    panel.setParent(page)
    panel.show()
    panel.show_month(NOVEMBER)
    assert sorted(panel.rows) == ["ken", "mio"]
    assert panel.heading is not None
    assert panel.heading.text() == "Thank the team · November 2026"
    panel.rows["mio"].click()
    previews = page.findChildren(PaperPreview)
    assert [each.title.text() for each in previews] == ["Certificate: mio"]
    assert previews[0].isVisible()
    panel.show_month(OCTOBER)
    assert sorted(panel.rows) == ["ken", "mio"]
