"""Says what happened: an act in a few words, when it was, what taking it back hands over."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from db.moment import Moment
from db.queries.acts import Act
from db.queries.facts import Fact
from db.queries.history import HistoryLine
from db.rules.coupons import spoken_code
from db.rules.follow_ups import KINDS, read_by
from db.rules.shop import ShopSettings
from db.session import Action
from db.usecases.refunds import RefundOutcome
from db.usecases.undo import Undone
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.contacts import contact_words
from desktop.words.sayings import kind_words
from desktop.words.stamps import stamps_back_words
from desktop.words.tiers import change_line

_UNDO = "undo"  # the reason that the book gives
# What is told with the words of staff.
_WITH_REASON = (
    "refund", "adjust", "opening", "credit", "voucher_void", "stamps", "cancel",
)  # fmt: skip


def money(amount_minor: int, settings: ShopSettings) -> str:
    """Write an amount in the shop's currency."""
    return formats.money(amount_minor, currency=settings.currency, digits=settings.digits)


def points_words(points: int) -> str:
    """Write a number of points: "1 point", "1,240 points"."""
    return trn("{points} point", "{points} points", abs(points)).format(
        points=formats.number(points)
    )


def when(at: datetime, moment: Moment) -> str:
    """Write when something was: the hour today, the day before that."""
    here = at.astimezone(moment.settings.timezone)
    if here.date() == moment.now.astimezone(moment.settings.timezone).date():
        return here.strftime("%H:%M")
    if here.year == moment.today.year:
        return formats.moment(here)
    return formats.day(here.date())


# -- In a history ---------------------------------------------------------------------------


def what_happened(line: HistoryLine, settings: ShopSettings) -> str:
    """Return what a line says: "Sale ¥1,240 · given back", "Correction · counted twice"."""
    if line.undoes is not None:
        return tr("Undone: {what}").format(what=_what(line.undoes, settings))
    return _beside([_what(line, settings), *_more(line, settings)])


def free_months_words(plan: str, months: int) -> str:
    """Return by how much a plan became longer: "Bean Club · 1 month free"."""
    words = trn("{plan} · {count} month free", "{plan} · {count} months free", months)
    return words.format(plan=plan, count=formats.number(months))


def runs_until(plan: str, until: date) -> str:
    """Return until when a plan runs that has just become longer."""
    return tr("{plan} runs until {day} now.").format(plan=plan, day=formats.day(until))


def given_back_words(given_back: int, *, of: int, settings: ShopSettings) -> str:
    """Return what is said of a sale that was given back, whole or in part."""
    if given_back >= of:
        return tr("given back")
    return tr("{amount} given back").format(amount=money(given_back, settings))


def _what(line: HistoryLine, settings: ShopSettings) -> str:
    by_itself = _BY_ITSELF.get(line.kind)
    if by_itself is not None:
        return by_itself(line, settings)
    amount, count = money(line.amount, settings), formats.signed(line.stamps)
    return _KINDS[line.kind]().format(name=_person(line), amount=amount, count=count)


def _more(line: HistoryLine, settings: ShopSettings) -> Iterable[str]:
    """Yield what else is worth knowing of an act."""
    if line.bonus:
        yield _bonus(line)
    if line.money_back not in (0, line.amount):
        yield tr("{amount} in money").format(amount=money(line.money_back, settings))
    if line.filled:
        yield tr("{name} full").format(name=line.filled)
    if line.code:
        yield spoken_code(line.code)
    if line.kind in _WITH_REASON and line.reason and line.reason != _UNDO:
        yield line.reason
    if line.undone:
        yield tr("undone")
    elif line.given_back:
        yield given_back_words(line.given_back, of=line.amount, settings=settings)


def _bonus(line: HistoryLine) -> str:
    if line.bonus == "referral" and line.name:
        return tr("friend bonus from {name}").format(name=line.name)
    return {
        "referral": tr("friend bonus"),
        "tier": tr("gift of the tier"),
        "streak": tr("gift for weeks in a row"),
    }.get(line.bonus, tr("and a gift"))


def _by_reason(line: HistoryLine) -> str:
    """Return what gave points, or took them back, by the reason that the book tells."""
    found = _REASONS.get((line.kind, line.reason))
    if line.name and line.kind != "returned":
        found = _NAMED_REASONS.get((line.kind, line.reason), found)
    return (found or _WITHOUT_REASON[line.kind])().format(name=line.name)


