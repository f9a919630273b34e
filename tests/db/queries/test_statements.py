"""A statement says what the book says on every day, and leads to where each line came from."""

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest

from db.clock import fixed_clock, milliseconds
from db.errors import NotEnoughPoints
from db.journal import Draft
from db.moment import Moment
from db.queries.points import account_at, holdings
from db.queries.sales import sale_record
from db.queries.statements import statement_of
from db.rules.periods import end_of_business_date
from db.rules.shop import Expiry
from db.rules.statements import Cause, Standing, Statement
from db.session import Action, Session
from db.usecases.coupons import void_coupon
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import give_points
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import renew_subscription, start_subscription
from db.usecases.tiers import NewTier, add_tier
from db.usecases.undo import last_act, undo
from desktop import feed

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]
START = date(2026, 1, 1)


def as_of(session: Session, day: date) -> Moment:
    """Return the last moment of a business date."""
    settings = session.settings
    end = end_of_business_date(day, zone=settings.timezone, day_starts=settings.day_starts)
    return Moment(session.db, end - timedelta(milliseconds=1), day, settings)


def post(session: Session, day: str, *drafts: Draft, staff: str | None = None) -> str:
    """Write facts at three in the afternoon of a day, in one act; returns the first one's name."""
    at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=6)
    then = session.with_request(clock=fixed_clock(at), staff=staff)
    with then.write(Action.ADJUST_POINTS, f"post-{session.db['facts'].count}") as tx:
        ids = [tx.post(draft).id for draft in drafts]
    return ids[0]


def told(statement: Statement) -> list[tuple[str, str, int, int]]:
    return [
        (line.cause.kind, line.cause.name or line.cause.reason, line.change.balance,
         line.after.balance)
        for line in statement.lines
    ]  # fmt: skip


def causes(statement: Statement) -> list[Cause]:
    return [line.cause for line in statement.lines]


def merge(session: Session, kept: str, merged: str, day: str) -> None:
    at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=7)
    then = session.with_request(clock=fixed_clock(at))
    merge_customers(then, keep=kept, merge=merged, operation_id=f"merge-{merged}")


