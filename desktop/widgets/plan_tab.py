"""A plan on the page of a customer: how it stands, what it brings, month by month, past ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.rules.plan_acts import PlanAct
from desktop import theme
from desktop.i18n import tr, trc
from desktop.theme import Tone
from desktop.widgets.buttons import button
from desktop.widgets.chip import Chip
from desktop.widgets.facts_list import FactsList
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import ElidedLabel, Role, heading, label, muted
from desktop.widgets.panel import Panel
from desktop.widgets.plan_timeline import PlanTimeline, TimeKind, TimeLegend, TimeSpan


@dataclass(frozen=True)
class PlanShown:
    """All that the tab says, in words."""

    name: str  # of the plan; that there is none
    price: str
    chip: tuple[str, Tone]
    standing: str
    good: Sequence[str]  # what is worth saying: a bonus, a credit
    facts: Sequence[tuple[str, str]]
    benefits: Sequence[str]
    spans: Sequence[TimeSpan]
    legend: Sequence[tuple[TimeKind, str]]
    earlier: Sequence[tuple[str, str]]
    acts: Sequence[tuple[PlanAct, str]]
    today: date
    pays: str = ""  # from which visit on the plan is worth its price for this customer
    has_paper: bool = False  # a membership runs, which can be printed
    has_receipt: bool = False  # something was paid


class Lines(QWidget):
    """Sentences under each other, each in as many lines as it needs."""

    def __init__(self, role: Role | None = None) -> None:
        super().__init__()
        self._role = role
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these sentences instead of those before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in lines:
            made = label(words, self._role, wrap=True)
            self._column.addWidget(made)
            made.show()
        self.setVisible(bool(lines))


class PlanTab(QWidget):
    """Shows a plan; the acts are asked for here and done by the page."""

    act_asked = Signal(str)
    paper_asked = Signal()
    receipt_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.plan = ElidedLabel(role="strong")
        self.chip = Chip()
        self.price = muted(wrap=True)
        self.standing = label(wrap=True)
        self.good = Lines("good")
        self.facts = FactsList()
        self.benefits_head = heading(tr("What it brings"))
        self.benefits = Lines()
        self.timeline = PlanTimeline(f"{name}.months", tr("Months on a plan"))
        self.legend = TimeLegend()
        self.earlier = FactsList()
        self.pays = muted(wrap=True)
        self.acts = QWidget()
        self._flow = FlowLayout(self.acts)
        self.buttons: list[QPushButton] = []
        self.paper_button = button(
            tr("Membership paper"), f"{name}.paper", self.paper_asked.emit, icon="print"
        )
        self.receipt_button = button(
            tr("Receipt of the plan"), f"{name}.receipt", self.receipt_asked.emit, icon="print"
        )
        self._lay_out()

    def show_plan(self, shown: PlanShown) -> None:
        """Show a plan, or that there is none."""
        self.plan.setText(shown.name)
        self.chip.say(*shown.chip)
        for words, text in (
            (self.price, shown.price),
            (self.standing, shown.standing),
            (self.pays, shown.pays),
        ):
            words.setText(text)
            words.setVisible(bool(text))
        self.good.show_lines(shown.good)
        self.benefits.show_lines(shown.benefits)
        self.benefits_head.setVisible(bool(shown.benefits))
        self.facts.show_facts(shown.facts)
        self.timeline.show_spans(shown.spans, today=shown.today)
        self.legend.show_kinds(shown.legend)
        self.earlier.show_facts(shown.earlier)
        self._months.setVisible(bool(shown.spans))
        self._before.setVisible(bool(shown.earlier))
        self._show_acts(shown.acts)
        self.paper_button.setVisible(shown.has_paper)
        self.receipt_button.setVisible(shown.has_receipt)
        self._prints.setVisible(shown.has_paper or shown.has_receipt)

    def _show_acts(self, acts: Sequence[tuple[PlanAct, str]]) -> None:
        had = next((each.objectName() for each in self.buttons if each.hasFocus()), "")
        self._flow.clear()
        self.buttons = []
        for number, (act, words) in enumerate(acts):
            made = button(words, f"{self._name}.{act}", kind="primary" if number == 0 else "plain")
            made.clicked.connect(lambda _=False, act=act: self.act_asked.emit(act))
            self._flow.addWidget(made)
            self.buttons.append(made)
            made.show()
            if made.objectName() == had:
                made.setFocus()
        self.acts.setVisible(bool(acts))
        self.acts.updateGeometry()

    def _lay_out(self) -> None:
        now = Panel()
        row = now.add_row(self.plan, self.chip)
        row.setStretch(0, 1)
        for part in (self.price, self.standing, self.good):
            now.body.addWidget(part)
        now.body.addSpacing(4)
        now.body.addWidget(self.facts)
        now.body.addSpacing(4)
        now.body.addWidget(self.benefits_head)
        now.body.addWidget(self.benefits)
        now.body.addWidget(self.pays)
        now.body.addSpacing(4)
        now.body.addWidget(self.acts)
        self._prints = Panel(trc("of a customer", "On paper"))
        beside = QWidget()
        papers = FlowLayout(beside)
        for each in (self.paper_button, self.receipt_button):
            papers.addWidget(each)
        self._prints.body.addWidget(beside)
        left = QVBoxLayout()
        left.addWidget(now)
        left.addStretch(1)
        self._months = Panel(tr("Month by month"))
        self._months.body.addWidget(self.timeline)
        self._months.body.addSpacing(4)
        self._months.body.addWidget(self.legend)
        self._before = Panel(tr("Plans of before"))
        self._before.body.addWidget(self.earlier)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP_CARD)
        right.addWidget(self._months)
        right.addWidget(self._prints)
        right.addWidget(self._before)
        right.addStretch(1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.GAP_CARD)
        columns.addLayout(left, 5)
        columns.addLayout(right, 6)
