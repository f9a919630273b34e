"""The conditions of a promotion, each a row of its own that one press takes away again.

A row speaks as the feed does: what it reads is a part of `when`, and what it shows as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.errors import BadRequest
from db.rules.money import amount_text, parse_amount
from db.rules.promotions import WEEKDAYS
from db.rules.shop import ShopSettings
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import Segments, button, icon_button
from desktop.widgets.clock_edit import ClockEdit
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.labels import label, named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.words.conditions import birthday_spans

Spoken = dict[str, Any]
_LONGEST_NAME = 280  # pixels
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Around:
    """What the conditions can name, and how the shop writes days and money."""

    settings: ShopSettings
    today: date
    first_weekday: int = 0
    categories: Sequence[str] = ()
    tiers: Sequence[str] = ()
    plans: Sequence[str] = ()


class ConditionRow(QFrame):
    """One condition: its words, its fields, and the cross that takes it away."""

    changed = Signal()
    removed = Signal(object)  # the row

    def __init__(self, kind: str, words: str, *, narrow: QWidget | None = None) -> None:
        """Put a `narrow` field beside the words; others are added under them."""
        super().__init__()
        self.kind = kind
        self.fields: dict[str, QWidget] = {}  # by the names that refusals use
        self.setProperty("role", "condition")
        self.setObjectName(f"promotion.when.{kind}")
        self.words: QLabel = label(words, "strong", wrap=True)
        spoken = tr("Take away: {condition}").format(condition=words)
        self.remove_button = icon_button(
            "close", f"promotion.when.{kind}.remove", spoken, lambda: self.removed.emit(self)
        )
        self.remove_button.setProperty("bare", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.GAP, 4, 4, 4)
        self.body.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_SMALL)
        head.addWidget(self.words, 1)
        if narrow is not None:
            self.words.setMinimumHeight(theme.TOUCH)
            narrow.setFixedWidth(130)
            head.addWidget(narrow)
        head.addWidget(self.remove_button)
        self.body.addLayout(head)

    def read(self) -> Spoken:
        """Return this part of `when`; raises what cannot be understood or is missing."""
        raise NotImplementedError

    def show_when(self, when: Mapping[str, Any]) -> None:
        """Show this part of `when`."""

    def take_focus(self) -> None:
        """Put the focus where this condition is told."""
        first = next(iter(self.stops()))
        first.setFocus()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, the cross last."""
        return [*self.fields.values(), self.remove_button]

    def line(self, *widgets: QWidget, spacing: int = theme.GAP_SMALL) -> None:
        """Add widgets side by side under the words."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 4, theme.GAP_SMALL)
        row.setSpacing(spacing)
        for widget in widgets:
            row.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
        self.body.addWidget(holder)

    def tell_changes_of(self, *fields: QWidget) -> None:
        """Tell when one of these fields was changed."""
        for field in fields:
            if isinstance(field, QLineEdit):
                field.textChanged.connect(self._tell)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._tell)
            elif isinstance(field, QAbstractButton):
                field.toggled.connect(self._tell)

    def _tell(self, *_: object) -> None:
        self.changed.emit()


class FlagRow(ConditionRow):
    """A condition of which there is nothing more to say: the first sale, only when called."""

    def __init__(self, kind: str, words: str, _: Around) -> None:
        super().__init__(kind, words)
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def read(self) -> Spoken:
        return {self.kind: True}


class NumberRow(ConditionRow):
    """A condition with a whole number: the n-th visit, days since the last."""

    def __init__(self, kind: str, words: str, _: Around) -> None:
        self.number = NumberEdit(f"promotion.when.{kind}.number", words)
        super().__init__(kind, words, narrow=self.number)
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.fields[f"when.{kind}"] = self.number
        self.tell_changes_of(self.number)

    def read(self) -> Spoken:
        return {self.kind: self.number.number(f"when.{self.kind}")}

    def show_when(self, when: Mapping[str, Any]) -> None:
        self.number.show_number(when[self.kind])


class AmountRow(ConditionRow):
    """From an amount on."""

    def __init__(self, kind: str, words: str, around: Around) -> None:
        settings = around.settings
        self._digits = settings.digits
        self.amount = MoneyEdit(
            f"promotion.when.{kind}.amount", words,
            currency=settings.currency, digits=settings.digits,
        )  # fmt: skip
        super().__init__(kind, words, narrow=self.amount)
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.fields[f"when.{kind}"] = self.amount
        self.tell_changes_of(self.amount)

    def read(self) -> Spoken:
        if not self.amount.text().strip():
            raise BadRequest(f"when.{self.kind}", "missing")
        return {self.kind: amount_text(self.amount.amount_minor(), digits=self._digits)}

    def show_when(self, when: Mapping[str, Any]) -> None:
        self.amount.show_amount(parse_amount(when[self.kind], digits=self._digits))


class ChoiceRow(ConditionRow):
    """One of the shop's tiers or plans."""

    def __init__(self, kind: str, words: str, around: Around) -> None:
        super().__init__(kind, words)
        names = around.tiers if kind == "tier" else around.plans
        self.choice = choice_field(
            f"promotion.when.{kind}.name", words, [(name, name) for name in names]
        )
        self.line(self.choice)
        self.fields[f"when.{kind}"] = self.choice
        self.tell_changes_of(self.choice)

    def read(self) -> Spoken:
        return {self.kind: chosen(self.choice)}

    def show_when(self, when: Mapping[str, Any]) -> None:
        choose(self.choice, when[self.kind])


