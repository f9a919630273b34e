"""One coupon: what it gives, where it stands, its uses; printed, reprinted, declared void."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from db.clock import new_id
from db.queries.coupon_designs import rewards_of_coupons
from db.queries.coupon_list import CouponLife, coupon_life
from db.queries.customers import customer_record
from db.rules.coupons import spoken_code, state_on
from db.usecases.coupons import replace_coupon, void_coupon
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.chip import Chip
from desktop.widgets.facts_list import FactsList
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted, named, rule, strong
from desktop.widgets.page import Page
from desktop.widgets.reason_box import ReasonBox
from desktop.words.coupons import (
    Said,
    bought_with_points,
    coupon_facts,
    name_of,
    state_chip,
    use_said,
)


class CouponDetails(SidePanel):
    """Shows a coupon over the right of its page until it is closed."""

    print_asked = Signal(str)
    use_asked = Signal(str)
    design_asked = Signal(str)  # the reward's id

    def __init__(self, page: Page) -> None:
        super().__init__(page, "coupon")
        self._page = page
        self._life: CouponLife | None = None
        self._reward: str | None = None  # whose look can be designed
        self._operation_id = new_id()
        self.chip = Chip()
        self.code = named(label(role="figure"), "coupon.code", tr("Coupon code"))
        self.owner = muted(wrap=True)
        self.facts, self.uses = FactsList(), FactsList()
        self.uses_head = strong(tr("Uses"))
        self.reason = ReasonBox("coupon")
        self.print_button = button(tr("Print"), "coupon.print", self._print, icon="print")
        self.design_button = button(tr("Design"), "coupon.design", self._design)
        self.replace_button = button(tr("Lost: reprint …"), "coupon.replace", self.ask_to_replace)
        self.void_button = button(
            tr("Declare void …"), "coupon.void", self.ask_to_void, kind="danger"
        )
        self.action = self.add_action("", "coupon.action", self._act)
        self._lay_out()
        self.closed.connect(self.reason.hide)

    def show_coupon(self, code: str) -> None:
        """Show a coupon; raises UnknownCoupon or ForgedCoupon."""
        life = self._life = coupon_life(self._page.session.db, code)
        session = self._page.session
        settings, today, coupon = session.settings, session.today, life.coupon
        self.chip.say(*state_chip(coupon, today))
        self.code.setText(spoken_code(coupon.code))
        self.owner.setText(self._owner(life))
        self.facts.show_facts([_pair(said) for said in coupon_facts(life, settings)])
        self.uses.show_facts([_pair(use_said(use, settings)) for use in life.uses])
        self.uses_head.setVisible(bool(life.uses))
        self.reason.hide()
        self._page.fields = {}
        still_good = state_on(coupon, today) == "issued"
        self.replace_button.setVisible(still_good)
        self.void_button.setVisible(still_good)
        self.print_button.setVisible(still_good)
        self._reward = rewards_of_coupons(session.db, [coupon.code], offered=True).get(coupon.code)
        self.design_button.setVisible(still_good and self._reward is not None)
        self._offer_use(usable=still_good and coupon.valid_from <= today)
        self.open_panel(name_of(coupon.terms, settings), self.close_button)

    def ask_to_replace(self) -> None:
        """Ask whether the coupon is to be reprinted, and why."""
        question = tr("The code above will be refused from now on; a new one takes its place.")
        self._ask(question, tr("Reprint it"), self._replace)

    def ask_to_void(self) -> None:
        """Ask whether the coupon is to be void, and why."""
        assert self._life is not None
        besides = tr("Give the points back") if bought_with_points(self._life) else ""
        question = tr("The coupon will be refused from now on.")
        self._ask(question, tr("Declare it void"), self._void, besides=besides)

    # -- What it does -----------------------------------------------------------------------

    def _ask(self, question: str, words: str, do: Callable[[], object], besides: str = "") -> None:
        self._operation_id = new_id()
        self._name_action(words)
        for each in self._deeds():
            each.hide()
        self._page.fields = {"reason": self.reason.reason}
        self.reason.ask(question, do, besides=besides)
        self.bring_up(self.reason)

    def _replace(self) -> None:
        session, code = self._page.session, self._code()
        self._page.attempt(
            lambda: replace_coupon(
                session,
                code=code,
                reason=self.reason.reason.text(),
                operation_id=self._operation_id,
            ),
            then=lambda issued: self._replaced(issued.code),
        )

    def _replaced(self, code: str) -> None:
        self.close_panel()
        words = tr("{code} takes its place. Print it for the customer.")
        self._page.notice.say(words.format(code=spoken_code(code)))
        self.print_asked.emit(code)

    def _void(self) -> None:
        session, code = self._page.session, self._code()
        self._page.attempt(
            lambda: void_coupon(
                session,
                code=code,
                reason=self.reason.reason.text(),
                return_points=self.reason.besides.isChecked(),
                operation_id=self._operation_id,
            ),
            then=lambda _: self._voided(code),
        )

    def _voided(self, code: str) -> None:
        self.close_panel()
        words = tr("The coupon {coupon} is void now.")
        self._page.notice.say(words.format(coupon=spoken_code(code)))

    def _act(self) -> None:
        if self.reason.isVisible():
            self.reason.go_on()
        else:
            self.use_asked.emit(self._code())

    def _print(self) -> None:
        self.print_asked.emit(self._code())

    def _design(self) -> None:
        self.close_panel()
        self.design_asked.emit(self._reward)

    # -- What it shows ----------------------------------------------------------------------

    def _deeds(self) -> tuple[QPushButton, ...]:
        return self.print_button, self.design_button, self.replace_button, self.void_button

    def _owner(self, life: CouponLife) -> str:
        owner = life.coupon.customer_id
        if owner is None:
            return tr("For whoever brings it")
        record = customer_record(self._page.session.db, owner)
        return tr("For {customer}").format(customer=record.name)

    def _offer_use(self, *, usable: bool) -> None:
        self._name_action(tr("Open a sale with it"))
        self.action.setVisible(usable)

    def _name_action(self, words: str) -> None:
        self.action.setText(words)
        self.action.setAccessibleName(words)
        self.action.show()

    def _code(self) -> str:
        assert self._life is not None
        return self._life.coupon.code

    def _lay_out(self) -> None:
        self.body.addWidget(self.chip)
        self.body.addWidget(self.code)
        self.body.addWidget(self.owner)
        self.body.addWidget(rule())
        self.body.addWidget(self.facts)
        self.body.addWidget(self.uses_head)
        self.body.addWidget(self.uses)
        self.body.addWidget(self.reason)
        for each in self._deeds():
            self.body.addWidget(each)
        self.body.addStretch(1)


def _pair(said: Said) -> tuple[str, str]:
    return said.words, said.value