def _person(line: HistoryLine) -> str:
    if line.kind == "merge":
        return formats.member_number(line.name)
    return line.name or tr("another customer")


def _friend(line: HistoryLine, _: ShopSettings) -> str:
    return (_FRIENDS.get(line.reason) or _FRIENDS["attach"])().format(name=_person(line))


def _coupon(line: HistoryLine, _: ShopSettings) -> str:
    words, named = {
        "coupon": (tr("Coupon"), tr("Coupon: {name}")),
        "coupon_used": (tr("Coupon used"), tr("Coupon used: {name}")),
        "coupon_void": (tr("Coupon void"), tr("Coupon void: {name}")),
    }[line.kind]
    return named.format(name=line.name) if line.name else words


def _pause(plan: str, days: int | None) -> str:
    if days is None:
        return tr("{plan} paused").format(plan=plan)
    words = trn("{plan} paused for {count} day", "{plan} paused for {count} days", days)
    return words.format(plan=plan, count=formats.number(days))


def _change(plan: str, paid: int, settings: ShopSettings, *, at_once: bool) -> str:
    if not at_once:
        return tr("Goes over to {plan} with the next payment").format(plan=plan)
    return _beside([tr("Changed to {plan}").format(plan=plan), money(paid, settings)])


def _keep(plan: str, months: int) -> str:
    return _beside([free_months_words(plan, months), tr("stays")])


def _promise(line: HistoryLine, _: ShopSettings) -> str:
    return tr("A complaint") if line.way == "complaint" else tr("A promise")


def _followed_up(line: HistoryLine, _: ShopSettings) -> str:
    kind = next((kind for kind in KINDS if kind == line.way), None)
    return tr("Done: {what}").format(what=kind_words(kind)) if kind else tr("Follow-up done")


def _contact(line: HistoryLine, _: ShopSettings) -> str:
    return contact_words(read_by(line.way))


def _tier(line: HistoryLine, _: ShopSettings) -> str:
    return change_line(line.tier) if line.tier is not None else ""


_BY_ITSELF: dict[str, Callable[[HistoryLine, ShopSettings], str]] = {
    "subscription": lambda line, settings: _beside([line.name, money(line.amount, settings)]),
    "extended": lambda line, _: free_months_words(line.name, line.months),
    "gift": lambda line, _: _by_reason(line),
    "returned": lambda line, _: _by_reason(line),
    "reversed": lambda line, _: _by_reason(line),
    "friend": _friend,
    "coupon": _coupon,
    "coupon_used": _coupon,
    "coupon_void": _coupon,
    "pause": lambda line, _: _pause(line.name, line.days),
    "change": lambda line, settings: _change(
        line.name, line.amount, settings, at_once=line.at_once
    ),
    "keep": lambda line, _: _keep(line.name, line.months),
    "tier": _tier,
    "feedback": lambda line, _: tr("Score {score} of 10").format(score=line.score),
    "contact": _contact,
    "promise": _promise,
    "followed_up": _followed_up,
}
_KINDS: dict[str, Callable[[], str]] = {
    "sale": lambda: tr("Sale {amount}"),
    "refund": lambda: tr("Refund {amount}"),
    "opening": lambda: tr("Points brought along"),
    "adjust": lambda: tr("Correction"),
    "given": lambda: tr("Given to {name}"),
    "received": lambda: tr("A gift from {name}"),
    "redeem": lambda: "{name}",
    "donation": lambda: tr("Donation: {name}"),
    "merge": lambda: tr("Joined with No. {name}"),
    "credit": lambda: tr("Credit {amount}"),
    "voucher": lambda: tr("Gift voucher {amount}"),
    "voucher_void": lambda: tr("Gift voucher void {amount}"),
    "stamps": lambda: tr("{name} {count}"),
    "undo": lambda: tr("Undone"),
    "joined": lambda: tr("Signed up"),
    "expired": lambda: tr("Points expired"),
    "resume": lambda: tr("{name} taken up again"),
    "cancel": lambda: tr("{name} cancelled"),
    "brought": lambda: tr("Brought by {name}"),
}
_FRIENDS: dict[str, Callable[[], str]] = {
    "attach": lambda: tr("Brought {name}"),
    "qualify": lambda: tr("{name} has bought; the reward waits for the owner's yes"),
    "decline": lambda: tr("No reward for bringing {name}"),
}
_REASONS: dict[tuple[str, str], Callable[[], str]] = {
    ("gift", "referral"): lambda: tr("A friend's bonus"),
    ("gift", "plan"): lambda: tr("Points of the plan"),
    ("gift", "renewal"): lambda: tr("Bonus for renewing"),
    ("gift", "birthday"): lambda: tr("Birthday gift"),
    ("gift", "anniversary"): lambda: tr("Anniversary gift"),
    ("gift", "surprise"): lambda: tr("A surprise"),
    ("gift", "campaign"): lambda: tr("A gift"),
    ("gift", "reward"): lambda: tr("Points of a reward"),
    ("returned", _UNDO): lambda: tr("Undone: points given back"),
    ("returned", "coupon_voided"): lambda: tr("Coupon void: points given back"),
    ("reversed", _UNDO): lambda: tr("Undone: points taken back"),
    ("reversed", "referral"): lambda: tr("A friend's bonus taken back"),
    ("reversed", "tier"): lambda: tr("Gift of the tier taken back"),
    ("reversed", "streak"): lambda: tr("Gift for weeks in a row taken back"),
}
_NAMED_REASONS: dict[tuple[str, str], Callable[[], str]] = {
    ("gift", "referral"): lambda: tr("For bringing {name}"),
    ("gift", "surprise"): lambda: tr("A surprise: {name}"),
    ("gift", "campaign"): lambda: tr("A gift: {name}"),
    ("gift", "reward"): lambda: tr("Reward: {name}"),
    ("reversed", _UNDO): lambda: tr("Undone: a gift from {name}"),
    ("reversed", "referral"): lambda: tr("Bonus for bringing {name} taken back"),
}
_WITHOUT_REASON: dict[str, Callable[[], str]] = {
    "gift": lambda: tr("Points given"),
    "returned": lambda: tr("Points given back"),
    "reversed": lambda: tr("Points taken back"),
}


