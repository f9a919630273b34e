"""The fields in which the terms of a coupon are told that stands for no reward."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget

from db.moment import Moment
from db.rules.money import amount_text
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import MONEY_KINDS, RewardKind, Terms
from db.usecases.rewards import read_terms
from desktop.i18n import tr
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import Form, choice_field, chosen, text_field
from desktop.widgets.labels import named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm
from desktop.words.rewards import kinds, value_words


class CouponTerms:
    """Reads what a coupon gives and asks for; its fields stand in the forms of its owner."""

    def __init__(self, form: OfferForm, name: str) -> None:
        self._form = form
        self._name = name
        self.name = text_field(f"{name}.name", tr("What it is called"), longest=80)
        on_sales = [each for each in kinds(form.settings) if each[0] in KINDS_ON_A_SALE]
        self.kind = choice_field(f"{name}.kind", tr("Kind"), on_sales)
        self.amount_value = form.money_field(f"{name}.value", "")
        self.number_value = NumberEdit(f"{name}.number", "")
        self.value = QStackedWidget()
        self.value.addWidget(self.amount_value)
        self.value.addWidget(self.number_value)
        self.minimum = form.money_field(f"{name}.minimum", tr("For a sale from"))
        self.max_discount = form.money_field(f"{name}.max_discount", tr("At most off"))
        self.categories = named(QWidget(), f"{name}.categories", tr("Only for"))
        self._flow = FlowLayout(self.categories, spacing=16)
        self._boxes: list[QCheckBox] = []
        together = tr("Goes together with other coupons")
        self.combinable = named(QCheckBox(together), f"{name}.combinable", together)
        self._rows: list[QWidget] = []
        self.kind.currentIndexChanged.connect(self._show_kind)
        form.tell_changes_of(
            self.name, self.kind, self.amount_value, self.number_value, self.minimum,
            self.max_discount, self.combinable,
        )  # fmt: skip

    def add_main(self, form: Form) -> None:
        """Add what is always asked for."""
        form.add("name", tr("What it is called"), self.name, wide=True)
        form.add("kind", tr("Kind"), self.kind)
        self._value_words = form.add("value", "", self.value)
        self._keep_rows(self.name, self.kind, self.value)

    def add_more(self, form: Form) -> None:
        """Add what is seldom asked for."""
        form.add("minimum", tr("For a sale from"), self.minimum)
        form.add("max_discount", tr("At most off"), self.max_discount)
        form.add("categories", tr("Only for"), self.categories, wide=True)
        form.add_widget(self.combinable, wide=True)
        self._keep_rows(self.minimum, self.max_discount, self.categories)
        self._rows.append(self.combinable)
        self._show_kind()

    def begin(self, categories: Sequence[str]) -> None:
        """Begin with nothing told; these kinds of goods can be chosen."""
        fields: tuple[QLineEdit, ...] = (self.name, self.amount_value, self.minimum)
        for field in (*fields, self.max_discount):
            field.clear()
        self.number_value.show_number(None)
        self.kind.setCurrentIndex(self.kind.findData("amount_off"))
        self.combinable.setChecked(False)
        self._flow.clear()
        self._boxes = []
        for name in categories:
            box = named(QCheckBox(name.replace("&", "&&")), f"{self._name}.category.{name}", name)
            self._form.tell_changes_of(box)
            self._flow.addWidget(box)
            box.show()
            self._boxes.append(box)

    def show_fields(self, *, shown: bool) -> None:
        """Show the fields, or hide them where a reward tells the terms."""
        for row in self._rows:
            row.setVisible(shown)
        if shown:
            self._show_kind()
            self._row_of(self.categories).setVisible(bool(self._boxes))

    def read(self, moment: Moment) -> Terms:
        """Return the terms; raises what cannot be understood."""
        kind = self._kind()
        money = kind in MONEY_KINDS
        return read_terms(
            moment,
            kind=kind,
            value=self._form.amount(self.amount_value, "value")
            if money
            else str(self.number_value.number("value")),
            name=self.name.text().strip(),
            minimum=self._amount(self.minimum) or "0",
            max_discount=self._amount(self.max_discount) if kind == "percent_off" else None,
            categories=tuple(box.accessibleName() for box in self._boxes if box.isChecked()),
            combinable=self.combinable.isChecked(),
        )

    def fields(self) -> dict[str, QWidget]:
        """Return the field of the value that is asked for, by the name that refusals use."""
        return {"value": self.amount_value if self._kind() in MONEY_KINDS else self.number_value}

    def _keep_rows(self, *fields: QWidget) -> None:
        self._rows += [self._row_of(field) for field in fields]

    def _row_of(self, field: QWidget) -> QWidget:
        row = field.parentWidget()
        assert row is not None
        return row

    def _show_kind(self) -> None:
        kind = self._kind()
        in_use = self.fields()["value"]
        self.value.setCurrentWidget(in_use)
        self._value_words.setText(value_words(kind))
        in_use.setAccessibleName(value_words(kind))
        self._row_of(self.max_discount).setVisible(kind == "percent_off")

    def _kind(self) -> RewardKind:
        return cast("RewardKind", chosen(self.kind))

    def _amount(self, field: MoneyEdit) -> str | None:
        amount = field.amount_or_none()
        return None if amount is None else amount_text(amount, digits=self._form.settings.digits)
