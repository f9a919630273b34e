"""A group of customers by pointing: ready-made ones as chips, and every term as a field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import ShopError
from db.rules.groups import GROUP_NAMES
from db.rules.money import amount_text
from db.rules.segments import STAGES, Segment, read_segment, spoken_segment
from db.rules.shop import ShopSettings
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button, quiet
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import Form, choice_field, choose, chosen
from desktop.widgets.labels import muted
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import offer_choices
from desktop.widgets.toggle_chips import ToggleChips
from desktop.words.groups import group_name_words
from desktop.words.segments import segment_words, stage_words

Terms = dict[str, Any]
"""A segment as the feed speaks it."""


@dataclass(frozen=True)
class Nameable:
    """What a group can ask for by name."""

    tiers: Sequence[str] = ()
    plans: Sequence[str] = ()
    tags: Sequence[str] = ()


class SegmentEdit(QWidget):
    """Speaks of a group as the feed does; what it has no field for is kept and said in words."""

    changed = Signal()

    def __init__(self, settings: ShopSettings, *, today: date) -> None:
        super().__init__()
        self._settings, self._today = settings, today
        self._kept: Terms = {}  # terms that have no field here
        self._quiet = False
        self.chips = ToggleChips("segment.chip", tr("Ready-made groups"))
        self.main, self.more = Form(columns=2), Form(columns=2)
        self.more_button = quiet(tr("More conditions"), "segment.more", self.show_more)
        self._readers: dict[str, Callable[[], object]] = {}
        self._writers: dict[str, Callable[[Any], object]] = {}
        self._add_fields()
        self._lay_out()
        self.chips.toggled.connect(self._toggle)
        self.show_terms({})

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        return {**self.main.fields, **self.more.fields}

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in the order in which it is seen."""
        main, more = self.main.fields.values(), self.more.fields.values()
        return [*self.chips.buttons.values(), self.kept_button, *main, self.more_button, *more]

    def offer(self, around: Nameable) -> None:
        """Offer what the shop has: its tiers, plans and the words on its customers."""
        everybody = ("", tr("All"))
        for field, names in (
            (self.tier, around.tiers),
            (self.plan, around.plans),
            (self.tag, around.tags),
        ):
            offer_choices(field, [everybody, *((name, name) for name in names)], chosen(field))

    def terms(self) -> Terms:
        """Return the group as it is chosen; raises what cannot be understood."""
        told = {name: read() for name, read in self._readers.items()}
        return {**self._kept, **{name: each for name, each in told.items() if each is not None}}

    def segment(self) -> Segment:
        """Return the group as it is chosen; raises what cannot be understood."""
        return read_segment(self.terms(), digits=self._settings.digits)

    def show_terms(self, terms: Mapping[str, Any]) -> None:
        """Show a group as the feed speaks it."""
        self._put(terms)
        if any(f"segment.{name}" in self.more.fields for name in terms):
            self._fold(folded=False)

    def show_segment(self, segment: Segment) -> None:
        """Show a group."""
        self.show_terms(spoken_segment(segment, digits=self._settings.digits))

    def show_more(self) -> None:
        """Show what is seldom asked for."""
        self._fold(folded=False)
        next(iter(self.more.fields.values())).setFocus()

    def fold(self) -> None:
        """Hide what is seldom asked for and asks for nothing now."""
        self._fold(folded=True)

    # -- Inside -----------------------------------------------------------------------------

    def _toggle(self, name: str, wanted: bool) -> None:
        """Ask for what a chip means, or no longer; the other terms stay."""
        meant = ready_groups(self._settings, self._today)[name]
        try:
            terms = self.terms()
        except ShopError:  # what cannot be read gives way to what was pointed at
            terms = {}
        if not meant:
            terms = {}
        elif wanted:
            terms = {**terms, **meant}
        else:
            terms = {name: each for name, each in terms.items() if name not in meant}
        self._put(terms)

    def _put(self, terms: Mapping[str, Any]) -> None:
        self._quiet = True  # each field tells its change, and the last one tells all
        for name, write in self._writers.items():
            write(terms.get(name))
        self._kept = {name: each for name, each in terms.items() if name not in self._writers}
        self._quiet = False
        self._tell()

    def _tell(self, *_: object) -> None:
        if self._quiet:
            return
        self._show_kept()
        try:
            terms = self.terms()
        except ShopError:
            terms = {"": None}
        ready = ready_groups(self._settings, self._today)
        on = {name for name, meant in ready.items() if meant and meant.items() <= terms.items()}
        self.chips.show_on(on if terms else {"everybody"})
        self.changed.emit()

    def _show_kept(self) -> None:
        self.kept_row.setVisible(bool(self._kept))
        if self._kept:
            kept = read_segment(self._kept, digits=self._settings.digits)
            self.kept_words.setText(segment_words(kept, self._settings))

    def _drop_kept(self) -> None:
        self._kept = {}
        self._tell()

    def _fold(self, *, folded: bool) -> None:
        self.more.setVisible(not folded)
        self.more_button.setVisible(folded)

    def _add_fields(self) -> None:
        everybody = ("", tr("All"))
        stages = [(stage, stage_words(stage)) for stage in STAGES]
        groups = [(name, group_name_words(name)) for name in GROUP_NAMES]
        months = [(str(n), formats.month_short(date(2000, n, 1))) for n in range(1, 13)]
        main, more = self.main, self.more
        self.rfm = self._choice(main, "rfm", tr("How they buy"), [everybody, *groups])
        self.stage = self._choice(main, "stage", tr("How long with us"), [everybody, *stages])
        self.away = self._number(main, "not_visited_within_days", tr("Not here for … days"))
        self.late = self._number(main, "late_days", tr("Days late against their own rhythm"))
        self.tier = self._choice(main, "tier", tr("From this tier on"), [everybody])
        self.plan = self._choice(main, "plan", tr("For members of"), [everybody])
        self.month = self._choice(
            more, "birthday_month", tr("Birthday in"), [everybody, *months], whole=True
        )
        self.spent = self._money(more, "minimum_spent", tr("Spent at least"))
        self.visits = self._number(more, "minimum_visits", tr("Visits at least"))
        self.at_most = self._number(more, "maximum_visits", tr("Visits at most"))
        self.here = self._number(more, "visited_within_days", tr("Here within … days"))
        self.joined = self._day(more, "joined_since", tr("Joined since"))
        self.before = self._day(more, "joined_before", tr("Joined before"))
        self.friends = self._number(more, "brought_friends", tr("Friends brought at least"))
        self.not_since = self._day(more, "not_visited_since", tr("Not here since"))
        self.tag = self._choice(more, "tag", tr("Marked with"), [everybody])

    def _choice(
        self,
        form: Form,
        name: str,
        words: str,
        choices: Sequence[tuple[str, str]],
        *,
        whole: bool = False,
    ) -> QComboBox:
        field = choice_field(f"segment.{name}", words, choices)
        form.add(f"segment.{name}", words, field)
        field.currentIndexChanged.connect(self._tell)
        read: Callable[[], object] = lambda: chosen(field) or None  # noqa: E731
        if whole:
            read = lambda: int(chosen(field)) if chosen(field) else None  # noqa: E731
        self._readers[name] = read
        self._writers[name] = lambda value: choose(field, str(value or ""))
        return field

    def _number(self, form: Form, name: str, words: str) -> NumberEdit:
        field = NumberEdit(f"segment.{name}", words)
        self._take(form, name, words, field)
        self._readers[name] = lambda: field.number_or_none(f"segment.{name}")
        self._writers[name] = field.show_number
        return field

    def _day(self, form: Form, name: str, words: str) -> DayEdit:
        country = self._settings.country
        field = DayEdit(f"segment.{name}", words, country=country, today=self._today)
        field.setPlaceholderText("")
        self._take(form, name, words, field)

        def read() -> str | None:
            day = field.day_or_none()
            return day.isoformat() if day else None

        self._readers[name] = read
        self._writers[name] = lambda day: field.setText(day or "")
        return field

    def _money(self, form: Form, name: str, words: str) -> MoneyEdit:
        currency, digits = self._settings.currency, self._settings.digits
        field = MoneyEdit(f"segment.{name}", words, currency=currency, digits=digits)
        self._take(form, name, words, field)

        def read() -> str | None:
            amount = field.amount_or_none()
            return None if amount is None else amount_text(amount, digits=digits)

        self._readers[name] = read
        self._writers[name] = lambda amount: field.setText(amount or "")
        return field

    def _take(self, form: Form, name: str, words: str, field: QLineEdit) -> None:
        form.add(f"segment.{name}", words, field)
        field.textChanged.connect(self._tell)

    def _lay_out(self) -> None:
        self.kept_words = muted(wrap=True)
        self.kept_button = icon_button(
            "close", "segment.kept.remove", tr("Take this condition away"), self._drop_kept
        )
        self.kept_row = QWidget()
        row = QHBoxLayout(self.kept_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kept_words, 1)
        row.addWidget(self.kept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        for widget in (self.chips, self.kept_row, self.main):
            column.addWidget(widget)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        self.chips.offer(_chip_words(self._today))
        self._fold(folded=True)


_AWAY_DAYS, _A_YEAR = 90, 365


def ready_groups(settings: ShopSettings, today: date) -> dict[str, Terms]:
    """Return the groups that are one press away, as the feed speaks them.

    Slipping away is who is late by as many days as the list of today asks for, and was still
    here within a year.
    """
    late = settings.follow_ups.slipping_away.days
    return {
        "everybody": {},
        "slipping": {"late_days": late, "visited_within_days": _A_YEAR},
        "newcomers": {"stage": "0-3"},
        "once": {"maximum_visits": 1, "minimum_visits": 1},
        "loyal": {"stage": "18+"},
        "away": {"not_visited_within_days": _AWAY_DAYS},
        "birthday": {"birthday_month": _next_month(today).month},
        "friends": {"brought_friends": 1},
    }


def _chip_words(today: date) -> dict[str, str]:
    month = formats.month_short(_next_month(today))
    return {
        "everybody": tr("Everybody"),
        "slipping": tr("Slipping away"),
        "newcomers": tr("Newcomers, 0–3 months"),
        "once": tr("Here only once"),
        "loyal": tr("Loyal, 18 months and more"),
        "away": tr("Not here for {count} days").format(count=formats.number(_AWAY_DAYS)),
        "birthday": tr("Birthday in {month}").format(month=month),
        "friends": tr("Brought friends"),
    }


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
