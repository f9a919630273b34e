"""The form of new coupons: one for somebody, or a batch for whoever brings them."""

from collections.abc import Sequence
from datetime import date, timedelta

from db.moment import Moment
from db.queries.batches import all_batches
from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.rules.remarks import KINDS_ON_A_SALE
from db.rules.rewards import Reward, Terms
from db.usecases.coupons import Issue
from desktop.i18n import tr
from desktop.widgets.coupon_terms import CouponTerms
from desktop.widgets.customer_chooser import CustomerChooser
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import choice_field, choose, chosen, text_field
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.widgets.page import Page
from desktop.words.coupons import coupon_papers, issue_story, joins_words, name_of

_OWN = ""  # no reward: terms of its own
_FEW = 140  # pixels of customers to choose from
FLYER = 100


class CouponForm(OfferForm):
    """Reads which coupons are to be made; `many` asks how many, and for the batch's name."""

    def __init__(self, page: Page, name: str, *, many: bool) -> None:
        settings, today = page.session.settings, page.session.today
        super().__init__(settings, name)
        self._page, self._many, self._today = page, many, today
        self._rewards: dict[str, Reward] = {}
        self._proposed = ""  # as the batch's name, until a person types another
        self.what = choice_field(f"{name}.what", tr("What it gives"), [])
        self.terms = CouponTerms(self, name)
        self.customer = CustomerChooser(page, f"{name}.customer", tr("For whom"))
        self.customer.table.setFixedHeight(_FEW)
        self.count = NumberEdit(f"{name}.count", tr("How many"))
        self.batch = text_field(f"{name}.batch", tr("Name of the batch"), longest=60)
        self.paper = choice_field(f"{name}.paper", tr("Printed on"), coupon_papers())
        country = settings.country
        self.first = DayEdit(f"{name}.first", tr("First day"), country=country, today=today)
        self.until = DayEdit(f"{name}.until", tr("Last day"), country=country, today=today)
        self.uses = NumberEdit(f"{name}.uses", tr("Uses of each"), placeholder="1")
        self._add_fields()
        self.what.currentIndexChanged.connect(self._show_what)
        self.customer.chosen.connect(self._tell)
        self.tell_changes_of(self.what, self.count, self.batch, self.first, self.until, self.uses)

    def begin(self, *, reward: str | None = None, paper: str = "a6") -> None:
        """Begin with a reward of this name, the first one, or terms of their own."""
        db = self._page.session.db
        self._rewards = {
            each.name: each
            for each in all_rewards(db)
            if not self._many or each.terms.kind in KINDS_ON_A_SALE
        }
        own = (_OWN, tr("Terms of its own …"))
        first = reward or next(iter(self._rewards), _OWN)
        offer_choices(self.what, [*((name, name) for name in self._rewards), own], first)
        self.terms.begin([category.name for category in all_categories(db)])
        self.count.show_number(FLYER if self._many else 1)
        self.customer.begin(without="")
        self.first.show_day(None)
        self.uses.show_number(None)
        self._proposed = ""
        self.batch.clear()
        choose(self.paper, paper)
        self.fold(folded=True)
        self._show_what()

    def read(self) -> Issue:
        """Return which coupons are to be made; raises what cannot be understood."""
        moment = self._page.session.moment()
        reward = self._rewards.get(chosen(self.what))
        until, owner = self.until.day_or_none(), self.customer.customer()
        return Issue(
            terms=self.terms.read(moment) if reward is None else reward.terms,
            reward=None if reward is None else reward.name,
            customer_id=owner.id if owner and not self._many else None,
            valid_from=self.first.day_or_none(),
            valid_until=until,
            count=self.count.number("count") if self._many else 1,
            uses=self._uses(),
            batch=self.batch.text() if self._many else None,
            lasting=until is None,
        )

    def story(self) -> str:
        self.main.fields |= self.terms.fields()
        owner = None if self._many else self.customer.customer()
        sentence = issue_story(
            self._name(),
            count=if_readable(lambda: self.count.number_or_none("count")),
            first=if_readable(self.first.day_or_none),
            until=if_readable(self.until.day_or_none),
            uses=if_readable(self._uses) or 1,
            whose=owner.name if owner else "",
        )
        return sentence + self._joins()

    # -- Inside -----------------------------------------------------------------------------

    def _add_fields(self) -> None:
        main, more = self.main, self.more
        main.add("reward", tr("What it gives"), self.what, wide=True)
        self.terms.add_main(main)
        if self._many:
            main.add("count", tr("How many"), self.count)
            main.add("until", tr("Last day"), self.until)
            main.add(
                "batch", tr("Name of the batch"), self.batch, wide=True,
                hint=tr("By this name they are counted, printed again, or withdrawn."),
            )  # fmt: skip
            main.add("paper", tr("Printed on"), self.paper, wide=True)
        else:
            main.add(
                "customer", tr("For whom"), self.customer, wide=True,
                hint=tr("With nobody chosen it is for whoever brings it."),
            )  # fmt: skip
            main.add("until", tr("Last day"), self.until)
        more.add("from", tr("First day"), self.first)
        more.add("uses", tr("Uses of each"), self.uses)
        self.terms.add_more(more)

    def _show_what(self, *_: int) -> None:
        """Ask for terms where no reward tells them; a reward brings its last day and a name."""
        reward = self._rewards.get(chosen(self.what))
        self.terms.show_fields(shown=reward is None)
        last: date | None = None
        if reward is not None and reward.valid_days is not None:
            last = self._today + timedelta(days=reward.valid_days)
        self.until.show_day(last)
        if self.batch.text() == self._proposed:
            day = self._today.isoformat()
            named = f"{reward.name[:40]} {day}" if reward else tr("Flyer {day}").format(day=day)
            self.batch.setText(named)
            self._proposed = named
        self._tell()

    def _name(self) -> str:
        reward = self._rewards.get(chosen(self.what))
        if reward is not None:
            return reward.name
        terms: Terms | None = if_readable(lambda: self.terms.read(self._moment()))
        return "…" if terms is None else name_of(terms, self.settings)

    def _joins(self) -> str:
        """Return a word where coupons of that name were made before."""
        if not self._many:
            return ""
        named = self.batch.text().strip()
        batches: Sequence[str] = [
            each.name for each in all_batches(self._page.session.db, on=self._today)
        ]
        return joins_words(named) if named in batches else ""

    def _moment(self) -> Moment:
        return self._page.session.moment()

    def _uses(self) -> int:
        return self.uses.number_or_none("uses") or 1
