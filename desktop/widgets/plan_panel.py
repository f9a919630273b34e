"""A customer joins a plan, or pays for its next period, before both have seen what it costs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, Subscription, Terms
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted, named, strong
from desktop.widgets.page import Page


class PlanPanel(SidePanel):
    """Offers the plans; joining is one press, and nothing is taken before it."""

    join_asked = Signal(str)  # the plan's name
    renew_asked = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan")
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._frames: list[QFrame] = []
        self._words: dict[str, str] = {}
        self._credit = 0
        self.join_button = self.add_action(tr("Join"), "plan.join", self._join)
        self.group.buttonToggled.connect(lambda *_: self._say_price())

    def offer(
        self,
        plans: Sequence[Plan],
        settings: ShopSettings,
        *,
        trials: frozenset[str],
        credit: int = 0,
    ) -> None:
        """Show these plans; `trials` are the ids of those whose trial is open to the customer.

        `credit` comes off the first payment, in minor units.
        """
        self._forget()
        self._credit = credit
        for plan in plans:
            self._add(plan, settings, trial=plan.id in trials)
        self.body.addStretch(1)
        first = next(iter(self.choices.values()), None)
        if first is not None:
            first.setChecked(True)
        self._open(tr("Join a plan"), first)

    def offer_renewal(
        self,
        subscription: Subscription,
        settings: ShopSettings,
        *,
        bonus: tuple[int, date],
        credit: int = 0,
    ) -> None:
        """Show what the customer's plan costs again; `bonus` are points and their last day."""
        self._forget()
        self._credit = credit
        column = self._frame()
        column.addWidget(strong(subscription.terms.plan))
        column.addWidget(muted(_price_words(subscription.terms, settings), wrap=True))
        until = formats.day(subscription.until)
        column.addWidget(muted(tr("Paid until {day}").format(day=until), wrap=True))
        self._say_credit(column, subscription.terms.price, settings)
        points, last = bonus
        if points:
            words = trn("{points} point for renewing by {day}",
                        "{points} points for renewing by {day}", points)  # fmt: skip
            told = words.format(points=formats.number(points), day=formats.day_short(last))
            column.addWidget(label(told, "good", wrap=True))
        self.body.addStretch(1)
        price = self._to_pay(subscription.terms.price, settings)
        self._say(tr("Renew and take {price}").format(price=price))
        self._open(tr("Renew the plan"), self.join_button)

    def _open(self, title: str, first: QWidget | None) -> None:
        for frame in self._frames:
            frame.show()  # now, so that the focus finds what is in it
        self.open_panel(title, first)

    def _forget(self) -> None:
        for choice in self.choices.values():
            self.group.removeButton(choice)
        for frame in self._frames:
            frame.hide()
            frame.deleteLater()
        while self.body.takeAt(0) is not None:
            pass
        self.choices, self._frames, self._words = {}, [], {}

    def _frame(self) -> QVBoxLayout:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        self.body.addWidget(frame)
        self._frames.append(frame)
        return column

    def _add(self, plan: Plan, settings: ShopSettings, *, trial: bool) -> None:
        column = self._frame()
        choice = named(QRadioButton(plan.name), f"plan.{plan.name}", plan.name)
        choice.setToolTip(plan.name)
        column.addWidget(choice)
        column.addWidget(muted(_price_words(plan, settings), wrap=True))
        for benefit in benefits_of(plan):
            column.addWidget(muted(benefit, wrap=True))
        words = tr("Join and take {price}").format(price=self._to_pay(plan.price, settings))
        if not trial:
            self._say_credit(column, plan.price, settings)
        else:
            days = trn("{count} day to try, free", "{count} days to try, free", plan.trial_days)
            column.addWidget(muted(days.format(count=plan.trial_days)))
            words = tr("Begin the trial")
        self._words[plan.name] = words
        self.choices[plan.name] = choice
        self.group.addButton(choice)

    def _to_pay(self, price: int, settings: ShopSettings) -> str:
        """Return what is left of a price when the credit has come off."""
        return _money(max(price - self._credit, 0), settings)

    def _say_credit(self, column: QVBoxLayout, price: int, settings: ShopSettings) -> None:
        """Say what comes off a price; nothing where there is no credit."""
        off = min(price, self._credit)
        if off:
            words = tr("{amount} come off, from a plan that ended early").format(
                amount=_money(off, settings)
            )
            column.addWidget(label(words, "good", wrap=True))

    def _say_price(self) -> None:
        name = self._chosen()
        if name is not None:
            self._say(self._words[name])

    def _say(self, words: str) -> None:
        self.join_button.setText(words)
        self.join_button.setAccessibleName(words)

    def _chosen(self) -> str | None:
        return next((name for name, each in self.choices.items() if each.isChecked()), None)

    def _join(self) -> None:
        name = self._chosen()
        if name is not None:
            self.join_asked.emit(name)
        else:
            self.renew_asked.emit()


def _price_words(plan: Plan | Terms, settings: ShopSettings) -> str:
    each = tr("{price} a month") if plan.every == "month" else tr("{price} a year")
    return each.format(price=_money(plan.price, settings))


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)


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