# -- To be undone ---------------------------------------------------------------------------


def act_words(act: Act, customer: str, moment: Moment) -> str:
    """Return an act as it can be undone: "Sale ¥1,980 · 田中 美咲 · 10:14"."""
    said = [_done_at_once(act, moment.settings), customer, when(act.at, moment)]
    return _beside(each for each in said if each)


def undo_question(act: Act, customer: str, money_back: int, moment: Moment) -> str:
    """Return in a sentence what undoing does, so that the second press is a decision."""
    what = act_words(act, customer, moment)
    if money_back:
        words = tr("Undo “{what}”, and hand back {money}?")
        return words.format(what=what, money=money(money_back, moment.settings))
    given_at_once = any(fact.kind == "cause.donate" for fact in act.facts)
    if act.action == Action.REDEEM_REWARD and not given_at_once:
        return tr("Undo “{what}”? The coupon is void then, and the points come back.").format(
            what=what
        )
    return tr("Undo “{what}”?").format(what=what)


def undone_words(undone: Undone, settings: ShopSettings) -> str:
    """Return what is said once an act is undone."""
    said = [tr("Undone")]
    if undone.money_back:
        said.append(tr("hand back {money}").format(money=money(undone.money_back, settings)))
    is_of_one = len(renewals_in(undone.act)) < 2  # of a list nobody's balance is meant
    if undone.balance is not None and is_of_one:
        said.append(_now(undone.balance))
    return _beside(said)


def renewals_in(act: Act) -> list[Fact]:
    """Return the payments for a further period in an act; a list that was paid has several."""
    return [fact for fact in act.facts if fact.kind == "subscription.renew"]


def _done_at_once(act: Act, settings: ShopSettings) -> str:
    """Return what an act did; of a list that was paid, all of it."""
    renewals = renewals_in(act)
    if len(renewals) < 2:
        return _done(act, settings)
    paid = sum(fact.delta or 0 for fact in renewals)
    return _beside([tr("Renewals"), money(paid, settings)])


def _done(act: Act, settings: ShopSettings) -> str:
    known = (fact for fact in act.facts if fact.kind in _TOLD_BY)
    told = min(known, key=lambda fact: _TOLD_BY.index(fact.kind))
    points, doc = told.delta or 0, told.doc
    if told.kind == "sale":
        return tr("Sale {amount}").format(amount=money(doc["total"], settings))
    if told.kind == "reward.redeem":
        return str(doc["reward"])
    if told.kind == "points.adjust":
        return tr("Correction {points}").format(points=formats.signed(points))
    if told.kind == "points.given":
        return tr("Gift of {points}").format(points=points_words(abs(points)))
    if told.kind in ("stamps.give", "stamps.take"):
        return tr("{name} {count}").format(name=doc["name"], count=formats.signed(points))
    return _done_without_a_sale(told, settings)


