"""Puts letters, postcards, labels and certificates together: the book's records in, a PDF out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from db.errors import BadRequest, CouponOtherCustomer
from db.moment import Moment
from db.queries.addresses import who_refuses_letters
from db.queries.causes import cause_at
from db.queries.coupons import coupon_typed
from db.queries.customers import CustomerRecord, customer_record
from db.queries.points import account_at, holdings
from db.queries.subscriptions import subscription_at
from db.queries.tiers import tier_track
from db.rules.addresses import address_of, envelope_lines, postcode_in_front
from db.rules.lots import by_last_day
from db.rules.shop import ShopSettings
from db.rules.subscriptions import state_on, terms_on
from db.rules.tiers import TierTrack
from db.session import Session
from desktop import formats
from desktop.i18n import tr, trn
from desktop.papers.coupon_sheets import coupon_sheets
from desktop.papers.look import look_of, write_money
from desktop.printing.address_labels import draw_labels
from desktop.printing.addressee import Addressee
from desktop.printing.certificate import CertificateSheet, draw_certificate
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.letter import Figure, FriendSlip, LetterSheet, Window, draw_letters
from desktop.printing.postcard import PostcardSheet, draw_postcards, words_fit
from desktop.printing.sheet import amount
from desktop.words import letters as words
from desktop.words.letters import LetterFacts, LetterKind
from desktop.words.referrals import friend_words


@dataclass(frozen=True)
class LetterOrder:
    """What a letter is to say: ready words for an occasion, or the owner's own."""

    kind: LetterKind = "missed"
    text: str | None = None  # the owner's; the occasion then says nothing
    coupon: str | None = None  # a code that goes with it
    friend: bool = False  # a slip with the customer's referral code
    coupons: Mapping[str, str] = field(default_factory=dict)  # codes that differ, by customer

    def coupon_for(self, customer_id: str) -> str | None:
        """Return the code that goes with one customer's letter."""
        return self.coupon or self.coupons.get(customer_id)


@dataclass(frozen=True)
class Mailing:
    """Who of those chosen is written to, and why the others are not."""

    customers: tuple[str, ...]
    refused: int = 0  # they said no to letters
    nowhere: int = 0  # no address is known
    unmeant: int = 0  # the ready words would not be true for them


def mailing_for(
    session: Session,
    customer_ids: Iterable[str],
    *,
    order: LetterOrder | None = None,
    by_post: bool = True,
) -> Mailing:
    """Sort out who is written to; without `by_post` a letter may be handed over."""
    chosen = list(dict.fromkeys(customer_ids))
    refusing = who_refuses_letters(session.db, chosen)
    moment, kept, nowhere, unmeant = session.moment(), [], 0, 0
    for customer_id in chosen:
        record = customer_record(session.db, customer_id)
        if customer_id in refusing:
            continue
        if by_post and not record.address:
            nowhere += 1
        elif order and not order.text and not words.can_say(order.kind, facts_of(moment, record)):
            unmeant += 1
        else:
            kept.append(customer_id)
    return Mailing(tuple(kept), len(refusing), nowhere, unmeant)


def print_letters(
    session: Session, customer_ids: Sequence[str], order: LetterOrder, to: BinaryIO, *, paper: str
) -> None:
    """Print a letter for each; raises UnknownCoupon, ForgedCoupon or CouponOtherCustomer."""
    draw_letters(
        [_letter_sheet(session, each, order, paper=paper) for each in customer_ids], to, paper=paper
    )


def print_postcards(
    session: Session,
    customer_ids: Sequence[str],
    order: LetterOrder,
    to: BinaryIO,
    *,
    paper: str,
    boxes: bool = True,
) -> None:
    """Print a postcard for each; without `boxes` the cards have their postcode boxes already.

    Raises BadRequest where the words do not fit, and what `print_letters` raises.
    """
    sheets = [_postcard_sheet(session, each, order, boxes=boxes) for each in customer_ids]
    if not all(words_fit(sheet, paper=paper) for sheet in sheets):
        raise BadRequest("text", "postcard_full")
    draw_postcards(sheets, to, paper=paper)


