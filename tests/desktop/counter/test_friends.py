"""Who brought the customer at the counter: by a code that is scanned, or looked up."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from db.queries.customers import customer_record
from db.queries.referrals import link_of
from db.usecases.referrals import attach_referral
from tests.desktop.desk import Desk

Key = Qt.Key


def friends_code(desk: Desk) -> str:
    return customer_record(desk.session.db, desk.tanaka).referral_code


def choose(desk: Desk, typed: str) -> None:
    chooser = desk.counter.friends.panel.by
    chooser.field.setText(typed)
    chooser.look()
    chooser.table.choose_row(0)


def test_a_scanned_code_goes_to_the_customer_who_is_there_and_can_be_undone(desk: Desk) -> None:
    maria = desk.add_maria()
    desk.counter.serve(maria)
    desk.window.go_by_scan(friends_code(desk))
    link = link_of(desk.session.db, maria)
    assert link is not None
    assert link.referrer_id == desk.tanaka
    assert desk.counter.notice.text() == "Brought by 田中 美咲. Thank them both."
    desk.counter.undoing.go_on()
    assert desk.counter.notice.text().startswith("Undo “Brought by a friend")
    desk.counter.undoing.go_on()
    assert link_of(desk.session.db, maria) is None


def test_a_scanned_code_with_nobody_there_begins_a_sign_up(desk: Desk) -> None:
    code = friends_code(desk)
    desk.window.go_by_scan(code)
    assert desk.counter.people.editor.isVisible()
    assert desk.counter.people.editor.lines["referral_code"].text() == code


def test_who_brought_somebody_is_asked_until_the_first_sale(desk: Desk) -> None:
    maria, action = desk.add_maria(), desk.counter.board.friend_action
    desk.counter.serve(maria)
    assert action.isVisible()
    action.trigger()
    panel = desk.counter.friends.panel
    assert panel.who.text() == customer_record(desk.session.db, maria).name
    panel.save()
    assert desk.counter.notice.text() == "“Brought by” is missing. Fill it in."
    choose(desk, friends_code(desk).lower())
    panel.save()
    assert not panel.isVisible()
    link = link_of(desk.session.db, maria)
    assert link is not None
    assert link.referrer_id == desk.tanaka
    assert not action.isVisible()


def test_a_friend_who_cannot_be_is_refused_in_the_panel(desk: Desk) -> None:
    maria = desk.add_maria()
    attach_referral(
        desk.session, referee_id=desk.tanaka, referrer_id=maria, operation_id="other way"
    )
    desk.counter.serve(maria)
    desk.counter.board.friend_action.trigger()
    choose(desk, "田中")
    desk.counter.friends.panel.save()
    said = "This customer brought the other one, perhaps through friends."
    assert desk.counter.notice.text() == said
    assert desk.counter.friends.panel.isVisible()
    desk.counter.friends.close()
    assert not desk.counter.friends.panel.isVisible()


def test_somebody_who_bought_is_asked_no_more(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    assert desk.counter.board.friend_action.isVisible()
    desk.buy(100)
    desk.counter.reload()
    assert not desk.counter.board.friend_action.isVisible()


def test_the_first_sale_says_what_both_got(desk: Desk, set_shop: Callable[..., None]) -> None:
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    maria = desk.add_maria()
    attach_referral(desk.session, referee_id=maria, referrer_id=desk.tanaka, operation_id="brought")
    desk.counter.serve(maria)
    desk.press("1000", Key.Key_Return)
    said = [words for words, _ in desk.counter.board.sale.breakdown.lines()]
    assert "Maria Santos gets 100 points · 田中 美咲 gets 200 points." in said
