"""The settings of follow-ups: each rule is a switch, and a sentence with the numbers in it."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from db.errors import BadRequest
from db.rules.follow_up_choices import spoken_follow_up_choices
from db.rules.money import amount_text
from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.labels import named, rule
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.sentence_edit import SentenceEdit
from desktop.widgets.settings_form import SettingsForm, Spoken

_NUMBER_WIDTH, _MONEY_WIDTH, _STEPS_WIDTH = 68, 120, 150
_NAME = "follow_ups"


class FollowUpForm(SettingsForm):
    """Which follow-ups are made by themselves, when, and how often anybody is asked."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._settings = settings
        self.switches: dict[str, QCheckBox] = {}
        for kind, (title, sentence) in _rules().items():
            self._add_rule(kind, title, sentence)
        quiet = self._number("quiet_days", tr("Days of quiet"))
        self.add_widget(rule(), wide=True)
        self.add_widget(
            SentenceEdit(
                tr(
                    "Whoever was spoken to is left in peace for {quiet_days} days."
                    " Promises, complaints and unhappy answers are never put aside for that."
                ),
                {"quiet_days": quiet},
            ),
            wide=True,
        )

    def saved_words(self) -> str:
        return tr("Saved. Today follows it at once.")

    def _add_rule(self, kind: str, title: str, sentence: str) -> None:
        if self.switches:
            self.add_widget(rule(), wide=True)
        switch = named(QCheckBox(title), f"settings.{_NAME}.{kind}", title)
        switch.setProperty("role", "strong")
        self.switches[kind] = switch
        self.add_widget(switch, wide=True)
        fields = {name: self._field(kind, name, title) for name in _names_in(self._settings, kind)}
        edit = SentenceEdit(sentence, fields)
        switch.toggled.connect(edit.setEnabled)
        self.add_widget(edit, wide=True)

    def _field(self, kind: str, name: str, title: str) -> QWidget:
        full, spoken = f"{kind}.{name}", f"{title}: {_field_words()[name]}"
        if name == "steps":
            steps = named(QLineEdit(), f"settings.{_NAME}.{full}", spoken)
            steps.setFixedWidth(_STEPS_WIDTH)
            self.fields[f"{_NAME}.{full}"] = steps
            return steps
        if name == "worth":
            settings = self._settings
            money = MoneyEdit(
                f"settings.{_NAME}.{full}", spoken,
                currency=settings.currency, digits=settings.digits,
            )  # fmt: skip
            money.setFixedWidth(_MONEY_WIDTH)
            self.fields[f"{_NAME}.{full}"] = money
            return money
        return self._number(full, spoken)

    def _number(self, full: str, spoken: str) -> NumberEdit:
        number = NumberEdit(f"settings.{_NAME}.{full}", spoken)
        number.setFixedWidth(_NUMBER_WIDTH)
        self.fields[f"{_NAME}.{full}"] = number
        return number

    def _fill(self, settings: ShopSettings) -> None:
        self._settings = settings
        choices = settings.follow_ups
        for kind, switch in self.switches.items():
            chosen = getattr(choices, kind)
            switch.setChecked(chosen.on)
            for name in _names_in(settings, kind):
                self._show(self.fields[f"{_NAME}.{kind}.{name}"], getattr(chosen, name))
        self._show(self.fields[f"{_NAME}.quiet_days"], choices.quiet_days)

    def _show(self, field: QWidget, value: object) -> None:
        if isinstance(field, MoneyEdit):
            field.use_currency(self._settings.currency, digits=self._settings.digits)
            assert isinstance(value, int)
            field.show_amount(value)
        elif isinstance(field, NumberEdit):
            assert isinstance(value, int)
            field.show_number(value)
        elif isinstance(field, QLineEdit):
            assert isinstance(value, tuple)
            field.setText(", ".join(map(str, value)))

    def _spoken(self) -> Spoken:
        told: dict[str, Any] = {"quiet_days": self._read("quiet_days")}
        for kind, switch in self.switches.items():
            read = {name: self._read(f"{kind}.{name}") for name in _names_in(self._settings, kind)}
            told[kind] = {"on": switch.isChecked(), **read}
        return {_NAME: told}

    def _read(self, full: str) -> str | int | list[int]:
        name = f"{_NAME}.{full}"
        field = self.fields[name]
        if isinstance(field, MoneyEdit):
            return amount_text(field.amount_minor(), digits=self._settings.digits)
        if isinstance(field, NumberEdit):
            return field.number(name)
        assert isinstance(field, QLineEdit)
        try:
            return [int(each) for each in field.text().replace("、", ",").split(",")]
        except ValueError as error:
            raise BadRequest(name, "days", "7, 30, 60") from error


def _names_in(settings: ShopSettings, kind: str) -> list[str]:
    """Return what can be tuned of a rule, besides whether it holds."""
    spoken = spoken_follow_up_choices(settings.follow_ups, digits=settings.digits)
    return [name for name in spoken[kind] if name != "on"]


def _field_words() -> dict[str, str]:
    """Return what a field is called that stands in the midst of a sentence."""
    return {
        "days_before": tr("Days before"),
        "days_before_monthly": tr("Days before, of a monthly plan"),
        "came_within": tr("Days in which they came"),
        "factor_percent": tr("Percent of their rhythm"),
        "days": tr("Days"),
        "for_days": tr("Days on the list"),
        "worth": tr("Worth at least"),
        "steps": tr("Days after the first purchase"),
        "hours": tr("Hours"),
        "best": tr("How many of the best"),
        "a_day": tr("How many a day"),
    }


def _rules() -> dict[str, tuple[str, str]]:
    """Return what each rule is called, and what it does, with the numbers in their places."""
    return {
        "unhappy": (
            tr("An unhappy answer, 0 to 6"),
            tr("Somebody speaks to them within {hours} hours."),
        ),
        "slipping_away": (
            tr("Slipping away"),
            tr(
                "Shown when they are away longer than {factor_percent} percent of their own rhythm,"
                " and at least {days} days beyond it; for {for_days} days, {a_day} of them a"
                " day."
            ),
        ),
        "renewal": (
            tr("A plan to be paid for again"),
            tr(
                "Shown {days_before} days before its last day, of a plan by the month"
                " {days_before_monthly} days before."
            ),
        ),
        "trial_end": (
            tr("A trial that ends"),
            tr("Shown {days_before} days before its last day."),
        ),
        "points_expiring": (
            tr("Points that are about to lapse"),
            tr("Shown {days_before} days before, where they are worth {worth} or more."),
        ),
        "birthday": (
            tr("Birthdays"),
            tr("Shown {days_before} days before, of whoever came in the last {came_within} days."),
        ),
        "anniversary": (
            tr("The day they joined"),
            tr("Shown {days_before} days before, of whoever came in the last {came_within} days."),
        ),
        "newcomer": (
            tr("Newcomers"),
            tr(
                "A kind word {steps} days after the first purchase, while they have not come again;"
                " each is shown for {for_days} days, {a_day} of them a day."
            ),
        ),
        "referral": (
            tr("A friend they brought has bought"),
            tr("Told for {days} days from when the reward can be used."),
        ),
        "best_customer": (
            tr("The best customers"),
            tr(
                "The {best} best who came in the last {came_within} days and to whom nobody spoke"
                " for {days} days; {a_day} of them a day."
            ),
        ),
    }
