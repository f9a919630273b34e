"""Opening the cash drawer from the counter without a sale: the reason first, then the drawer."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut

from db.clock import new_id
from db.environment import PrinterFault
from db.usecases.drawer import open_drawer
from desktop import printers
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr
from desktop.printer_choices import load_choices
from desktop.tasks import Task

if TYPE_CHECKING:
    from desktop.widgets.drawer_panel import DrawerPanel


class CounterDrawer(CounterPart):
    """Asks why, writes it down, and opens the drawer; by Ctrl+D or by its button."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.board.day.drawer_asked.connect(self.ask)
        QShortcut(QKeySequence("Ctrl+D"), desk).activated.connect(self.ask)
        desk.installEventFilter(self)
        self.reload()

    @cached_property
    def panel(self) -> "DrawerPanel":
        """Return the panel that asks for the reason; made when it is first needed."""
        from desktop.widgets.drawer_panel import DrawerPanel

        panel = DrawerPanel(self._desk)
        panel.chosen.connect(self.open)
        panel.closed.connect(self._desk.take_focus)
        return panel

    def reload(self) -> None:
        """Show the button where this computer has a drawer."""
        self._desk.board.day.drawer_button.setVisible(load_choices().drawer() is not None)

    def ask(self) -> None:
        """Ask for the reason, or say that there is no drawer here."""
        if not self._desk.is_free():
            return
        if load_choices().drawer() is None:
            self._desk.explain_refusal(PrinterFault("", "no_drawer"))
        else:
            self.panel.open_question()

    def open(self, reason: str) -> None:
        """Write the reason down, and open the drawer beside the windows."""
        desk = self._desk
        desk.attempt(
            lambda: open_drawer(desk.session, reason=reason, operation_id=new_id()),
            then=lambda _: self._kick(),
        )

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Look again whenever the counter comes into sight: the settings may have changed."""
        if event.type() == QEvent.Type.Show:
            self.reload()
        return False

    def _kick(self) -> None:
        desk, choices = self._desk, load_choices()
        self.close()
        task = Task(lambda _progress: printers.open_drawer(choices))
        task.signals.finished.connect(lambda _: desk.notice.say(tr("The drawer is open.")))
        task.signals.refused.connect(desk.explain_refusal)
        desk.printing.emit(task)
