"""Long work runs in its lane and says exactly once how it ended."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from db.environment import BookBusy
from desktop.i18n import language_in_use, speaking
from desktop.tasks import Task, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    del qtbot
    made = TaskRunner()
    yield made
    made.stop()


def test_the_result_arrives(runner: TaskRunner, qtbot: QtBot) -> None:
    task = Task(lambda _progress: "done")
    with qtbot.waitSignal(task.signals.finished) as heard:
        runner.start(task)
    assert heard.args == ["done"]


def test_a_refusal_arrives_as_its_facts(runner: TaskRunner, qtbot: QtBot) -> None:
    def refuse(_progress: object) -> None:
        raise BookBusy

    task = Task(refuse)
    with qtbot.waitSignal(task.signals.refused) as heard:
        runner.start(task)
    assert isinstance(heard.args and heard.args[0], BookBusy)


def test_progress_is_told_on_the_way(runner: TaskRunner, qtbot: QtBot) -> None:
    def work(progress: Callable[[int, int], None]) -> None:
        for done in range(3):
            progress(done, 3)

    task, told = Task(work), list[tuple[int, int]]()
    task.signals.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(task.signals.finished):
        runner.start(task)
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_cancelling_stops_at_the_next_step(runner: TaskRunner, qtbot: QtBot) -> None:
    def work(progress: Callable[[int, int], None]) -> None:
        for done in range(10**9):
            progress(done, 10**9)

    task = Task(work)
    task.cancel()
    with qtbot.waitSignal(task.signals.cancelled):
        runner.start(task)


def test_one_task_waits_for_the_other(runner: TaskRunner, qtbot: QtBot) -> None:
    order: list[str] = []
    first = Task(lambda _progress: order.append("first"))
    second = Task(lambda _progress: order.append("second"))
    with qtbot.waitSignal(second.signals.finished):
        runner.start(first)
        runner.start(second)
    assert order == ["first", "second"]


def test_the_language_in_force_goes_along(runner: TaskRunner, qtbot: QtBot) -> None:
    with speaking("ja"):
        task = Task(lambda _progress: language_in_use())
    with qtbot.waitSignal(task.signals.finished) as heard:
        runner.start(task)
    assert heard.args == ["ja"]


def test_a_bug_ends_the_task_and_goes_on_to_the_report(runner: TaskRunner, qtbot: QtBot) -> None:
    task = Task(lambda _progress: 1 // 0)
    with qtbot.capture_exceptions() as bugs, qtbot.waitSignal(task.signals.failed):
        runner.start(task)
        runner.stop()
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
