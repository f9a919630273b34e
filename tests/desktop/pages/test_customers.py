"""The customers' list on the real page."""

from collections.abc import Callable
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.customers import customer_record
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import start_subscription
from desktop.pages.customers import CustomersPage
from desktop.widgets.merge_panel import MergePanel
from desktop.widgets.page import Subject

PEOPLE = (
    ("田中 美咲", "タナカ ミサキ", 1240),
    ("佐藤 健", "サトウ ケン", 880),
    ("Maria Santos", None, 5400),
)


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    made = {}
    for name, reading, amount in PEOPLE:
        new = NewCustomer(name, reading=reading)
        made[name] = add_customer(session, new=new, operation_id=name).id
        order = SaleOrder((OrderLine(amount),), customer_id=made[name])
        record_sale(session, order, operation_id=f"sale-{name}")
    return made


@pytest.fixture
def page(
    dressed_app: QApplication,
    session: Session,
    set_shop: Callable[..., None],
    ids: dict[str, str],
    qtbot: QtBot,
) -> CustomersPage:
    del dressed_app, ids
    set_shop(name="Hana")
    made = CustomersPage(session)
    qtbot.addWidget(made)
    made.resize(1282, 704)
    made.reload()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.take_focus()
    return made


def names(page: CustomersPage) -> list[str]:
    return [row.name for row in page.table.records.records]


def test_everybody_is_listed_in_the_order_of_readings(page: CustomersPage) -> None:
    assert names(page) == ["Maria Santos", "佐藤 健", "田中 美咲"]
    assert page.count.text() == "3 customers"
    assert page.table.objectName() == "customers.table"


@pytest.mark.parametrize(("column", "first"), [(6, "Maria Santos"), (0, "Maria Santos")])
def test_a_press_on_a_head_sorts_once_more_turns_it(
    page: CustomersPage, column: int, first: str
) -> None:
    page.order = "last_visit"
    page.sort_by(column)
    once = names(page)
    page.sort_by(column)
    assert names(page) == once[::-1]
    assert first in (once[0], once[-1])


def test_a_head_without_an_order_changes_nothing(page: CustomersPage) -> None:
    before = names(page)
    page.sort_by(3)
    assert names(page) == before


@pytest.mark.parametrize("typed", ["tanaka", "たなか", "ﾀﾅｶ", "美"])
def test_the_filter_finds_by_any_fragment(page: CustomersPage, typed: str, qtbot: QtBot) -> None:
    page.filter.insert(typed)
    qtbot.waitUntil(lambda: names(page) == ["田中 美咲"])
    assert page.count.text() == "1 found"


def test_what_the_filter_found_can_be_sorted(page: CustomersPage, qtbot: QtBot) -> None:
    page.filter.insert("a")
    qtbot.waitUntil(lambda: len(names(page)) >= 2)
    page.sort_by(6)
    spent = [row.spent for row in page.table.records.records]
    assert spent == sorted(spent, reverse=True)


def test_enter_serves_the_best_one_at_the_counter(
    page: CustomersPage, ids: dict[str, str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.filter, "tanaka")
    with qtbot.waitSignal(page.turn_to) as heard:
        qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert heard.args == ["counter", Subject("customer", ids["田中 美咲"])]


def test_enter_on_a_row_serves_that_customer(
    page: CustomersPage, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.turn_to) as heard:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert heard.args == ["counter", Subject("customer", ids["佐藤 健"])]


def test_enter_signs_up_whom_nobody_answers_to(page: CustomersPage, qtbot: QtBot) -> None:
    page.filter.insert("山本 浩")
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.editor.isVisible()
    assert page.editor.lines["name"].text() == "山本 浩"


def test_the_chosen_one_is_edited_and_shown_anew(page: CustomersPage, session: Session) -> None:
    session.listeners.append(lambda _tables: page.reload())
    page.table.choose_row(2)
    page.edit_button.click()
    assert page.editor.lines["name"].text() == "田中 美咲"
    page.editor.lines["name"].setText("田中 美咲子")
    page.editor.save()
    session.listeners.clear()
    assert "田中 美咲子" in names(page)
    record = page.table.record()
    assert record is not None
    assert record.name == "田中 美咲子"


def test_the_import_is_one_press_away(page: CustomersPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.turn_to) as heard:
        page.import_button.click()
    assert heard.args == ["intake", None]


def test_a_long_list_is_read_a_screen_at_a_time(
    page: CustomersPage, session: Session, qtbot: QtBot
) -> None:
    for number in range(250):
        new = NewCustomer(f"Customer {number:03}")
        add_customer(session, new=new, operation_id=f"many-{number}")
    page.reload()
    assert len(page.table.records.records) <= 200
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.table.records.records) > 100)
    while page.table.records.canFetchMore(page.table.rootIndex()):
        page.table.records.fetchMore(page.table.rootIndex())
    assert len(page.table.records.records) == 253
    assert len({row.id for row in page.table.records.records}) == 253


def test_a_narrow_page_leaves_out_what_is_seldom_asked(page: CustomersPage) -> None:
    page.resize(908, 704)
    assert page.table.isColumnHidden(2)
    assert page.table.columnWidth(0) >= 120
    page.resize(1282, 704)
    assert not page.table.isColumnHidden(2)


