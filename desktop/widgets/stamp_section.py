"""Stamp cards on the page Offers: offered, changed, stopped, and what came of them."""

from functools import partial

from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.queries.stamps import CardTotals, all_stamp_cards, card_totals
from db.rules.stamps import StampCard
from db.session import Session
from db.usecases.stamps import add_stamp_card, edit_stamp_card
from desktop.i18n import mark, tr
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.stamp_form import StampForm
from desktop.words.stamps import card_sentence, card_totals_line, draft_of_card


class StampSection(OfferSection):
    """Lists stamp cards with what came of them, and makes them."""

    kind = "stamps"
    words = mark("Stamp cards")
    new_words = mark("New stamp card")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Ten coffees, and the next one is free?"),
            empty=tr(
                "A stamp card fills by itself with each visit, with money spent or with goods of "
                "a kind. When it is full it becomes a coupon; paper cards can be taken over."
            ),
        )

    @staticmethod
    def how_many(session: Session) -> int:
        return sum(card.offered for card in all_stamp_cards(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = StampForm(self.session.settings)
        self.panel = OfferPanel(self.page, "stamp_card", self.form)
        return [self.panel]

    def reload(self) -> None:
        cards, totals = all_stamp_cards(self.session.db), card_totals(self.session.db)
        rows = [(card, self._row_of(card, totals.get(card.id))) for card in cards]
        self.show_offers(
            [row for card, row in rows if card.offered],
            [row for card, row in rows if not card.offered],
        )

    def begin(self) -> None:
        self._show_in_form(None)
        self.panel.open_form(tr("New stamp card"), tr("Offer it"), self._add)

    def edit(self, card: StampCard) -> None:
        """Change a card from now on, or offer it again."""
        self._show_in_form(card)
        self.panel.open_form(
            card.name,
            tr("Save") if card.offered else tr("Offer again"),
            partial(self._save, card),
            stop=partial(self._stop, card) if card.offered else None,
        )

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_stamp_card(
                self.session, terms=self.form.read(), operation_id=self.panel.operation_id
            ),
            then=lambda card: self.done(
                self.panel, tr("“{name}” is offered from now on.").format(name=card.name)
            ),
        )

    def _save(self, card: StampCard) -> None:
        words = tr("“{name}” is offered again.")
        if card.offered:
            words = tr("“{name}” is saved; stamps that customers hold stay.")
        self.page.attempt(
            lambda: self._change(card, {**self.form.read(), "offered": True}),
            then=lambda saved: self.done(self.panel, words.format(name=saved.name)),
        )

    def _stop(self, card: StampCard) -> None:
        """Stop a card as it stands in the book; what was typed meanwhile is dropped."""
        words = tr("“{name}” is no longer offered; stamps that customers hold stay.")
        self.page.attempt(
            lambda: self._change(card, {"offered": False}),
            then=lambda stopped: self.done(self.panel, words.format(name=stopped.name)),
        )

    def _change(self, card: StampCard, changes: dict[str, object]) -> StampCard:
        return edit_stamp_card(
            self.session, card=card.name, changes=changes, operation_id=self.panel.operation_id
        )

    def _show_in_form(self, card: StampCard | None) -> None:
        self.form.show_card(
            card,
            rewards=[reward.name for reward in all_rewards(self.session.db)],
            categories=[category.name for category in all_categories(self.session.db)],
        )

    def _row_of(self, card: StampCard, totals: CardTotals | None) -> OfferRow:
        return OfferRow(
            card.name,
            card_sentence(draft_of_card(card), self.session.settings),
            (),
            (edit_deed(card.name, partial(self.edit, card), offered=card.offered),),
            figures=card_totals_line(totals) if totals is not None else "",
        )
