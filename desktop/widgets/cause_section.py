"""Good causes on the page Offers: what each was given, and the money that is handed over."""

from functools import partial
from io import BytesIO

from PySide6.QtWidgets import QWidget

from db.queries.causes import CauseStanding, causes_at
from db.queries.rewards import all_rewards, reward_with_id
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.session import Session
from db.usecases.causes import pay_cause
from db.usecases.rewards import add_reward
from desktop.i18n import mark, tr
from desktop.widgets.cause_form import CauseForm
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.reward_form import RewardForm, Surroundings
from desktop.words.causes import cause_chips, cause_line, paid_line
from desktop.words.history import money


class CauseSection(OfferSection):
    """Lists causes with their totals; a cause is a reward of kind donation."""

    kind = "causes"
    words = mark("Causes")
    new_words = mark("New cause")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Would your customers like to give their points away?"),
            empty=tr(
                "At the counter they give as many points as they like to a good cause. Here "
                "stands what that comes to, until you hand the money over."
            ),
        )
        self._preview: QWidget | None = None

    @staticmethod
    def how_many(session: Session) -> int:
        return sum(reward.terms.kind == "donation" for reward in all_rewards(session.db))

    def new_panels(self) -> list[OfferPanel]:
        settings, today = self.session.settings, self.session.today
        self.form = CauseForm(settings)
        self.panel = OfferPanel(self.page, "cause", self.form)
        self.new_form = RewardForm(settings, today=today)
        self.new_form.kind.setEnabled(False)  # of any other it would be no cause
        self.new_panel = OfferPanel(self.page, "new_cause", self.new_form)
        return [self.panel, self.new_panel]

    def reload(self) -> None:
        causes = causes_at(self.session.moment())
        self.show_offers(
            [self._row_of(cause) for cause in causes if cause.offered],
            [self._row_of(cause) for cause in causes if not cause.offered],
        )

    def begin(self) -> None:
        db = self.session.db
        around = Surroundings(
            tiers=[tier.name for tier in all_tiers(db)],
            plans=[plan.name for plan in (*all_plans(db), *retired_plans(db))],
        )
        self.new_form.show_reward(None, around, kind="donation")
        self.new_panel.open_form(tr("New cause"), tr("Offer it"), self._add)

    def hand_over(self, cause: CauseStanding) -> None:
        """Begin a payment to a cause, of all that is owed."""
        self.form.show_cause(cause)
        self.panel.open_form(cause.name, tr("Hand it over"), partial(self._pay, cause))

    def show_certificate(self, cause: CauseStanding) -> None:
        """Show the certificate for a cause as it is printed."""
        from desktop.papers.letters import print_cause_certificate
        from desktop.papers.summary import office_paper
        from desktop.widgets.paper_preview import PaperPreview

        drawn = BytesIO()
        paper = office_paper(self.session.settings.country)
        print_cause_certificate(self.session, cause.name, drawn, paper=paper)
        if not isinstance(self._preview, PaperPreview):
            self._preview = PaperPreview(self.page, "causes.paper", closed=self.page.take_focus)
        title = tr("Certificate: {name}").format(name=cause.name)
        self._preview.show_paper(drawn.getvalue(), title=title, file_name=f"{cause.name}.pdf")

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_reward(
                self.session, self.new_form.read(), operation_id=self.new_panel.operation_id
            ),
            then=lambda reward: self.done(
                self.new_panel, tr("“{name}” is offered from now on.").format(name=reward.name)
            ),
        )

    def _pay(self, cause: CauseStanding) -> None:
        self.page.attempt(partial(self._pay_what_is_typed, cause), then=self._tell)

    def _pay_what_is_typed(self, cause: CauseStanding) -> tuple[CauseStanding, int]:
        amount = self.form.amount_given.amount_minor()
        name = reward_with_id(self.session.db, cause.id).name
        now = pay_cause(
            self.session,
            cause=name,
            amount=amount,
            note=self.form.note.text(),
            operation_id=self.panel.operation_id,
        )
        return now, amount

    def _tell(self, paid: tuple[CauseStanding, int]) -> None:
        cause, amount = paid
        words = tr("{amount} handed over to {cause}.")
        said = words.format(amount=money(amount, self.session.settings), cause=cause.name)
        self.done(self.panel, said)

    def _row_of(self, cause: CauseStanding) -> OfferRow:
        settings = self.session.settings
        deeds = []
        if cause.donors:
            certificate = OfferDeed(
                tr("Certificate"),
                tr("Certificate for {name}").format(name=cause.name),
                f"causes.certificate.{cause.name}",
                partial(self.show_certificate, cause),
                seldom=True,
            )
            deeds.append(certificate)
        if cause.owed or cause.offered:
            hand_over = OfferDeed(
                tr("Hand over"),
                tr("Hand money over to {name}").format(name=cause.name),
                f"causes.pay.{cause.name}",
                partial(self.hand_over, cause),
            )
            deeds.append(hand_over)
        return OfferRow(
            cause.name,
            cause_line(cause, settings),
            cause_chips(cause, settings),
            deeds,
            figures=paid_line(cause, settings),
        )
