"""Puts what the book knows into the words of the counter; it decides nothing."""

from collections.abc import Sequence
from datetime import date

from db.moment import Moment
from db.queries.customer_card import CustomerCard
from db.queries.customers import CustomerRecord
from db.queries.feedback import last_answer
from db.queries.history import HistoryLine
from db.queries.sales import DaySale, DaySums
from db.rules.coupons import Coupon, spoken_code
from db.rules.remarks import SOON_DAYS, ending_within
from db.rules.sales import SaleReckoning
from db.rules.shop import ShopSettings
from db.usecases.rewards import Redemption
from db.usecases.sales import SaleOutcome
from desktop import formats
from desktop.counter import payment_lines as paid_by
from desktop.i18n import tr, trn
from desktop.theme import Tone
from desktop.widgets.breakdown import RULE, FigureLine
from desktop.widgets.coupon_list import CouponLine
from desktop.widgets.customer_panel import CustomerFace
from desktop.widgets.history_list import Event
from desktop.words import plans
from desktop.words.coupon_conditions import what_terms_give
from desktop.words.friends import outcome_words
from desktop.words.history import (
    given_back_words,
    money,
    what_happened,
    when,
)
from desktop.words.offers import in_line
from desktop.words.stamps import stamp_news
from desktop.words.tiers import short_way

# -- The customer ---------------------------------------------------------------------------


def face_of(record: CustomerRecord, card: CustomerCard, moment: Moment) -> CustomerFace:
    """Return what the customer's card says."""
    held, settings = card.holdings, moment.settings
    number = tr("No. {number}").format(number=formats.member_number(record.number))
    unit = trn("point · worth {amount}", "points · worth {amount}", abs(held.balance))
    return CustomerFace(
        name=record.name,
        reading=record.reading or "",
        number=number,
        chips=[*_chips(card, moment.today), *paid_by.held_chips(card, settings)],
        balance=formats.number(held.balance),
        unit=unit.format(amount=money(card.points_value, settings)),
        ending=_ending(card, moment.today),
        waiting=_waiting(card),
        note=record.note.replace("\n", " · ") if record.note else "",
    )


def rhythm_of(record: CustomerRecord, card: CustomerCard, moment: Moment) -> list[tuple[str, str]]:
    """Return how the customer comes: facts and their words."""
    visits = card.visits
    last = tr("none yet")
    if visits.last is not None:
        last = _days_ago((moment.today - visits.last).days)
    gap = "–"
    if visits.usual_gap_days is not None:
        gap = _days(visits.usual_gap_days)
    friends = formats.number(len(card.friends))
    bought = sum(link.qualified_on is not None for link in card.friends)
    if card.friends:
        words = trn("{friends} ({bought} has bought)", "{friends} ({bought} have bought)", bought)
        friends = words.format(friends=friends, bought=formats.number(bought))
    way = short_way(card.tier, moment.settings) if visits.visits else ""
    return [
        (tr("Last visit"), last),
        (tr("Usually every"), gap),
        (
            tr("Visits · spent"),
            f"{formats.number(visits.visits)} · {money(visits.spent, moment.settings)}",
        ),
        *([(tr("Next tier"), way)] if way else []),
        (tr("Member since"), formats.month_year(record.joined)),
        (tr("Friends brought"), friends),
        (tr("Code for friends"), record.referral_code),
        *_last_score(record.id, moment),
    ]


def _last_score(customer_id: str, moment: Moment) -> list[tuple[str, str]]:
    answer = last_answer(moment.db, customer_id, until=moment.now)
    if answer is None:
        return []
    words = tr("{score} of 10 · {day}").format(
        score=formats.number(answer.score), day=formats.day_near(answer.day, moment.today)
    )
    return [(tr("Last score"), words)]


def plan_words(card: CustomerCard) -> str:
    """Return what the button for plans says; which plan it is stands on the card above."""
    joins = card.subscription is None or card.plan_state in (None, "ended")
    return tr("Join a plan") if joins else tr("Plan …")


def coupon_lines(
    coupons: Sequence[Coupon], on_sale: Sequence[str], moment: Moment
) -> list[CouponLine]:
    """Return the customer's coupons as the list shows them."""
    return [
        CouponLine(
            code=coupon.code,
            name=coupon_name(coupon, moment.settings),
            until=in_line([_coupon_days(coupon, moment.today), *_campaign_of(coupon)]),
            spoken_code=spoken_code(coupon.code),
            usable=coupon.valid_from <= moment.today,
            on_sale=coupon.code in on_sale,
        )
        for coupon in coupons
    ]


def coupons_head(count: int) -> str:
    """Return the heading of the list of coupons."""
    return tr("Coupons · {count}").format(count=formats.number(count))


def coupon_name(coupon: Coupon, settings: ShopSettings) -> str:
    """Return what a coupon is called, or what it gives where nobody named it."""
    if coupon.terms.name:
        return coupon.terms.name
    return what_terms_give(coupon.terms, settings)


