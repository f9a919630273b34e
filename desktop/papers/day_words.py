"""The words for the end of a day, the same in the window, on paper and on the command line."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from db.queries.day import DayReport, StaffDay
from db.queries.drawer import DrawerOpening
from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.day_sheet import DayLine, DayPart, StaffLine

Money = Callable[[int], str]
"""Writes minor units as money, the way the window or the paper does."""


def money_part(report: DayReport, *, money: Money) -> DayPart:
    """Return how what should have come in comes about; what is nothing is left out."""
    refunds = trn("{count} refund", "{count} refunds", report.refunds)
    plans = trn("{count} plan payment", "{count} plan payments", report.plan_payments)
    returned = report.to_credit + report.to_vouchers
    lines = (
        (tr("All sales"), report.gross, True),
        (tr("Coupons"), -report.coupon_discounts, False),
        (tr("Discounts of plans"), -report.plan_discounts, False),
        (tr("Points used as money"), -report.points_in_money, False),
    )
    moves = (
        (tr("Of it by vouchers"), -report.by_voucher, False),
        (tr("Of it by credit"), -report.by_credit, False),
        (refunds.format(count=formats.number(report.refunds)), -report.money_back, False),
        (tr("Of it back to vouchers and credit"), returned, False),
        (plans.format(count=formats.number(report.plan_payments)), report.plan_money, False),
        (tr("Vouchers sold"), report.vouchers_money, False),
        (tr("Paid in as credit"), report.credit_money, False),
    )
    taken, moved = _shown(lines, money), _shown(moves, money)
    between = report.by_voucher or report.by_credit or len(taken) > 1
    paid = [DayLine(tr("Paid"), money(report.paid), True)] if moved and between else []
    shown = [*taken, *paid, *moved]
    return DayPart(tr("Money"), (*shown, DayLine(tr("Money in"), money(report.money_in), True)))


def sales_part(report: DayReport, *, money: Money) -> DayPart:
    """Return how many sales, coupons and new customers there were."""
    lines = [
        DayLine(tr("Sales with a customer"), formats.number(report.sales_with_customer)),
        DayLine(tr("Sales without a customer"), formats.number(report.sales_without_customer)),
        DayLine(tr("Number of sales"), formats.number(report.sales), True),
        DayLine(tr("New customers"), formats.number(report.new_customers)),
    ]
    if report.coupons_taken:
        taken = tr("{count} · {amount}").format(
            count=formats.number(report.coupons_taken), amount=money(report.coupons_value)
        )
        lines.append(DayLine(tr("Coupons taken"), taken))
    if report.coupons_returned:
        returned = formats.number(report.coupons_returned)
        lines.append(DayLine(tr("Coupons given back"), returned))
    if report.drawer:
        lines.append(DayLine(tr("Drawer opened without a sale"), _openings(report.drawer)))
    return DayPart(tr("Sales and customers"), tuple(lines))


def prepaid_part(report: DayReport, *, money: Money) -> DayPart | None:
    """Return what vouchers and credit were given, None on a day without."""
    lines = (
        (tr("Vouchers made"), report.vouchers_issued, False),
        (tr("Credit given"), report.credit_given, False),
    )
    shown = _shown(lines, money)
    return DayPart(tr("Vouchers and credit"), tuple(shown)) if shown else None


def points_part(report: DayReport) -> DayPart:
    """Return what points were given and used, and what refunds did to them."""
    lines = [
        DayLine(tr("Points given"), formats.number(report.points_given)),
        DayLine(tr("Points used"), formats.number(report.points_used)),
    ]
    if report.points_returned:
        lines.append(DayLine(tr("Points given back"), formats.number(report.points_returned)))
    if report.points_reversed:
        lines.append(DayLine(tr("Points taken back"), formats.number(report.points_reversed)))
    stamps = report.stamps
    for words, count in (
        (tr("Stamps given"), stamps.given),
        (tr("Stamps taken back"), stamps.taken_back),
        (tr("Stamp cards filled"), stamps.filled - stamps.emptied),
    ):
        if count:
            lines.append(DayLine(words, formats.number(count)))
    return DayPart(tr("Points"), tuple(lines))


def staff_lines(report: DayReport, *, money: Money) -> tuple[StaffLine, ...]:
    """Return a line for each who worked; none where nobody was named all day."""
    if all(each.staff is None for each in report.staff):
        return ()
    return tuple(_staff_line(each, money) for each in report.staff)


def together_line(report: DayReport, *, money: Money) -> StaffLine:
    """Return what all took in together."""
    return StaffLine(
        name=tr("Together"),
        sales=report.sales,
        paid=money(report.paid),
        refunds=report.refunds,
        money_back=_or_dash(-report.money_back, money),
        plan_payments=report.plan_payments,
        plan_money=_or_dash(report.plan_money, money),
        money_in=money(report.money_in),
        points_given=formats.number(report.points_given),
    )


def day_lines(report: DayReport, *, money: Money, zone: ZoneInfo) -> list[str]:
    """Return everything about the day, a line each, for the command line."""
    parts = (
        money_part(report, money=money),
        sales_part(report, money=money),
        points_part(report),
        *filter(None, [prepaid_part(report, money=money)]),
    )
    lines = [
        tr("{what}: {figure}").format(what=line.words, figure=line.figure)
        for part in parts
        for line in part.lines
    ]
    hours = hours_words(report, zone=zone)
    people = [_staff_sentence(line) for line in staff_lines(report, money=money)]
    return [formats.day_long(report.day), *([hours] if hours else []), *lines, *people]


def hours_words(report: DayReport, *, zone: ZoneInfo) -> str:
    """Return the hours of the first sale and the last, nothing where there were none."""
    if report.first_sale_at is None or report.last_sale_at is None:
        return ""
    return tr("First sale {first}, last sale {last}").format(
        first=_hour(report.first_sale_at, zone), last=_hour(report.last_sale_at, zone)
    )


def counted_lines(report: DayReport, counted: int, *, money: Money) -> tuple[DayLine, ...]:
    """Return what was counted in the drawer, and how it differs from what should be there."""
    difference = counted - report.money_in
    sign = "+" if difference > 0 else ""
    return (
        DayLine(tr("Counted in the drawer"), money(counted)),
        DayLine(tr("Difference"), f"{sign}{money(difference)}", True),
    )


def difference_words(difference: int, *, money: Money) -> str:
    """Return in a sentence how what was counted differs from what should be there."""
    if difference == 0:
        return tr("It fits exactly.")
    if difference > 0:
        return tr("{amount} more than should be there.").format(amount=money(difference))
    return tr("{amount} is missing.").format(amount=money(-difference))


def _shown(lines: Iterable[tuple[str, int, bool]], money: Money) -> list[DayLine]:
    """Return the lines that say something, or always stand there."""
    return [DayLine(words, money(amount)) for words, amount, always in lines if amount or always]


def _staff_sentence(line: StaffLine) -> str:
    sales = trn("{count} sale", "{count} sales", line.sales)
    return tr("{name}: {sales}, {amount} in, {points} points given").format(
        name=line.name,
        sales=sales.format(count=formats.number(line.sales)),
        amount=line.money_in,
        points=line.points_given,
    )


def _staff_line(each: StaffDay, money: Money) -> StaffLine:
    return StaffLine(
        name=each.staff or tr("Nobody named"),
        sales=each.sales,
        paid=money(each.paid),
        refunds=each.refunds,
        money_back=_or_dash(-each.money_back, money),
        plan_payments=each.plan_payments,
        plan_money=_or_dash(each.plan_money, money),
        money_in=money(each.money_in),
        points_given=formats.number(each.points_given),
    )


def _openings(openings: Sequence[DrawerOpening]) -> str:
    """Return how often, and how often by whom where somebody was named."""
    people = Counter(each.staff or tr("Nobody named") for each in openings)
    count = formats.number(len(openings))
    if all(each.staff is None for each in openings):
        return count
    named = ", ".join(f"{name} {formats.number(times)}" for name, times in people.most_common())
    return tr("{count} ({people})").format(count=count, people=named)


def _or_dash(amount: int, money: Money) -> str:
    return money(amount) if amount else "–"


def _hour(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%H:%M")
