"""The form of a batch of coupons: how many, until when, under which name."""

from datetime import date, timedelta

from db.rules.rewards import Reward
from db.rules.shop import ShopSettings
from db.usecases.coupons import Issue
from desktop.i18n import tr
from desktop.reward_words import coupons_story
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable

_ON_A_SHEET = 8


class CouponBatchForm(OfferForm):
    """Reads which coupons of a reward are to be made for whoever brings them."""

    def __init__(self, settings: ShopSettings, *, today: date) -> None:
        super().__init__(settings, "coupons")
        self._today = today
        self._reward: Reward | None = None
        self.count = NumberEdit("coupons.count", tr("How many"))
        self.until = DayEdit("coupons.until", tr("Last day"), country=settings.country, today=today)
        self.uses = NumberEdit("coupons.uses", tr("Uses of each"), placeholder="1")
        self.batch = text_field("coupons.batch", tr("Name of the batch"), longest=60)
        self.main.add("count", tr("How many"), self.count)
        self.main.add("until", tr("Last day"), self.until)
        self.main.add("uses", tr("Uses of each"), self.uses)
        self.main.add(
            "batch", tr("Name of the batch"), self.batch, wide=True,
            hint=tr("By this name the coupons can be printed again."),
        )  # fmt: skip
        self.fold(folded=True)
        self.tell_changes_of(self.count, self.until, self.uses, self.batch)

    def show_reward(self, reward: Reward, *, batch: str) -> None:
        """Begin a batch of a reward's coupons, with a name for it."""
        self._reward = reward
        self.count.show_number(_ON_A_SHEET)
        last = reward.valid_until
        if reward.valid_days is not None:
            last = self._today + timedelta(days=reward.valid_days)
        self.until.show_day(last)
        self.uses.show_number(None)
        self.batch.setText(batch)

    def read(self) -> Issue:
        """Return which coupons are to be made; raises what cannot be understood."""
        assert self._reward is not None
        until = self.until.day_or_none()
        return Issue(
            terms=self._reward.terms,
            # Named, a reward brings its own last day where none is told.
            reward=None if until is None else self._reward.name,
            valid_until=until,
            count=self.count.number("count"),
            uses=self._uses(),
            batch=self.batch.text(),
        )

    def story(self) -> str:
        count = if_readable(lambda: self.count.number_or_none("count"))
        return coupons_story(
            self._reward.name if self._reward else "",
            count=count,
            until=if_readable(self.until.day_or_none),
            uses=if_readable(self._uses) or 1,
            sheets=-(-(count or 0) // _ON_A_SHEET),
        )

    def _uses(self) -> int:
        return self.uses.number_or_none("uses") or 1