class TagRow(ConditionRow):
    """A word that was put on customers."""

    def __init__(self, kind: str, words: str, _: Around) -> None:
        super().__init__(kind, words)
        self.tag = text_field(f"promotion.when.{kind}.name", words, longest=60)
        self.line(self.tag)
        self.fields[f"when.{kind}"] = self.tag
        self.tell_changes_of(self.tag)

    def read(self) -> Spoken:
        tag = self.tag.text().strip()
        if not tag:
            raise BadRequest(f"when.{self.kind}", "missing")
        return {self.kind: tag}

    def show_when(self, when: Mapping[str, Any]) -> None:
        self.tag.setText(when[self.kind])


class DatesRow(ConditionRow):
    """From a day, until a day, or both."""

    def __init__(self, kind: str, words: str, around: Around) -> None:
        super().__init__(kind, words)
        country = around.settings.country
        self.first = DayEdit(
            "promotion.when.from", tr("From which day"), country=country, today=around.today
        )
        self.last = DayEdit(
            "promotion.when.to", tr("Until which day"), country=country, today=around.today
        )
        self.first.setPlaceholderText(around.today.isoformat())
        self.line(self.first, label("–", "muted"), self.last)
        self.fields |= {"when.from": self.first, "when.to": self.last}
        self.tell_changes_of(self.first, self.last)

    def read(self) -> Spoken:
        first, last = self.first.day_or_none(), self.last.day_or_none()
        if first is None and last is None:
            raise BadRequest("when.from", "missing")
        named_days = {"from": first, "to": last}
        return _told({name: day.isoformat() if day else None for name, day in named_days.items()})

    def show_when(self, when: Mapping[str, Any]) -> None:
        for field, name in ((self.first, "from"), (self.last, "to")):
            field.show_day(date.fromisoformat(when[name]) if name in when else None)


