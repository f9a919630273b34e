"""A customer joins a plan, or looks after the one they are on; what it costs is seen before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QRadioButton, QVBoxLayout, QWidget

from db.rules.plan_acts import PlanAct
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, State, Subscription
from desktop.i18n import tr
from desktop.widgets.form import SidePanel
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import Role, label, muted, named, strong
from desktop.widgets.page import Page
from desktop.words import plans as words
from desktop.words.history import money


@dataclass(frozen=True)
class Joining:
    """The plans that a customer may join; `credit` comes off the first payment, in minor units."""

    plans: Sequence[Plan]
    settings: ShopSettings
    trials: frozenset[str] = frozenset()  # ids of the plans whose trial is open to them
    credit: int = 0
    worth: dict[str, str] = field(default_factory=dict)  # by id, whether it pays for them
    before: str = ""  # how the plan stands that they were on


@dataclass(frozen=True)
class Running:
    """A plan that runs, and what can be done with it, what suits most first."""

    subscription: Subscription
    state: State
    settings: ShopSettings
    acts: Sequence[PlanAct]
    standing: str  # a sentence
    planned: str = ""  # a sentence about what comes then
    bonus: str = ""  # a sentence
    worth: str = ""  # a sentence: whether it pays for them
    credit: int = 0


class PlanPanel(SidePanel):
    """Nothing is taken before Enter; the other acts have a number each."""

    join_asked = Signal(str)  # the plan's name
    act_asked = Signal(str)  # a PlanAct other than joining

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan")
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self.acts: list[KeyButton] = []
        self._paying: KeyButton | None = None
        self._parts: list[QWidget] = []
        self._words: dict[str, str] = {}
        self._first_act: PlanAct = "join"
        self.join_button: QPushButton = self.add_action(tr("Join"), "plan.join", self._do)
        self.group.buttonToggled.connect(lambda *_: self._say_price())

    def offer(self, joining: Joining) -> None:
        """Show the plans that can be joined."""
        self._forget()
        self._first_act = "join"
        if joining.before:
            self._add_part(muted(joining.before, wrap=True))
        for plan in joining.plans:
            self._add_plan(plan, joining)
        self.body.addStretch(1)
        first = next(iter(self.choices.values()), None)
        if first is not None:
            first.setChecked(True)
        self._open(tr("Join a plan"), first)

    def look_after(self, running: Running) -> None:
        """Show the plan that runs, what it costs again, and what else can be done with it."""
        self._forget()
        self._first_act = running.acts[0]
        plan = running.subscription
        column = self._frame()
        terms = plan.now_agreed
        column.addWidget(strong(terms.plan))
        price = words.price_words(terms.price, terms.every, running.settings)
        column.addWidget(muted(price, wrap=True))
        self._say_lines(column, [running.standing], "warn" if _is_urgent(running.state) else None)
        self._say_lines(column, [running.planned])
        self._say_lines(column, words.benefits_of(terms, bonus=False), "muted")
        if "renew" in running.acts:
            self._say_credit(column, plan.terms.price, running.credit, running.settings)
        self._say_lines(column, [running.bonus], "good")
        self._say_lines(column, [running.worth], "muted")
        for number, act in enumerate(running.acts[1:], start=1):
            said = _pay_words(running) if act == "renew" else words.act_words(act)
            self._add_act(act, said, key=str(number))
        self.body.addStretch(1)
        self._say(_first_words(running))
        self._open(_title(running), self.join_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the numbers of the acts, or of the plans that can be joined."""
        number = int(event.text()) if event.text() in tuple("123456789") else 0
        if 0 < number <= len(self.acts):
            act = self.acts[number - 1]
            if act is self._paying:
                act.setFocus()  # Enter takes the money, a number alone never does
            else:
                act.click()
        elif 0 < number <= len(self.choices):
            choice = list(self.choices.values())[number - 1]
            choice.setChecked(True)
            choice.setFocus()
        else:
            super().keyPressEvent(event)

    # -- Inside -----------------------------------------------------------------------------

    def _open(self, title: str, first: QWidget | None) -> None:
        for part in self._parts:
            part.show()  # now, so that the focus finds what is in it
        self.open_panel(title, first)

    def _forget(self) -> None:
        for choice in self.choices.values():
            self.group.removeButton(choice)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        while self.body.takeAt(0) is not None:
            pass
        self.choices, self.acts, self._parts, self._words = {}, [], [], {}
        self._paying = None

    def _add_part(self, part: QWidget) -> None:
        self.body.addWidget(part)
        self._parts.append(part)

    def _frame(self) -> QVBoxLayout:
        frame = QFrame()
        frame.setProperty("role", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        self._add_part(frame)
        return column

    def _add_act(self, act: PlanAct, said: str, *, key: str) -> None:
        made = KeyButton(said, f"plan.{act}", partial(self.act_asked.emit, act), key=key)
        if act == "renew":
            self._paying = made
        self.acts.append(made)
        self._add_part(made)

    def _add_plan(self, plan: Plan, joining: Joining) -> None:
        column, settings = self._frame(), joining.settings
        choice = named(QRadioButton(plan.name), f"plan.{plan.name}", plan.name)
        choice.setToolTip(plan.name)
        column.addWidget(choice)
        price = words.price_words(plan.price, plan.every, settings)
        column.addWidget(muted(price, wrap=True))
        self._say_lines(column, words.benefits_of(plan), "muted")
        if plan.id in joining.trials:
            self._say_lines(column, [words.trial_words(plan.trial_days)], "good")
            said = tr("Begin the trial")
        else:
            self._say_credit(column, plan.price, joining.credit, settings)
            to_pay = money(max(plan.price - joining.credit, 0), settings)
            said = tr("Join and take {price}").format(price=to_pay)
        self._say_lines(column, [joining.worth.get(plan.id, "")])
        self._words[plan.name] = said
        self.choices[plan.name] = choice
        self.group.addButton(choice)

    def _say_lines(
        self, column: QVBoxLayout, said: Sequence[str], role: Role | None = None
    ) -> None:
        for each in said:
            if each:
                column.addWidget(label(each, role, wrap=True))

    def _say_credit(
        self, column: QVBoxLayout, price: int, credit: int, settings: ShopSettings
    ) -> None:
        """Say what comes off a price; nothing where there is no credit."""
        off = min(price, credit)
        if off:
            said = tr("{amount} come off, left over from before").format(
                amount=money(off, settings)
            )
            column.addWidget(label(said, "good", wrap=True))

    def _say_price(self) -> None:
        name = self._chosen()
        if name is not None:
            self._say(self._words[name])

    def _say(self, said: str) -> None:
        self.join_button.setText(said)
        self.join_button.setAccessibleName(said)

    def _chosen(self) -> str | None:
        return next((name for name, each in self.choices.items() if each.isChecked()), None)

    def _do(self) -> None:
        name = self._chosen()
        if self._first_act != "join":
            self.act_asked.emit(self._first_act)
        elif name is not None:
            self.join_asked.emit(name)


def _is_urgent(state: State) -> bool:
    return state in ("past_due", "ending")


def _title(running: Running) -> str:
    if running.acts[0] == "renew":
        return tr("Join after the trial") if running.state == "trial" else tr("Renew the plan")
    return tr("The plan")


def _first_words(running: Running) -> str:
    """Return what Enter does."""
    act = running.acts[0]
    if act == "keep":
        free = words.months_free(running.subscription.offer)
        return tr("Stay: {months_free}").format(months_free=free)
    if act == "renew":
        return _pay_words(running)
    return words.act_words(act)


def _pay_words(running: Running) -> str:
    price = money(max(running.subscription.terms.price - running.credit, 0), running.settings)
    if running.state == "trial":
        return tr("Join and take {price}").format(price=price)
    if running.state == "ending":
        return tr("Stay and take {price}").format(price=price)
    return tr("Renew and take {price}").format(price=price)
