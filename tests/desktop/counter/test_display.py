"""The customers' screen follows the counter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from db.queries.feedback import answers_of, last_answer
from desktop.customer_screen import IN_A_WINDOW, OFF, choose_screen
from desktop.score_question import Asking, choose_asking
from desktop.widgets.customer_display import CustomerDisplay
from tests.desktop.desk import Desk, Key

TWO_SCREENS = {
    "synchronousWindowSystemEvents": False,
    "windowFrameMargins": True,
    "screens": [
        {"name": "Counter", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1},
        {"name": "Customers", "x": 1366, "y": 0, "width": 1024, "height": 600, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1},
    ],
}  # fmt: skip


@pytest.fixture
def display(desk: Desk) -> CustomerDisplay:
    choose_screen(IN_A_WINDOW)
    desk.counter.display.open_where_wished()
    assert desk.counter.display.window is not None
    return desk.counter.display.window


def kind(display: CustomerDisplay) -> str:
    return display.view.kind


def opened(desk: Desk) -> CustomerDisplay | None:
    return desk.counter.display.window


def test_without_a_second_screen_nothing_opens_and_nothing_is_asked(desk: Desk) -> None:
    assert desk.counter.display.window is None
    assert desk.counter.notice.text() == ""


def test_every_step_of_a_sale_is_shown_at_once(desk: Desk, display: CustomerDisplay) -> None:
    assert kind(display) == "idle"
    desk.counter.serve(desk.tanaka)
    assert kind(display) == "served"
    assert display.view.greeting == "ようこそお越しくださいました"  # the shop's language
    desk.press("1")
    assert (kind(display), display.view.amount) == ("sale", "¥1")
    desk.press("980")
    assert display.view.amount == "¥1,980"
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Return)
    assert kind(display) == "thanks"
    assert display.view.points is not None
    assert display.view.points.change == "+19 ポイント"
    desk.press(Key.Key_Escape)
    assert kind(display) == "idle"


def test_it_closes_with_the_program_and_when_it_is_turned_off(
    desk: Desk, display: CustomerDisplay
) -> None:
    choose_screen(OFF)
    desk.counter.display.open_where_wished()
    assert opened(desk) is None
    assert not display.isVisible()
    choose_screen(IN_A_WINDOW)
    desk.counter.display.open_where_wished()
    again = opened(desk)
    assert again is not None
    assert again.isVisible()
    desk.window.close()
    assert opened(desk) is None
    assert not again.isVisible()


def test_a_choice_in_the_settings_holds_at_once(desk: Desk) -> None:
    desk.window.turn_to("settings")
    page = desk.window.pages["settings"]
    page.turn_to_section("customer_screen")  # type: ignore[attr-defined]
    card = page.customer_screen  # type: ignore[attr-defined]
    card.screens.setCurrentIndex(card.screens.findData(IN_A_WINDOW))
    card.screens.activated.emit(card.screens.currentIndex())
    shown = opened(desk)
    assert shown is not None
    card.words.setPlainText("Closed on Tuesdays")
    assert shown.view.words == ("Closed on Tuesdays",)


@pytest.mark.parametrize(("chosen", "opens"), [("Customers", True), ("Gone", True), ("off", False)])
def test_on_two_screens_it_opens_on_the_other_one_by_itself(
    book_path: Path, tmp_path: Path, chosen: str, opens: bool
) -> None:
    told = on_two_screens(book_path, tmp_path, chosen)
    assert told["focus"] == "scan"
    assert told["screen"] == ("Customers" if opens else None)
    if opens:
        assert told["geometry"] == [1366, 0, 1024, 600]
    assert told["notice"] == ""


def test_who_was_never_asked_is_asked_once(book_path: Path, tmp_path: Path) -> None:
    told = on_two_screens(book_path, tmp_path, "")
    assert told["screen"] is None
    assert str(told["notice"]).startswith("This computer has a second screen.")


def on_two_screens(book: Path, tmp_path: Path, chosen: str) -> dict[str, object]:
    """Open the desk in a program of its own, whose computer has two screens."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(TWO_SCREENS))
    script = Path(__file__).with_name("two_screens.py")
    ended = subprocess.run(
        [sys.executable, str(script), str(book), chosen],
        env={"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "OKAERI_HOME": str(tmp_path),
             "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd())},
        capture_output=True, timeout=120, check=False, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    told: dict[str, object] = json.loads(ended.stdout.splitlines()[-1])
    return told


def sell_to_tanaka(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("1980", Key.Key_Return)


def asked(display: CustomerDisplay) -> bool:
    return display.view.question is not None


def test_a_customer_answers_after_a_sale_by_one_touch_and_is_not_asked_again(
    desk: Desk, display: CustomerDisplay
) -> None:
    sell_to_tanaka(desk)
    assert not asked(display)  # the owner has not wished it
    choose_asking(Asking(on=True, every_days=30))
    sell_to_tanaka(desk)
    assert display.question.isVisible()
    display.question.fields[9].click()
    answer = last_answer(desk.session.db, desk.tanaka)
    assert answer is not None
    assert answer.score == 9
    assert (display.view.question, display.view.news[0]) == (
        None, "お答えいただき、ありがとうございました。",
    )  # fmt: skip
    notice = desk.counter.notice
    assert notice.text() == "9 of 10, answered on the customers' screen"
    assert desk.counter.amount.hasFocus()
    display.question.fields[3].click()  # too late, and once is enough
    assert len(answers_of(desk.session.db, desk.tanaka)) == 1
    notice.other.click()
    assert desk.counter.feedback.panel.comment.hasFocus()
    desk.press(Key.Key_Escape)
    sell_to_tanaka(desk)
    assert display.view.question is None


def test_the_question_goes_by_itself_with_the_next_customer_and_where_staff_typed_it(
    desk: Desk, display: CustomerDisplay
) -> None:
    choose_asking(Asking(on=True, every_days=30))
    sell_to_tanaka(desk)
    desk.press(Key.Key_Escape)
    assert (display.view.kind, display.view.question) == ("idle", None)
    assert not display.question.isVisible()
    display.question.answered.emit(5)  # nobody is asked any more, a finger in passing
    maria = desk.add_maria()
    desk.counter.serve(maria)
    desk.press("500", Key.Key_Return)
    assert asked(display)
    desk.press("*", "8", Key.Key_Return)
    desk.counter.display.show()
    assert not asked(display)
    desk.counter.display.stop_asking()
    assert display.view.kind == "thanks"