class HoursRow(ConditionRow):
    """From a time of day to another; it may cross midnight."""

    def __init__(self, kind: str, words: str, _: Around) -> None:
        super().__init__(kind, words)
        name = "promotion.when.hours"
        self.start = ClockEdit(f"{name}.from", tr("From what time"), placeholder="00:00")
        self.end = ClockEdit(f"{name}.to", tr("Until what time"), placeholder="24:00")
        self.line(self.start, label("–", "muted"), self.end)
        self.fields |= {"when.hours.from": self.start, "when.hours.to": self.end}
        self.tell_changes_of(self.start, self.end)

    def read(self) -> Spoken:
        start = self.start.clock_or_none("when.hours.from")
        end = self.end.clock_or_none("when.hours.to")
        if start is None and end is None:
            raise BadRequest("when.hours.from", "missing")
        return {"hours": _told({"from": start, "to": end})}

    def show_when(self, when: Mapping[str, Any]) -> None:
        self.start.setText(when["hours"].get("from", ""))
        self.end.setText(when["hours"].get("to", ""))


class WeekdaysRow(ConditionRow):
    """Days of the week, each a button that stays pressed."""

    def __init__(self, kind: str, words: str, around: Around) -> None:
        super().__init__(kind, words)
        self.days = {}
        for number in range(7):
            place = (around.first_weekday + number) % 7
            day = WEEKDAYS[place]
            named_day = _A_MONDAY + timedelta(days=place)
            made = button(
                formats.weekday_short(named_day), f"promotion.when.weekdays.{day}", kind="segment",
                spoken=formats.weekday(named_day),
            )  # fmt: skip
            made.setCheckable(True)
            made.setProperty("narrow", True)
            self.days[day] = made
        self.line(*self.days.values(), spacing=4)
        self.fields["when.weekdays"] = next(iter(self.days.values()))
        self.tell_changes_of(*self.days.values())

    def read(self) -> Spoken:
        pressed = [day for day, made in self.days.items() if made.isChecked()]
        if not pressed:
            raise BadRequest("when.weekdays", "missing")
        return {"weekdays": pressed}

    def show_when(self, when: Mapping[str, Any]) -> None:
        for day, made in self.days.items():
            made.setChecked(day in when["weekdays"])

    def stops(self) -> list[QWidget]:
        return [*self.days.values(), self.remove_button]


class GoodsRow(ConditionRow):
    """Goods of one of some categories are on the sale."""

    def __init__(self, kind: str, words: str, around: Around) -> None:
        super().__init__(kind, words)
        holder = QWidget()
        flow = FlowLayout(holder, spacing=16)
        self.boxes = []
        for name in around.categories:
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_NAME)
            box = named(
                QCheckBox(shown.replace("&", "&&")), f"promotion.when.categories.{name}", name
            )
            box.setToolTip(name)
            flow.addWidget(box)
            self.boxes.append(box)
        self.body.addWidget(holder)
        if self.boxes:
            self.fields["when.categories"] = self.boxes[0]
        self.tell_changes_of(*self.boxes)

    def read(self) -> Spoken:
        ticked = [box.accessibleName() for box in self.boxes if box.isChecked()]
        if not ticked:
            raise BadRequest("when.categories", "missing")
        return {"categories": ticked}

    def show_when(self, when: Mapping[str, Any]) -> None:
        for box in self.boxes:
            box.setChecked(box.accessibleName() in when["categories"])

    def stops(self) -> list[QWidget]:
        return [*self.boxes, self.remove_button]


class BirthdayRow(ConditionRow):
    """On the birthday, in its week or in its month."""

    def __init__(self, kind: str, words: str, _: Around) -> None:
        super().__init__(kind, words)
        self.span = Segments("promotion.when.birthday.span", words, birthday_spans())
        self.span.choose("month")
        self.line(self.span)
        self.tell_changes_of(*self.span.buttons.values())
        self.fields["when.birthday"] = self.span

    def read(self) -> Spoken:
        return {"birthday": self.span.value()}

    def show_when(self, when: Mapping[str, Any]) -> None:
        self.span.choose(when["birthday"])

    def stops(self) -> list[QWidget]:
        return [*self.span.buttons.values(), self.remove_button]


def _told(parts: Mapping[str, str | None]) -> Spoken:
    return {name: value for name, value in parts.items() if value}
