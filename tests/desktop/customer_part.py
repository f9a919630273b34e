"""A page on which a part of a customer's page is tried alone."""

from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.customer.tabs import CustomerTab
from desktop.messages import label_of
from desktop.widgets.page import Page


def page_for_parts(session: Session, qtbot: QtBot) -> Page:
    """Return an empty page in sight."""
    session.label = label_of
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1282, 704)
    QVBoxLayout(page.body)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def put_on(page: Page, part: CustomerTab) -> None:
    """Show a part on the page."""
    column = page.body.layout()
    assert column is not None
    column.addWidget(part.widget)
    part.widget.show()
