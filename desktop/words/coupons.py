"""Says of coupons and of batches what they give, to whom, and what came of them."""

from dataclasses import dataclass
from datetime import date

from db.queries.batches import Batch, BatchReturns
from db.queries.coupon_list import CouponLife, CouponUse, ListedCoupon
from db.rules.coupons import Coupon, spoken_code, state_on
from db.rules.rewards import Terms
from db.rules.shop import NextVisit, ShopSettings
from desktop import formats
from desktop.i18n import language_in_use, mark, tr, trn
from desktop.theme import Tone
from desktop.words.coupon_conditions import conditions_of, what_terms_give
from desktop.words.offers import in_line, in_sentences, money

_STATES = {
    "issued": mark("Still good"),
    "used": mark("Used"),
    "expired": mark("Expired"),
    "voided": mark("Void"),
}
_TONES: dict[str, Tone] = {"issued": "good", "used": "info", "expired": "plain", "voided": "warn"}
_WHY = {
    "": mark("by hand"),
    "redeem": mark("for points"),
    "referral": mark("for bringing a friend"),
    "tier": mark("on reaching a tier"),
    "birthday": mark("for a birthday"),
    "anniversary": mark("for an anniversary"),
    "stamps": mark("for a full stamp card"),
    "streak": mark("for visits week by week"),
    "next_visit": mark("for the next visit"),
    "surprise": mark("as a surprise"),
    "campaign": mark("in a campaign"),
    "replaced": mark("for a lost one"),
}

_PAPERS = {
    "page": mark("Sheets, to be cut"),
    "a6": mark("A6, one on each"),
    "receipt80": mark("Receipt paper, 80 mm"),
    "receipt58": mark("Receipt paper, 58 mm"),
    "labels-2x5": mark("Business cards, 10 on A4"),
    "labels-2x6": mark("Labels, 12 on A4"),
    "labels-2x7": mark("Labels, 14 on A4"),
    "labels-3x7": mark("Labels, 21 on A4"),
    "labels-letter-2x5": mark("Labels, 10 on Letter"),
    "labels-letter-3x10": mark("Labels, 30 on Letter"),
}


@dataclass(frozen=True)
class Said:
    """A line of a list of facts: what it is, and what it is here."""

    words: str
    value: str


def states() -> list[tuple[str, str]]:
    """Return the states to choose from, those that can be used first."""
    chosen = [(state, tr(words)) for state, words in _STATES.items()]
    return [chosen[0], ("", tr("All coupons")), *chosen[1:]]


def coupon_papers() -> list[tuple[str, str]]:
    """Return the papers to choose from; "page" is the office's own."""
    return [(paper, tr(words)) for paper, words in _PAPERS.items()]


def state_chip(coupon: Coupon, today: date) -> tuple[str, Tone]:
    """Return what a coupon is today, and how much that asks to be seen."""
    state = state_on(coupon, today)
    if state == "issued" and coupon.valid_from > today:
        return coming_words(coupon.valid_from), "gold"
    if coupon.replaced_by is not None:
        return tr("Replaced"), "warn"
    return tr(_STATES[state]), _TONES[state]


def coming_words(first: date) -> str:
    """Return what is said of a coupon whose first day is still to come."""
    return tr("From {day}").format(day=formats.day_short(first))


def name_of(terms: Terms, settings: ShopSettings) -> str:
    """Return what a coupon is called, or what it gives where nobody named it."""
    if terms.name:
        return terms.name
    return what_terms_give(terms, settings)


def for_whom(listed: ListedCoupon) -> str:
    """Return whose a coupon is, or how it reaches people."""
    if listed.owner:
        return listed.owner
    return listed.coupon.batch or tr("whoever brings it")


def last_day(coupon: Coupon) -> str:
    """Return a coupon's last day as a list shows it."""
    return formats.day(coupon.valid_until) if coupon.valid_until else tr("no last day")


