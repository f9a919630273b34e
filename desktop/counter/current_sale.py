"""The sale that is being typed: keeps what was said about it, and works it out at each key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from db.clock import new_id
from db.errors import BadRequest, Repeated, ShopError
from db.queries.coupons import coupon_typed
from db.rules.coupons import Coupon, check_coupon, check_together
from db.rules.rewards import most_points_for, points_to_round_sum
from db.rules.sales import check_for_a_sale
from db.rules.shop import ShopSettings
from db.session import Session
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from desktop import formats
from desktop.counter import words
from desktop.counter.sale_payments import SalePayments
from desktop.i18n import tr
from desktop.messages import explain
from desktop.widgets.breakdown import FigureLine
from desktop.widgets.sale_panel import SaleChip, SalePanel
from desktop.words.history import money


class PointsFor(Protocol):
    """A rule that proposes how many points to use on a sale after discounts."""

    def __call__(self, total: int, *, usable: int, settings: ShopSettings) -> int:
        """Return the points to propose."""
        ...


@dataclass
class CurrentSale:
    """What is typed and lies on the sale; the operation's id stays until it is recorded."""

    session: Session
    panel: SalePanel
    customer_id: str | None = None
    usable_points: int = 0
    lines: list[OrderLine] = field(default_factory=list)
    coupons: list[Coupon] = field(default_factory=list)
    payments: SalePayments = field(default_factory=SalePayments)
    last: SaleOutcome | None = None  # the sale before, shown until something is typed
    recorded_as: str = ""  # the operation of the sale before
    reckoned: list[Callable[[SaleOutcome | None], object]] = field(default_factory=list)
    operation_id: str = field(default_factory=new_id)

    def begin_anew(self) -> None:
        """Forget what was typed; the next sale is another one."""
        self.lines, self.coupons = [], []
        self.payments.begin_anew()
        self.operation_id = new_id()
        self.panel.clear()

    def forget_last(self) -> None:
        """Show no more of the sale before: it is not as it was."""
        self.last = None
        self.refresh()

    def serve(self, customer_id: str | None) -> None:
        """Go on with a customer; what was typed before anybody was named is theirs."""
        if customer_id == self.customer_id:
            return
        if self.customer_id is not None:
            self.begin_anew()
        self.customer_id, self.last = customer_id, None

    def is_empty(self) -> bool:
        """Tell whether nothing was typed or put on the sale yet."""
        typed = self.panel.amount.text().strip() or self.panel.points_used.text().strip()
        return not (typed or self.lines or self.coupons) and self.payments.is_empty()

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the coupons on the sale."""
        return tuple(coupon.code for coupon in self.coupons)

    # -- What a person does -----------------------------------------------------------------

    def record(self) -> SaleOutcome | None:
        """Record the sale; None where there is none, or where it stands in the book already.

        Raises the refusals of record_sale, BadAmount and BadRequest; what was typed stays.
        """
        order = self._order(self.panel.points())
        if order is None:
            return None
        try:
            outcome = record_sale(self.session, order, operation_id=self.operation_id)
        except Repeated:
            self.begin_anew()
            return None
        self.last, self.recorded_as = outcome, self.operation_id
        self.begin_anew()
        return outcome

    def put_on(self, code: str) -> Coupon:
        """Put a coupon on the sale; raises why it cannot be."""
        moment = self.session.moment()
        coupon = coupon_typed(moment.db, code)
        if coupon.code in self.codes():
            return coupon
        check_coupon(coupon, day=moment.today, customer_id=self.customer_id)
        check_for_a_sale(coupon)
        check_together([*self.coupons, coupon], limit=moment.settings.coupons_per_sale)
        self.coupons.append(coupon)
        return coupon

    def take_off(self, key: str) -> None:
        """Take a coupon, a payment or a line off the sale again."""
        if self.payments.take_off(key):
            return
        kind, _, which = key.partition(":")
        if kind == "line":
            del self.lines[int(which)]
        else:
            self.coupons = [coupon for coupon in self.coupons if coupon.code != which]

    def sort_into(self, category: str) -> None:
        """Make what is typed a line of a category; raises BadAmount or BadRequest."""
        amount = self.panel.amount.amount_or_none()
        if amount is None:
            raise BadRequest("amount", "missing")
        self.lines.append(OrderLine(amount, category))
        self.panel.amount.clear()

    def use_most(self) -> None:
        """Use as many points as the sale takes."""
        self._propose(most_points_for)

    def use_odd(self) -> None:
        """Use the points that leave a round sum to pay."""
        self._propose(points_to_round_sum)

    # -- What is shown ----------------------------------------------------------------------

    def refresh(self) -> None:
        """Work out what is typed, and show what it comes to."""
        settings = self.session.settings
        try:
            plain = self._preview(0)
            points = self.panel.points()
            outcome = self._preview(points) if points and plain else plain
        except ShopError as refusal:
            self._show_points_row(self._total())
            self._show_chips(None)
            self.panel.show_lines(
                [FigureLine(explain(refusal, settings), kind="said", tone="warn")]
            )
            self.panel.show_record(tr("Record"), enabled=True)  # pressing it says why not
            self._tell_reckoned(None)
            return
        self._show_points_row(plain.reckoning.total if plain else None)
        self._show_chips(outcome)
        self._tell_reckoned(outcome)
        gave = outcome is None and self.last is not None and bool(self.last.issued)
        self.panel.issued_button.setVisible(gave)
        if outcome is not None:
            self.panel.show_lines(words.sale_lines(outcome, settings))
            self.panel.show_record(words.record_words(outcome, settings), enabled=True)
            return
        self.panel.show_record(tr("Record"), enabled=False)
        self.panel.show_lines(words.after_sale_lines(self.last, settings) if self.last else [])

    def _tell_reckoned(self, outcome: SaleOutcome | None) -> None:
        for listener in self.reckoned:
            listener(outcome)

    def _show_points_row(self, total: int | None) -> None:
        settings = self.session.settings
        shown = self.customer_id is not None and self.usable_points >= settings.redeem_minimum
        most = odd = 0
        if total is not None:
            most = most_points_for(total, usable=self.usable_points, settings=settings)
            odd = points_to_round_sum(total, usable=self.usable_points, settings=settings)
        rest = money((total or 0) - odd * settings.point_value, settings)
        self.panel.show_points_row(
            shown=shown and settings.redeem_max_percent > 0,
            all_words=tr("Use {points}").format(points=formats.number(most)) if most else "",
            round_words=tr("To {amount}").format(amount=rest) if odd and odd != most else "",
        )

    def _show_chips(self, outcome: SaleOutcome | None) -> None:
        settings = self.session.settings
        chips = []
        for index, line in enumerate(self.lines):
            said = f"{line.category} {money(line.amount, settings)}"
            spoken = tr("Take {line} off the sale").format(line=said)
            chips.append(SaleChip(f"line:{index}", said, spoken))
        taken = {each.code: each.amount for each in outcome.reckoning.discounts} if outcome else {}
        for coupon in self.coupons:
            name = words.coupon_name(coupon, settings)
            amount = taken.get(coupon.code, 0)
            said = f"{name} {money(-amount, settings)}" if amount else name
            spoken = tr("Take coupon {name} off the sale").format(name=name)
            chips.append(SaleChip(f"coupon:{coupon.code}", said, spoken, tone="good"))
        self.panel.show_chips([*chips, *self.payments.chips(outcome, settings)])
        credit, voucher = self.payments.offers(settings)
        self.panel.own_money.offer(credit=credit, voucher=voucher)

    # -- Inside -----------------------------------------------------------------------------

    def _order(self, points_used: int) -> SaleOrder | None:
        """Return what is typed as an order, None while there is no amount; raises BadAmount."""
        amount = self.panel.amount.amount_or_none()
        lines = [*self.lines] if amount is None else [*self.lines, OrderLine(amount)]
        if not lines:
            return None
        return SaleOrder(
            lines=tuple(lines),
            customer_id=self.customer_id,
            points_used=points_used,
            coupons=self.codes(),
            pay_with=self.payments.pay_with(),
        )

    def _preview(self, points_used: int) -> SaleOutcome | None:
        order = self._order(points_used)
        return preview_sale(self.session, order) if order else None

    def _total(self) -> int | None:
        """Return the sale after discounts, None where it cannot be said."""
        try:
            plain = self._preview(0)
        except ShopError:
            return None
        return plain.reckoning.total if plain else None

    def _propose(self, points_for: PointsFor) -> None:
        total = self._total()
        if total is None or self.customer_id is None:
            return
        points = points_for(total, usable=self.usable_points, settings=self.session.settings)
        if points:
            self.panel.points_used.show_number(points)
