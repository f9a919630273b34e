"""Giving points to a good cause: how many, what they are worth, what is left."""

from PySide6.QtCore import Signal

from db.clock import new_id
from db.queries.causes import donated_by
from db.queries.points import account_at, spendable
from db.queries.rewards import reward_named
from db.rules.causes import money_for, worth_of_donation
from db.rules.rewards import Reward
from db.usecases.causes import Donation, donate_points
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.buttons import button
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.labels import muted, small
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page
from desktop.words.history import money, points_words


class DonationPanel(SidePanel):
    """Opens on what is usually given; nothing is given before the button is pressed, and once."""

    given = Signal(object)  # Donation

    def __init__(self, page: Page) -> None:
        super().__init__(page, "donation")
        self._page = page
        self._customer_id = ""
        self._cause: Reward | None = None
        self._held = 0
        self._operation_id = new_id()
        self.points = NumberEdit("donation.points", tr("Points"))
        self.all_button = button("", "donation.all", lambda: self.points.show_number(self._held))
        self.lines = Breakdown("donation.lines", tr("What the donation does"))
        self.form = Form()
        self.save_button = self.add_action(tr("Give the points"), "donation.save", self.save)
        self.form.add("points", tr("How many points"), self.points)
        self.body.addWidget(self.form)
        self.body.addWidget(self.all_button)
        self.body.addWidget(self.lines)
        self.so_far = muted(wrap=True)
        self.body.addWidget(self.so_far)
        self.body.addWidget(
            small(tr("The shop hands the money over; Offers shows what it comes to."), wrap=True)
        )
        self.body.addStretch(1)
        self.points.textChanged.connect(lambda _: self.preview())

    def open_cause(self, customer_id: str, cause: str) -> None:
        """Begin a donation of this customer's points; raises UnknownReward."""
        moment = self._page.session.moment()
        self._cause = reward_named(moment.db, cause)
        self._customer_id, self._operation_id = customer_id, new_id()
        account = account_at(moment, customer_id)
        self._held = max(spendable(moment, customer_id, account), 0)
        self.points.show_number(min(self._cause.cost or self._held, self._held))
        so_far = donated_by(moment, customer_id)
        self.so_far.setText(tr("{points} given so far.").format(points=points_words(so_far)))
        self.so_far.setVisible(so_far > 0)
        self.all_button.setText(tr("All {points}").format(points=points_words(self._held)))
        self.preview()
        self.open_panel(cause, self.points)
        self.points.selectAll()

    def preview(self) -> None:
        """Show what the cause gets and what the customer keeps."""
        cause, settings = self._cause, self._page.session.settings
        assert cause is not None
        points = if_readable(lambda: self.points.number_or_none("points")) or 0
        worth = worth_of_donation(
            points, cost=cause.cost, value=cause.terms.value, point_value=settings.point_value
        )
        left = self._held - points
        words = tr("{before} → {then}").format(
            before=formats.number(self._held), then=formats.number(left)
        )
        self.lines.show_lines(
            [
                FigureLine(tr("For the cause"), money(money_for([(worth, 1)]), settings), "sum"),
                FigureLine(tr("Their points"), words, tone="warn" if left < 0 else None),
            ]
        )

    def save(self) -> None:
        """Give the points, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._give, then=self._done)
        self._page.fields = fields

    def _give(self) -> Donation:
        assert self._cause is not None
        return donate_points(
            self._page.session,
            customer_id=self._customer_id,
            cause=self._cause.name,
            points=self.points.number("points"),
            operation_id=self._operation_id,
        )

    def _done(self, donation: Donation) -> None:
        self.close_panel()
        self.given.emit(donation)
        words = tr("{points} for {cause} · now {balance}. Thank them!")
        said = words.format(
            points=points_words(donation.points),
            cause=donation.cause.name,
            balance=formats.number(donation.balance),
        )
        self._page.tell_done(said, self._operation_id)
