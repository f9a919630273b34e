"""Who a customer is, on top of their page: name and numbers, points, tier and plan, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr, trc
from desktop.theme import Tone
from desktop.widgets.big_figure import PressableFigure
from desktop.widgets.buttons import button, icon_button, quiet
from desktop.widgets.chip import Chip, ChipRow
from desktop.widgets.customer_panel import CustomerFace
from desktop.widgets.fitting_name import FittingName
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, label, named
from desktop.widgets.more_button import MoreButton
from desktop.widgets.panel import Panel
from desktop.widgets.tier_progress import TierProgress


@dataclass(frozen=True)
class CustomerHeading:
    """All that the head says, in words."""

    face: CustomerFace
    phone: str
    tags: Sequence[str]
    percent: int | None  # of the next tier
    way: str  # to it
    keep: str  # what the tier that is held asks for
    has_tiers: bool


@dataclass(frozen=True)
class OutlookWords:
    """How likely somebody comes back, in words; empty until it is known."""

    line: str
    points: str  # of their score
    how: str  # it came about, in lines


NO_OUTLOOK = OutlookWords("", "", "")


class CustomerHead(QWidget):
    """Shows who it is; its buttons are what may be done with them."""

    left = Signal()
    serve_asked = Signal()
    edit_asked = Signal()
    statement_asked = Signal()
    tiers_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back_button = icon_button(
            "chevron-left", "customer.back", tr("Back (Esc)"), self.left.emit
        )
        self.name = named(FittingName(), "customer.name.shown", tr("Customer"))
        self.serve_button = KeyButton(
            tr("Serve at the counter"), "customer.serve", self.serve_asked.emit, key="Ctrl+↵",
            kind="primary",
        )  # fmt: skip
        self.edit_button = button(tr("Edit"), "customer.edit", self.edit_asked.emit, icon="edit")
        self.more_button = MoreButton("customer.more", above=False)
        self.reading = ElidedLabel(role="muted")
        self.number = ElidedLabel()
        self.phone = ElidedLabel()
        self.note = ElidedLabel(role="muted")
        self.outlook = named(label(role="muted", wrap=True), "customer.outlook", tr("Outlook"))
        self.score = named(Chip(), "customer.score", trc("customer", "Score"))
        self.show_outlook(NO_OUTLOOK)
        self.tags = ChipRow()
        self.balance = named(PressableFigure(), "customer.balance", tr("Points"))
        self.balance.setToolTip(tr("Why is it this? (F3)"))
        self.balance.pressed.connect(self.statement_asked)
        self.ending = label(role="warn", wrap=True)
        self.waiting = label(role="muted", wrap=True)
        self.chips = ChipRow()
        self.way = TierProgress()
        self.tiers_button = quiet(tr("How it came about"), "customer.tiers", self.tiers_asked.emit)
        self._lay_out()

    def show_heading(self, shown: CustomerHeading) -> None:
        """Show a customer."""
        face = shown.face
        self.name.setText(face.name)
        self.reading.setText(face.reading)
        self.number.setText(face.number)
        tags: list[tuple[str, Tone]] = [(tag, "plain") for tag in shown.tags]
        self.tags.show_chips(tags)
        self.balance.show_figure(face.balance, face.unit)
        self.chips.show_chips(list(face.chips))
        self.way.show_way(shown.percent, shown.way, shown.keep)
        self.tiers_button.setVisible(shown.has_tiers)
        for words, text in (
            (self.ending, face.ending), (self.waiting, face.waiting), (self.note, face.note),
            (self.reading, face.reading), (self.phone, shown.phone),
        ):  # fmt: skip
            words.setText(text)
            words.setVisible(bool(text))

    def show_outlook(self, shown: OutlookWords) -> None:
        """Say how likely they come back and why to approach them; nothing hides the line."""
        self.outlook.setText(shown.line)
        self.outlook.setVisible(bool(shown.line))
        self.score.say(shown.points, "info")
        self.score.setAccessibleDescription(shown.how)
        for each in (self.outlook, self.score):
            each.setToolTip(shown.how)

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through, as eyes go."""
        return [
            self.back_button, self.more_button, self.edit_button, self.serve_button, self.balance,
            self.tiers_button,
        ]  # fmt: skip

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP_SMALL)
        top.addWidget(self.back_button)
        top.addSpacing(4)
        top.addWidget(self.name, 1)
        for each in (self.more_button, self.edit_button, self.serve_button):
            top.addWidget(each)
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(theme.PADDING + theme.GAP_SMALL)
        standing = QHBoxLayout()
        standing.setSpacing(theme.GAP_SMALL)
        standing.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        standing.addWidget(self.tiers_button, 0, Qt.AlignmentFlag.AlignTop)
        for share, parts in (
            (3, (self.reading, self.number, self.phone, self.tags)),
            (3, (self.balance, self.ending, self.waiting)),
            (4, (standing, self.way)),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.GAP_SMALL)
            for part in parts:
                if isinstance(part, QHBoxLayout):
                    column.addLayout(part)
                else:
                    column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, share)
        card.body.addLayout(row)
        outlook = QHBoxLayout()
        outlook.setSpacing(theme.GAP_SMALL)
        outlook.addWidget(self.score, 0, Qt.AlignmentFlag.AlignTop)
        outlook.addWidget(self.outlook, 1)
        card.body.addWidget(self.note)
        card.body.addLayout(outlook)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP_CARD)
        whole.addLayout(top)
        whole.addWidget(card)
