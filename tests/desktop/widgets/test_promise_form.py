"""A promise: what, until when by one press, who sees to it."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.follow_ups import follow_ups_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.shop import add_staff
from desktop.widgets.form import choose
from desktop.widgets.page import Page
from desktop.widgets.promise_form import PromiseForm


@pytest.fixture
def ito(session: Session) -> str:
    add_staff(session, name="Ken", role="staff", operation_id="ken")
    return add_customer(session, new=NewCustomer("Ito"), operation_id="ito").id


@pytest.fixture
def form(dressed_app: QApplication, session: Session, ito: str, qtbot: QtBot) -> PromiseForm:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made = PromiseForm(page)
    made.open_customer(ito)
    return made


def test_a_complaint_is_owed_by_somebody_on_a_day_at_a_time(
    form: PromiseForm, session: Session, ito: str
) -> None:
    assert form.why.hasFocus()
    form.kind.choose("complaint")
    form.why.insertPlainText("The beans\nwere stale")
    form.when.choose("2026-11-25")
    form.clock.setText("14")
    choose(form.owner, "Ken")
    form.save_button.click()
    [found] = follow_ups_of(session.moment(), ito)
    assert (found.kind, found.due_day, found.due_time) == (
        "complaint",
        date(2026, 11, 25),
        time(14),
    )
    assert found.owed_by == "Ken"
    assert "The beans were stale" in str(found.facts)
    assert not form.isVisible()


def test_nothing_is_promised_without_words_or_for_a_day_that_has_passed(
    form: PromiseForm, session: Session, ito: str
) -> None:
    form.save_button.click()
    assert form.isVisible()
    assert form.why.hasFocus()
    form.why.insertPlainText("Call back")
    form.when.choose("day")
    assert form.day.isVisible()
    for text in ("", "2026-11-01"):
        form.day.setText(text)
        form.save_button.click()
        assert form.isVisible()
        assert follow_ups_of(session.moment(), ito) == []
    form.day.setText("2026-12-24")
    form.save_button.click()
    [found] = follow_ups_of(session.moment(), ito)
    assert (found.due_day, found.due_time) == (date(2026, 12, 24), None)