def _done_without_a_sale(told: Fact, settings: ShopSettings) -> str:
    doc = told.doc
    if told.account in ("credit", "vouchers"):
        words = tr("Credit {amount}") if told.account == "credit" else tr("Gift voucher {amount}")
        return words.format(amount=money(told.delta or 0, settings))
    if told.kind.startswith("subscription."):
        return _done_with_a_plan(told, settings)
    if told.kind in _SAID_PLAINLY:
        return tr(_SAID_PLAINLY[told.kind])
    if told.kind.startswith(("cause.", "feedback")):
        return _done_for_us(told, settings)
    return tr("Coupon {code} taken").format(code=spoken_code(doc["code"]))


def _done_for_us(told: Fact, settings: ShopSettings) -> str:
    """Return what somebody gave to a good cause, or said of the shop."""
    doc = told.doc
    if told.kind == "feedback":
        return tr("Score {score} of 10").format(score=formats.number(doc["score"]))
    if told.kind == "feedback.quote":
        return tr("Words of a customer")
    if told.kind == "cause.donate":
        words = tr("{points} for {cause}")
        return words.format(points=points_words(told.delta or 0), cause=doc["reward"])
    words = tr("{amount} handed over to {cause}")
    return words.format(amount=money(doc["amount"], settings), cause=doc["reward"])


def _done_with_a_plan(told: Fact, settings: ShopSettings) -> str:
    doc, plan, paid = told.doc, str(told.doc["plan"]), told.delta or 0
    said: dict[str, Callable[[], str]] = {
        "extend": lambda: free_months_words(plan, doc["months"]),
        "pause": lambda: _pause(plan, doc["days"]),
        "change": lambda: _change(plan, paid, settings, at_once=doc["at_once"]),
        "keep": lambda: _keep(plan, doc["months"]),
        "resume": lambda: tr("{name} taken up again").format(name=plan),
        "cancel": lambda: tr("{name} cancelled").format(name=plan),
    }
    done = said.get(told.kind.removeprefix("subscription."))
    return done() if done is not None else _beside([plan, money(paid, settings)])


_SAID_PLAINLY = {
    "referral.attach": mark("Brought by a friend"),
    "referral.approve": mark("Reward for bringing a friend"),
    "referral.decline": mark("No reward for bringing a friend"),
    "followup.add": mark("Promise noted"),
    "followup.done": mark("Follow-up done"),
    "followup.later": mark("Follow-up put off"),
    "contact": mark("Contact noted"),
}
_TOLD_BY = (
    *_SAID_PLAINLY,
    "sale", "reward.redeem", "points.adjust", "points.given", "subscription.start",
    "subscription.renew", "subscription.change", "subscription.pause", "subscription.resume",
    "subscription.cancel", "subscription.keep", "subscription.extend", "cause.donate",
    "cause.pay", "coupon.use", "credit.add", "credit.take", "voucher.issue", "stamps.give",
    "stamps.take", "feedback", "feedback.quote",
)  # fmt: skip


# -- Given back -----------------------------------------------------------------------------


def refunded_words(outcome: RefundOutcome, settings: ShopSettings) -> str:
    """Return what is said once money was given back, first what to hand over."""
    amount, handed = money(outcome.amount, settings), money(outcome.cash_back, settings)
    said = [tr("{amount} given back").format(amount=amount)]
    if outcome.cash_back != outcome.amount:
        said.append(tr("hand over {money}").format(money=handed))
    if outcome.balance is not None:
        said.append(_now(outcome.balance))
    if outcome.debt:
        said.append(_owed(outcome.debt))
    if outcome.coupons_freed:
        said.append(coupons_words(outcome))
    said += stamps_back_words(back for back in outcome.stamps if back.emptied)
    if len(said) == 1:
        return tr("{amount} given back.").format(amount=amount)
    return _beside(said)


def coupons_words(outcome: RefundOutcome) -> str:
    """Return which coupons can be used again."""
    codes = ", ".join(spoken_code(code) for code in outcome.coupons_freed)
    return tr("Coupon {codes} is unused again").format(codes=codes)


def _now(balance: int) -> str:
    return tr("now {balance}").format(balance=formats.number(balance))


def _owed(debt: int) -> str:
    words = trn("{points} point is owed", "{points} points are owed", debt)
    return words.format(points=formats.number(debt))


def _beside(facts: Iterable[str]) -> str:
    return " · ".join(facts)
