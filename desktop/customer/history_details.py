"""Says in one line what a line of the whole history was made of, and which kinds there are."""

from collections.abc import Iterator

from db.moment import Moment
from db.queries.history import HistoryLine
from db.queries.whole_history import Group
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.widgets.history_table import HistoryRow
from desktop.words.history import money, what_happened
from desktop.words.tiers import change_reason


def row_of(line: HistoryLine, moment: Moment) -> HistoryRow:
    """Return a line of the history as the page of a customer shows it."""
    here = line.at.astimezone(moment.settings.timezone)
    return HistoryRow(
        id=line.id,
        day=formats.day(here.date()),
        clock=here.strftime("%H:%M") if line.has_hour else "",
        what=what_happened(line, moment.settings),
        details=" · ".join(_details(line, moment.settings)),
        points=line.points,
        after="" if line.after is None else formats.number(line.after),
        who=line.staff or "",
        is_sale=line.kind == "sale",
        has_slip=line.has_slip,
        may_be_refunded=line.may_be_refunded,
    )


def group_words(group: Group) -> str:
    """Return what a kind of things in the history is called."""
    return {
        "purchases": lambda: trc("history", "Purchases"),
        "rewards": lambda: trc("history", "Rewards, coupons"),
        "points": lambda: trc("history", "Points"),
        "stamps": lambda: trc("history", "Stamps"),
        "plan": lambda: trc("history", "Plan"),
        "tier": lambda: trc("history", "Tier"),
        "friends": lambda: trc("history", "Friends"),
        "money": lambda: trc("history", "Credit, vouchers"),
        "talks": lambda: trc("history", "What was said"),
    }[group]()


def _details(line: HistoryLine, settings: ShopSettings) -> Iterator[str]:
    """Yield what a sale was made of, goods, discounts, points used, stamps; why a tier changed."""
    if line.tier is not None:
        yield change_reason(line.tier, settings)
    if line.note:
        yield line.note
    if line.goods:
        yield ", ".join(_goods(*each) for each in line.goods)
    for name, amount in line.discounts:
        words = tr("{coupon} {amount}")
        yield words.format(coupon=name or tr("Coupon"), amount=money(-amount, settings))
    if line.points_used:
        words = trn("{points} point used", "{points} points used", line.points_used)
        yield words.format(points=formats.number(line.points_used))
    if line.stamped:
        words = trn("{count} stamp", "{count} stamps", line.stamped)
        yield words.format(count=formats.number(line.stamped))
    if line.receipt:
        yield tr("receipt {number}").format(number=line.receipt)


def _goods(category: str, count: int) -> str:
    if count == 1:
        return category
    return tr("{count} × {goods}").format(count=formats.number(count), goods=category)
