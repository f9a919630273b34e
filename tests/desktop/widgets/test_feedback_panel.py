"""The panel goes on with an answer that a customer gave by themselves."""

from db.queries.feedback import feedback_with_id, last_answer
from db.usecases.feedback import give_feedback
from tests.desktop.desk import Desk, Key


def test_an_answer_from_the_customers_screen_is_gone_on_with_but_not_changed(desk: Desk) -> None:
    given = give_feedback(desk.session, customer_id=desk.tanaka, score=9, operation_id="screen")
    desk.counter.serve(desk.tanaka)
    desk.counter.feedback.go_on(given.id)
    panel = desk.counter.feedback.panel
    assert panel.comment.hasFocus()
    panel.scores.buttons[2].click()
    assert panel.scores.buttons[9].isChecked()  # what they said themselves stands
    panel.comment.insert("Like home")
    panel.quotable.setChecked(True)
    panel.comment.clear()  # nothing to print after all
    desk.press(Key.Key_Return)
    kept = last_answer(desk.session.db, desk.tanaka)
    assert kept is not None
    assert (kept.score, kept.quotable, kept.comment) == (9, False, None)
    desk.counter.feedback.go_on(given.id)
    panel.comment.insert("Like home")
    panel.save_button.click()
    changed = feedback_with_id(desk.session.db, given.id)
    assert changed is not None
    assert changed.comment == "Like home"


def test_enter_alone_is_no_answer(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.counter.feedback.ask()
    desk.press(Key.Key_Return)  # a finger beside the key: nobody said ten
    assert last_answer(desk.session.db, desk.tanaka) is None
    assert not desk.counter.feedback.panel.isVisible()
