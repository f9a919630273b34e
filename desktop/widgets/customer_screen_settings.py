"""Settings, Customer screen: which screen customers look at, and what it says in between."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from desktop import theme
from desktop.customer_screen import (
    IN_A_WINDOW,
    OFF,
    choose_screen,
    choose_words,
    chosen_screen,
    chosen_words,
    other_screens,
)
from desktop.i18n import tr
from desktop.score_question import MOST_DAYS, Asking, choose_asking, chosen_asking
from desktop.widgets.form import choice_field, choose, chosen
from desktop.widgets.labels import label, muted, named, small, strong, title
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.panel import Panel

_WORDS_HEIGHT = 100
_DAYS_WIDTH = 100


class CustomerScreenSettings(Panel):
    """Every change holds at once, on this computer alone."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.screens = choice_field("settings.customer_screen", tr("Screen for customers"), [])
        self.words = named(QPlainTextEdit(), "settings.customer_words", tr("Words in between"))
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.words.setTabChangesFocus(True)
        self.body.addWidget(title(tr("Customer screen")))
        about = tr(
            "A second screen that faces the customer: what there is to pay, points before and "
            "after, stamps and coupons. Nothing on it tells who somebody is."
        )
        self.body.addWidget(muted(about, wrap=True))
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(strong(tr("Screen for customers")))
        self.body.addWidget(self.screens)
        self.body.addSpacing(theme.GAP)
        self.body.addWidget(strong(tr("Words in between")))
        self.body.addWidget(self.words)
        hint = tr("Up to three lines, shown while nobody is served, with what today brings.")
        self.body.addWidget(small(hint, wrap=True))
        self.body.addSpacing(theme.GAP)
        asks = tr("After a sale, ask how likely they are to recommend us")
        self.asks = named(QCheckBox(asks), "settings.score_question", asks)
        days = tr("Nobody twice within so many days")
        self.every_days = NumberEdit("settings.score_question.days", days)
        self.every_days.setFixedWidth(_DAYS_WIDTH)
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(days))
        row.addWidget(self.every_days)
        row.addStretch(1)
        self.body.addWidget(self.asks)
        self.body.addWidget(self._days)
        about = tr(
            "One touch from 0 to 10; it goes away by itself. The answer stands with the customer, "
            "and Today reminds you of those who are not happy."
        )
        self.body.addWidget(small(about, wrap=True))
        self.body.addStretch(1)
        self.asks.toggled.connect(lambda _: self._keep_asking())
        self.every_days.editingFinished.connect(self._keep_asking)
        self.screens.activated.connect(lambda _: self._keep_screen())
        self.words.textChanged.connect(self._keep_words)

    def reload(self) -> None:
        """Look again which screens there are."""
        self.screens.clear()
        self.screens.addItem(tr("Off"), OFF)
        for screen in other_screens(self.screen()):
            size = screen.size()
            words = tr("{screen} ({width} × {height})").format(
                screen=screen.name(), width=size.width(), height=size.height()
            )
            self.screens.addItem(words, screen.name())
        self.screens.addItem(tr("In a window, to try it"), IN_A_WINDOW)
        choose(self.screens, chosen_screen() or OFF)
        if self.words.toPlainText() != chosen_words():
            self.words.setPlainText(chosen_words())
        self._show_asking()

    def _show_asking(self) -> None:
        asking = chosen_asking()
        self.asks.setChecked(asking.on)
        self.every_days.show_number(asking.every_days)
        self._days.setVisible(asking.on)

    def _keep_asking(self) -> None:
        """Keep what is ticked; days that cannot be meant are shown as they were."""
        days = if_readable(lambda: self.every_days.number_or_none("days"))
        every = days if days and days <= MOST_DAYS else chosen_asking().every_days
        choose_asking(Asking(self.asks.isChecked(), every))
        self._show_asking()

    def _keep_screen(self) -> None:
        choose_screen(chosen(self.screens))
        self.changed.emit()

    def _keep_words(self) -> None:
        if self.words.toPlainText() != chosen_words():
            choose_words(self.words.toPlainText())
            self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