def print_labels(
    session: Session, customer_ids: Sequence[str], to: BinaryIO, *, paper: str, start: int = 1
) -> None:
    """Print an address label for each; `start` is the first free one of a used sheet."""
    country, name = session.settings.country, session.settings.name
    records = [customer_record(session.db, each) for each in customer_ids]
    draw_labels(
        [addressee_of(each, country=country) for each in records],
        to, paper=paper, shop=name, start=start,
    )  # fmt: skip


def print_cause_certificate(session: Session, cause: str, to: BinaryIO, *, paper: str) -> None:
    """Print thanks for all that a cause was given; raises UnknownReward."""
    draw_certificate(cause_certificate(session, cause), to, paper=paper)


def cause_certificate(session: Session, cause: str) -> CertificateSheet:
    """Return the certificate of a cause: its points, its worth, how many gave them."""
    moment, settings = session.moment(), session.settings
    standing = cause_at(moment, cause)
    worth = amount(standing.worth, currency=settings.currency, digits=settings.digits)
    given = trn(
        "{points} points from {count} customer",
        "{points} points from {count} customers",
        standing.donors,
    ).format(points=formats.number(standing.points), count=formats.number(standing.donors))
    span = ""
    if standing.first_day and standing.last_day:
        span = tr("Given from {first} to {last}.").format(
            first=formats.day(standing.first_day), last=formats.day(standing.last_day)
        )
    said = (
        tr("The customers of {shop} gave their points to you, and we pass on what they are worth.")
        .format(shop=settings.name),
        span,
        tr("Thank you for what you do."),
    )  # fmt: skip
    return CertificateSheet(
        look=look_of(session),
        title=tr("Certificate of thanks"),
        name=words.addressed(standing.name),
        words=tuple(each for each in said if each),
        figure=worth,
        under_figure=given,
        day=formats.day(moment.today),
        signed=settings.name,
    )


def print_thanks(
    session: Session, name: str, text: str | None, to: BinaryIO, *, paper: str
) -> None:
    """Print a certificate of thanks to somebody, in the shop's words or in ready ones."""
    settings, today = session.settings, session.today
    said = text or tr("With heartfelt thanks for all that you have done for us.")
    sheet = CertificateSheet(
        look=look_of(session),
        title=tr("Certificate of thanks"),
        name=words.addressed(name),
        words=words.paragraphs(said),
        day=formats.day(today),
        signed=settings.name,
    )
    draw_certificate(sheet, to, paper=paper)


def addressee_of(record: CustomerRecord, *, country: str) -> Addressee:
    """Return whom something is addressed to, in the way of the country's post."""
    address = address_of(record.postcode, record.address)
    return Addressee(
        name=words.addressed(record.name),
        lines=envelope_lines(address, country=country) if address else (),
        name_last=country == "JP",
        postcode=address.postcode or "" if address else "",
        without_postcode=address.lines if address else (),
    )


def facts_of(moment: Moment, record: CustomerRecord) -> LetterFacts:
    """Return what a letter may tell of a customer."""
    account = account_at(moment, record.id)
    lots = by_last_day(account.lots.values(), on=moment.today)
    ending = next((lot for lot in lots if lot.expires_on is not None), None)
    plan, way = subscription_at(moment, record.id), tier_track(moment, record.id)
    runs = plan is not None and state_on(plan, moment.today) not in ("ended", "paused")
    return LetterFacts(
        name=record.name,
        shop=moment.settings.name,
        points=holdings(account, on=moment.today).balance,
        ending=ending.points if ending else 0,
        ending_on=ending.expires_on if ending else None,
        kept_by_visits=ending.by_visits if ending else False,
        plan=terms_on(plan, moment.today).plan if plan and runs else "",
        plan_until=plan.until if plan and runs else None,
        plan_price=write_money(plan.terms.price, moment.settings) if plan and runs else "",
        tier=way.held.tier.name if way.held else "",
        next_tier=way.next_tier.name if way.next_tier else "",
        to_next_tier=_still_missing(way, moment.settings),
        next_tier_by=way.by,
    )


