"""Asks once more, with the reason, before something is done that cannot be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.form import text_field
from desktop.widgets.labels import label, named, small

_LONGEST = 200


class ReasonBox(QFrame):
    """A question, the field for the reason, and what may be done besides."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self.question = label(wrap=True)
        self.reason = text_field(f"{name}.reason", tr("Reason"), longest=_LONGEST)
        self.besides = named(QCheckBox(), f"{name}.besides", "")
        self._do: Callable[[], object] = lambda: None
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self.question)
        column.addWidget(small(tr("Reason")))
        column.addWidget(self.reason)
        column.addWidget(self.besides)
        self.hide()

    def ask(self, question: str, do: Callable[[], object], *, besides: str = "") -> None:
        """Ask; `besides` names what can be done with it."""
        self._do = do
        self.question.setText(question)
        self.reason.clear()
        self.besides.setText(besides)
        self.besides.setAccessibleName(besides)
        self.besides.setChecked(False)
        self.besides.setVisible(bool(besides))
        self.show()
        self.reason.setFocus()

    def go_on(self) -> None:
        """Do what was asked about."""
        self._do()
