"""What a redeemed reward became: a coupon with its code in large letters, ready to print."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from db.rules.coupons import spoken_code
from db.usecases.rewards import Redemption
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.buttons import button
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted, named
from desktop.widgets.page import Page
from desktop.words.history import runs_until


class CouponPanel(SidePanel):
    """Shows a redemption over the right of its page until it is closed."""

    print_asked = Signal(str)
    use_asked = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "coupon")
        self.code_text = ""
        self.reward = label(role="figure", wrap=True)
        self.code = named(label(role="figure"), "coupon.code", tr("Coupon code"))
        self.until = muted(wrap=True)
        self.left = muted(wrap=True)
        for each in (self.reward, self.code, self.until, self.left):
            self.body.addWidget(each)
        self.print_button = button(
            tr("Print the coupon"), "coupon.print", lambda: self.print_asked.emit(self.code_text),
            icon="print",
        )  # fmt: skip
        self.use_button = button(
            tr("Put it on this sale"), "coupon.use", lambda: self.use_asked.emit(self.code_text)
        )
        self.body.addWidget(self.print_button)
        self.body.addWidget(self.use_button)
        self.body.addStretch(1)
        self.done_button = self.add_action(tr("Done"), "coupon.done", self.close_panel)

    def show_redemption(self, done: Redemption, *, on_sale: bool) -> None:
        """Show what was handed over; `on_sale` tells whether it can go on a sale."""
        self.code_text = done.coupon.code
        self.reward.setText(done.reward.name)
        self.code.setText(spoken_code(done.coupon.code))
        self.code.setVisible(not done.coupon.used)
        until = done.coupon.valid_until
        self.until.setText(
            tr("Good until {day}").format(day=formats.day(until)) if until else tr("No last day")
        )
        self.until.setVisible(not done.coupon.used)
        words = trn("{points} point is left.", "{points} points are left.", done.balance)
        self.left.setText(words.format(points=formats.number(done.balance)))
        self.print_button.setVisible(not done.coupon.used)
        self.use_button.setVisible(on_sale and not done.coupon.used)
        if done.plan is not None:
            self.until.setText(runs_until(done.plan.now_agreed.plan, done.plan.until))
            self.until.show()
        self.open_panel(_title(done), self.done_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().upper() == "P" and self.print_button.isVisible():
            self.print_button.click()
        else:
            super().keyPressEvent(event)


def _title(done: Redemption) -> str:
    if done.plan is not None:
        return tr("Their plan is longer")
    if done.reward.terms.kind == "donation":
        return tr("Given to a good cause")
    return tr("Hand this over now") if done.coupon.used else tr("A coupon for them")