def coupon_facts(life: CouponLife, settings: ShopSettings) -> list[Said]:
    """Return what there is to know of a coupon, but for its uses."""
    coupon = life.coupon
    said = [Said(tr("Valid"), _span(coupon.valid_from, coupon.valid_until))]
    conditions = _conditions(coupon.terms, settings)
    if conditions:
        said.append(Said(tr("Conditions"), conditions))
    if coupon.uses > 1:
        words = tr("{used} of {uses} used").format(used=coupon.used, uses=coupon.uses)
        said.append(Said(tr("Uses"), words))
    if coupon.batch:
        said.append(Said(tr("Campaign") if life.why == "campaign" else tr("Batch"), coupon.batch))
    why = tr(_WHY.get(life.why, _WHY[""]))
    said.append(Said(tr("Made"), _done(life.issued_on, why, life.issued_by)))
    if life.replaces is not None:
        said.append(Said(tr("Instead of"), spoken_code(life.replaces)))
    if coupon.voided_on is not None:
        said.append(_end(coupon, coupon.voided_on, life.voided_by))
    return said


def _end(coupon: Coupon, day: date, who: str | None) -> Said:
    if coupon.replaced_by is not None:
        return Said(tr("Replaced"), _done(day, spoken_code(coupon.replaced_by), who))
    reason = coupon.void_reason or ""
    own = {"refund": tr("its sale was refunded"), "undo": tr("undone")}
    return Said(tr("Void"), _done(day, own.get(reason, reason), who))


def use_said(use: CouponUse, settings: ShopSettings) -> Said:
    """Return one time that a coupon was taken."""
    amount = tr("{amount} off").format(amount=money(use.discount, settings))
    told = [amount, use.staff or ""]
    if use.returned:
        told.append(tr("refunded since"))
    return Said(tr("Used on {day}").format(day=formats.day(use.day)), in_line(filter(None, told)))


def bought_with_points(life: CouponLife) -> bool:
    """Tell whether points were paid for a coupon, which can be given back with it."""
    return life.why == "redeem" and life.coupon.customer_id is not None


# -- Batches --------------------------------------------------------------------------------


def batch_line(batch: Batch) -> str:
    """Return what a batch is, in a line of the list."""
    made = trn("{count} coupon, made on {day}", "{count} coupons, made on {day}", batch.issued)
    told = [
        batch.gives,
        made.format(count=formats.number(batch.issued), day=formats.day(batch.issued_on)),
    ]
    if batch.valid_from != batch.issued_on:
        told.append(tr("from {day} on").format(day=formats.day(batch.valid_from)))
    if batch.valid_until is not None:
        told.append(tr("until {day}").format(day=formats.day(batch.valid_until)))
    return in_line(filter(None, told))


def batch_came_back(batch: Batch, settings: ShopSettings) -> str:
    """Return what has come back of a batch so far, in a line."""
    if not batch.times_used:
        return tr("None was used so far.")
    words = tr("{count} used ({percent}), {amount} off so far")
    if batch.times_used > batch.used:
        words = tr("used {times} times, {amount} off so far")
    return words.format(
        times=formats.number(batch.times_used),
        count=formats.number(batch.used),
        percent=formats.percent(batch.used_percent),
        amount=money(batch.discount, settings),
    )


def batch_chip(batch: Batch) -> tuple[str, Tone]:
    """Return how many of a batch are still about."""
    if not batch.still_open:
        return tr("Over"), "plain"
    return tr("{count} still good").format(count=formats.number(batch.still_open)), "good"


def batch_facts(batch: Batch) -> list[Said]:
    """Return where the coupons of a batch stand."""
    share = formats.percent(batch.used_percent)
    used = tr("{count} ({percent})").format(count=formats.number(batch.used), percent=share)
    said = [
        Said(tr("Made"), formats.number(batch.issued)),
        Said(tr("Used up") if batch.times_used > batch.used else tr("Used"), used),
        Said(tr("Still good"), formats.number(batch.still_open)),
        Said(tr("Expired"), formats.number(batch.expired)),
        Said(tr("Void"), formats.number(batch.voided)),
    ]
    if batch.times_used > batch.used:
        said.insert(2, Said(tr("Times used"), formats.number(batch.times_used)))
    return said


