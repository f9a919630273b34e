"""Stamps by hand: a paper card that is taken over, or something that was counted wrongly."""

from PySide6.QtCore import Signal

from db.clock import new_id
from db.queries.customers import customer_record
from db.queries.stamps import CardCount, StampsHeld, cards_of, count_of
from db.usecases.stamps import StampsAdded, add_stamps
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.breakdown import RULE, Breakdown, FigureLine
from desktop.widgets.buttons import Segments
from desktop.widgets.chip_row import ChipRow
from desktop.widgets.form import Form, SidePanel, choice_field, chosen, text_field
from desktop.widgets.labels import ElidedLabel
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable, offer_choices
from desktop.widgets.page import Page
from desktop.words.stamps import card_spoken, stamp_news

_LONGEST_REASON = 200


class StampPanel(SidePanel):
    """Opens on a customer; nothing is put on a card without a reason, and only once."""

    moved = Signal(object)  # StampsAdded

    def __init__(self, page: Page) -> None:
        super().__init__(page, "stamps")
        self._page = page
        self._customer_id = self._name = ""
        self._operation_id = new_id()
        self._cards: dict[str, StampsHeld] = {}
        self.who = ElidedLabel(role="strong")
        self.card = choice_field("stamps.card", tr("Card"), [])
        self.way = Segments(
            "stamps.way", tr("Which way"), {"more": tr("Put on"), "less": tr("Take off")}
        )
        self.count = NumberEdit("stamps.count", tr("Stamps"))
        self.reason = text_field("stamps.reason", tr("Reason"), longest=_LONGEST_REASON)
        self.lines = Breakdown("stamps.lines", tr("What is on the card then"))
        self.form = Form()
        self.save_button = self.add_action(tr("Put them on"), "stamps.save", self.save)
        self._lay_out()
        self.count.textChanged.connect(lambda _: self.preview())
        self.card.currentIndexChanged.connect(lambda _: self.preview())
        self.way.group.buttonClicked.connect(lambda _: self.preview())

    def open_customer(self, customer_id: str) -> None:
        """Begin with the customer's cards, the first one chosen."""
        moment = self._page.session.moment()
        self._customer_id, self._operation_id = customer_id, new_id()
        self._name = customer_record(moment.db, customer_id).name
        self._cards = {held.card.id: held for held in cards_of(moment, customer_id)}
        self.who.setText(self._name)
        cards = [(id, held.card.name) for id, held in self._cards.items()]
        offer_choices(self.card, cards, cards[0][0] if cards else "")
        self.way.choose("more")
        self.count.show_number(None)
        self.reason.setText(tr("Paper card"))
        self.preview()
        self.open_panel(tr("Stamps by hand"), self.count)

    def preview(self) -> None:
        """Show what is on the card then, and the coupons that it becomes."""
        held = self._held()
        less = self.way.value() == "less"
        words = tr("Take them off") if less else tr("Put them on")
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)
        if held is None:
            self.lines.show_lines([])
            return
        lines = [FigureLine(tr("Stamps now"), formats.number(held.have))]
        count = if_readable(self._count_or_none)
        if count:
            after = held.have + count
            full = count_of(held.card, held.have, given=count) if count > 0 else None
            lines.append(FigureLine(self.way_words(less=less), formats.signed(count)))
            lines.append(RULE)
            lines += [FigureLine(news, kind="said", tone="good") for news in _news(full)]
            shown = formats.number(full.have if full else after)
            sum_words = tr("Stamps after it")
            lines.append(FigureLine(sum_words, shown, "sum", tone="warn" if after < 0 else None))
        self.lines.show_lines(lines)

    def way_words(self, *, less: bool) -> str:
        """Return which way the stamps go."""
        return tr("Taken off") if less else tr("Put on")

    def save(self) -> None:
        """Put the stamps on, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._add, then=self._done)
        self._page.fields = fields

    def _add(self) -> StampsAdded:
        count = self.count.number("count")
        held = self._held()
        return add_stamps(
            self._page.session,
            customer_id=self._customer_id,
            card=held.card.name if held else "",
            count=-count if self.way.value() == "less" else count,
            reason=self.reason.text(),
            operation_id=self._operation_id,
        )

    def _done(self, added: StampsAdded) -> None:
        self.close_panel()
        self.moved.emit(added)
        held = added.held
        said = [self._name, card_spoken(held.card.name, have=held.have, need=held.card.needed)]
        if added.issued:
            said += stamp_news([CardCount(held.card, 0, len(added.issued), held.have)], [])
        self._page.tell_done(" · ".join(said), self._operation_id)

    def _held(self) -> StampsHeld | None:
        return self._cards.get(chosen(self.card))

    def _count_or_none(self) -> int | None:
        count = self.count.number_or_none("count")
        return -count if count and self.way.value() == "less" else count

    def _lay_out(self) -> None:
        self.body.addWidget(self.who)
        self.form.add("stamps", tr("Card"), self.card)
        self.form.add_widget(self.way)
        self.form.add("count", tr("Stamps"), self.count)
        self.form.add("reason", tr("Reason"), self.reason)
        reasons = ChipRow("stamps.reason", _common_reasons())
        reasons.chosen.connect(self._say)
        self.form.add_widget(reasons)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        (self.save_button if self.count.text() else self.count).setFocus()


def _news(full: CardCount | None) -> list[str]:
    return stamp_news([full], []) if full else []


def _common_reasons() -> list[str]:
    return [
        tr("Paper card"),
        tr("Forgotten at the last visit"),
        tr("Entered by mistake"),
        tr("An apology"),
    ]
