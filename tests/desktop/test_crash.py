"""A bug is written down and told; the desk goes on."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.crash import CrashReporter


@pytest.fixture
def reporter(tmp_path: Path) -> Iterator[CrashReporter]:
    """Return a reporter in charge; afterwards everything is as it was."""
    hook, log = sys.excepthook, logging.getLogger("okaeri")
    before = (list(log.handlers), log.propagate)
    made = CrashReporter()
    made.install(tmp_path / "log" / "desk.log")
    yield made
    sys.excepthook = hook
    for handler in log.handlers:
        handler.close()
    log.handlers, log.propagate = before


def crash() -> None:
    """Let Python meet an exception that nobody expected."""
    bug = ZeroDivisionError("in the sale")
    sys.excepthook(type(bug), bug, bug.__traceback__)


def test_a_bug_is_told_with_all_that_a_maintainer_needs(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(reporter.reported) as heard:
        crash()
    assert heard.args
    report = str(heard.args[0])
    assert "ZeroDivisionError: in the sale" in report
    assert "Python 3" in report


def test_a_bug_is_written_down(reporter: CrashReporter, tmp_path: Path) -> None:
    del reporter
    crash()
    assert "in the sale" in (tmp_path / "log" / "desk.log").read_text(encoding="utf-8")


def test_a_log_that_cannot_be_kept_stops_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    hook = sys.excepthook
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    made = CrashReporter()
    made.install(tmp_path / "file" / "desk.log")
    try:
        with qtbot.waitSignal(made.reported):
            crash()
    finally:
        sys.excepthook = hook