def returns_facts(batch: Batch, returns: BatchReturns, settings: ShopSettings) -> list[Said]:
    """Return what came back with a batch: sales, people, and who came again."""
    again = formats.number(returns.came_back)
    if returns.came_back_percent is not None:
        share = formats.percent(returns.came_back_percent)
        again = tr("{count} ({percent})").format(count=again, percent=share)
    return [
        Said(tr("Discount given"), money(batch.discount, settings)),
        Said(tr("Sales with one"), formats.number(returns.sales)),
        Said(tr("Paid on them"), money(returns.revenue, settings)),
        Said(tr("Customers"), formats.number(returns.customers)),
        Said(tr("Here for the first time"), formats.number(returns.first_time)),
        Said(tr("Came again later"), again),
    ]


def void_question(count: int) -> str:
    """Return what withdrawing a batch would do."""
    words = trn(
        "{count} coupon can still be used. It will be refused from then on.",
        "{count} coupons can still be used. They will be refused from then on.",
        count,
    )
    return words.format(count=formats.number(count))


def voided_words(name: str, count: int) -> str:
    """Return what is said once a batch was withdrawn."""
    words = trn(
        "“{name}”: {count} coupon is void now.", "“{name}”: {count} coupons are void now.", count
    )
    return words.format(name=name, count=formats.number(count))


def _conditions(terms: Terms, settings: ShopSettings) -> str:
    told = list(conditions_of(terms, settings))
    if terms.combinable:
        told.append(tr("goes with others"))
    return in_line(told)


def _span(first: date, last: date | None) -> str:
    if last is None:
        return tr("from {day} on").format(day=formats.day(first))
    return tr("{first} – {last}").format(first=formats.day(first), last=formats.day(last))


def _done(day: date, why: str, who: str | None) -> str:
    return in_line(filter(None, (formats.day(day), why, who or "")))


def issue_story(
    name: str, *, count: int | None, first: date | None, until: date | None, uses: int, whose: str
) -> str:
    """Return in sentences which coupons are about to be made."""
    said = []
    if whose:
        said.append(tr("One coupon for {customer}: {name}.").format(customer=whose, name=name))
    else:
        words = trn(
            "{count} coupon “{name}” for whoever brings it.",
            "{count} coupons “{name}”, each for whoever brings it.",
            count or 2,
        )
        shown = "…" if count is None else formats.number(count)
        said.append(words.format(count=shown, name=name))
    if first is not None:
        said.append(tr("It is good from {day} on.").format(day=formats.day(first)))
    if until is None:
        said.append(tr("There is no last day."))
    else:
        said.append(tr("The last day is {day}.").format(day=formats.day(until)))
    if uses > 1:
        said.append(tr("Each can be used {count} times.").format(count=formats.number(uses)))
    return in_sentences(said)


def joins_words(batch: str) -> str:
    """Return what is said where a batch of that name is there already."""
    space = "" if language_in_use() == "ja" else " "
    return space + tr("They join the coupons of “{name}”.").format(name=batch)


def made_words(count: int, batch: str) -> str:
    """Return what is said once a batch was made."""
    words = trn("{count} coupon was made: “{name}”.", "{count} coupons were made: “{name}”.", count)
    return words.format(count=formats.number(count), name=batch)


def next_visit_story(promise: NextVisit | None, settings: ShopSettings) -> str:
    """Return in a sentence what a sale gives for the next visit."""
    if promise is None:
        return tr("A sale gives no coupon for the next visit.")
    first = tr("Every sale brings “{reward}” for the next visit.").format(reward=promise.reward)
    if promise.minimum:
        words = tr("A sale of {amount} or more brings “{reward}” for the next visit.")
        first = words.format(amount=money(promise.minimum, settings), reward=promise.reward)
    return in_sentences((first, _good_after(promise.after_days)))


def _good_after(days: int) -> str:
    if days == 0:
        return tr("It can be used at once.")
    if days == 1:
        return tr("It can be used from the next day on.")
    return tr("It can be used after {count} days.").format(count=formats.number(days))
