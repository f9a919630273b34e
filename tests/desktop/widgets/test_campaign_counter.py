"""Groups are counted beside the window: only the last question is answered."""

from pytestqt.qtbot import QtBot

from db.rules.segments import Segment
from db.session import Session
from desktop.main_window import MainWindow
from desktop.widgets.campaign_counter import Asked, CampaignCounter, Counted
from tests.desktop.campaign_desk import fill


def test_of_many_questions_the_last_one_is_answered(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    fill(session)
    counter = CampaignCounter(window.current())
    answers: list[Counted] = []
    counter.counted.connect(answers.append)
    for tag in ("v", "vi", "vin", "vinyl"):
        counter.ask(Asked(Segment(tag=tag), "letter", 20))
    assert answers == []  # nobody waited
    qtbot.waitUntil(lambda: not counter.is_busy() and bool(answers))
    (answer,) = answers
    assert answer.asked.segment.tag == "vinyl"
    assert (answer.preview.treated, answer.preview.held) == (10, 2)
    assert len(answer.names) == 6


def test_what_nobody_wants_to_know_any_more_is_not_said(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    fill(session)
    counter = CampaignCounter(window.current())
    answers: list[object] = []
    counter.counted.connect(answers.append)
    counter.refused.connect(answers.append)
    counter.ask(Asked(Segment(tier="Gold"), "letter", 20))
    counter.forget()
    qtbot.waitUntil(lambda: not counter.is_busy() and window.tasks.idle())
    assert answers == []
    counter.ask(Asked(Segment(tier="Gold"), "letter", 20))
    qtbot.waitUntil(lambda: bool(answers))  # no tier is called so
