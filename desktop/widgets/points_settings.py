"""The settings of points: how they are earned and used, how long they last, how put right."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from db.rules.money import amount_text
from db.rules.shop import ShopSettings, read_settings
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.labels import heading, named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.settings_form import SettingsForm, Spoken
from desktop.widgets.trial_panel import TrialPanel
from desktop.words import choices


class PointsForm(SettingsForm):
    """How points are earned, what they are worth, how long they last, and who may change them."""

    tried = Signal()  # the rate in the fields shall be tried on the past

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._digits = settings.digits
        self._add_earning(settings)
        self._add_using(settings)
        self._add_ending()
        self._add_correcting()
        self.expiry.currentIndexChanged.connect(lambda _: self._show_terms())

    def _add_earning(self, settings: ShopSettings) -> None:
        self._begin(tr("Earning"))
        self.earn_points = self.number_field("earn.points", tr("Points given"))
        self.earn_per = self._money("earn.per", tr("For each so much money"), settings)
        self.rounding = choice_field("settings.rounding", tr("Rounding"), choices.roundings())
        self.add("rounding", tr("Rounding"), self.rounding)
        self.stacking = choice_field(
            "settings.stacking", tr("Several multipliers"), choices.stackings()
        )
        self.add("stacking", tr("Several multipliers"), self.stacking)
        none = tr("Empty: no limit.")
        self.most_per_sale = self.number_field(
            "max_points_per_sale", tr("Most points for one sale"), hint=none
        )
        self.most_per_day = self.number_field(
            "max_points_per_day", tr("Most points for one day"), hint=none
        )
        self.pending_days = self.number_field(
            "pending_days", tr("Days until points can be used"), hint=tr("0: at once.")
        )
        self.try_button = button(
            tr("Try this rate on the past"), "settings.points.try", self.tried.emit
        )
        self.trial = TrialPanel("settings.trial")
        self.add_widget(self.try_button)
        self.add_widget(self.trial, wide=True)

    def earning(self) -> ShopSettings:
        """Return the rate and rounding in the fields; raises what cannot be meant."""
        return read_settings({**self._earning(), "digits": self._digits})

    def _add_using(self, settings: ShopSettings) -> None:
        self._begin(tr("Using points"))
        self.point_value = self._money("point_value", tr("A point is worth"), settings)
        self.redeem_max = self.number_field(
            "redeem_max_percent", tr("Most of a sale paid by points, percent")
        )
        self.redeem_step = self.number_field("redeem_step", tr("Points are used in steps of"))
        self.redeem_minimum = self.number_field("redeem_minimum", tr("Points used at least"))
        self.coupons_per_sale = self.number_field("coupons_per_sale", tr("Coupons on one sale"))

    def _add_ending(self) -> None:
        self._begin(tr("How long they last"))
        self.expiry = choice_field("settings.expiry", tr("Points end"), choices.expiry_kinds())
        self.add(
            "expiry", tr("Points end"), self.expiry,
            hint=tr("Points given before keep what was promised."),
        )  # fmt: skip
        self.months = self.number_field("expiry.months", tr("After how many months"))
        self.yearly = text_field("settings.expiry.yearly", tr("On which day"))
        self.add("date", tr("On which day"), self.yearly, hint=tr("Month and day: 03-31."))
        self.minimum_months = self.number_field(
            "expiry.minimum_months", tr("Months that points last at least")
        )
        self.return_days = self.number_field(
            "return_days", tr("Days to use points that come back"),
            hint=tr("After a refund, even if they would have ended before."),
        )  # fmt: skip

    def _add_correcting(self) -> None:
        self._begin(tr("Corrections and gifts"))
        self.adjust_limit = self.number_field(
            "adjust_limit", tr("Most points staff may correct at once"),
            hint=tr("The owner may correct any number."),
        )  # fmt: skip
        words = tr("Customers may give each other points")
        self.points_gifts = named(QCheckBox(words), "settings.points_gifts", words)
        self.fields["points_gifts"] = self.points_gifts
        self.add_widget(self.points_gifts, wide=True)

    def _begin(self, words: str) -> None:
        """Begin a group of fields under a heading."""
        made = heading(words)
        made.setContentsMargins(0, 10 if self.fields else 0, 0, 0)
        self.add_widget(made, wide=True)

    def _money(self, name: str, words: str, settings: ShopSettings) -> MoneyEdit:
        field = MoneyEdit(
            f"settings.{name}", words, currency=settings.currency, digits=settings.digits
        )
        self.add(name, words, field)
        return field

    def _show_terms(self) -> None:
        """Show the terms that the chosen way of ending has."""
        kind = chosen(self.expiry)
        for field, kinds in (
            (self.months, ("months", "inactive_months")),
            (self.yearly, ("yearly",)),
            (self.minimum_months, ("yearly",)),
        ):
            holder = field.parentWidget()
            assert holder is not None
            holder.setVisible(kind in kinds)

    def _fill(self, settings: ShopSettings) -> None:
        self._digits = settings.digits
        for field, amount in (
            (self.earn_per, settings.earn_per),
            (self.point_value, settings.point_value),
        ):
            field.use_currency(settings.currency, digits=settings.digits)
            field.show_amount(amount)
        for number_field, number in (
            (self.earn_points, settings.earn_points),
            (self.redeem_step, settings.redeem_step),
            (self.redeem_minimum, settings.redeem_minimum),
            (self.redeem_max, settings.redeem_max_percent),
            (self.coupons_per_sale, settings.coupons_per_sale),
            (self.pending_days, settings.pending_days),
            (self.return_days, settings.return_days),
            (self.months, settings.expiry.months or 12),
            (self.minimum_months, settings.expiry.minimum_months),
            (self.most_per_sale, settings.max_points_per_sale),
            (self.most_per_day, settings.max_points_per_day),
            (self.adjust_limit, settings.adjust_limit),
        ):
            number_field.show_number(number)
        choose(self.rounding, settings.rounding)
        choose(self.stacking, settings.stacking)
        choose(self.expiry, settings.expiry.kind)
        self.yearly.setText(settings.expiry.yearly or "03-31")
        self.points_gifts.setChecked(settings.points_gifts)
        self._show_terms()

    def _spoken(self) -> Spoken:
        numbers = {
            "redeem_step": self.redeem_step,
            "redeem_minimum": self.redeem_minimum,
            "redeem_max_percent": self.redeem_max,
            "coupons_per_sale": self.coupons_per_sale,
            "pending_days": self.pending_days,
            "return_days": self.return_days,
            "adjust_limit": self.adjust_limit,
        }
        return {
            **self._earning(),
            "stacking": chosen(self.stacking),
            "point_value": self._amount(self.point_value),
            **{name: field.number(name) for name, field in numbers.items()},
            "expiry": self._expiry(),
            "max_points_per_sale": self.most_per_sale.number_or_none("max_points_per_sale"),
            "max_points_per_day": self.most_per_day.number_or_none("max_points_per_day"),
            "points_gifts": self.points_gifts.isChecked(),
        }

    def _earning(self) -> Spoken:
        return {
            "earn": {
                "per": self._amount(self.earn_per),
                "points": self.earn_points.number("earn.points"),
            },
            "rounding": chosen(self.rounding),
        }

    def _expiry(self) -> str | Spoken:
        kind = chosen(self.expiry)
        ways: dict[str, Callable[[], str | Spoken]] = {
            "never": lambda: "never",
            "months": lambda: {"months": self.months.number("expiry.months")},
            "inactive_months": lambda: {"inactive_months": self.months.number("expiry.months")},
            "yearly": lambda: {
                "yearly": self.yearly.text().strip(),
                "minimum_months": self.minimum_months.number("expiry.minimum_months"),
            },
        }
        return ways[kind]()

    def _amount(self, field: MoneyEdit) -> str:
        return amount_text(field.amount_minor(), digits=self._digits)