def _coupon_days(coupon: Coupon, today: date) -> str:
    if coupon.valid_from > today:
        return tr("from {day}").format(day=formats.day_near(coupon.valid_from, today))
    if coupon.valid_until is None:
        return tr("no last day")
    return tr("until {day}").format(day=formats.day_near(coupon.valid_until, today))


def _campaign_of(coupon: Coupon) -> list[str]:
    """Return by which campaign somebody got a coupon: they may speak of it."""
    return [coupon.batch] if coupon.batch and coupon.customer_id else []


def _ending(card: CustomerCard, today: date) -> str:
    """Return which points end soon: those of the next day, and how many follow them."""
    ending = ending_within(card.holdings.lots, today=today, days=SOON_DAYS)
    if not ending:
        return ""
    first, last = ending[0], ending[-1]
    assert first.expires_on is not None
    assert last.expires_on is not None
    more = sum(each.points for each in ending[1:])
    if more:
        words = trn(
            "{points} point expires on {day}, {more} more by {last}",
            "{points} points expire on {day}, {more} more by {last}",
            first.points,
        )
    elif first.by_visits:
        words = trn(
            "{points} point expires on {day} if nothing is bought by then",
            "{points} points expire on {day} if nothing is bought by then",
            first.points,
        )
    else:
        words = trn(
            "{points} point expires on {day}", "{points} points expire on {day}", first.points
        )
    return words.format(
        points=formats.number(first.points),
        day=formats.day_near(first.expires_on, today),
        more=formats.number(more),
        last=formats.day_near(last.expires_on, today),
    )


def _chips(card: CustomerCard, today: date) -> list[tuple[str, Tone]]:
    chips: list[tuple[str, Tone]] = []
    held = card.tier.held
    if held is not None:
        words = tr("{tier} until {day}").format(
            tier=held.tier.name, day=formats.day_near(held.until, today)
        )
        chips.append((words, "gold"))
    if card.subscription is not None and card.plan_state is not None:
        chips += plans.chips_of(card.subscription, card.plan_state, today)
    return chips


def _waiting(card: CustomerCard) -> str:
    held = card.holdings
    said = []
    if held.pending:
        words = trn("{points} more point is waiting", "{points} more points are waiting",
                    held.pending)  # fmt: skip
        said.append(words.format(points=formats.number(held.pending)))
    if held.debt:
        words = trn("{points} point is owed from a refund",
                    "{points} points are owed from a refund", held.debt)  # fmt: skip
        said.append(words.format(points=formats.number(held.debt)))
    return " · ".join(said)


# -- The sale -------------------------------------------------------------------------------


def sale_lines(outcome: SaleOutcome, settings: ShopSettings) -> list[FigureLine]:
    """Return what a sale comes to: what is taken off, what is paid, the points line by line."""
    reckoning = outcome.reckoning
    lines = [*_money_lines(reckoning, settings), *paid_by.payment_lines(outcome, settings)]
    if outcome.customer_id is None:
        return [*lines, *_promised_line(outcome)]
    if lines:
        lines.append(RULE)
    for index, line in enumerate(reckoning.breakdown):
        figure = formats.signed(line.points) if index else formats.number(line.points)
        lines.append(FigureLine(line.label, figure))
    lines.append(RULE)
    lines.append(
        FigureLine(
            tr("Points for this sale"),
            formats.number(reckoning.points),
            "sum",
            name="counter.points",
        )
    )
    return [*lines, *_waiting_line(outcome), *_promised_line(outcome)]


def _promised_line(outcome: SaleOutcome) -> list[FigureLine]:
    """Return what the sale will bring for the next visit."""
    if outcome.promised is None:
        return []
    words = tr("It brings “{name}” for the next visit.").format(name=outcome.promised)
    return [FigureLine(words, kind="said")]


def _waiting_line(outcome: SaleOutcome) -> list[FigureLine]:
    """Return from when on the points of a sale can be used, where they wait."""
    if outcome.waits_until is None or outcome.points <= 0:
        return []
    words = tr("usable from {day}").format(day=formats.day_short(outcome.waits_until))
    return [FigureLine(words, kind="said")]


def _money_lines(reckoning: SaleReckoning, settings: ShopSettings) -> list[FigureLine]:
    taken = [
        FigureLine(each.name or tr("Coupon"), money(-each.amount, settings))
        for each in reckoning.discounts
        if each.amount
    ]
    if reckoning.points_used:
        words = trn("{points} point used", "{points} points used", reckoning.points_used)
        taken.append(
            FigureLine(
                words.format(points=formats.number(reckoning.points_used)),
                money(-reckoning.points_value, settings),
            )
        )
    if not taken:
        return []
    amount = FigureLine(tr("Amount"), money(reckoning.amount, settings))
    to_pay = FigureLine(tr("To pay"), money(reckoning.paid, settings), "sum", name="counter.to_pay")
    return [amount, *taken, to_pay]


