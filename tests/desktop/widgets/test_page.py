"""What a page does with a refusal, and with what was done already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from db.errors import BadAmount, BadRequest, DuplicatePhone, Repeated, ShopError, UnknownCoupon
from db.session import Session
from desktop.widgets.page import Page, field_at_fault


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Page:
    made = Page(session)
    qtbot.addWidget(made)
    column = QVBoxLayout(made.body)
    for name in ("name", "phone", "price"):
        field = QLineEdit()
        made.fields[name] = field
        column.addWidget(field)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def refuse(refusal: Exception) -> None:
    raise refusal


def test_a_refusal_is_one_sentence_and_the_focus_on_the_field_at_fault(page: Page) -> None:
    page.attempt(lambda: refuse(DuplicatePhone("090-0000-0001", "2000000000015", "田中 美咲")))
    assert "田中 美咲" in page.notice.text()
    assert page.fields["phone"].hasFocus()
    assert page.fields["phone"].property("fault") is True


def test_the_field_is_good_again_as_soon_as_it_is_edited(page: Page, qtbot: QtBot) -> None:
    page.attempt(lambda: refuse(BadRequest("name", "missing")))
    assert page.fields["name"].property("fault") is True
    qtbot.keyClicks(page.fields["name"], "x")
    assert page.fields["name"].property("fault") is False


def test_an_amount_that_cannot_be_read_is_found_by_its_text(page: Page) -> None:
    price = page.fields["price"]
    assert isinstance(price, QLineEdit)
    price.setText("12x")
    page.attempt(lambda: refuse(BadAmount("12x", 0)))
    assert price.hasFocus()


def test_the_next_attempt_takes_the_sentence_away(page: Page) -> None:
    page.attempt(lambda: refuse(BadRequest("name", "missing")))
    done: list[int] = []
    page.attempt(lambda: 7, then=done.append)
    assert (page.notice.text(), done) == ("", [7])
    assert page.fields["name"].property("fault") is False


def test_what_was_done_already_is_done_without_a_word(page: Page) -> None:
    done: list[None] = []
    page.attempt(lambda: refuse(Repeated("{}")), then=done.append)
    assert (page.notice.text(), done) == ("", [])


def test_a_bug_is_no_refusal(page: Page) -> None:
    with pytest.raises(ZeroDivisionError):
        page.attempt(lambda: 1 // 0)


@pytest.mark.parametrize(
    ("refusal", "field"),
    [(UnknownCoupon("X"), "coupon"), (BadAmount("x"), "amount"), (BadRequest("q"), "q")],
)
def test_each_refusal_names_its_field(refusal: ShopError, field: str) -> None:
    assert field_at_fault(refusal) == field


def test_what_was_done_is_said_by_every_page(page: Page) -> None:
    page.tell_done("Saved.", "operation")
    assert page.notice.text() == "Saved."


def test_enter_presses_the_button_that_has_the_focus(page: Page, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = QPushButton("Edit")
    button.clicked.connect(lambda: pressed.append(True))
    column = page.body.layout()
    assert column is not None
    column.addWidget(button)
    button.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter)
    page.fields["name"].setFocus()
    qtbot.keyClick(page.fields["name"], Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_tab_goes_from_field_to_field_and_never_into_nowhere(page: Page, qtbot: QtBot) -> None:
    page.fields["price"].setFocus()
    qtbot.keyClick(page.fields["price"], Qt.Key.Key_Tab)
    assert page.fields["name"].hasFocus()
