"""Giving points from one customer to another: to whom, how many, and what both have then."""

from PySide6.QtCore import Signal

from db.clock import new_id
from db.errors import BadRequest
from db.queries.customers import customer_record
from db.queries.points import account_at
from db.usecases.points import PointsMoved, give_points
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.customer_chooser import CustomerChooser
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import ElidedLabel, small
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page

_LONGEST_NOTE = 200
_LEAST_ROOM = 190  # for three who fit


class GiftPanel(SidePanel):
    """Opens on the one who gives; nothing is given before somebody is chosen, and only once."""

    moved = Signal(object)  # PointsMoved

    def __init__(self, page: Page) -> None:
        super().__init__(page, "gift")
        self._page = page
        self._customer_id = self._name = ""
        self._operation_id = new_id()
        self._balance = 0
        self.who = ElidedLabel(role="strong")
        self.to = CustomerChooser(page, "gift.to", tr("To whom"))
        self.to.setMinimumHeight(_LEAST_ROOM)
        self.points = NumberEdit("gift.points", tr("Points"))
        self.note = text_field("gift.note", tr("Note"), longest=_LONGEST_NOTE)
        self.lines = Breakdown("gift.lines", tr("What the gift does"))
        self.form = Form()
        self.save_button = self.add_action(tr("Give the points"), "gift.save", self.save)
        self._lay_out()
        self.points.textChanged.connect(lambda _: self.preview())
        self.to.chosen.connect(lambda _: self.preview())

    def open_customer(self, customer_id: str) -> None:
        """Begin a gift of this customer's points."""
        moment = self._page.session.moment()
        self._customer_id, self._operation_id = customer_id, new_id()
        self._name = customer_record(moment.db, customer_id).name
        self._balance = account_at(moment, customer_id).balance(moment.today)
        self.who.setText(tr("From {name}").format(name=self._name))
        self.points.show_number(None)
        self.note.clear()
        self.to.begin(without=customer_id)
        self.preview()
        self.open_panel(tr("Give points"), self.to.field)

    def preview(self) -> None:
        """Show what both have then."""
        points = if_readable(lambda: self.points.number_or_none("points")) or 0
        to = self.to.customer()
        lines = [_then(self._name, self._balance, -points)]
        if to is not None:
            lines.append(_then(to.name, to.balance, points))
        self.lines.show_lines(lines)

    def save(self) -> None:
        """Write the gift, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._give, then=self._done)
        self._page.fields = fields

    def _give(self) -> PointsMoved:
        to = self.to.customer()
        if to is None:
            raise BadRequest("to", "missing")
        return give_points(
            self._page.session,
            customer_id=self._customer_id,
            to=to.id,
            points=self.points.number("points"),
            note=self.note.text(),
            operation_id=self._operation_id,
        )

    def _done(self, moved: PointsMoved) -> None:
        to = self.to.customer()
        assert to is not None
        self.close_panel()
        self.moved.emit(moved)
        words = trn(
            "{name} gave {points} point to {other}.",
            "{name} gave {points} points to {other}.",
            moved.points,
        )
        points = formats.number(moved.points)
        said = words.format(name=self._name, points=points, other=to.name)
        self._page.tell_done(said, self._operation_id)

    def _lay_out(self) -> None:
        self.body.addWidget(self.who)
        self.form.add("to", tr("To whom"), self.to)
        self.form.fields["to"] = self.to.field
        self.form.add("points", tr("Points"), self.points)
        self.form.add("note", tr("Note (not needed)"), self.note)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lines)
        self.body.addWidget(small(tr("Points keep the last day they had."), wrap=True))
        self.body.addStretch(1)


def _then(name: str, balance: int, points: int) -> FigureLine:
    if not points:
        return FigureLine(name, formats.number(balance))
    then = balance + points
    words = tr("{before} → {then}").format(
        before=formats.number(balance), then=formats.number(then)
    )
    return FigureLine(name, words, tone="warn" if then < 0 else None)
