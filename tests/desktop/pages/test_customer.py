"""One customer's page, by a person at the keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.queries.customers import customer_record
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points
from db.usecases.referrals import attach_referral
from db.usecases.tiers import NewTier, add_tier
from desktop.customer.friends import FriendsPart
from desktop.customer.history import HistoryPart
from desktop.customer.plan import PlanPart
from desktop.customer.statement import StatementPart
from desktop.pages.customer import CustomerPage
from desktop.widgets.page import Subject
from tests.desktop.desk import Desk

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk) -> CustomerPage:
    """Return Tanaka's page, as it is opened from the list of customers."""
    desk.buy(1980)
    desk.window.turn_to("customers")
    desk.window.turn_to("customer", Subject("customer", desk.tanaka))
    found = desk.window.current()
    assert isinstance(found, CustomerPage)
    return found


def hold(modifier: Qt.KeyboardModifier, key: Qt.Key) -> None:
    """Press a key together with another one, wherever the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def history(page: CustomerPage) -> HistoryPart:
    part = page.tab()
    assert isinstance(part, HistoryPart)
    return part


def whats(page: CustomerPage) -> list[str]:
    return [row.what for row in history(page).table.table.records.records]


# -- Coming and going ------------------------------------------------------------------------


def test_the_page_is_reached_from_the_list_and_esc_goes_back_there(
    desk: Desk, page: CustomerPage
) -> None:
    desk.window.turn_to("customers")
    hold(ALT, Key.Key_Right)
    assert desk.window.here() == "customer"
    assert page.head.name.text() == "田中 美咲"
    assert desk.window.rail_buttons["customers"].isChecked()
    desk.press(Key.Key_Escape)
    assert desk.window.here() == "customers"
    hold(ALT, Key.Key_Right)
    hold(ALT, Key.Key_Left)
    assert desk.window.here() == "customers"


def test_from_the_counter_the_name_leads_here_and_the_sale_waits(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980")
    hold(ALT, Key.Key_Right)
    assert desk.window.here() == "customer"
    desk.press(Key.Key_Escape)
    assert desk.window.here() == "counter"
    assert desk.shown("counter.name") == "田中 美咲"
    desk.counter.board.customer.name.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.here() == "customer"
    page = desk.window.current()
    assert isinstance(page, CustomerPage)
    page.head.back_button.click()
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.sales() == 1, "what was typed before is recorded"


def test_a_click_on_the_name_leads_here_too(desk: Desk, qtbot: QtBot) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return)
    qtbot.mouseClick(desk.counter.board.customer.name, Qt.MouseButton.LeftButton)
    assert desk.window.here() == "customer"


def test_nobody_at_the_counter_has_no_page(desk: Desk) -> None:
    desk.press(Key.Key_F2, Key.Key_Escape)
    hold(ALT, Key.Key_Right)
    assert desk.window.here() == "counter"


def test_serving_takes_them_to_the_counter(desk: Desk, page: CustomerPage) -> None:
    hold(CTRL, Key.Key_Return)
    assert desk.window.here() == "counter"
    assert desk.counter.customer_id == desk.tanaka
    desk.window.turn_to("customer", Subject("customer", desk.tanaka))
    page.head.serve_button.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.here() == "counter"


def test_a_scanned_card_serves_at_the_counter_as_everywhere(desk: Desk, page: CustomerPage) -> None:
    assert page.customer_id == desk.tanaka
    maria = desk.add_maria()
    desk.scan(customer_record(desk.session.db, maria).number)
    assert desk.window.here() == "counter"
    assert desk.counter.customer_id == maria


def test_a_friend_s_page_leads_back_to_who_brought_them(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    maria = desk.add_maria()
    attach_referral(session, referee_id=maria, referrer_id=desk.tanaka, operation_id="friend")
    hold(ALT, Key.Key_3)
    part = page.tab()
    assert isinstance(part, FriendsPart)
    part.tree.buttons[maria].click()
    assert page.head.name.text() == "Maria Santos"
    assert part.tab.referrer_button.text() == "Brought by 田中 美咲"
    desk.press(Key.Key_Escape)
    assert page.head.name.text() == "田中 美咲"
    desk.press(Key.Key_Escape)
    assert desk.window.here() == "customers"


# -- The head --------------------------------------------------------------------------------


def test_the_head_says_who_it_is_and_where_they_stand(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    add_tier(session, NewTier("Gold", "5000"), operation_id="tier")
    page.reload()
    head = page.head
    assert (head.reading.text(), head.phone.text()) == ("タナカ ミサキ", "090-0000-0142")
    assert head.balance.text() == "19"
    assert head.balance.unit == "points · worth ¥19"
    assert head.way.bar.percent == 39
    assert head.way.words.text().startswith("¥3,020 to Gold")
    head.tiers_button.click()
    assert page.tiers.isVisible()
    assert page.tiers.history.rows == []
    desk.press(Key.Key_Escape)
    assert not page.tiers.isVisible()
    assert desk.window.here() == "customer", "Esc closes what lies over the page first"


def test_a_correction_of_the_name_shows_at_once(desk: Desk, page: CustomerPage) -> None:
    page.head.edit_button.click()
    page.editor.lines["name"].setText("田中 みさき")
    desk.press(Key.Key_Return)
    assert page.head.name.text() == "田中 みさき"
    assert page.notice.text() == "田中 みさき is saved."


def test_what_else_may_be_done_stands_in_a_list(desk: Desk, page: CustomerPage) -> None:
    shown = [action.text() for action, _ in page._entries if action.isVisible()]
    assert shown == [
        "Adjust points …", "Credit …", "Voucher …", "Write …", "Promise or complaint …",
        "Note a contact …", "Merge with …",
    ]  # fmt: skip
    page._entries[0][0].trigger()
    assert page.acts.is_open()
    desk.press("30", Key.Key_Tab)
    panel = page.acts._adjusting
    assert panel is not None
    panel.reason.setText("typo")
    desk.press(Key.Key_Return)
    assert page.head.balance.text() == "49"
    assert whats(page)[0] == "Correction · typo"
    desk.press_undo()
    desk.press_undo()
    assert page.head.balance.text() == "19"


# -- The history ---------------------------------------------------------------------------


def test_everything_that_happened_stands_there_the_newest_first(
    page: CustomerPage, session: Session, desk: Desk
) -> None:
    adjust_points(session, customer_id=desk.tanaka, points=5, reason="typo", operation_id="adjust")
    assert whats(page) == ["Correction · typo", "Sale ¥1,980", "Signed up"]
    row = history(page).table.table.records.records[1]
    assert (row.points, row.after, row.is_sale) == (19, "19", True)


def test_a_kind_can_be_looked_at_alone_and_stays_when_the_book_changes(
    page: CustomerPage, session: Session, desk: Desk
) -> None:
    adjust_points(session, customer_id=desk.tanaka, points=5, reason="typo", operation_id="adjust")
    table = history(page).table
    words = [each.property("text") for each in table.kinds()]
    assert words == ["All", "Purchases", "Points"]
    table.kinds()[1].click()
    assert whats(page) == ["Sale ¥1,980"]
    desk.buy(500)
    assert whats(page) == ["Sale ¥500", "Sale ¥1,980"]


def test_a_long_history_is_read_in_batches(desk: Desk, page: CustomerPage) -> None:
    for _ in range(60):
        desk.buy(100)
    table = history(page).table.table
    assert len(table.records.records) == 25
    table.scrollToBottom()
    table.records.fetchMore(table.rootIndex())
    assert len(table.records.records) == 62


def test_enter_shows_the_sale_and_money_goes_back_from_there(
    desk: Desk, page: CustomerPage
) -> None:
    assert history(page).table.table.hasFocus()
    desk.press(Key.Key_Return)
    sheet = history(page).sheet
    assert sheet.isVisible()
    sheet.refund_button.click()
    desk.press("980", Key.Key_Return)
    assert desk.refunds() == [980]
    assert whats(page)[0].startswith("Refund ¥980")
    assert sheet.isVisible()
    desk.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert desk.window.here() == "customer"


def test_f7_gives_money_back_for_the_chosen_sale(desk: Desk, page: CustomerPage) -> None:
    desk.press(Key.Key_F7, Key.Key_Return)
    assert desk.refunds() == [1980]
    assert not page.refunds.isVisible()
    assert not history(page).table.refund_button.isEnabled(), "a refund is chosen now"


def test_f9_shows_the_slip_of_the_chosen_sale(desk: Desk, page: CustomerPage) -> None:
    desk.press(Key.Key_F9)
    assert page.papers.is_open()
    desk.press(Key.Key_Escape)
    assert not page.papers.is_open()


# -- The other parts -----------------------------------------------------------------------


def test_parts_are_made_when_they_are_first_shown(desk: Desk, page: CustomerPage) -> None:
    assert set(page._made) == {"history"}
    for key, kind in (
        (Key.Key_2, PlanPart),
        (Key.Key_3, FriendsPart),
        (Key.Key_4, StatementPart),
        (Key.Key_1, HistoryPart),
    ):
        hold(ALT, key)
        assert isinstance(page.tab(), kind)
        shown = [part for part in page._made.values() if part.widget.isVisibleTo(page)]
        assert shown == [page.tab()]
    desk.press(Key.Key_F3)
    assert isinstance(page.tab(), StatementPart)


def test_the_list_leads_to_the_statement_by_f3(desk: Desk, page: CustomerPage) -> None:
    desk.window.turn_to("customers")
    desk.press(Key.Key_F3)
    assert page is desk.window.current()
    part = page.tab()
    assert isinstance(part, StatementPart)
    assert [row.points for row in part.tab.lines.records.records] == [19]
    assert part.tab.lines.hasFocus()
    desk.press(Key.Key_Return)
    assert part.tab.sheet.isVisible()
    desk.press(Key.Key_Escape, Key.Key_Escape)
    assert desk.window.here() == "customers"


def test_a_plan_is_joined_and_looked_after_here(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    plan = NewPlan("Bean Club", "980", "month", discount_percent=5)
    add_plan(session, plan, operation_id="plan")
    hold(ALT, Key.Key_2)
    part = page.tab()
    assert isinstance(part, PlanPart)
    assert part.tab.plan.text() == "On no plan yet"
    assert [each.text() for each in part.tab.buttons] == ["Join a plan"]
    desk.press(Key.Key_Return)
    assert part.is_open()
    desk.press(Key.Key_Return)
    assert not part.is_open()
    assert part.tab.plan.text() == "Bean Club"
    assert part.tab.chip.text() == "Runs"
    assert [span.kind for span in part.tab.timeline.spans] == ["paid"]
    facts = part.tab.facts.text()
    assert "¥980 in 1 payment" in facts
    cancel = next(each for each in part.tab.buttons if each.objectName() == "customer.plan.cancel")
    cancel.setFocus()
    desk.press(Key.Key_Return)
    assert part.is_open()
    desk.press(Key.Key_Escape)
    assert desk.window.here() == "customer"
    hold(ALT, Key.Key_1)
    assert whats(page)[0] == "Bean Club · ¥980"


def test_what_was_done_with_a_plan_is_undone_here(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    add_plan(session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    hold(ALT, Key.Key_2)
    desk.press(Key.Key_Return, Key.Key_Return)
    part = page.tab()
    assert isinstance(part, PlanPart)
    assert part.tab.plan.text() == "Bean Club"
    desk.press_undo()
    desk.press_undo()
    assert part.tab.plan.text() == "On no plan yet"
    assert desk.window.here() == "customer"


def test_another_page_leads_to_the_plan_itself(desk: Desk, page: CustomerPage) -> None:
    desk.window.turn_to("offers")
    desk.window.turn_to("customer", Subject("plan", desk.tanaka))
    assert isinstance(page.tab(), PlanPart)
    desk.press(Key.Key_Escape)
    assert desk.window.here() == "offers"


def test_who_was_merged_is_shown_as_the_one_who_was_kept(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    maria = desk.add_maria()
    desk.window.turn_to("customer", Subject("customer", maria))
    merge_customers(session, keep=desk.tanaka, merge=maria, operation_id="merge")
    assert page.customer_id == desk.tanaka
    assert page.head.name.text() == "田中 美咲"
    assert whats(page)[0].startswith("Joined with No.")


def test_the_code_can_be_printed(
    desk: Desk, page: CustomerPage, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    page.turn_to_tab("friends")
    part = page.tab()
    assert isinstance(part, FriendsPart)
    assert part.tab.code.text() == customer_record(desk.session.db, desk.tanaka).referral_code
    for asked in (part.tab.card_button, part.tab.slips_button):
        asked.click()
        assert page.papers.is_open()
        desk.press(Key.Key_Escape)
        assert not page.papers.is_open()


# -- By keyboard, and for readers of screens -------------------------------------------------


@pytest.mark.parametrize("tab", ["history", "plan", "friends", "statement"])
def test_tab_reaches_every_button_of_the_page(
    desk: Desk, page: CustomerPage, session: Session, tab: str
) -> None:
    add_plan(session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    page.turn_to_tab(tab)
    wanted = {
        each.objectName()
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if each.isChecked() or not each.isCheckable()  # arrows lead on among choices
    }
    reached: set[str] = set()
    for _ in range(60):
        desk.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus.objectName())
    assert wanted <= reached


def test_arrows_choose_the_part_and_the_kind(
    desk: Desk, page: CustomerPage, session: Session
) -> None:
    adjust_points(session, customer_id=desk.tanaka, points=5, reason="typo", operation_id="adjust")
    history(page).table.kinds()[0].setFocus()
    desk.press(Key.Key_Right)
    assert whats(page) == ["Sale ¥1,980"]
    page.tabs.buttons["history"].setFocus()
    desk.press(Key.Key_Right)
    assert page.tabs.value() == "plan"
    assert page.tabs.buttons["plan"].hasFocus()


@pytest.mark.parametrize("tab", ["history", "plan", "friends", "statement"])
def test_everything_has_its_names(page: CustomerPage, tab: str) -> None:
    page.turn_to_tab(tab)
    for each in page.findChildren(QPushButton):
        assert each.objectName(), each.text()
        assert each.accessibleName() or not each.isVisible(), each.objectName()
    focusable = (
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not isinstance(each, QScrollArea)
    )
    for widget in focusable:
        assert widget.accessibleName(), widget.objectName()
