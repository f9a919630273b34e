"""Makes a demo shop from real purchases, and prints its papers.

The CDNOW sample (resources/samples) is lived again as the history of a record shop: every
purchase is a sale through the same door as at the counter, and cents are taken for yen. Its people
all came within three months; here the purchases of each are moved by whole months of their own, so
that somebody is new in every month. What would lie after the last full month is left out.
"""

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from db.clock import fixed_clock
from db.connection import hurried
from db.queries.coupons import coupons_of
from db.queries.customers import customer_record
from db.queries.friends import waiting_referrals
from db.queries.rewards import reward_named, rewards_in_reach
from db.rules.customers import NewCustomer
from db.rules.periods import add_months, last_day_of_month
from db.session import Session
from db.usecases.causes import donate_points
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.promotions import call_promotion
from db.usecases.referrals import approve_referral, decline_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.shop import new_book
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.demo.care import CAMPAIGN_WEEKS, Care
from desktop.demo.members import Members
from desktop.demo.offers import cause, open_shop
from desktop.demo.people import invented_people
from desktop.i18n import language_in_use, tr
from desktop.messages import label_of
from desktop.resources import resource

BOOK_NAME = "demo.okaeri"
_LAST_MONTH_OF_SAMPLE = date(1998, 6, 1)
_MONTHS_OF_NEWCOMERS = 16
_SEED = 20261122
_FRIENDS_BROUGHT = 0.12  # of newcomers, the share that a customer of the shop brought
_REDEEMS = 0.25  # of visits at which a reward is within reach
_BRINGS_COUPON = 0.4  # of visits of those who have one
_DONATES = 0.1  # of those who might have a reward
_OPENS, _CLOSES = 10, 19
_RAINS_EVERY = 8  # days
_LOOKS_AFTER_ON = 0  # Monday
_BROUGHT_BACK_EVERY = 90  # purchases
_TOLD_EVERY = 50  # purchases
_DECLINES_EVERY = 8  # of the friends about whom the owner is asked


@dataclass(frozen=True)
class Purchase:
    """One purchase of the sample, its date moved."""

    person: str
    day: date
    amount: int  # minor units


@dataclass
class Shop:
    """The shop while its past is lived: who is who, and who has come how often."""

    session: Session
    draw: random.Random
    customers: dict[str, str] = field(default_factory=dict)  # the sample's person: our customer
    visits: dict[str, int] = field(default_factory=dict)
    morning: date | None = None  # the last one
    answers: int = 0  # by the owner, about friends
    operations: int = 0

    @cached_property
    def care(self) -> Care:
        """Return those who look after people."""
        return Care(self.draw, self.operation)

    @cached_property
    def members(self) -> Members:
        """Return those who are on a plan."""
        return Members(self.draw, self.operation)

    def operation(self) -> str:
        """Return the id of the next act; the same demo has the same ones."""
        self.operations += 1
        return f"demo-{self.operations}"

    def at(self, day: date, hour: int, minute: int) -> Session:
        """Return the session at a time of its past."""
        moment = datetime.combine(day, time(hour, minute), tzinfo=self.session.settings.timezone)
        return self.session.with_request(clock=fixed_clock(moment))


def make_demo(
    folder: Path,
    *,
    today: date,
    purchases: Sequence[Purchase] | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,  # noqa: ARG005
) -> Path:
    """Make the demo's book in a folder, unless it is there already; returns its place.

    `purchases` are by default all of the sample, moved to end with the last full month;
    `progress` hears now and then how many of them were lived.
    """
    book = folder / BOOK_NAME
    folder.mkdir(parents=True, exist_ok=True)
    if book.exists():
        return book
    past = moved_purchases(today) if purchases is None else purchases
    growing = folder / f"{BOOK_NAME}.growing"
    for leftover in folder.glob(f"{growing.name}*"):
        leftover.unlink()
    session = new_book(
        growing,
        name=tr("Komorebi Records"),
        currency="JPY",
        timezone="Asia/Tokyo",
        country="JP",
        language=language_in_use(),
    )
    session.label = label_of
    with hurried(session.db):
        shop = Shop(session, random.Random(_SEED))  # noqa: S311 - a story
        _live(shop, past, progress)
        _go_on_until(shop, purchases=past, today=today)
    session.db.conn.close()
    growing.rename(book)
    return book


