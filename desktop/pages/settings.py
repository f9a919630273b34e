"""Settings: the shop, its points, how customers are counted, and how this computer looks."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget

from db.clock import new_id
from db.moment import Moment
from db.queries.shop import holds_amounts
from db.queries.trials import trial_span, try_earning
from db.rules.points import Rate
from db.rules.shop import ShopSettings
from db.rules.trials import Trial
from db.session import Session
from db.usecases.shop import set_shop
from desktop import theme
from desktop.i18n import tr
from desktop.preferences import Preferences
from desktop.widgets.buttons import Segments, button, primary
from desktop.widgets.counting_settings import CountingForm
from desktop.widgets.customer_screen_settings import CustomerScreenSettings
from desktop.widgets.follow_up_settings import FollowUpForm
from desktop.widgets.form import choice_field, choose, chosen, search_field, text_field
from desktop.widgets.labels import strong, title
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.paper_settings import PaperSettings
from desktop.widgets.points_settings import PointsForm
from desktop.widgets.printers_settings import PrintersSettings
from desktop.widgets.settings_form import SettingsForm, Spoken
from desktop.widgets.summary_folder import SummaryFolder
from desktop.words import choices

_WIDEST = 860  # a form wider than this is read like a road map


class SettingsPage(Page):
    """Shows the shop's choices and changes those that were changed by hand."""

    shows: ClassVar[frozenset[str]] = frozenset({"settings", "pictures"})
    looks_changed = Signal()
    summaries_wanted = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self.preferences = preferences
        settings = session.settings
        self.shop = ShopForm()
        self.points = PointsForm(settings)
        self.counting = CountingForm()
        self.follow_ups = FollowUpForm(settings)
        self.section_buttons: dict[str, QPushButton] = {}
        self.stack = QStackedWidget()
        self._sections = QButtonGroup(self)
        self._rail = Panel()
        self._rail.setFixedWidth(200)
        self._add_form("shop", tr("Shop"), self.shop)
        self._add_form("points", tr("Points"), self.points)
        self.points.tried.connect(self.try_points)
        self.scroll_area.verticalScrollBar().rangeChanged.connect(self._keep_trial_in_sight)
        self._add_form("counting", tr("Counting"), self.counting)
        self._add_form("follow_ups", tr("Follow-ups"), self.follow_ups)
        self.paper = PaperSettings(self)
        self._add_section("paper", tr("On paper"), self.paper)
        self.printers = PrintersSettings(self)
        self._add_section("printers", tr("Printers"), self.printers)
        self.customer_screen = CustomerScreenSettings()
        self._add_section("customer_screen", tr("Customer screen"), self.customer_screen)
        self._add_section("looks", tr("This computer"), self._looks_card())
        self._rail.body.addStretch(1)
        self.stack.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(self._rail)
        row.addWidget(self.stack, 1)
        row.addStretch(0)
        self.turn_to_section("shop")

    def reload(self) -> None:
        self.points.trial.clear()  # it was held against the rates of before
        settings = self.session.settings
        for form in (self.shop, self.points, self.counting, self.follow_ups):
            form.show_settings(settings)
        self.paper.show_settings(settings)
        self.shop.currency.setEnabled(not holds_amounts(self.session.db))

    def take_focus(self) -> None:
        self.section_buttons[self.section()].setFocus()

    def section(self) -> str:
        """Return the name of the section that is shown."""
        return list(self.section_buttons)[self.stack.currentIndex()]

    def turn_to_section(self, name: str) -> None:
        """Show a section."""
        self.section_buttons[name].setChecked(True)
        self.stack.setCurrentIndex(list(self.section_buttons).index(name))
        for index in range(self.stack.count()):  # the page is as high as what is in sight
            in_sight = index == self.stack.currentIndex()
            shape = QSizePolicy.Policy.Preferred if in_sight else QSizePolicy.Policy.Ignored
            card = self.stack.widget(index)
            assert card is not None
            card.setSizePolicy(QSizePolicy.Policy.Preferred, shape)
        self.scroll_area.verticalScrollBar().setValue(0)
        if name == "counting":
            self.counting.propose(self)

    def save(self, form: SettingsForm) -> None:
        """Keep what was changed by hand in one section; all of it, or nothing is kept."""
        self.fields = form.fields

        def keep() -> bool:
            changes = form.changes()
            if changes:
                set_shop(self.session, changes=changes, operation_id=new_id())
            return bool(changes)

        self.attempt(
            keep,
            then=lambda kept: self.notice.say(
                form.saved_words() if kept else tr("Nothing was changed.")
            ),
        )

    def try_points(self) -> None:
        """Try the rate of earning in the fields on the shop's own past; nothing is kept."""
        self.fields = self.points.fields
        self.attempt(self.points.earning, then=self._try_earning)

    def choose_looks(self) -> None:
        """Dress this computer's windows anew, in the colours and language chosen."""
        for each in ("light", "dark", "system"):
            if self.looks.value() == each:
                self.preferences.looks = each
        chosen_language = self.languages.value()
        self.preferences.language = "" if chosen_language == "shop" else chosen_language
        self.preferences.save()
        self.looks_changed.emit()

    def _add_section(self, name: str, words: str, card: Panel) -> None:
        made = button(words, f"settings.{name}", lambda: self.turn_to_section(name), kind="row")
        made.setCheckable(True)
        self._sections.addButton(made)
        self.section_buttons[name] = made
        self._rail.body.addWidget(made)
        self.stack.addWidget(card)

    def _add_form(self, name: str, words: str, form: SettingsForm) -> None:
        card = Panel()
        card.body.addWidget(title(words))
        card.body.addSpacing(theme.GAP_SMALL)
        card.body.addWidget(form)
        card.body.addSpacing(theme.GAP)
        save = primary(tr("Save"), f"settings.{name}.save", lambda: self.save(form))
        card.add_row(save, None)
        card.body.addStretch(1)
        form.save_button = save
        self._add_section(name, words, card)

    def _keep_trial_in_sight(self, *_: int) -> None:
        """Show the whole answer as it comes, as long as nothing else is done."""
        if self.points.try_button.hasFocus() and self.points.trial.isVisible():
            self.scroll_area.ensureWidgetVisible(self.points.trial, 0, theme.GAP_CARD)

    def _try_earning(self, wanted: ShopSettings) -> None:
        def ask(moment: Moment) -> Trial:
            first, last = trial_span(moment)
            rate = Rate(wanted.earn_per, wanted.earn_points)
            return try_earning(moment, rate=rate, rounding=wanted.rounding, first=first, last=last)

        self.points.trial.try_out(self, ask)

    def _looks_card(self) -> Panel:
        card = Panel()
        card.body.addWidget(title(tr("This computer")))
        card.body.addSpacing(theme.GAP_SMALL)
        self.looks = Segments(
            "settings.looks.colours",
            tr("Colours"),
            {"light": tr("Light"), "dark": tr("Dark"), "system": tr("As the system")},
        )
        self.looks.choose(self.preferences.looks)
        self.languages = Segments(
            "settings.looks.language",
            tr("Language"),
            {"shop": tr("As the shop"), **dict(choices.languages())},
        )
        self.languages.choose(self.preferences.language or "shop")
        for words, segments in (
            (tr("Colours"), self.looks),
            (tr("Language of the windows"), self.languages),
        ):
            card.body.addWidget(strong(words))
            card.body.addWidget(segments)
            card.body.addSpacing(theme.GAP)
            segments.group.buttonClicked.connect(lambda _: self.choose_looks())
        self.summary_folder = SummaryFolder(self.preferences)
        self.summary_folder.chosen.connect(self.summaries_wanted)
        card.body.addWidget(self.summary_folder)
        card.body.addStretch(1)
        return card


