"""Keeps the desk going after a bug: writes it down, keeps what was typed, offers the report."""

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QObject, Signal

_LOG = logging.getLogger("okaeri")
_MOST_BYTES = 1_000_000


class CrashReporter(QObject):
    """Hears of every bug, from any thread, and tells the windows in theirs."""

    reported = Signal(str)  # the report, ready to be copied

    def install(self, log: Path) -> None:
        """Take over what Python does with an exception that nobody expected."""
        _write_to(log)
        sys.excepthook = self.report

    def report(
        self,
        kind: type[BaseException],
        bug: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write a bug down and tell of it; Ctrl+C stays what it is."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        text = report_of(kind, bug, trace)
        _LOG.error("%s", text)
        self.reported.emit(text)


def report_of(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> str:
    """Return what a maintainer needs to know; nothing of the book is in it but the message."""
    lines = traceback.format_exception(kind, bug, trace)
    system = f"Okaeri, Python {platform.python_version()}, {platform.platform()}"
    return f"{system}\n\n{''.join(lines)}"


def log_path() -> Path:
    """Return where bugs are written down."""
    return user_log_path("okaeri", appauthor=False) / "desk.log"


def _write_to(log: Path) -> None:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log, maxBytes=_MOST_BYTES, backupCount=2, encoding="utf-8")
    except OSError:  # a log that cannot be kept stops nobody from working
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for before in list(_LOG.handlers):
        _LOG.removeHandler(before)
        before.close()
    _LOG.addHandler(handler)
    _LOG.propagate = False
