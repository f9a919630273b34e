"""Correcting a customer's points: which way, how many, why, and what they have then."""

from PySide6.QtCore import Signal

from db.clock import new_id
from db.queries.customers import customer_record
from db.queries.points import account_at
from db.usecases.points import PointsMoved, adjust_points
from desktop import formats
from desktop.i18n import tr, trn
from desktop.widgets.breakdown import RULE, Breakdown, FigureLine
from desktop.widgets.buttons import Segments
from desktop.widgets.chip_row import ChipRow
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import ElidedLabel
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page

_LONGEST_REASON = 200


class AdjustPanel(SidePanel):
    """Opens on a customer; nothing is corrected without a reason, and only once."""

    moved = Signal(object)  # PointsMoved

    def __init__(self, page: Page) -> None:
        super().__init__(page, "adjust")
        self._page = page
        self._customer_id = self._name = ""
        self._operation_id = new_id()
        self._balance = 0
        self.who = ElidedLabel(role="strong")
        self.way = Segments(
            "adjust.way", tr("Which way"), {"more": tr("Add"), "less": tr("Take away")}
        )
        self.points = NumberEdit("adjust.points", tr("Points"))
        self.reason = text_field("adjust.reason", tr("Reason"), longest=_LONGEST_REASON)
        self.lines = Breakdown("adjust.lines", tr("What the correction does"))
        self.form = Form()
        self.save_button = self.add_action(tr("Correct the points"), "adjust.save", self.save)
        self._lay_out()
        self.points.textChanged.connect(lambda _: self.preview())
        self.way.group.buttonClicked.connect(lambda _: self.preview())

    def open_customer(self, customer_id: str) -> None:
        """Begin a correction."""
        moment = self._page.session.moment()
        self._customer_id, self._operation_id = customer_id, new_id()
        self._name = customer_record(moment.db, customer_id).name
        self._balance = account_at(moment, customer_id).balance(moment.today)
        self.who.setText(self._name)
        self.way.choose("more")
        self.points.show_number(None)
        self.reason.clear()
        self.preview()
        self.open_panel(tr("Adjust points"), self.points)

    def preview(self) -> None:
        """Show what the customer has then."""
        points = if_readable(self._points_or_none)
        lines = [FigureLine(tr("Points now"), formats.number(self._balance))]
        if points:
            lines.append(FigureLine(tr("Correction"), formats.signed(points)))
            lines.append(RULE)
            then = self._balance + points
            shown = formats.number(then)
            lines.append(
                FigureLine(tr("Points after it"), shown, "sum", tone="warn" if then < 0 else None)
            )
        self.lines.show_lines(lines)

    def save(self) -> None:
        """Write the correction, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._adjust, then=self._done)
        self._page.fields = fields

    def _adjust(self) -> PointsMoved:
        points = self.points.number("points")
        return adjust_points(
            self._page.session,
            customer_id=self._customer_id,
            points=-points if self.way.value() == "less" else points,
            reason=self.reason.text(),
            operation_id=self._operation_id,
        )

    def _done(self, moved: PointsMoved) -> None:
        self.close_panel()
        self.moved.emit(moved)
        words = trn("{name} has {points} point now.", "{name} has {points} points now.",
                    abs(moved.balance))  # fmt: skip
        said = words.format(name=self._name, points=formats.number(moved.balance))
        self._page.tell_done(said, self._operation_id)

    def _points_or_none(self) -> int | None:
        points = self.points.number_or_none("points")
        return -points if points and self.way.value() == "less" else points

    def _lay_out(self) -> None:
        self.body.addWidget(self.who)
        self.body.addWidget(self.way)
        self.form.add("points", tr("Points"), self.points)
        self.form.add("reason", tr("Reason"), self.reason)
        reasons = ChipRow("adjust.reason", _common_reasons())
        reasons.chosen.connect(self._say)
        self.form.add_widget(reasons)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        (self.save_button if self.points.text() else self.points).setFocus()


def _common_reasons() -> list[str]:
    return [
        tr("Receipt found later"),
        tr("Entered by mistake"),
        tr("Points of an old card"),
        tr("An apology"),
        tr("Counted wrongly"),
    ]