class ShopForm(SettingsForm):
    """What the shop is called and where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.name = text_field("settings.name", tr("Name of the shop"))
        self.currency = search_field("settings.currency", tr("Currency"), choices.currencies())
        self.timezone = search_field("settings.timezone", tr("Time zone"), choices.time_zones())
        self.country = search_field("settings.country", tr("Country"), choices.countries())
        self.language = choice_field(
            "settings.language", tr("Language of papers"), choices.languages()
        )
        hours = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]
        self.day_starts = choice_field("settings.day_starts", tr("The day begins at"), hours)
        self.add("name", tr("Name of the shop"), self.name, wide=True)
        self.add(
            "currency",
            tr("Currency"),
            self.currency,
            hint=tr("Fixed once there is an amount in the book."),
        )
        self.add("language", tr("Language of papers"), self.language)
        self.add("timezone", tr("Time zone"), self.timezone)
        self.add("country", tr("Country"), self.country, hint=tr("Phone numbers are read its way."))
        self.add(
            "day_starts",
            tr("The day begins at"),
            self.day_starts,
            hint=tr("A bar may say 04:00: what is sold before belongs to the day before."),
        )

    def _fill(self, settings: ShopSettings) -> None:
        self.name.setText(settings.name)
        choose(self.currency, settings.currency)
        choose(self.timezone, settings.timezone.key)
        choose(self.country, settings.country)
        choose(self.language, settings.language)
        choose(self.day_starts, settings.day_starts.isoformat("minutes"))

    def _spoken(self) -> Spoken:
        return {
            "name": self.name.text(),
            "currency": chosen(self.currency),
            "timezone": chosen(self.timezone),
            "country": chosen(self.country),
            "language": chosen(self.language),
            "day_starts": chosen(self.day_starts),
        }