def test_an_empty_book_says_how_to_begin(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    made = CustomersPage(session)
    qtbot.addWidget(made)
    made.reload()
    assert made.nobody.text().startswith("No customers yet.")
    assert not made.edit_button.isEnabled()


def test_every_button_has_its_names(page: CustomersPage) -> None:
    assert page.new_button.objectName() == "customers.new"
    for each in page.findChildren(QPushButton):
        assert each.objectName(), each.text()
        assert each.accessibleName() or not each.isVisible(), each.objectName()


@pytest.mark.parametrize(
    ("key", "held", "part"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "customer"),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, "customer"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "customer"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "statement"),
    ],
)
def test_keys_open_the_page_of_the_chosen_one(
    page: CustomersPage,
    ids: dict[str, str],
    qtbot: QtBot,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    part: Literal["customer", "statement"],
) -> None:
    page.table.choose_row(names(page).index("田中 美咲"))
    page.table.setFocus()
    with qtbot.waitSignal(page.turn_to) as turned:
        qtbot.keyClick(page.table, key, held)
    assert turned.args == ["customer", Subject(part, ids["田中 美咲"])]


def test_a_button_opens_the_page_too_and_from_the_filter_enter_serves(
    page: CustomersPage, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.table.choose_row(names(page).index("田中 美咲"))
    with qtbot.waitSignal(page.turn_to) as turned:
        page.open_button.click()
    assert turned.args == ["customer", Subject("customer", ids["田中 美咲"])]
    with qtbot.waitSignal(page.turn_to) as turned:
        qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert turned.args[0] == "counter"
    with qtbot.waitSignal(page.turn_to) as turned:
        qtbot.keyClick(page.filter, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert turned.args[0] == "customer"


def test_a_correction_can_be_undone_where_it_was_made(
    page: CustomersPage, session: Session, qtbot: QtBot
) -> None:
    session.listeners.append(lambda _: page.reload())
    page.table.choose_row(names(page).index("田中 美咲"))
    page.acts.adjust()
    panel = page.acts._adjusting
    assert panel is not None
    qtbot.keyClicks(panel.points, "30")
    panel.reason.setText("typo")
    panel.save()
    assert page.notice.text() == "田中 美咲 has 42 points now."
    page.notice.action.click()
    assert page.notice.text() == "Undo “Correction +30 · 田中 美咲 · 10:14”?"
    qtbot.keyClick(page.notice.action, Qt.Key.Key_Escape)
    assert page.notice.text() == ""
    assert page.filter.hasFocus()
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.text() == "Undone · now 12"


def test_enter_undoes_what_was_asked(
    page: CustomersPage, session: Session, ids: dict[str, str], qtbot: QtBot
) -> None:
    adjust_points(
        session, customer_id=ids["佐藤 健"], points=5, reason="typo", operation_id="adjust"
    )
    page.undoing.go_on()
    qtbot.keyClick(page.notice.action, Qt.Key.Key_Return)
    assert page.notice.text() == "Undone · now 8"


def test_acts_are_for_the_chosen_one_and_a_panel_keeps_the_focus(page: CustomersPage) -> None:
    page.table.choose_row(1)
    page.acts.adjust()
    assert page.acts.is_open()
    field = page.findChild(QLineEdit, "adjust.points")
    assert field is not None
    assert field.hasFocus()
    page.take_focus()
    assert field.hasFocus()
    page.open_page()
    assert field.hasFocus()


def test_after_a_merging_by_hand_the_list_holds_one_entry(
    page: CustomersPage, session: Session, ids: dict[str, str]
) -> None:
    session.listeners.append(lambda _: page.reload())
    page.table.choose_row(2)
    page.acts.merge()
    panel = page.findChild(MergePanel)
    assert panel is not None
    assert panel.title.text() == "Merge 田中 美咲 with …"
    panel.chooser.field.setText("sato")
    panel.chooser.look()
    panel.chooser.table.choose_row(0)
    panel.view.merge_button.click()
    assert names(page) == ["Maria Santos", "田中 美咲"]
    assert page.filter.hasFocus()
    assert customer_record(session.db, ids["田中 美咲"]).cards


def test_kinds_of_customers_are_listed_alone_and_typing_finds_among_them(
    page: CustomersPage, session: Session, ids: dict[str, str], qtbot: QtBot
) -> None:
    assert not page.who.isVisible(), "nobody is on a plan, nobody was brought"
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    for name in ("田中 美咲", "佐藤 健"):
        start_subscription(
            session, customer_id=ids[name], plan="Club", trial=None, paid=None,
            operation_id=f"join-{name}",
        )  # fmt: skip
    page.reload()
    assert [each.text() for each in page.who.buttons] == ["Everybody", "On a plan"]
    page.serve_button.setFocus()
    qtbot.keyClick(page.serve_button, Qt.Key.Key_Tab)
    assert page.who.buttons[0].hasFocus()
    qtbot.keyClick(page.who.buttons[0], Qt.Key.Key_Tab)
    assert page.table.hasFocus()
    page.who.buttons[1].click()
    assert names(page) == ["佐藤 健", "田中 美咲"]
    assert page.count.text() == "2 customers"
    page.filter.setText("tanaka")
    page.show_list()
    assert names(page) == ["田中 美咲"]
    page.filter.setText("maria")
    page.show_list()
    assert names(page) == []
    page.filter.clear()
    page.who.buttons[1].setFocus()
    qtbot.keyClick(page.who.buttons[1], Qt.Key.Key_Left)
    assert names(page) == ["Maria Santos", "佐藤 健", "田中 美咲"]
