"""People at the counter: new ones, and the friends who brought them."""

from PySide6.QtCore import Qt

from db.queries.referrals import link_of
from tests.desktop.desk import Desk

Key = Qt.Key


def test_an_unknown_name_becomes_a_customer_with_enter_alone(desk: Desk) -> None:
    desk.press(Key.Key_F2)
    desk.window.scan.insert("山本 浩")
    desk.press(Key.Key_Return)
    assert desk.counter.notice.action.text() == "New customer"
    desk.counter.notice.action.click()
    assert desk.counter.people.editor.lines["name"].text() == "山本 浩"
    assert desk.counter.people.editor.lines["phone"].hasFocus()
    desk.press("09000000155", Key.Key_Return)
    assert desk.shown("counter.name") == "山本 浩"
    assert desk.counter.notice.text().startswith("Welcome, 山本 浩.")
    assert desk.counter.amount.hasFocus()
    assert desk.session.db["customers"].count == 2


def test_a_friends_code_scanned_for_a_new_customer_links_both(desk: Desk) -> None:
    code = desk.session.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    maria = desk.add_maria()
    desk.counter.serve(maria)
    desk.scan(code) if len(code) >= 8 else desk.window.go_by_scan(code)
    link = link_of(desk.session.db, maria)
    assert link is not None
    assert link.referrer_id == desk.tanaka
    assert desk.counter.notice.text() == "Brought by 田中 美咲. Thank them both."


def test_a_friends_code_with_nobody_there_begins_a_sign_up(desk: Desk) -> None:
    code = desk.session.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    desk.window.go_by_scan(code)
    assert desk.counter.people.editor.isVisible()
    assert desk.counter.people.editor.lines["referral_code"].text() == code
