"""Figures that were worked out once and still hold, so that a second look at them takes no time.

What was written since is read from the journal, whose facts are never changed or removed. A fact
that only tells of its own day and later ones, such as a sale, leaves the periods before its day as
they were; after any other all figures are worked out anew. A slip of last month has a day of last
month, and so is seen in it.
"""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import date
from threading import RLock
from typing import NamedTuple

from sqlite_utils import Database

from db.queries.figures import PeriodFigures, figures_of
from db.queries.histories import purchase_histories
from db.queries.merging import kept_ids
from db.queries.plan_figures import period_of_plans
from db.queries.tier_members import count_by_tier, tiers_held
from db.rules.histories import History
from db.rules.plan_figures import PlanFigures
from db.rules.shop import ShopSettings
from db.rules.spans import Period
from db.rules.tiers import Tier

# What changes nothing that was so before its own day, nor any plan.
_OF_THEIR_DAY = frozenset({
    "sale", "points.earn", "points.spend", "points.gift", "coupon.use", "stamps.give",
    "streak.give", "credit.add", "credit.use", "voucher.issue", "voucher.use", "referral.attach",
    "referral.qualify", "customer.add", "customer.edit", "feedback", "contact", "followup.add",
    "followup.done", "followup.later", "promotion.once", "promotion.call", "drawer.open",
    "day.rollover", "stock.move", "reward.redeem", "plan.credit",
})  # fmt: skip
_OF_PLANS = frozenset(
    f"subscription.{act}" for act in ("start", "renew", "pause", "resume", "change", "cancel")
)
_SINCE = "SELECT rowid, hash, kind, customer, day FROM facts WHERE rowid > ? ORDER BY rowid LIMIT ?"
_MOST_SINCE = 2000  # facts: beyond that everything is read again
_MOST_KEPT = 48  # figures of a book
_MOST_DAYS = 6  # whose holders of tiers are kept
_MOST_BOOKS = 2


class _Key(NamedTuple):
    period: Period
    as_of: date
    settings: ShopSettings


@dataclass
class _Book:
    """What is kept of one book, and up to which fact it holds."""

    lock: RLock = field(default_factory=RLock)
    row: int = 0
    digest: bytes = b""
    histories: dict[str, History] | None = None
    figures: OrderedDict[_Key, PeriodFigures] = field(default_factory=OrderedDict)
    plans: OrderedDict[tuple[Period, date], PlanFigures] = field(default_factory=OrderedDict)
    holders: OrderedDict[date, dict[str, Tier]] = field(default_factory=OrderedDict)  # of tiers

    def catch_up(self, db: Database) -> None:
        """Drop what no longer holds after the facts that were written since."""
        known = db.conn.execute("SELECT hash FROM facts WHERE rowid = ?", (self.row,)).fetchone()
        facts = db.conn.execute(_SINCE, (self.row, _MOST_SINCE)).fetchall()
        if self.histories is None or known != (self.digest,) or len(facts) == _MOST_SINCE:
            self._begin_anew(db)
            return
        if not facts:
            return
        kinds = {kind for _, _, kind, _, _ in facts}
        if "customer.merge" in kinds:
            self._begin_anew(db)
            return
        self._drop(kinds, since=min(day for *_, day in facts))
        now = kept_ids(db)
        customers = {now.get(id, id) for *_, id, _ in facts if id is not None}
        self._read_again(db, customers)
        self.row, self.digest = facts[-1][:2]

    def _begin_anew(self, db: Database) -> None:
        last = db.conn.execute(
            "SELECT rowid, hash FROM facts ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
        self.row, self.digest = last or (0, b"")
        self.figures.clear()
        self.plans.clear()
        self.holders.clear()
        self.histories = purchase_histories(db)

    def _drop(self, kinds: set[str], *, since: str) -> None:
        if not kinds <= _OF_THEIR_DAY:
            self.plans.clear()
        if not kinds <= _OF_THEIR_DAY | _OF_PLANS:
            self.figures.clear()
            self.holders.clear()
        for key in [key for key in self.figures if key.period.last.isoformat() >= since]:
            del self.figures[key]

    def _read_again(self, db: Database, customers: set[str]) -> None:
        assert self.histories is not None
        found = purchase_histories(db, of=customers)
        for id in customers - found.keys():
            self.histories.pop(id, None)
        self.histories.update(found)
        for day, holders in self.holders.items():
            now = tiers_held(db, on=day, of=customers)
            for id in customers - now.keys():
                holders.pop(id, None)
            holders.update(now)

    def tiers(self, db: Database, on: date) -> dict[str, int]:
        """Return how many customers hold each tier at the end of a day."""
        if on not in self.holders:
            self.holders[on] = tiers_held(db, on=on)
        return count_by_tier(db, self.holders[on], on=on)

    def figures_of(self, db: Database, key: _Key, today: date) -> PeriodFigures:
        """Return figures but for plans, worked out where they are not known."""
        if key not in self.figures:
            assert self.histories is not None
            figures = figures_of(
                db, self.histories, period=key.period, today=today, settings=key.settings
            )
            self.figures[key] = replace(figures, tiers=self.tiers(db, figures.as_of))
        return self.figures[key]

    def plans_of(self, db: Database, period: Period, today: date) -> PlanFigures:
        """Return the figures of plans, worked out where they are not known."""
        if (period, today) not in self.plans:
            self.plans[period, today] = period_of_plans(db, period=period, today=today)
        return self.plans[period, today]

    def forget_the_oldest(self) -> None:
        """Keep no more than a shop turns over in an evening."""
        for kept, most in ((self.figures, _MOST_KEPT), (self.plans, _MOST_KEPT),
                           (self.holders, _MOST_DAYS)):  # fmt: skip
            while len(kept) > most:
                kept.popitem(last=False)


_books: OrderedDict[str, _Book] = OrderedDict()
_lock = RLock()


def kept_figures(
    db: Database, *, period: Period, today: date, settings: ShopSettings
) -> PeriodFigures:
    """Return the figures of a period, as `period_figures` does, from what is known of the book."""
    book = _book_of(db)
    key = _Key(period, today if period.holds(today) else period.last, settings)
    with book.lock:
        book.catch_up(db)
        figures = book.figures_of(db, key, today)
        plans = book.plans_of(db, period, today)
        book.figures.move_to_end(key)
        book.plans.move_to_end((period, today))
        book.forget_the_oldest()
        return replace(figures, plans=plans)


def kept_histories(db: Database) -> dict[str, History]:
    """Return what everybody ever bought, read once and then kept up; not to be changed."""
    book = _book_of(db)
    with book.lock:
        book.catch_up(db)
        assert book.histories is not None
        return dict(book.histories)


def _book_of(db: Database) -> _Book:
    path = str(db.conn.execute("PRAGMA database_list").fetchone()[2])
    with _lock:
        book = _books.setdefault(path, _Book()) if path else _Book()
        if path:
            _books.move_to_end(path)
        while len(_books) > _MOST_BOOKS:
            _books.popitem(last=False)
        return book
