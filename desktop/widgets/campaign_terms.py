"""What a campaign does, beside its group: what they get, how and when, who gets nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from db.rules.campaigns import DEFAULT_DAYS, DEFAULT_HOLDOUT_PERCENT, Campaign
from db.rules.channels import CAMPAIGN_CHANNELS, CampaignChannel
from db.rules.money import amount_text
from db.rules.shop import ShopSettings
from desktop import formats, theme
from desktop.i18n import tr, trc
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import Form, choice_field, chosen, text_field
from desktop.widgets.labels import label, named, small
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import offer_choices
from desktop.widgets.panel import Panel
from desktop.words.campaigns import channel_words

_HOLDOUTS = (0, 10, 20, 30, 50)
_TEXT_HEIGHT = 118
_LONGEST_NAME, _LONGEST_MESSAGE = 60, 2000


class CampaignTerms(QWidget):
    """Reads and shows a campaign in the words of the feed, all but its group."""

    counted_anew = Signal()  # the way to them or the share that gets nothing was changed
    changed = Signal()  # what else is told beside the fields

    def __init__(self, settings: ShopSettings, *, today: date) -> None:
        super().__init__()
        self._settings, self._today = settings, today
        self.name = text_field("campaign.name", tr("Name"), longest=_LONGEST_NAME)
        self.gift = ChoiceRow("campaign.gift", tr("What they get"))
        self.reward = choice_field("campaign.reward", tr("Coupon for"), [])
        self.points = NumberEdit("campaign.points", tr("How many points"))
        self.channel = ChoiceRow("campaign.channel", tr("How they hear of it"))
        self.first = self._day("campaign.first", tr("First day"))
        self.last = self._day("campaign.last", tr("Last day"))
        self.message = named(QPlainTextEdit(), "campaign.message", tr("What you write"))
        self.message.setFixedHeight(_TEXT_HEIGHT)
        self.message.setTabChangesFocus(True)
        self.cost = MoneyEdit(
            "campaign.cost", tr("Cost of each"), currency=settings.currency, digits=settings.digits
        )
        self.holdout = ChoiceRow("campaign.holdout", tr("How many get nothing"))
        self._forms = [Form(columns=2) for _ in range(3)]
        self._lay_out()
        self._connect()

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        return {
            "name": self.name, "offer": self.gift, "offer.reward": self.reward,
            "offer.points": self.points, "channel": self.channel, "from": self.first,
            "to": self.last, "message": self.message, "cost_each": self.cost,
            "holdout_percent": self.holdout,
        }  # fmt: skip

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through after the group, in the order in which it is seen."""
        gets = [*self.gift.buttons, self.reward, self.points]
        how = [*self.channel.buttons, self.first, self.last, self.message, self.cost]
        return [*gets, *how, *self.holdout.buttons]

    def begin(self, *, name: str, rewards: Sequence[str]) -> None:
        """Begin a new campaign under a name that is proposed."""
        self._offer(rewards, DEFAULT_HOLDOUT_PERCENT)
        self.name.setText(name)
        self.gift.choose("reward" if rewards else "words")
        self.points.show_number(None)
        self.channel.choose("letter")
        self.first.show_day(self._today)
        self.last.show_day(self._today + timedelta(days=DEFAULT_DAYS - 1))
        self.message.setPlainText(
            tr("Thank you for coming to us. We would be so glad to see you again soon.")
        )
        self.cost.setText("")
        self._show_gift()

    def begin_again(self, *, name: str) -> None:
        """Propose another name and other days; the other terms stay."""
        self.name.setText(name)
        self.first.show_day(self._today)
        self.last.show_day(self._today + timedelta(days=DEFAULT_DAYS - 1))

    def show_campaign(self, campaign: Campaign, *, rewards: Sequence[str]) -> None:
        """Show a campaign that was planned."""
        gift = campaign.offer
        reward = gift.reward if gift else None
        names = list(rewards)
        if reward and reward not in names:
            names.append(reward)
        self._offer(names, campaign.holdout_percent)
        self.name.setText(campaign.name)
        self.gift.choose("words" if gift is None else "reward" if reward else "points")
        if reward:
            self.reward.setCurrentIndex(names.index(reward))
        self.points.show_number(gift.points if gift and not reward else None)
        self.channel.choose(campaign.channel)
        self.first.show_day(campaign.first_day)
        self.last.show_day(campaign.last_day)
        self.message.setPlainText(campaign.message or "")
        cost = campaign.cost_each
        self.cost.setText(amount_text(cost, digits=self._settings.digits) if cost else "")
        self._show_gift()

    def read(self) -> dict[str, Any]:
        """Return the terms as the feed speaks them; raises what cannot be understood."""
        first, last = self.first.day_or_none(), self.last.day_or_none()
        return {
            "name": self.name.text().strip(),
            "offer": self._gift(),
            "channel": self.way(),
            "message": self.message.toPlainText().strip() or None,
            "from": first.isoformat() if first else None,
            "to": last.isoformat() if last else None,
            "holdout_percent": self.holdout_percent(),
            "cost_each": amount_text(self.cost_each(), digits=self._settings.digits),
        }

    def way(self) -> CampaignChannel:
        """Return how they hear of it."""
        return next(each for each in CAMPAIGN_CHANNELS if each == self.channel.value())

    def holdout_percent(self) -> int:
        """Return which share gets nothing."""
        return int(self.holdout.value() or DEFAULT_HOLDOUT_PERCENT)

    def cost_each(self) -> int:
        """Return what writing to one costs, in minor units; raises BadAmount."""
        return self.cost.amount_or_none() or 0

    # -- Inside -----------------------------------------------------------------------------

    def _gift(self) -> Mapping[str, Any] | None:
        kind = self.gift.value()
        if kind == "reward":
            return {"reward": chosen(self.reward)}
        if kind == "points":
            return {"points": self.points.number("offer.points")}
        return None

    def _day(self, name: str, words: str) -> DayEdit:
        return DayEdit(name, words, country=self._settings.country, today=self._today)

    def _offer(self, rewards: Sequence[str], percent: int) -> None:
        """Offer what can be given, the ways and the shares."""
        gifts = [("reward", tr("A coupon"))] if rewards else []
        self.gift.offer([*gifts, ("points", tr("Points")), ("words", tr("Only words"))])
        offer_choices(self.reward, [(name, name) for name in rewards], chosen(self.reward))
        self.channel.offer([(way, channel_words(way)) for way in CAMPAIGN_CHANNELS])
        shares = sorted({*_HOLDOUTS, percent})
        words = {each: formats.percent(Fraction(each), places=0) for each in shares}
        words[0] = trc("gets nothing", "Nobody")
        self.holdout.offer([(str(each), said) for each, said in words.items()])
        self.holdout.choose(str(percent))

    def _show_gift(self, *_: object) -> None:
        kind = self.gift.value()
        self._row_of(self.reward).setVisible(kind == "reward")
        self._row_of(self.points).setVisible(kind == "points")

    def _row_of(self, field: QWidget) -> QWidget:
        holder = field.parentWidget()
        assert holder is not None
        return holder

    def _connect(self) -> None:
        self.gift.chosen.connect(self._show_gift)
        for choice in (self.channel, self.holdout):
            choice.chosen.connect(lambda _: self.counted_anew.emit())
        self.cost.textChanged.connect(lambda _: self.changed.emit())
        self.message.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        gets, how, learns = self._forms
        gets.add_widget(self.gift, wide=True)
        gets.add("offer.reward", tr("Coupon for"), self.reward, wide=True)
        gets.add("offer.points", tr("How many points"), self.points)
        how.add("channel", tr("How they hear of it"), self.channel, wide=True)
        how.add("from", tr("Coming back counts from"), self.first)
        how.add("to", tr("Coming back counts until"), self.last)
        how.add(
            "message", tr("What you write"), self.message, wide=True,
            hint=tr("{name} and {points} in braces become the customer's own."),
        )  # fmt: skip
        how.add(
            "cost_each", tr("Cost of each"), self.cost,
            hint=tr("Postage and paper, for what it gained in the end."),
        )  # fmt: skip
        learns.add("holdout_percent", tr("How many get nothing"), self.holdout, wide=True)
        self.cards = [
            _card(tr("What do they get?"), gets),
            _card(tr("How and when?"), how),
            _card(tr("How will you know?"), learns),
        ]
        self.why = small(
            tr(
                "A part of the group, drawn by chance, gets nothing. When the campaign ends, "
                "both parts are compared: only the difference is what the campaign did."
            ),
            wrap=True,
        )
        self.cards[-1].body.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_CARD)
        for card in self.cards:
            column.addWidget(card)


def campaign_name(taken: Sequence[str], today: date, *, wanted: str = "") -> str:
    """Return a name that is proposed: nobody has to think of one, and none is taken twice."""
    plain = wanted or tr("Campaign of {day}").format(day=formats.day(today))
    if plain not in taken:
        return plain
    numbered = (f"{plain} ({number})" for number in range(2, len(taken) + 3))
    return next(each for each in numbered if each not in taken)


def _card(words: str, form: Form) -> Panel:
    card = Panel()
    card.body.setSpacing(theme.GAP)
    card.body.addWidget(label(words, "strong"))
    card.body.addWidget(form)
    return card
