"""A plan is paused: for so many days, or until it is taken up again; both ends are seen before."""

from datetime import date

from PySide6.QtCore import Signal

from db.rules.plan_acts import pause_of
from db.rules.subscriptions import Subscription
from desktop.i18n import tr
from desktop.widgets.chip_row import ChipRow
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.labels import label, muted
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page
from desktop.words import plans as words

_USUAL_DAYS = (7, 14, 30, 90)


class PlanPausePanel(SidePanel):
    """Nothing typed pauses until it is taken up again."""

    pause_asked = Signal(object)  # days, or None

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan_pause")
        self._page = page
        self._subscription: Subscription | None = None
        self._today = page.session.today
        self.days = NumberEdit(
            "plan_pause.days", tr("Days"), placeholder=tr("until further notice")
        )
        self.usual = ChipRow("plan_pause.usual", [words.days_words(days) for days in _USUAL_DAYS])
        self.said = label(role="strong", wrap=True)
        self.form = Form()
        self.form.add("days", tr("Days"), self.days)
        self.body.addWidget(self.form)
        self.body.addWidget(self.usual)
        self.body.addWidget(self.said)
        law = tr(
            "A pause has no benefits and costs nothing: the days that were paid come after it."
        )
        self.body.addWidget(muted(law, wrap=True))
        self.body.addStretch(1)
        self.pause_button = self.add_action(tr("Pause the plan"), "plan_pause.save", self._ask)
        self.days.textChanged.connect(lambda _: self.preview())
        for button, days in zip(self.usual.buttons, _USUAL_DAYS, strict=True):
            button.clicked.connect(lambda _=False, days=days: self._choose(days))

    def open_plan(self, subscription: Subscription, *, today: date) -> None:
        """Ask for how long a plan is paused."""
        self._subscription, self._today = subscription, today
        self.days.show_number(None)
        self.preview()
        self.open_panel(tr("Pause {plan}").format(plan=subscription.now_agreed.plan), self.days)

    def preview(self) -> None:
        """Say until when it is paused, and until when it then runs."""
        if self._subscription is None:
            return
        days = if_readable(lambda: self.days.number_or_none("days"))
        pause = pause_of(self._subscription, days, today=self._today)
        self.said.setText(words.pause_sentence(pause))

    def _choose(self, days: int) -> None:
        self.days.show_number(days)
        self.days.setFocus()

    def _ask(self) -> None:
        """Pause, or say what is wrong with the days, with the focus on them."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(lambda: self.days.number_or_none("days"), then=self.pause_asked.emit)
        self._page.fields = fields
