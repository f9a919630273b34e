"""One sale as it was recorded: goods, discounts, points word for word, and its refunds."""

from collections.abc import Iterator

from PySide6.QtCore import QMetaMethod, Signal

from db.queries.refunds import RefundLine
from db.queries.sale_sheet import SaleSheet, sale_sheet
from db.rules.points import SaleLine
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.widgets.breakdown import RULE, Breakdown, FigureLine
from desktop.widgets.buttons import button
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import heading, muted, named
from desktop.widgets.page import Page


class SaleSheetPanel(SidePanel):
    """Shows a sale over the right of its page; Esc or Enter goes back to where it was asked for."""

    refund_asked = Signal(str)  # the sale's id

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page, name)
        self._page = page
        self.sale = ""
        self.about = named(muted(wrap=True), f"{name}.about", tr("The sale"))
        self.money = Breakdown(f"{name}.money", tr("What was paid"))
        self.points = Breakdown(f"{name}.points", tr("Points of the sale"))
        self.points_head = heading(tr("Points"))
        self.refunds_head = heading(trc("sale", "Given back"))
        self.refunds = Breakdown(f"{name}.refunds", trc("sale", "Given back"))
        for each in (self.about, self.money, self.points_head, self.points, self.refunds_head,
                     self.refunds):  # fmt: skip
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.refund_button = button(
            tr("Refund…"), f"{name}.refund", lambda: self.refund_asked.emit(self.sale)
        )
        self.foot.insertWidget(0, self.refund_button)
        self.done_button = self.add_action(tr("Done"), f"{name}.done", self.close_panel)

    def show_sale(self, sale: str) -> None:
        """Show a sale; raises UnknownSale."""
        self.sale = sale
        self.reload()
        self.open_panel(self.title.text(), self.done_button)

    def reload(self) -> None:
        """Read the sale again: something may have been given back of it."""
        told = sale_sheet(self._page.session.db, self.sale)
        settings = self._page.session.settings
        self.about.setText(" · ".join(_about(told, settings)))
        self.money.show_lines(list(_money_lines(told, settings)))
        self.points.show_lines(list(_points_lines(told)))
        self.refunds.show_lines(list(_refund_lines(told, settings)))
        for head, lines in (
            (self.points_head, self.points), (self.refunds_head, self.refunds),
        ):  # fmt: skip
            head.setVisible(bool(lines.lines()))
            lines.setVisible(bool(lines.lines()))
        self.refund_button.setVisible(self._refunds_here() and told.may_be_refunded)
        self.title.setText(tr("Sale {amount}").format(amount=_money(told.record.total, settings)))

    def _refunds_here(self) -> bool:
        """Tell whether anybody does something when a refund is asked for."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.refund_asked))


def _about(told: SaleSheet, settings: ShopSettings) -> Iterator[str]:
    sale = told.record
    yield formats.moment_full(sale.at.astimezone(settings.timezone))
    if told.customer:
        yield told.customer
    if sale.staff:
        yield tr("served by {name}").format(name=sale.staff)
    if sale.receipt:
        yield tr("receipt {number}").format(number=sale.receipt)
    if sale.till:
        yield tr("till {name}").format(name=sale.till)


def _money_lines(told: SaleSheet, settings: ShopSettings) -> Iterator[FigureLine]:
    """Yield goods, what was taken off, and what was paid."""
    sale = told.record
    if len(told.lines) > 1 or any(line.category for line in told.lines):
        for line in told.lines:
            yield FigureLine(_goods(line), _money(line.amount, settings))
        yield RULE
    if sale.discounts or sale.points_used:
        yield FigureLine(tr("Amount"), _money(sale.amount, settings))
    for name, amount in sale.discounts:
        yield FigureLine(name or tr("Coupon"), _money(-amount, settings))
    if sale.points_used:
        words = trn("{points} point used", "{points} points used", sale.points_used)
        yield FigureLine(
            words.format(points=formats.number(sale.points_used)),
            _money(sale.paid - sale.total, settings),
        )
    yield FigureLine(tr("Paid"), _money(sale.paid, settings), "sum")


def _goods(line: SaleLine) -> str:
    words = line.category or tr("Goods")
    if line.count > 1:
        words = tr("{count} × {goods}").format(count=formats.number(line.count), goods=words)
    return words if line.earns else tr("{goods} · earns no points").format(goods=words)


def _points_lines(told: SaleSheet) -> Iterator[FigureLine]:
    """Yield the points, word for word as they were shown."""
    sale = told.record
    for number, (label, points) in enumerate(sale.breakdown):
        figure = formats.signed(points) if number else formats.number(points)
        yield FigureLine(label, figure)
    if sale.breakdown:
        yield RULE
        yield FigureLine(tr("Points for this sale"), formats.number(sale.points), "sum")


def _refund_lines(told: SaleSheet, settings: ShopSettings) -> Iterator[FigureLine]:
    for number, refund in enumerate(told.refunds):
        if number:
            yield RULE
        yield FigureLine(_why(refund, settings), kind="said")
        yield FigureLine(tr("Money back"), _money(-refund.money_back, settings))
        if refund.points_returned:
            yield FigureLine(tr("Points given back"), formats.signed(refund.points_returned))
        if refund.points_reversed:
            yield FigureLine(tr("Points taken back"), formats.signed(-refund.points_reversed))
    if told.refunds and told.record.customer_id is not None:
        yield RULE
        left = told.record.points - sum(refund.points_reversed for refund in told.refunds)
        yield FigureLine(tr("Points left of this sale"), formats.number(left), "sum")


def _why(refund: RefundLine, settings: ShopSettings) -> str:
    reason = trc("sale", "undone") if refund.reason == "undo" else refund.reason
    when = formats.moment_full(refund.at.astimezone(settings.timezone))
    return " · ".join(each for each in (when, reason, refund.staff) if each)


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)