def _still_missing(way: TierTrack, settings: ShopSettings) -> str:
    """Return what is missing to the next tier: "¥3,200", "3 visits"; empty without one."""
    if way.next_tier is None:
        return ""
    if way.next_tier.measure == "spend":
        return write_money(way.missing, settings)
    if way.next_tier.measure == "points":
        words = trn("{count} point", "{count} points", way.missing)
    else:
        words = trn("{count} visit", "{count} visits", way.missing)
    return words.format(count=formats.number(way.missing))


def text_of(
    order: LetterOrder, facts: LetterFacts, *, coupon: str | None = None
) -> tuple[str, ...]:
    """Return the paragraphs of a letter; `coupon` is the code that goes with it."""
    if order.text is not None:
        return words.paragraphs(words.owners_text(order.text, facts))
    said = words.paragraphs(words.ready_text(order.kind, facts))
    has_coupon = coupon or order.coupon
    return (*said, tr("Something small for you is enclosed.")) if has_coupon else said


def window_of(country: str, paper: str) -> Window:
    """Return in which envelopes letters of a country go on a paper."""
    if paper == "letter":
        return "us"
    return "japan" if country == "JP" else "din"


def _letter_sheet(
    session: Session, customer_id: str, order: LetterOrder, *, paper: str
) -> LetterSheet:
    moment, settings = session.moment(), session.settings
    record = customer_record(session.db, customer_id)
    facts = facts_of(moment, record)
    kind = None if order.text is not None else order.kind
    return LetterSheet(
        look=look_of(session),
        window=window_of(settings.country, paper),
        addressee=addressee_of(record, country=settings.country),
        day=formats.day(moment.today),
        greeting=words.greeting(record.name),
        paragraphs=text_of(order, facts, coupon=order.coupon_for(customer_id)),
        closing=words.closing(),
        signed=settings.name,
        figures=tuple(Figure(*each) for each in words.figures(facts, kind)),
        coupon=_coupon(session, order.coupon_for(customer_id), customer_id),
        friend=_friend(session, record) if order.friend else None,
    )


def _postcard_sheet(
    session: Session, customer_id: str, order: LetterOrder, *, boxes: bool
) -> PostcardSheet:
    moment, settings = session.moment(), session.settings
    record = customer_record(session.db, customer_id)
    facts = facts_of(moment, record)
    postcode, lines = _sender(settings.paper.address)
    return PostcardSheet(
        look=look_of(session),
        addressee=addressee_of(record, country=settings.country),
        greeting=words.greeting(record.name),
        paragraphs=text_of(order, facts, coupon=order.coupon_for(customer_id)),
        signed=settings.name,
        coupon=_coupon(session, order.coupon_for(customer_id), customer_id),
        note=words.points_note(facts) if order.text is None else "",
        sender_postcode=postcode,
        sender_lines=lines,
        boxes=boxes,
    )


def _sender(address: str) -> tuple[str, tuple[str, ...]]:
    """Return the shop's postcode and the lines of its address."""
    in_front = postcode_in_front(address.strip())
    postcode, rest = in_front or ("", address)
    return postcode, tuple(line.strip() for line in rest.splitlines() if line.strip())


def _coupon(session: Session, code: str | None, customer_id: str) -> CouponSheet | None:
    """Return a coupon that goes with a letter; one that belongs to somebody else is refused."""
    if not code:
        return None
    coupon = coupon_typed(session.db, code)
    if coupon.customer_id not in (None, customer_id):
        raise CouponOtherCustomer(coupon.code)
    return coupon_sheets(session, [coupon])[0]


def _friend(session: Session, record: CustomerRecord) -> FriendSlip | None:
    said = friend_words(session.settings)
    return FriendSlip(said, record.referral_code) if said else None
