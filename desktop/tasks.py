"""One lane for long work on the book: one task after the other, beside the windows."""

import contextvars
from collections.abc import Callable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QRunnable,
    QThreadPool,
    Signal,
    SignalInstance,
)

from db.errors import ShopError


class Cancelled(Exception):
    """The person at the desk stopped the work; what was not committed is undone."""


class TaskSignals(QObject):
    """What a task tells the windows; exactly one of the last four ends it."""

    progressed = Signal(int, int)  # done, of how many
    finished = Signal(object)  # the result
    refused = Signal(object)  # the ShopError
    cancelled = Signal()
    failed = Signal()  # a bug; crash.py has it


class Task(QRunnable):
    """Work with a session of its own, opened inside `work`.

    `work` calls its argument with (done, total) now and then; that is where cancelling stops it.
    `changes` names the tables that are read again afterwards.
    """

    def __init__(
        self,
        work: Callable[[Callable[[int, int], None]], object],
        *,
        changes: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python keeps it
        self.signals = TaskSignals()
        self.changes = changes
        self._work = work
        self._cancel = False
        self._context = contextvars.copy_context()  # the language in force goes along

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel = True

    def run(self) -> None:
        """Do the work and tell how it ended; a bug goes on to crash.py."""
        ending: tuple[SignalInstance, tuple[object, ...]] = (self.signals.failed, ())
        try:
            result = self._context.run(self._work, self._progress)
            ending = (self.signals.finished, (result,))
        except ShopError as refusal:
            ending = (self.signals.refused, (refusal,))
        except Cancelled:
            ending = (self.signals.cancelled, ())
        finally:
            signal, words = ending
            signal.emit(*words)

    def _progress(self, done: int, total: int) -> None:
        if self._cancel:
            raise Cancelled
        self.signals.progressed.emit(done, total)


class TaskRunner(QObject):
    """The lane."""

    changed = Signal(object)  # frozenset of tables, after a task that could change them
    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: set[Task] = set()

    def start(self, task: Task) -> None:
        """Let a task run as soon as the lane is free."""
        self._waiting.add(task)
        signals = task.signals
        for ending in (signals.finished, signals.refused, signals.cancelled, signals.failed):
            ending.connect(lambda *_, task=task: self._end(task))
        self.busy.emit(True)
        self._pool.start(task)

    def idle(self) -> bool:
        """Tell whether nothing runs and nothing waits."""
        return not self._waiting

    def stop(self) -> None:
        """Cancel what runs and what waits, and wait until it has stopped."""
        for task in self._waiting:
            task.cancel()
        self._pool.waitForDone()
        # How they ended is heard now, while the book of those who hear it is still open.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    def _end(self, task: Task) -> None:
        self._waiting.discard(task)
        if task.changes:
            self.changed.emit(task.changes)
        if not self._waiting:
            self.busy.emit(False)
