"""The form of a streak: how many weeks in a row, how often in each, and what it brings."""

from collections.abc import Sequence
from typing import Any

from db.errors import BadRequest
from db.rules.shop import Gift, ShopSettings
from db.rules.streaks import Streak
from desktop.i18n import tr
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.offers import OPEN, in_sentences
from desktop.words.stamps import StreakDraft, gift_words, streak_sentence

_WEEKS = 4
_POINTS = "points"


class StreakForm(OfferForm):
    """Reads and shows a streak's terms in the words of the feed."""

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__(settings, "streak")
        self._rewards: dict[str, str] = {}
        self.name = text_field("streak.name", tr("Name"), longest=60)
        self.weeks = NumberEdit("streak.weeks", tr("How many weeks"))
        self.visits = NumberEdit("streak.visits", tr("Visits in each week"))
        self.gift = choice_field("streak.gift", tr("What it brings"), [])
        self.points = NumberEdit("streak.points", tr("How many points"))
        main = self.main
        main.add("name", tr("Name"), self.name, wide=True)
        main.add("weeks", tr("How many weeks"), self.weeks)
        main.add("visits", tr("Visits in each week"), self.visits)
        main.add("gift.reward", tr("What it brings"), self.gift)
        self._points_label = main.add("gift.points", tr("How many points"), self.points)
        self.gift.currentIndexChanged.connect(self._show_gift)
        self.tell_changes_of(self.name, self.weeks, self.visits, self.gift, self.points)
        self.fold(folded=True)

    def show_streak(self, streak: Streak | None, *, rewards: Sequence[str]) -> None:
        """Fill the form with a streak, or with what is usual for a new one."""
        # A reward may be called anything: it is told apart by its place in the list.
        self._rewards = {f"reward {number}": name for number, name in enumerate(rewards)}
        held = streak.gift.reward if streak else None
        key = next((key for key, name in self._rewards.items() if name == held), _POINTS)
        offer_choices(self.gift, [(_POINTS, tr("Points")), *self._rewards.items()], key)
        self.name.setText(streak.name if streak else "")
        self.weeks.show_number(streak.weeks if streak else _WEEKS)
        self.visits.show_number(streak.visits if streak else 1)
        self.points.show_number((streak.gift.points if streak else 0) or None)
        self._show_gift()

    def read(self) -> dict[str, Any]:
        """Return the terms as the owner describes them; raises what cannot be understood."""
        return {
            "name": self.name.text(),
            "weeks": self.weeks.number("weeks"),
            "visits": self.visits.number("visits"),
            "gift": self._spoken_gift(),
        }

    def story(self) -> str:
        draft = StreakDraft(
            weeks=if_readable(lambda: self.weeks.number_or_none("")),
            visits=if_readable(lambda: self.visits.number_or_none("")),
            gift=if_readable(self._gift_in_words) or OPEN,
        )
        words = tr("{sentence}.").format(sentence=streak_sentence(draft))
        return in_sentences(
            [words, tr("Weeks run from Monday to Sunday; after the gift a new run begins.")]
        )

    def _spoken_gift(self) -> dict[str, object]:
        if chosen(self.gift) == _POINTS:
            return {"points": self.points.number("gift.points")}
        return {"reward": self._reward()}

    def _gift_in_words(self) -> str:
        if chosen(self.gift) == _POINTS:
            return gift_words(Gift(self.points.number("gift.points")))
        return self._reward()

    def _reward(self) -> str:
        reward = self._rewards.get(chosen(self.gift))
        if reward is None:
            raise BadRequest("gift.reward", "missing")
        return reward

    def _show_gift(self) -> None:
        for widget in (self._points_label, self.points):
            widget.setVisible(chosen(self.gift) == _POINTS)
