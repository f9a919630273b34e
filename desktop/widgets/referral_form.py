"""The form of what bringing a friend brings both: gifts, for which purchase, how carefully."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from db.errors import BadRequest
from db.rules.money import amount_text
from db.rules.shop import NO_GIFT, Gift, ReferralTerms, ShopSettings
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.form import choice_field, chosen
from desktop.widgets.labels import named
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.friends import programme_story

_NOTHING, _POINTS = "nothing", "points"
_NARROW = 120  # pixels, of the field for points
_USUAL_POINTS = 100


class GiftChoice(QWidget):
    """What somebody receives: points, a coupon for a reward, or nothing."""

    changed = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self._name = name
        self._rewards: dict[str, str] = {}
        self.kind = choice_field(name, spoken, [])
        self.points = NumberEdit(f"{name}.points", tr("How many points"))
        self.points.setFixedWidth(_NARROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.kind, 1)
        row.addWidget(self.points)
        self.setFocusProxy(self.kind)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.points.textChanged.connect(lambda _: self.changed.emit())

    def show_gift(self, gift: Gift, rewards: Sequence[str]) -> None:
        """Show a gift; these rewards may be given instead."""
        # A reward may be called anything: it is told apart by its place in the list.
        self._rewards = {f"reward {place}": name for place, name in enumerate(rewards)}
        held = next((key for key, name in self._rewards.items() if name == gift.reward), "")
        usual = (
            (_POINTS, tr("Points")),
            *((key, tr("Coupon: {reward}").format(reward=name)) for key, name in
              self._rewards.items()),
            (_NOTHING, tr("Nothing")),
        )  # fmt: skip
        key = held or (_POINTS if gift.points else _NOTHING)
        offer_choices(self.kind, list(usual), key)
        self.points.show_number(gift.points or None)
        self._show_kind()

    def gift(self) -> Gift:
        """Return what is chosen; raises BadRequest where no number of points is typed."""
        kind = chosen(self.kind)
        if kind == _POINTS:
            return Gift(points=self.points.number(f"{self._name}.points"))
        return Gift(reward=self._rewards[kind]) if kind in self._rewards else NO_GIFT

    def _show_kind(self, *_: object) -> None:
        self.points.setVisible(chosen(self.kind) == _POINTS)
        self.changed.emit()


class ReferralForm(OfferForm):
    """Reads and shows the programme's terms in the words of the feed."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "referral")
        mine, theirs = tr("Who brings a friend gets"), tr("The friend gets")
        self.referrer = GiftChoice("referral.referrer", mine)
        self.referee = GiftChoice("referral.referee", theirs)
        least = tr("First purchase from")
        self.minimum = self.money_field("referral.minimum", least)
        self.hold_days = NumberEdit("referral.hold_days", tr("Days to wait"))
        self.most = NumberEdit("referral.max_per_month", tr("Friends a month"))
        careful = tr("Ask me first where something looks odd")
        self.ask_owner = named(QCheckBox(careful), "referral.ask_owner", careful)
        main = self.main
        main.add("referral.referrer", mine, self.referrer, wide=True)
        main.add("referral.referee", theirs, self.referee, wide=True)
        main.add("referral.minimum", least, self.minimum, hint=tr("Empty: any purchase"))
        main.add(
            "referral.hold_days", tr("Days to wait"), self.hold_days,
            hint=tr("0: at once"),
        )  # fmt: skip
        main.add(
            "referral.max_per_month", tr("Friends a month"), self.most,
            hint=tr("Empty: no limit"),
        )  # fmt: skip
        main.add(
            "referral.ask_owner", tr("Care"), self.ask_owner, wide=True,
            hint=tr(
                "One household's phone, the referrer's own coupon, or both at the till within "
                "ten minutes: then it waits for your yes."
            ),
        )  # fmt: skip
        for each in (self.referrer, self.referee):
            each.changed.connect(self.changed)
        self.tell_changes_of(self.minimum, self.hold_days, self.most, self.ask_owner)
        self.fold(folded=True)

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        found: dict[str, QWidget] = {**super().fields}
        for name, each in (("referrer", self.referrer), ("referee", self.referee)):
            found[f"referral.{name}.points"] = each.points
            found[f"referral.{name}.reward"] = each.kind
        return found

    def show_terms(self, terms: ReferralTerms, rewards: Sequence[str]) -> None:
        """Fill the form with the programme, or with what is usual for a new one."""
        is_new = terms.referrer == terms.referee == NO_GIFT
        usual = Gift(points=_USUAL_POINTS) if is_new else None
        self.referrer.show_gift(usual or terms.referrer, rewards)
        self.referee.show_gift(usual or terms.referee, rewards)
        self.minimum.clear()
        if terms.minimum:
            self.minimum.show_amount(terms.minimum)
        self.hold_days.show_number(terms.hold_days)
        self.most.show_number(terms.max_per_month)
        self.ask_owner.setChecked(terms.ask_owner or is_new)

    def read(self) -> dict[str, Any]:
        """Return the terms as settings keep them; raises what cannot be understood."""
        terms = self._terms()
        if terms.referrer == terms.referee == NO_GIFT:
            raise BadRequest("referral.referrer", "missing")
        return {
            "referrer": _spoken(terms.referrer),
            "referee": _spoken(terms.referee),
            "minimum": amount_text(terms.minimum, digits=self.settings.digits),
            "hold_days": terms.hold_days,
            "max_per_month": terms.max_per_month,
            "ask_owner": terms.ask_owner,
        }

    def story(self) -> str:
        terms = if_readable(self._terms)
        return programme_story(terms, self.settings) if terms else "…"

    def _terms(self) -> ReferralTerms:
        return ReferralTerms(
            referrer=self.referrer.gift(),
            referee=self.referee.gift(),
            minimum=self.minimum.amount_or_none() or 0,
            hold_days=self.hold_days.number_or_none("referral.hold_days") or 0,
            max_per_month=self.most.number_or_none("referral.max_per_month"),
            ask_owner=self.ask_owner.isChecked(),
        )


def _spoken(gift: Gift) -> dict[str, object]:
    return {"points": gift.points} if gift.reward is None else {"reward": gift.reward}
