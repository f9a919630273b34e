"""A customer joins a plan, or pays for its next period, before both have seen what it costs."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import muted, named
from desktop.widgets.page import Page


class PlanPanel(SidePanel):
    """Offers the plans; joining is one press, and nothing is taken before it."""

    join_asked = Signal(str)  # the plan's name

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan")
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._frames: list[QFrame] = []
        self._words: dict[str, str] = {}
        self.join_button = self.add_action(tr("Join"), "plan.join", self._join)
        self.group.buttonToggled.connect(lambda *_: self._say_price())

    def offer(
        self, plans: Sequence[Plan], settings: ShopSettings, *, trials: frozenset[str]
    ) -> None:
        """Show these plans; `trials` are the ids of those whose trial is open to the customer."""
        self._forget()
        for plan in plans:
            self._add(plan, settings, trial=plan.id in trials)
        self.body.addStretch(1)
        first = next(iter(self.choices.values()), None)
        if first is not None:
            first.setChecked(True)
        self.open_panel(tr("Join a plan"), first)

    def _forget(self) -> None:
        for choice in self.choices.values():
            self.group.removeButton(choice)
        for frame in self._frames:
            frame.hide()
            frame.deleteLater()
        while self.body.takeAt(0) is not None:
            pass
        self.choices, self._frames, self._words = {}, [], {}

    def _add(self, plan: Plan, settings: ShopSettings, *, trial: bool) -> None:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        choice = named(QRadioButton(plan.name), f"plan.{plan.name}", plan.name)
        choice.setToolTip(plan.name)
        price = formats.money(plan.price, currency=settings.currency, digits=settings.digits)
        each = tr("{price} a month") if plan.every == "month" else tr("{price} a year")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 4, 14, 12)
        column.setSpacing(4)
        column.addWidget(choice)
        column.addWidget(muted(each.format(price=price), wrap=True))
        for benefit in benefits_of(plan):
            column.addWidget(muted(benefit, wrap=True))
        words = tr("Join and take {price}").format(price=price)
        if trial:
            days = trn("{count} day to try, free", "{count} days to try, free", plan.trial_days)
            column.addWidget(muted(days.format(count=plan.trial_days)))
            words = tr("Begin the trial")
        self.body.addWidget(frame)
        frame.show()
        self._frames.append(frame)
        self._words[plan.name] = words
        self.choices[plan.name] = choice
        self.group.addButton(choice)

    def _say_price(self) -> None:
        name = self._chosen()
        if name is not None:
            self.join_button.setText(self._words[name])
            self.join_button.setAccessibleName(self._words[name])

    def _chosen(self) -> str | None:
        return next((name for name, each in self.choices.items() if each.isChecked()), None)

    def _join(self) -> None:
        name = self._chosen()
        if name is not None:
            self.join_asked.emit(name)


def benefits_of(plan: Plan) -> list[str]:
    """Return what a plan brings, a sentence each."""
    said = []
    if plan.multiplier > 1:
        factor = Decimal(plan.multiplier.numerator) / Decimal(plan.multiplier.denominator)
        said.append(tr("Points × {factor}").format(factor=f"{factor.normalize():f}"))
    if plan.discount_percent:
        said.append(tr("{percent} % off every sale").format(percent=plan.discount_percent))
    if plan.points_each_period:
        words = trn("{points} point with each payment", "{points} points with each payment",
                    plan.points_each_period)  # fmt: skip
        said.append(words.format(points=formats.number(plan.points_each_period)))
    return said