def test_every_line_says_what_it_was_and_leads_to_its_sale(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    add_reward(session, NewReward("Tea", "free_item", "400", 120), operation_id="tea")
    first = sell(customer, 20_000, on="2026-11-01").sale
    second = sell(customer, 1_980, on="2026-11-02", points_used=30).sale
    redeem_reward(on_day("2026-11-03"), customer_id=customer, reward="Tea", operation_id="r")
    nothing = sell(customer, 40, on="2026-11-04").sale
    assert first
    assert second
    assert nothing
    post(session, "2026-11-05", Draft("points.adjust", {"reason": "Sorry"}, customer, "points", 25),
         staff="Mio")  # fmt: skip
    refund_sale(
        on_day("2026-11-06"), sale=second, amount=None, reason="broken", operation_id="refund"
    )
    statement = statement_of(session.moment(), customer)
    assert told(statement) == [
        ("sale", "", 200, 200),
        ("used", "", -30, 170),
        ("sale", "", 19, 189),
        ("redeem", "Tea", -120, 69),
        ("sale", "", 0, 69),
        ("adjust", "Sorry", 25, 94),
        ("returned", "broken", 30, 124),
        ("reversed", "broken", -19, 105),
    ]
    sales = [first, second, second, None, nothing, None, second, second]
    assert [cause.sale for cause in causes(statement)] == sales
    assert [cause.amount for cause in causes(statement)][:3] == [20_000, 1_980, 1_980]
    assert [cause.staff for cause in causes(statement)][5] == "Mio"
    assert [cause.reason for cause in causes(statement)][6:] == ["refund", "refund"]
    for sale in filter(None, sales):
        assert sale_record(session.db, sale).customer_id == customer
    stories = {story.cause.kind: story for story in statement.lots}
    assert [each.cause.kind for each in stories["sale"].takings] == ["reversed"]
    assert stories["sale"].cause.sale == second


def test_what_was_undone_says_so(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    add_reward(session, NewReward("Tea", "free_item", "400", 120), operation_id="tea")
    sell(customer, 20_000)
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    for _ in range(2):
        act = last_act(session.moment())
        assert act is not None
        undo(session, act=act.operation, operation_id=f"undo-{act.operation}")
    statement = statement_of(session.moment(), customer)
    assert told(statement) == [
        ("sale", "", 200, 200), ("redeem", "Tea", -120, 80), ("returned", "Tea", 120, 200),
        ("reversed", "undo", -200, 0),
    ]  # fmt: skip
    assert [cause.reason for cause in causes(statement)][2:] == ["undo", "undo"]


def test_gifts_say_why_and_by_whom(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    set_shop: Callable[..., None],
) -> None:
    gift = {"points": 100}
    set_shop(referral={"referrer": gift, "referee": {"points": 50}, "minimum": "500"})
    add_tier(session, NewTier("Gold", "1000", gift={"points": 7}), operation_id="gold")
    plan = NewPlan("Club", "980", "month", points_each_period=20,
                   renew_bonus={"points": 5, "days_before": 1})  # fmt: skip
    add_plan(session, plan, operation_id="plan")
    misaki, ken = a_customer("田中 美咲"), a_customer("佐藤 健")
    attach_referral(session, referee_id=ken, referrer_id=misaki, operation_id="attach")
    sale = sell(ken, 1_000).sale
    start_subscription(
        session, customer_id=ken, plan="Club", trial=None, paid=None, operation_id="join"
    )
    renew_subscription(session, customer_id=ken, paid=None, operation_id="renew")
    moment = session.moment()
    assert told(statement_of(moment, misaki)) == [("gift", "佐藤 健", 100, 100)]
    (line,) = statement_of(moment, misaki).lines
    assert (line.cause.reason, line.cause.sale) == ("referral", sale)
    assert [(cause.reason, cause.name) for cause in causes(statement_of(moment, ken))] == [
        ("", ""), ("referred", ""), ("tier", "Gold"), ("plan", "Club"), ("plan", "Club"),
        ("renewal", "Club"),
    ]  # fmt: skip


def test_points_given_on_name_the_other_customer_and_a_voided_coupon_its_reward(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: OnDay,
    set_shop: Callable[..., None],
) -> None:
    misaki, ken = a_customer("田中 美咲"), a_customer("佐藤 健")
    add_reward(session, NewReward("Tea", "free_item", "400", 10), operation_id="tea")
    sell(misaki, 10_000)
    code = redeem_reward(
        session, customer_id=misaki, reward="Tea", operation_id="redeem"
    ).coupon.code
    void_coupon(session, code=code, reason="gone", return_points=True, operation_id="void")
    set_shop(points_gifts=True)
    give_points(
        on_day("2026-11-23"), customer_id=misaki, to=ken, points=30, note="Happy birthday",
        operation_id="gift",
    )  # fmt: skip
    moment = on_day("2026-11-24").moment()
    assert told(statement_of(moment, misaki))[1:] == [
        ("redeem", "Tea", -10, 90), ("returned", "Tea", 10, 100), ("given", "佐藤 健", -30, 70),
    ]  # fmt: skip
    assert causes(statement_of(moment, misaki))[-1].reason == "Happy birthday"
    assert told(statement_of(moment, ken)) == [("received", "田中 美咲", 30, 30)]


def test_one_who_was_joined_is_a_line_and_the_lots_keep_their_sales(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    kept, merged = a_customer("田中 美咲"), a_customer("田中 みさき")
    number = session.db.conn.execute(
        "SELECT number FROM customers WHERE id = ?", (merged,)
    ).fetchone()[0]
    sell(kept, 1_000, on="2026-11-01")
    sale = sell(merged, 3_000, on="2026-11-02").sale
    before = as_of(session, date(2026, 11, 2))
    merge(session, kept, merged, "2026-11-03")
    statement = statement_of(session.moment(), kept)
    assert told(statement) == [("sale", "", 10, 10), ("merged", number, 30, 40)]
    assert [story.cause.sale for story in statement.lots][1] == sale
    assert told(statement_of(before, kept)) == [("sale", "", 10, 10)]


def test_history_from_another_program_gives_no_lines(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    sold = {"amount": 500, "total": 500, "paid": 500, "points": 0, "import": "old.csv"}
    back = {**sold, "amount": -100, "total": -100, "paid": -100, "refund": True}
    post(session, "2026-11-01", Draft("sale", sold, customer, "spent", 500))
    post(session, "2026-11-02", Draft("sale", back, customer, "spent", -100))
    brought = Draft("points.opening", {"reason": "old.csv"}, customer, "points", 9)
    post(session, "2026-11-03", brought)
    assert told(statement_of(session.moment(), customer)) == [("opening", "old.csv", 9, 9)]


def test_a_kind_that_nobody_foresaw_is_counted_all_the_same(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    post(session, "2026-11-03", Draft("points.surprise", {}, customer, "points", 9))
    assert told(statement_of(session.moment(), customer)) == [("other", "", 9, 9)]


class RandomShop:
    """Lives a shop's year by chance: two customers, by the feed and by facts of their own."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.draw = random.Random(seed)
        self.day = START
        self.count = 0
        self.numbers: list[str] = []
        self.ids: list[str] = []
        self.sales: list[tuple[str, str, str]] = []
        self.merged: set[str] = set()

    def ask(self, op: str, **fields: object) -> dict[str, object]:
        self.count += 1
        request = {"op": op, "id": f"q{self.count}", "at": self._at(), **fields}
        return feed.answer(self.session, json.dumps(request).encode())

    def begin(self) -> None:
        expiry = self.draw.choice(
            ["never", {"months": 1}, {"months": 2}, {"inactive_months": 1},
             {"yearly": "03-31", "minimum_months": 1}]
        )  # fmt: skip
        self.ask(
            "shop.set",
            name="Hana",
            timezone="Asia/Tokyo",
            expiry=expiry,
            pending_days=self.draw.choice([0, 0, 3, 40]),
            earn={"per": "10", "points": 1},
            referral={"referrer": {"points": 30}, "referee": {"points": 20}, "hold_days": 5},
        )
        self.ask("tier.add", name="Gold", threshold="3000", multiplier="1.5", gift={"points": 11})
        self.ask("reward.add", name="Tea", kind="free_item", value="300", cost=60)
        self.ask("plan.add", name="Club", price="500", every="month", points_each_period=15)
        for name in ("田中 美咲", "佐藤 健"):
            self.numbers.append(str(self.ask("customer.add", name=name)["customer"]))
        self.ids = [
            self.session.db.conn.execute(
                "SELECT id FROM customers WHERE number = ?", (number,)
            ).fetchone()[0]
            for number in self.numbers
        ]  # fmt: skip

    def live(self, acts: int) -> None:
        does = (self._sell, self._sell, self._sell, self._redeem, self._plan, self._refund,
                self._adjust, self._give, self._rule)  # fmt: skip
        for _ in range(acts):
            self.day += timedelta(days=self.draw.choice([0, 0, 1, 2, 5, 20]))
            self.draw.choice(does)()
        merge(self.session, self.ids[0], self.ids[1], self.day.isoformat())
        for _ in range(acts // 4):
            self.day += timedelta(days=self.draw.choice([0, 1, 3, 20]))
            self.draw.choice((self._sell, self._redeem, self._refund))()

    def _who(self) -> int:
        gone = self.session.db.conn.execute("SELECT count(*) FROM merged_customers").fetchone()[0]
        return 0 if gone else self.draw.randrange(2)

    def _at(self) -> str:
        late = self.day - timedelta(days=self.draw.choice([0, 0, 0, 4]))
        return f"{max(late, START)}T{self.draw.randrange(24):02}:{self.draw.randrange(60):02}"

    def _sell(self) -> None:
        who = self._who()
        answer = self.ask("sale", customer=self.numbers[who], amount=str(self.draw.randrange(2000)),
                          points_used=self.draw.choice([0, 0, 0, 5, 40]))  # fmt: skip
        if answer["ok"]:
            self.sales.append((str(answer["sale"]), self.ids[who], self.day.isoformat()))

    def _redeem(self) -> None:
        self.ask("redeem", customer=self.numbers[self._who()], reward="Tea")

    def _plan(self) -> None:
        op = self.draw.choice(["subscription.start", "subscription.renew"])
        plan = {"plan": "Club"} if op == "subscription.start" else {}
        self.ask(op, customer=self.numbers[self._who()], **plan)

    def _rule(self) -> None:
        self.ask("shop.set", expiry=self.draw.choice(["never", {"months": 1}]),
                 pending_days=self.draw.choice([0, 2]))  # fmt: skip

    def _refund(self) -> None:
        """Take back and return some points of a sale, however it was paid."""
        if not self.sales:
            return
        sale, who, _ = self.draw.choice(self.sales)
        if self.draw.random() < 0.6:
            amount = self.draw.choice([{}, {"amount": str(self.draw.randrange(1, 900))}])
            self.ask("refund", sale=sale, **amount)
            return
        if self.session.db.conn.execute("SELECT count(*) FROM merged_customers").fetchone()[0]:
            who = self.ids[0]
        lot = self.session.db.conn.execute("SELECT id FROM lots WHERE sale = ?", (sale,)).fetchone()
        expires = {"expiry": asdict(Expiry("months", months=1)),
                   "expires_on": (self.day + timedelta(days=30)).isoformat()}  # fmt: skip
        more = {"sale": sale, "reason": "broken"}
        drafts = [Draft("points.return", {**more, **expires}, who, "points", n) for n in (3, 4)]
        drafts.append(Draft("points.reverse", {**more, "lot": lot[0] if lot else None}, who,
                            "points", -self.draw.randrange(1, 200)))  # fmt: skip
        self._post(*drafts)

    def _adjust(self) -> None:
        points = self.draw.choice([-20, 25])
        who = self.ids[self._who()]
        self._post(Draft("points.adjust", {"reason": "x"}, who, "points", points))

    def _give(self) -> None:
        giver = self._who()
        mine, theirs = self.ids[giver], self.ids[1 - giver]
        rest = {"expiry": {"kind": "never"}, "expires_on": None}
        self._post(
            Draft("points.given", {"to": theirs}, mine, "points", -10),
            Draft("points.received", {"from": mine, **rest}, theirs, "points", 10),
        )

    def _post(self, *drafts: Draft) -> None:
        """Write facts, unless a spending that was entered already would be left uncovered."""
        with suppress(NotEnoughPoints):
            post(self.session, self.day.isoformat(), *drafts)


@pytest.mark.parametrize("seed", range(4))
def test_on_each_day_of_a_random_year_it_says_what_the_book_says(
    session: Session, seed: int
) -> None:
    shop = RandomShop(session, seed)
    shop.begin()
    shop.live(40)
    last = shop.day + timedelta(days=100)
    kept, number = shop.ids[0], shop.numbers[0]
    statement = statement_of(as_of(session, last), kept)
    day, standing, lines = START - timedelta(days=5), Standing(), list(statement.lines)
    while day <= last:
        while lines and lines[0].cause.day <= day:
            line = lines.pop(0)
            standing += line.change
            assert standing == line.after
        moment = as_of(session, day)
        held = holdings(account_at(moment, kept), on=day)
        assert standing == Standing(held.balance, held.pending, held.debt), day
        if day.day % 10 == 0:
            assert statement_of(moment, kept).closing == standing
            shown = shop.ask("customer.show", customer=number, as_of=day.isoformat())
            assert (shown["points"], shown["pending"], shown["debt"]) == (
                held.balance, held.pending, held.debt,
            )  # fmt: skip
            brought = statement_of(as_of(session, last), kept, since=day + timedelta(days=1))
            assert (brought.opening, brought.closing) == (standing, statement.closing)
        day += timedelta(days=1)
    assert lines == []
    for story in statement.lots:
        assert story.points == story.left + sum(each.points for each in story.takings), story
    assert sum(story.left for story in statement.lots) == (
        statement.closing.balance + statement.closing.debt + statement.closing.waiting
    )


def test_a_moment_within_a_day_knows_only_what_came_before(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1_000)
    at = session.moment().now
    early = Moment(session.db, at - timedelta(hours=1), session.today, session.settings)
    assert milliseconds(early.now) < milliseconds(at)
    assert statement_of(early, customer).lines == ()
    assert statement_of(session.moment(), customer).closing.balance == 10