def record_words(outcome: SaleOutcome, settings: ShopSettings) -> str:
    """Return what the button says: what is paid, and what is given."""
    if outcome.due != outcome.reckoning.paid and outcome.due:
        return paid_by.record_words(outcome, settings)
    paid = money(outcome.reckoning.paid, settings)
    if outcome.customer_id is None:
        return tr("Record {amount}").format(amount=paid)
    words = trn(
        "Record {amount} and give {points} point",
        "Record {amount} and give {points} points",
        outcome.points,
    )
    return words.format(amount=paid, points=formats.number(outcome.points))


def recorded_words(outcome: SaleOutcome, settings: ShopSettings) -> str:
    """Return what is said once a sale stands in the book."""
    paid = money(outcome.reckoning.paid, settings)
    if outcome.customer_id is None or outcome.balance is None:
        return tr("{amount} recorded.").format(amount=paid)
    words = trn(
        "{amount} recorded · {points} point · now {balance}",
        "{amount} recorded · {points} points · now {balance}",
        outcome.points,
    )
    said = words.format(
        amount=paid,
        points=formats.number(outcome.points),
        balance=formats.number(outcome.balance),
    )
    return in_line([said, *stamp_news(outcome.stamps, outcome.streaks)[:1]])


def redeemed_words(done: Redemption) -> str:
    """Return what is said once points were exchanged for a reward."""
    words = trn(
        "{reward} for {points} point · now {balance}",
        "{reward} for {points} points · now {balance}",
        done.reward.cost,
    )
    return words.format(
        reward=done.reward.name,
        points=formats.number(done.reward.cost),
        balance=formats.number(done.balance),
    )


def after_sale_lines(outcome: SaleOutcome, settings: ShopSettings) -> list[FigureLine]:
    """Return what stays on the panel after a sale, until something else is typed."""
    paid = money(outcome.reckoning.paid, settings)
    lines = [FigureLine(tr("✓ Recorded"), paid, "sum", tone="good")]
    lines += paid_by.left_lines(outcome, settings)
    if outcome.balance is not None:
        given = FigureLine(
            tr("Points for this sale"), formats.signed(outcome.points), name="counter.points"
        )
        now = FigureLine(tr("Points now"), formats.number(outcome.balance), "sum")
        lines += [RULE, given, *_waiting_line(outcome), now]
    if outcome.tier_is_new and outcome.tier is not None:
        words = tr("They are {tier} now. Congratulations!").format(tier=outcome.tier)
        lines.append(FigureLine(words, kind="said"))
    friends = outcome_words(outcome.friend, settings)
    if friends:
        lines.append(FigureLine(friends, kind="said", tone="good"))
    for news in stamp_news(outcome.stamps, outcome.streaks):
        lines.append(FigureLine(news, kind="said", tone="good"))
    for coupon in outcome.issued:
        words = tr("A new coupon is theirs: {name}").format(name=coupon.name)
        lines.append(FigureLine(words, kind="said"))
    return lines


# -- What happened --------------------------------------------------------------------------


def event_of(line: HistoryLine, moment: Moment) -> Event:
    """Return a line of the customer's history."""
    return Event(
        id=line.id if line.has_slip else "",
        when=when(line.at, moment),
        what=what_happened(line, moment.settings),
        points=line.points,
        after="" if line.after is None else formats.number(line.after),
        who=line.staff or "",
        may_be_refunded=line.may_be_refunded,
    )


def day_event(sale: DaySale, moment: Moment) -> Event:
    """Return a line of the day's sales, or of what was given back."""
    settings = moment.settings
    amount = money(abs(sale.total), settings)
    said = [tr("Refund {amount}").format(amount=amount) if sale.is_refund else amount]
    if sale.customer:
        said.append(sale.customer)
    if sale.given_back:
        said.append(given_back_words(sale.given_back, of=sale.total, settings=settings))
    return Event(
        id="" if sale.is_refund else sale.id,
        when=when(sale.at, moment),
        what=" · ".join(said),
        points=sale.points,
        who=sale.staff or "",
        may_be_refunded=sale.may_be_refunded,
    )


def day_facts(sums: DaySums, settings: ShopSettings) -> list[tuple[str, str]]:
    """Return what the day has brought so far."""
    return [
        (tr("Number of sales"), formats.number(sums.sales)),
        (tr("Revenue"), money(sums.revenue, settings)),
        (tr("Customers"), formats.number(sums.customers)),
        (tr("Points given"), formats.number(sums.points)),
    ]


def _days_ago(days: int) -> str:
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    words = trn("{count} day ago", "{count} days ago", days)
    return words.format(count=formats.number(days))


def _days(days: int) -> str:
    return trn("{count} day", "{count} days", days).format(count=formats.number(days))
