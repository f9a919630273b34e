"""A customer goes over to another plan: from when, what comes off and what is left to pay."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan
from desktop.i18n import tr
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import muted, named
from desktop.widgets.page import Page
from desktop.words import plans as words


@dataclass(frozen=True)
class ChangeShown:
    """What a change would do, in words."""

    lines: Sequence[FigureLine]
    button: str


class PlanChangePanel(SidePanel):
    """Shows what each plan would cost now; Enter changes to the one that is chosen."""

    change_asked = Signal(str)  # the plan's name

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan_change")
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._parts: list[QWidget] = []
        self._show: Callable[[str], ChangeShown] = lambda _: ChangeShown((), "")
        self.lines = Breakdown("plan_change.lines", tr("What the change does"))
        self.change_button = self.add_action(tr("Change"), "plan_change.save", self._ask)
        self.group.buttonToggled.connect(lambda *_: self.preview())
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(
            column.count() - 1, self.lines
        )  # in sight, however many plans there are

    def open_plans(
        self,
        plans: Sequence[Plan],
        settings: ShopSettings,
        *,
        now: str,
        show: Callable[[str], ChangeShown],
    ) -> None:
        """Show these plans; `show` tells what a change to one of them would do."""
        self._forget()
        self._show = show
        for plan in plans:
            self._add_plan(plan, settings)
        self.body.addStretch(1)
        first = next(iter(self.choices.values()))
        first.setChecked(True)
        self.preview()
        for part in self._parts:
            part.show()
        self.open_panel(tr("Change {plan}").format(plan=now), first)

    def preview(self) -> None:
        """Show what the change to the chosen plan does."""
        name = self._chosen()
        if name is None:
            return
        shown = self._show(name)
        self.lines.show_lines(shown.lines)
        self.change_button.setText(shown.button)
        self.change_button.setAccessibleName(shown.button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the numbers of the plans."""
        number = int(event.text()) if event.text() in tuple("123456789") else 0
        if 0 < number <= len(self.choices):
            choice = list(self.choices.values())[number - 1]
            choice.setChecked(True)
            choice.setFocus()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        for choice in self.choices.values():
            self.group.removeButton(choice)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        while self.body.takeAt(0) is not None:
            pass
        self.choices, self._parts = {}, []

    def _add_plan(self, plan: Plan, settings: ShopSettings) -> None:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        choice = named(QRadioButton(plan.name), f"plan_change.{plan.name}", plan.name)
        choice.setToolTip(plan.name)
        column.addWidget(choice)
        price = words.price_words(plan.price, plan.every, settings)
        for said in (price, *words.benefits_of(plan)):
            column.addWidget(muted(said, wrap=True))
        self.choices[plan.name] = choice
        self.group.addButton(choice)
        self.body.addWidget(frame)
        self._parts.append(frame)

    def _chosen(self) -> str | None:
        return next((name for name, each in self.choices.items() if each.isChecked()), None)

    def _ask(self) -> None:
        name = self._chosen()
        if name is not None:
            self.change_asked.emit(name)