def moved_purchases(today: date) -> list[Purchase]:
    """Return the sample's purchases in order, moved so that they end with the last full month."""
    last = add_months(today.replace(day=1), -1)
    end = last_day_of_month(last)
    months = (last.year - _LAST_MONTH_OF_SAMPLE.year) * 12 + last.month
    months -= _LAST_MONTH_OF_SAMPLE.month
    with resource("samples/cdnow_sample.csv").open(encoding="utf-8", newline="") as file:
        purchases = [
            Purchase(
                row["customer_id"],
                add_months(date.fromisoformat(row["date"]), months + _later(row["customer_id"])),
                int(row["amount"].replace(".", "")),
            )
            for row in csv.DictReader(file)
        ]
    lived = (purchase for purchase in purchases if purchase.day <= end)
    return sorted(lived, key=lambda purchase: (purchase.day, purchase.person))


def _later(person: str) -> int:
    """Return by how many months all that somebody bought is moved; the same for ever."""
    return int(person) * 7 % _MONTHS_OF_NEWCOMERS


def _live(
    shop: Shop, purchases: Sequence[Purchase], progress: Callable[[int, int], object]
) -> None:
    opening = shop.at(purchases[0].day - timedelta(days=1), 9, 0)
    open_shop(opening, shop.operation)
    shop.members.offer(opening)
    shop.care.hire(opening)
    people = invented_people(shop.draw)
    tries_on = purchases[-1].day - timedelta(weeks=CAMPAIGN_WEEKS + 2)
    for number, (purchase, minute) in enumerate(_spread_over_days(purchases)):
        session = shop.at(purchase.day, _OPENS + minute // 60, minute % 60)
        _begin_the_day(shop, session, tries_on=tries_on)
        shop.members.come(session)
        if purchase.person not in shop.customers:
            _welcome(shop, shop.care.on_duty(session), purchase.person, next(people))
        sale = _visit(shop, shop.care.on_duty(session), purchase)
        if number % _BROUGHT_BACK_EVERY == _BROUGHT_BACK_EVERY - 1:
            _bring_back(shop, session, sale)
        if number % _TOLD_EVERY == 0:
            progress(number, len(purchases))
    morning = shop.at(purchases[-1].day + timedelta(days=1), 9, 0)
    _print_flyer(shop, morning)
    _sell_vouchers(shop, morning)
    _bring_a_neighbour(shop, morning, next(people))
    _sign_up_twice(shop, morning)


def _go_on_until(shop: Shop, *, purchases: Sequence[Purchase], today: date) -> None:
    """Let the members come and pay up to yesterday: the sample's purchases end before."""
    day = purchases[-1].day + timedelta(days=1)
    while day < today:
        shop.members.come(shop.at(day, _OPENS, 0))
        day += timedelta(days=1)
    regulars = sorted(shop.visits, key=lambda customer: (-shop.visits[customer], customer))
    shop.care.promise(shop.at(today - timedelta(days=1), _CLOSES, 0), regulars)


def _begin_the_day(shop: Shop, session: Session, *, tries_on: date) -> None:
    """Look out of the window, at the list of the day, and at what waits for the owner."""
    if shop.morning == session.today:
        return
    if shop.morning and shop.morning < tries_on <= session.today:
        shop.care.try_something(session)
    shop.morning = session.today
    if session.today.toordinal() % _RAINS_EVERY == 0:
        rain = tr("Rainy-day double")
        call_promotion(session, promotion=rain, holds=True, operation_id=shop.operation())
    if session.today.weekday() == _LOOKS_AFTER_ON:
        shop.care.look_after(session)
    _answer_about_friends(shop, session)


def _answer_about_friends(shop: Shop, session: Session) -> None:
    """Let the owner look at friends whose reward waits: most are what they seem."""
    for waiting in waiting_referrals(session.moment()):
        friend, shop.answers = waiting.referee.customer_id, shop.answers + 1
        if shop.answers % _DECLINES_EVERY:
            approve_referral(session, referee_id=friend, operation_id=shop.operation())
        else:
            known = tr("Is the same person")
            decline_referral(
                session, referee_id=friend, reason=known, operation_id=shop.operation()
            )


def _bring_a_neighbour(shop: Shop, session: Session, new: NewCustomer) -> None:
    """Let somebody bring a person of the same household, so that the owner is asked."""
    bringer = customer_record(session.db, next(iter(shop.customers.values())))
    placed = add_customer(
        session,
        new=replace(
            new,
            postcode=bringer.postcode,
            address=bringer.address,
            referral_code=bringer.referral_code,
        ),
        operation_id=shop.operation(),
    )
    order = SaleOrder((OrderLine(2480),), placed.id)
    record_sale(session, order, operation_id=shop.operation())


def _bring_back(shop: Shop, session: Session, sale: SaleOutcome) -> None:
    """Give half of the money back: one of the records was scratched."""
    half = sale.reckoning.total // 2
    if half and sale.sale is not None:
        refund_sale(
            session,
            sale=sale.sale,
            amount=half,
            reason=tr("Scratched"),
            operation_id=shop.operation(),
        )


def _sign_up_twice(shop: Shop, session: Session) -> None:
    """Let somebody forget that they have a card, so that there is a pair to merge."""
    known = customer_record(session.db, max(shop.customers.values()))
    new = NewCustomer(
        name=known.name,
        reading=known.reading,
        phone="090-0000-9999",
        birthday=known.birthday,
        email=known.email,
    )
    add_customer(session, new=new, operation_id=shop.operation())


def _print_flyer(shop: Shop, session: Session) -> None:
    """Make the coupons of a flyer, for the sheet that the demo prints."""
    reward = reward_named(session.db, tr("¥200 off"))
    issue = Issue(reward.terms, reward=reward.name, count=10, batch=tr("Flyer"))
    issue_coupons(session, issue, operation_id=shop.operation())


def _sell_vouchers(shop: Shop, session: Session) -> None:
    """Sell some gift vouchers, one of them in somebody's name."""
    named = min(shop.customers.values())
    for amount, customer_id in ((1000, None), (3000, None), (5000, named)):
        new = NewVoucher(amount, customer_id)
        issue_voucher(session, new, operation_id=shop.operation())


def _spread_over_days(purchases: Sequence[Purchase]) -> Iterator[tuple[Purchase, int]]:
    """Give each purchase of a day its minute after opening, in order."""
    by_day: dict[date, list[Purchase]] = {}
    for purchase in purchases:
        by_day.setdefault(purchase.day, []).append(purchase)
    for day_purchases in by_day.values():
        step = (_CLOSES - _OPENS) * 60 / len(day_purchases)
        for index, purchase in enumerate(day_purchases):
            yield purchase, int(index * step)


def _welcome(shop: Shop, session: Session, person: str, new: NewCustomer) -> None:
    friend = None
    if shop.customers and shop.draw.random() < _FRIENDS_BROUGHT:
        friend = shop.draw.choice(sorted(shop.customers.values()))
    code = customer_record(session.db, friend).referral_code if friend else None
    placed = add_customer(
        session, new=replace(new, referral_code=code), operation_id=shop.operation()
    )
    shop.customers[person] = placed.id


def _visit(shop: Shop, session: Session, purchase: Purchase) -> SaleOutcome:
    customer_id = shop.customers[purchase.person]
    coupons = _brought_along(shop, session, customer_id, purchase.amount)
    order = SaleOrder((OrderLine(purchase.amount),), customer_id, coupons=coupons)
    outcome = record_sale(session, order, operation_id=shop.operation())
    visits = shop.visits[customer_id] = shop.visits.get(customer_id, 0) + 1
    if outcome.balance and shop.draw.random() < _REDEEMS:
        _redeem(shop, session, customer_id, outcome.balance)
    shop.members.may_join(session, customer_id, visits=visits)
    shop.care.may_answer(session, customer_id)
    return outcome


def _brought_along(shop: Shop, session: Session, customer_id: str, amount: int) -> tuple[str, ...]:
    """Let some think of the coupon that they have; it is the one that ends first."""
    today = session.today
    held = [
        coupon
        for coupon in coupons_of(session.db, customer_id, on=today)
        if coupon.valid_from <= today and coupon.terms.value <= amount
    ]
    if not held or shop.draw.random() >= _BRINGS_COUPON:
        return ()
    first = min(held, key=lambda coupon: (coupon.valid_until or date.max, coupon.terms.name))
    return (first.code,)


def _redeem(shop: Shop, session: Session, customer_id: str, balance: int) -> None:
    reachable = [
        item.reward
        for item in rewards_in_reach(session.moment(), customer_id, usable=balance)
        if item.reward.cost <= balance and item.refusal is None
    ]
    if reachable and shop.draw.random() < _DONATES:
        donate_points(
            session,
            customer_id=customer_id,
            cause=cause(),
            points=min(balance, 50),
            operation_id=shop.operation(),
        )
    elif reachable:
        redeem_reward(
            session,
            customer_id=customer_id,
            reward=max(reachable, key=lambda reward: reward.cost).name,
            operation_id=shop.operation(),
        )
