"""The form in which money is handed over to a good cause."""

from PySide6.QtWidgets import QWidget

from db.queries.causes import CauseStanding
from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.form import text_field
from desktop.widgets.labels import muted, strong
from desktop.widgets.offer_fields import OfferForm, if_readable
from desktop.words.causes import payment_story, payment_words

_SHOWN = 5  # payments


class CauseForm(OfferForm):
    """Asks how much, proposes all that is owed, and shows what was handed over before."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "cause")
        self._cause: CauseStanding | None = None
        self.amount_given = self.money_field("cause.amount", tr("Amount"))
        self.note = text_field("cause.note", tr("Note"), longest=200)
        self.main.add("amount", tr("Amount"), self.amount_given, wide=True)
        self.main.add(
            "note", tr("Note"), self.note, hint=tr("To whom, the number of a receipt"), wide=True
        )
        self.before_head = strong(tr("Handed over before"))
        self.before = muted(wrap=True)
        for each in (self.before_head, self.before):
            self.main.add_widget(each, wide=True)
        self.tell_changes_of(self.amount_given, self.note)
        self.fold(folded=True)

    def show_cause(self, cause: CauseStanding) -> None:
        """Fill the form with all that is owed to a cause."""
        self._cause = cause
        self.amount_given.clear()
        if cause.owed:
            self.amount_given.show_amount(cause.owed)
        self.note.clear()
        lines = [payment_words(each, self.settings) for each in reversed(cause.payments)]
        self.before.setText("\n".join(lines[:_SHOWN]))
        shown: tuple[QWidget, ...] = (self.before_head, self.before)
        for each in shown:
            each.setVisible(bool(lines))

    def story(self) -> str:
        assert self._cause is not None
        amount = if_readable(self.amount_given.amount_or_none)
        return payment_story(self._cause, amount, self.settings)
