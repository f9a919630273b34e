"""The form of a stamp card: what one stamp is given for, how many it needs, what it becomes."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtWidgets import QStackedWidget

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from db.rules.stamps import StampCard, StampsPer
from desktop.i18n import tr
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.offers import in_sentences
from desktop.words.stamps import CardDraft, card_sentence, stamps_per

_NEEDED = 10


class StampForm(OfferForm):
    """Reads and shows a card's terms in the words of the feed."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "stamp_card")
        self._rewards: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self.name = text_field("stamp_card.name", tr("Name"), longest=60)
        self.per = choice_field("stamp_card.per", tr("A stamp is given"), stamps_per())
        self.needed = NumberEdit("stamp_card.needed", tr("Stamps for a full card"))
        self.money_each = self.money_field("stamp_card.amount", tr("One stamp for each"))
        self.items_each = NumberEdit("stamp_card.items", tr("One stamp for so many"))
        self.each = QStackedWidget()
        self.each.addWidget(self.money_each)
        self.each.addWidget(self.items_each)
        self.category = choice_field("stamp_card.category", tr("Only for goods of"), [])
        self.reward = choice_field("stamp_card.reward", tr("A full card becomes"), [])
        main = self.main
        main.add("name", tr("Name"), self.name, wide=True)
        main.add("per", tr("A stamp is given"), self.per)
        main.add("needed", tr("Stamps for a full card"), self.needed)
        self._each_label = main.add("each", tr("One stamp for each"), self.each)
        self._category_label = main.add("category", tr("Only for goods of"), self.category)
        main.add("reward", tr("A full card becomes"), self.reward, wide=True)
        self.per.currentIndexChanged.connect(self._show_per)
        self.tell_changes_of(
            self.name, self.per, self.needed, self.money_each, self.items_each, self.category,
            self.reward,
        )  # fmt: skip
        self.fold(folded=True)

    def show_card(
        self, card: StampCard | None, *, rewards: Sequence[str], categories: Sequence[str]
    ) -> None:
        """Fill the form with a card, or with what is usual for a new one."""
        # Rewards and categories may be called anything: they are told apart by their places.
        self._rewards = {f"reward {number}": name for number, name in enumerate(rewards)}
        self._categories = {f"kind {number}": name for number, name in enumerate(categories)}
        chosen_reward = _key(self._rewards, card.reward if card else "")
        if card is None and len(rewards) == 1:
            chosen_reward = _key(self._rewards, rewards[0])
        ask = [("", tr("Choose a reward"))]
        offer_choices(self.reward, [*ask, *self._rewards.items()], chosen_reward)
        every = [("", tr("All goods"))]
        category = _key(self._categories, card.terms.category or "" if card else "")
        offer_choices(self.category, [*every, *self._categories.items()], category)
        self.name.setText(card.name if card else "")
        choose(self.per, card.terms.per if card else "visit")
        self.needed.show_number(card.needed if card else _NEEDED)
        self.money_each.clear()
        self.items_each.show_number(1)
        if card is not None and card.terms.per == "spend":
            self.money_each.show_amount(card.terms.each)
        elif card is not None:
            self.items_each.show_number(card.terms.each)
        self._show_per()

    def read(self) -> dict[str, Any]:
        """Return the terms as the owner describes them; raises what cannot be understood."""
        per = self._per()
        reward = self._rewards.get(chosen(self.reward))
        if reward is None:
            raise BadRequest("reward", "missing")
        terms: dict[str, Any] = {
            "name": self.name.text(),
            "needed": self.needed.number("needed"),
            "reward": reward,
            "per": per,
            "each": None,
            "category": None if per == "visit" else self._category(),
        }
        if per == "spend":
            terms["each"] = self.amount(self.money_each, "each")
        elif per == "item":
            terms["each"] = str(self.items_each.number("each"))
        return terms

    def story(self) -> str:
        if not self._rewards:
            return tr("A full card becomes a coupon for a reward: make one under Rewards first.")
        per = self._per()
        each = self.money_each.amount_or_none if per == "spend" else self._items
        draft = CardDraft(
            per=per,
            each=if_readable(each),
            category=None if per == "visit" else self._category(),
            needed=if_readable(lambda: self.needed.number_or_none("")),
            reward=self._rewards.get(chosen(self.reward)),
        )
        words = tr("{sentence}.").format(sentence=card_sentence(draft, self.settings))
        return in_sentences([words, tr("The next card begins by itself, surplus stamps on it.")])

    def _per(self) -> StampsPer:
        return cast("StampsPer", chosen(self.per))

    def _items(self) -> int | None:
        return self.items_each.number_or_none("each")

    def _category(self) -> str | None:
        return self._categories.get(chosen(self.category))

    def _show_per(self) -> None:
        per = self._per()
        in_use = self.money_each if per == "spend" else self.items_each
        self.each.setCurrentWidget(in_use)
        self.main.fields["each"] = in_use
        words = tr("One stamp for each") if per == "spend" else tr("One stamp for so many")
        self._each_label.setText(words)
        self._each_label.setBuddy(in_use)
        self.category.setItemText(0, tr("All goods") if per == "spend" else tr("Choose a kind"))
        for widget in (self._each_label, self.each, self._category_label, self.category):
            widget.setVisible(per != "visit")


def _key(choices: dict[str, str], name: str) -> str:
    return next((key for key, each in choices.items() if each == name), "")
