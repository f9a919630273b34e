"""Bringing friends on the page Offers: the terms, whose reward waits, and who brings most."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from db.clock import new_id
from db.queries.friends import (
    Bringer,
    WaitingReferral,
    best_bringers,
    waiting_referrals,
)
from db.queries.rewards import all_rewards
from db.rules.shop import NO_GIFT, ReferralTerms, ShopSettings
from db.session import Session
from db.usecases.referrals import Answered, approve_referral, decline_referral
from db.usecases.shop import set_shop
from desktop.i18n import mark, tr
from desktop.widgets.decline_form import DeclineForm
from desktop.widgets.labels import label
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.referral_form import ReferralForm
from desktop.widgets.tree_panel import TreePanel
from desktop.words.friends import (
    approved_words,
    bringer_line,
    programme_story,
    waiting_line,
    waiting_title,
)

_BEST = 10


class ReferralSection(OfferSection):
    """Shows the programme and what it brought; the owner answers where something looks odd."""

    kind = "referrals"
    words = mark("Bring a friend")
    new_words = mark("Choose the terms")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Who tells their friends about you?"),
            empty=tr(
                "Every customer has a code that can be said aloud. Choose what both receive when "
                "a friend buys for the first time; the desk watches over it and gives it by itself."
            ),
        )
        self.story = label(wrap=True)
        self.terms = Panel(tr("The terms"))
        self.terms.body.addWidget(self.story)
        self.waiting = Panel(tr("Waits for your answer"))
        self.best = Panel(tr("Who brings most"))
        self.tree = TreePanel(page)
        self.tree.customer_asked.connect(self._go_to)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for place, card in enumerate((self.waiting, self.terms, self.best)):
            column.insertWidget(1 + place, card)
            self._rows[card] = QVBoxLayout()
            self._rows[card].setSpacing(0)
            card.body.addLayout(self._rows[card])

    @staticmethod
    def how_many(session: Session) -> int:
        return int(_gives(session.settings.referral))

    @staticmethod
    def to_answer(session: Session) -> int:
        return len(waiting_referrals(session.moment()))

    def new_panels(self) -> list[OfferPanel]:
        self.form = ReferralForm(self.session.settings)
        self.panel = OfferPanel(self.page, "referral", self.form)
        self.decline_form = DeclineForm(self.session.settings)
        self.decline_panel = OfferPanel(self.page, "decline", self.decline_form)
        return [self.panel, self.decline_panel]

    def reload(self) -> None:
        moment = self.session.moment()
        settings = moment.settings
        waiting, best = waiting_referrals(moment), best_bringers(moment, limit=_BEST)
        gives = _gives(settings.referral)
        self.show_offers([])
        self.empty.setVisible(not (gives or waiting or best))
        self.terms.setVisible(gives or bool(best))
        self.story.setText(programme_story(settings.referral, settings))
        self._fill(self.waiting, [self._waiting_row(each) for each in waiting])
        self._fill(self.best, [self._best_row(each, settings) for each in best])
        self.tree.reload()

    def begin(self) -> None:
        terms = self.session.settings.referral
        self.form.show_terms(terms, [reward.name for reward in all_rewards(self.session.db)])
        stop = self._stop if _gives(terms) else None
        self.panel.open_form(tr("Bringing a friend"), tr("Save"), self._save, stop=stop)

    def show_tree(self, customer_id: str) -> None:
        """Show whom somebody brought."""
        self.tree.open_customer(customer_id)

    # -- What it does -----------------------------------------------------------------------

    def _save(self) -> None:
        self.page.attempt(lambda: self._choose(self.form.read()), then=self._saved)

    def _stop(self) -> None:
        self.page.attempt(lambda: self._choose({}), then=self._saved)

    def _choose(self, terms: dict[str, object]) -> ShopSettings:
        return set_shop(
            self.session, changes={"referral": terms}, operation_id=self.panel.operation_id
        )

    def _saved(self, settings: ShopSettings) -> None:
        self.done(self.panel, programme_story(settings.referral, settings))

    def _approve(self, waiting: WaitingReferral) -> None:
        operation = new_id()

        def tell(answered: Answered) -> None:
            self.page.take_focus()  # the button went with its row
            self.page.tell_done(approved_words(waiting, answered), operation)

        self.page.attempt(
            lambda: approve_referral(
                self.session, referee_id=waiting.referee.customer_id, operation_id=operation
            ),
            then=tell,
        )

    def _ask_why(self, waiting: WaitingReferral) -> None:
        self.decline_form.begin(waiting.referee.name)
        self.decline_panel.open_form(
            waiting_title(waiting), tr("Give nothing"), partial(self._decline, waiting)
        )

    def _decline(self, waiting: WaitingReferral) -> None:
        self.page.attempt(
            lambda: decline_referral(
                self.session,
                referee_id=waiting.referee.customer_id,
                reason=self.decline_form.reason(),
                operation_id=self.decline_panel.operation_id,
            ),
            then=lambda _: self.done(
                self.decline_panel,
                tr("Nothing is given for {friend}.").format(friend=waiting.referee.name),
            ),
        )

    def _go_to(self, customer_id: str) -> None:
        self.tree.close_panel()
        self.page.turn_to.emit("customer", Subject("customer", customer_id))

    # -- What it shows ----------------------------------------------------------------------

    def _waiting_row(self, waiting: WaitingReferral) -> OfferRow:
        title, name = waiting_title(waiting), waiting.referee.customer_id
        yes = OfferDeed(
            tr("Yes, reward both"), tr("Yes: {what}").format(what=title),
            f"referral.yes.{name}", partial(self._approve, waiting),
        )  # fmt: skip
        no = OfferDeed(
            tr("No"), tr("No: {what}").format(what=title), f"referral.no.{name}",
            partial(self._ask_why, waiting),
        )  # fmt: skip
        return OfferRow(title, waiting_line(waiting, self.session.settings), (), (yes, no))

    def _best_row(self, bringer: Bringer, settings: ShopSettings) -> OfferRow:
        person = bringer.person
        show = OfferDeed(
            tr("Friends"),
            tr("Friends of {name}").format(name=person.name),
            f"referral.tree.{person.customer_id}",
            partial(self.show_tree, person.customer_id),
        )
        return OfferRow(person.name, bringer_line(bringer, settings), (), (show,))


def _gives(terms: ReferralTerms) -> bool:
    return not terms.referrer == terms.referee == NO_GIFT
