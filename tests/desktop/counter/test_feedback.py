"""A score at the counter in two keys, the reason and the consent after it, and both undone."""

from PySide6.QtWidgets import QApplication, QLabel

from db.queries.feedback import answers_of, kind_words, last_answer
from tests.desktop.desk import Desk, Key


def scores(desk: Desk) -> list[int]:
    return [answer.score for answer in answers_of(desk.session.db, desk.tanaka)]


def test_two_keys_keep_an_answer_and_the_sale_that_is_typed_stays(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("1980")
    desk.press("*", "9")
    assert scores(desk) == [9]
    panel = desk.counter.feedback.panel
    assert panel.comment.hasFocus()
    desk.press(Key.Key_Return)
    assert not panel.isVisible()
    assert desk.counter.notice.text() == "田中 美咲: 9 of 10"
    assert desk.counter.amount.hasFocus()
    assert desk.counter.amount.text() == "1,980"
    desk.press(Key.Key_Return)
    desk.counter.undoing.go_on()
    desk.counter.undoing.go_on()  # the sale
    desk.press_undo()
    assert desk.counter.notice.text().startswith("Undo “Score 9 of 10")
    desk.press_undo()
    assert scores(desk) == []


def test_the_star_again_is_a_ten_and_good_words_are_asked_for_with_consent(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("*", "*")
    panel = desk.counter.feedback.panel
    assert scores(desk) == [10]
    assert not panel.quotable.isVisible()
    panel.comment.insert("家に帰ったようです")
    assert panel.quotable.isVisible()
    assert not panel.named.isVisible()
    panel.quotable.setChecked(True)
    panel.named.setChecked(True)
    desk.press(Key.Key_Return)
    [words] = kind_words(desk.session.db, printable=True)
    assert (words.words, words.named, words.score) == ("家に帰ったようです", True, 10)
    desk.press_undo()
    desk.press_undo()
    assert kind_words(desk.session.db) == []
    assert scores(desk) == [10]  # the score itself is the act before


def test_one_and_nought_are_a_ten_as_people_type_it(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("*", "1")
    assert scores(desk) == [1]
    desk.press("0")
    assert scores(desk) == [10]
    assert desk.counter.feedback.panel.comment.text() == ""
    desk.press("0", Key.Key_Return)  # another nought is a word
    answer = last_answer(desk.session.db, desk.tanaka)
    assert answer is not None
    assert (answer.score, answer.comment) == (10, "0")


def test_a_low_answer_says_what_happens_next_and_asks_for_no_print(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("*", "4")
    panel = desk.counter.feedback.panel
    assert "Today keeps it in mind" in panel.advice.text()
    panel.comment.insert("Waited long")
    assert not panel.quotable.isVisible()
    desk.press(Key.Key_Escape)  # the score stands, the words were not kept
    answer = last_answer(desk.session.db, desk.tanaka)
    assert answer is not None
    assert (answer.score, answer.comment) == (4, None)


def test_another_score_by_touch_takes_the_place_of_the_one_just_given(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.counter.board.feedback_action.trigger()
    panel = desk.counter.feedback.panel
    panel.scores.buttons[0].click()
    panel.scores.buttons[8].click()
    assert scores(desk) == [8]
    panel.scores.buttons[8].click()  # again: nothing more
    assert scores(desk) == [8]
    assert [each.isChecked() for each in panel.scores.buttons].index(True) == 8


def test_with_nobody_there_it_says_so(desk: Desk) -> None:
    desk.press("*")
    assert desk.counter.notice.text() == "Who says so? Choose the customer first."
    assert QApplication.focusWidget() is desk.counter.amount


def test_what_they_said_last_stands_beside_how_they_come(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("*", "7", Key.Key_Return)
    facts = desk.counter.board.rhythm
    said = [each.text() for each in facts.findChildren(QLabel)]
    assert said[said.index("Last score") + 1].startswith("7 of 10 · ")
