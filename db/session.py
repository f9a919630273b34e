"""Who is at the desk, with which book, at what time; `Session.write` is the only transaction."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db import derived, journal
from db.clock import Clock, system_clock
from db.connection import naming_refusals
from db.errors import IdReused, NotAllowed, Repeated
from db.journal import Circumstances, Draft
from db.moment import Moment
from db.queries.facts import Fact
from db.queries.merging import refuse_merged
from db.queries.shop import shop_settings
from db.rules.periods import business_date
from db.rules.points import EarningLine
from db.rules.shop import ShopSettings

Tables = frozenset[str]
Label = Callable[[EarningLine, ShopSettings], str]
Tell = Callable[[Any], object]


class Action(StrEnum):
    """What people do; the names stand in the journal for ever."""

    SET_SHOP = "shop.set"
    ADD_STAFF = "staff.add"
    ADD_CUSTOMER = "customer.add"
    EDIT_CUSTOMER = "customer.edit"
    MERGE_CUSTOMERS = "customer.merge"
    KEEP_APART = "customer.distinct"
    ADD_CATEGORY = "category.add"
    EDIT_CATEGORY = "category.edit"
    ADD_PROMOTION = "promotion.add"
    EDIT_PROMOTION = "promotion.edit"
    CALL_PROMOTION = "promotion.call"
    ADD_TIER = "tier.add"
    EDIT_TIER = "tier.edit"
    ADD_PLAN = "plan.add"
    EDIT_PLAN = "plan.edit"
    ADD_REWARD = "reward.add"
    EDIT_REWARD = "reward.edit"
    RECORD_SALE = "sale"
    REFUND_SALE = "refund"
    UNDO = "undo"
    ADJUST_POINTS = "points.adjust"
    OPEN_POINTS = "points.opening"
    GIVE_POINTS = "points.give"
    REDEEM_REWARD = "redeem"
    ISSUE_COUPONS = "coupon.issue"
    USE_COUPON = "coupon.use"
    VOID_COUPON = "coupon.void"
    REPLACE_COUPON = "coupon.replace"
    VOID_BATCH = "batch.void"
    ADD_STAMP_CARD = "stamp_card.add"
    EDIT_STAMP_CARD = "stamp_card.edit"
    ADD_STAMPS = "stamp.add"
    ADD_STREAK = "streak.add"
    EDIT_STREAK = "streak.edit"
    ADD_CREDIT = "credit.add"
    TAKE_CREDIT = "credit.take"
    ISSUE_VOUCHER = "voucher.issue"
    VOID_VOUCHER = "voucher.void"
    DRAW_SURPRISE = "surprise.draw"
    DONATE_POINTS = "points.donate"
    PAY_CAUSE = "cause.pay"
    DESIGN_COUPON = "reward.design"
    SET_PICTURE = "picture.set"
    OPEN_DRAWER = "drawer.open"
    START_SUBSCRIPTION = "subscription.start"
    RENEW_SUBSCRIPTION = "subscription.renew"
    PAUSE_SUBSCRIPTION = "subscription.pause"
    RESUME_SUBSCRIPTION = "subscription.resume"
    CHANGE_SUBSCRIPTION = "subscription.change"
    CANCEL_SUBSCRIPTION = "subscription.cancel"
    KEEP_SUBSCRIPTION = "subscription.keep"
    ATTACH_REFERRAL = "referral.attach"
    APPROVE_REFERRAL = "referral.approve"
    DECLINE_REFERRAL = "referral.decline"
    GIVE_FEEDBACK = "feedback"
    QUOTE_FEEDBACK = "feedback.quote"
    MAKE_CONTACT = "contact"
    ADD_FOLLOW_UP = "followup.add"
    FINISH_FOLLOW_UP = "followup.done"
    DEFER_FOLLOW_UP = "followup.later"
    ADD_SEGMENT = "segment.add"
    EDIT_SEGMENT = "segment.edit"
    ADD_CAMPAIGN = "campaign.add"
    EDIT_CAMPAIGN = "campaign.edit"
    START_CAMPAIGN = "campaign.start"
    STOP_CAMPAIGN = "campaign.stop"
    SEND_CAMPAIGN = "campaign.sent"
    TURN_DAY = "day.rollover"
    IMPORT_CUSTOMERS = "import.customers"
    IMPORT_PURCHASES = "import.purchases"


@dataclass(frozen=True)
class Transaction(Moment):
    """An act under way: everything it writes stands in the book together, or not at all."""

    action: Action
    circumstances: Circumstances
    tell: Tell
    changed: set[str] = field(default_factory=set)
    answers: list[str] = field(default_factory=list)

    def post(self, draft: Draft) -> Fact:
        """Write a fact, and everything that is derived from it.

        Raises UnknownCustomer for one who was merged meanwhile, as at a window behind this one.
        """
        if draft.customer is not None:
            refuse_merged(self.db, draft.customer)
        fact = journal.append(self.db, draft, self.circumstances)
        self.changed.add("facts")
        self.changed.update(derived.apply(self.db, fact))
        return fact

    def post_all(self, drafts: Iterable[Draft]) -> None:
        """Write many facts that move no account, such as a flyer's coupons, in one go."""
        wanted = list(drafts)
        for customer in {draft.customer for draft in wanted if draft.customer is not None}:
            refuse_merged(self.db, customer)
        assert all(draft.account is None for draft in wanted)
        facts = journal.append_all(self.db, [(draft, self.circumstances) for draft in wanted])
        self.changed.add("facts")
        for fact in facts:
            self.changed.update(derived.apply(self.db, fact))

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row that people may correct later."""
        self.changed.add(table)
        self.db[table].insert(dict(row))  # type: ignore[union-attr]

    def update(self, table: str, key: str, changes: Mapping[str, Any]) -> None:
        """Correct a row; what it was stays told by the facts."""
        self.changed.add(table)
        self.db[table].update(key, dict(changes))  # type: ignore[union-attr]

    def answer(self, result: object) -> None:
        """Keep what the door answers to this result, so that the same request gets it again."""
        self.answers.append(journal.canonical(self.tell(result)))


def tell_nothing(_: object) -> None:
    """Answer nothing, for doors that show what they did instead."""


def plain_label(line: EarningLine, _: ShopSettings) -> str:
    """Return a label for a door that brings no words of its own."""
    return line.name or line.rule


@dataclass
class Session:
    """One person's hold on one book; each request may have its own time, person and content."""

    db: Database
    clock: Clock = system_clock
    staff: str | None = None
    role: str = "owner"
    content: str = ""  # digest of the request that is being answered
    label: Label = plain_label  # the door's words for a line of a breakdown
    tell: Tell = tell_nothing  # what the door answers to a result, as plain JSON
    listeners: list[Callable[[Tables], None]] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """Return the place of the book on the disk."""
        return Path(str(self.db.conn.execute("PRAGMA database_list").fetchone()[2]))

    @property
    def today(self) -> date:
        """Return the shop's business date."""
        return self.moment().today

    @property
    def settings(self) -> ShopSettings:
        """Return the shop's choices."""
        return shop_settings(self.db)

    def knows(self, operation_id: str) -> bool:
        """Tell whether an act with this id was done before."""
        row = self.db.conn.execute(
            "SELECT 1 FROM operations WHERE id = ?", (operation_id,)
        ).fetchone()
        return row is not None

    def moment(self) -> Moment:
        """Return the present moment, for questions and previews."""
        return self._moment(self.clock())

    def with_request(
        self,
        *,
        clock: Clock | None = None,
        staff: str | None = None,
        role: str | None = None,
        content: str = "",
        tell: Tell = tell_nothing,
    ) -> "Session":
        """Return the same session for one request that brings its own time, person or content."""
        return replace(
            self,
            clock=clock or self.clock,
            staff=staff or self.staff,
            role=role or self.role,
            content=content,
            tell=tell,
        )

    @contextmanager
    def write(self, action: Action, operation_id: str) -> Iterator[Transaction]:
        """Run the block as one all-or-nothing act.

        Raises Repeated with the first answer when this operation was done before, IdReused when
        that one had another content, and NotAllowed, BookBusy or DiskFull.
        """
        if not may(self.role, action):
            raise NotAllowed(str(action), self.staff)
        assert not self.db.conn.in_transaction, "a use-case must not call another use-case"
        with naming_refusals(self.path):
            self.db.conn.execute("BEGIN IMMEDIATE")  # waits for other writers; plain BEGIN fails
            try:
                self.refuse_repeated(operation_id)
                tx = self._transaction(action, operation_id)
                yield tx
                self._keep_answer(tx)
                self.db.conn.execute("COMMIT")
            except BaseException:
                self.db.conn.rollback()  # nothing to do where SQLite undid it already
                raise
        for listener in self.listeners:
            listener(frozenset(tx.changed))

    def _transaction(self, action: Action, operation_id: str) -> Transaction:
        moment = self._moment(self.clock())  # read under the lock, so that times grow as facts do
        circumstances = Circumstances(
            at=moment.now,
            day=moment.today,
            entered=system_clock(),
            staff=self.staff,
            operation=operation_id,
        )
        return Transaction(
            self.db, moment.now, moment.today, moment.settings, action, circumstances, self.tell
        )

    def _moment(self, now: datetime) -> Moment:
        settings = self.settings
        today = business_date(now, zone=settings.timezone, day_starts=settings.day_starts)
        return Moment(self.db, now, today, settings)

    def refuse_repeated(self, operation_id: str) -> None:
        """Raise Repeated with the answer to an act that was done before; IdReused for another."""
        row = self.db.conn.execute(
            "SELECT content, answer FROM operations WHERE id = ?", (operation_id,)
        ).fetchone()
        if row is None:
            return
        if row[0] != self.content:
            raise IdReused(operation_id)
        raise Repeated(row[1])

    def _keep_answer(self, tx: Transaction) -> None:
        answer = tx.answers[-1] if tx.answers else json.dumps(None)
        self.db.conn.execute(
            "INSERT INTO operations (id, content, action, answer) VALUES (?, ?, ?, ?)",
            (tx.circumstances.operation, self.content, str(tx.action), answer),
        )


def may(role: str, action: Action) -> bool:
    """Tell whether people of that role may do this; the owner may do everything."""
    if action in _OWNERS_ONLY:
        return role == "owner"
    return role != "staff" or action not in _NOT_FOR_STAFF


_OWNERS_ONLY = frozenset({Action.SET_SHOP, Action.ADD_STAFF})
_NOT_FOR_STAFF = frozenset(
    {
        Action.OPEN_POINTS, Action.MERGE_CUSTOMERS, Action.KEEP_APART, Action.VOID_BATCH,
        Action.ADD_CREDIT, Action.TAKE_CREDIT, Action.VOID_VOUCHER, Action.DRAW_SURPRISE,
        Action.PAY_CAUSE, Action.DESIGN_COUPON, Action.SET_PICTURE, Action.APPROVE_REFERRAL,
        Action.DECLINE_REFERRAL, Action.ADD_SEGMENT, Action.EDIT_SEGMENT, Action.ADD_CAMPAIGN,
        Action.EDIT_CAMPAIGN, Action.START_CAMPAIGN, Action.STOP_CAMPAIGN,
    }
)  # fmt: skip
