"""The summary's fourth page: the points account, offers and campaigns, plans, and the team."""

from desktop import formats
from desktop.i18n import tr, trc
from desktop.printing.charts import Frame
from desktop.printing.lettering import Run, draw_paragraph, wrap_text
from desktop.printing.summary_page import BETWEEN, EDGE, SIDE, SummaryPage
from desktop.printing.tables import Row

_ROOM_FOR_WORDS = 32.0  # a title and one line


def draw_accounts(page: SummaryPage) -> None:
    """Draw points and what rewards cost, promotions and campaigns, plans, the team, kind words."""
    y = page.head() - BETWEEN - 4
    y = page.columns(
        y, [lambda place: _points(page, place), lambda place: _rewards(page, place)]
    )  # fmt: skip
    y = _campaigns(page, y)
    y = page.columns(y, [lambda place: _promotions(page, place), lambda place: _plans(page, place)])
    y = _team(page, y)
    _words(page, y)


def _points(page: SummaryPage, place: Frame) -> float:
    points = page.sheet.points
    moved = (
        (trc("points", "earned"), points.earned),
        (trc("points", "used"), -points.redeemed),
        (trc("points", "expired"), -points.expired),
        (trc("points", "reversed"), -points.reversed),
        (trc("points", "returned"), points.returned),
        (trc("points", "adjusted"), points.adjusted),
    )
    rows = [
        Row((trc("points", "opening"), formats.number(points.opening))),
        *(Row((name, formats.signed(count) if count else "0")) for name, count in moved),
        Row((trc("points", "closing"), formats.number(points.closing)), bold=True),
        Row((tr("still pending"), formats.number(points.pending))),
        Row((tr("worth together"), page.money(points.liability_minor))),
        Row((tr("of that will lapse, as far as the past tells"), _breakage(page))),
    ]
    widths = [place.width - 80, 80]
    return page.half(tr("Points account"), place, ("", ""), rows, widths=widths)


def _breakage(page: SummaryPage) -> str:
    rewards = page.sheet.rewards
    return formats.percent(rewards.breakage_percent if rewards else None)


def _rewards(page: SummaryPage, place: Frame) -> float:
    rewards = page.sheet.rewards
    if rewards is None:
        return place.top
    rows = [
        Row((tr("Taken off for newcomers"), page.money(rewards.cost_new_minor))),
        Row((tr("Taken off for returning customers"), page.money(rewards.cost_returning_minor))),
        Row((
            tr("Together"), page.money(rewards.cost_new_minor + rewards.cost_returning_minor),
        ), bold=True),
        Row((tr("Coupons issued"), formats.number(rewards.coupons_issued))),
        Row((tr("Coupons used"), formats.number(rewards.coupons_used))),
        Row((tr("Coupons expired"), formats.number(rewards.coupons_expired))),
        Row((tr("Taken off by coupons"), page.money(rewards.coupon_discount_minor))),
        Row((tr("Bought only with something off"), formats.percent(rewards.dependence_percent))),
    ]  # fmt: skip
    widths = [place.width - 80, 80]
    return page.half(tr("What rewards cost"), place, ("", ""), rows, widths=widths)


def _promotions(page: SummaryPage, place: Frame) -> float:
    rows = [
        Row((
            each.name, formats.number(each.sales), formats.number(each.points),
            page.money(each.worth_minor),
        ))
        for each in page.sheet.promotions
    ]  # fmt: skip
    titles = ("", tr("sales"), tr("points"), tr("worth"))
    widths = [place.width * share for share in (0.43, 0.15, 0.19, 0.23)]
    return page.half(tr("Promotions"), place, titles, rows, widths=widths)


def _campaigns(page: SummaryPage, y: float) -> float:
    rows = [Row((f"{each.name} · {each.days}", each.told)) for each in page.sheet.campaigns]
    return page.table(
        tr("Campaigns, against those who got nothing"), y,
        titles=("", ""), rows=rows, widths=page.shares(36, 64), texts=(0, 1),
    )  # fmt: skip


def _plans(page: SummaryPage, place: Frame) -> float:
    plans = page.sheet.plans
    if plans is None:
        return place.top
    rows = [
        *(Row((name, formats.number(members))) for name, members in plans.by_plan),
        Row((tr("Members on a plan"), formats.number(page.sheet.figures.plan_members)), bold=True),
        Row((tr("Begun this month"), formats.number(plans.started))),
        Row((tr("Ended this month"), formats.number(plans.ended))),
        Row((tr("Recurring revenue a month"), page.money(plans.monthly_minor))),
        Row((tr("Net revenue churn"), formats.percent(plans.net_revenue_churn_percent))),
    ]
    return page.half(tr("Plans"), place, ("", ""), rows, widths=[place.width - 90, 90])


def _team(page: SummaryPage, y: float) -> float:
    rows = [
        Row((
            each.name, formats.number(each.sign_ups), formats.number(each.brought_back),
            formats.number(each.kind_words), formats.number(each.follow_ups),
        ))
        for each in page.sheet.team
    ]  # fmt: skip
    titles = ("", tr("sign-ups"), tr("brought back"), tr("kind words"), tr("promises kept"))
    widths = page.shares(32, 17, 17, 17, 17)
    return page.table(tr("Thank the team"), y, titles=titles, rows=rows, widths=widths)


def _words(page: SummaryPage, y: float) -> float:
    words = page.sheet.words
    if words is None or y < EDGE + _ROOM_FOR_WORDS:
        return y
    y = page.section(tr("What customers say"), y) - 5
    for sentence in (words.net_score, *words.kind_words):
        lines = wrap_text(sentence, width=page.width, size=9)
        if y - 13 * (len(lines) - 1) < EDGE:
            break
        y = draw_paragraph(
            page.canvas, (Run(sentence),), SIDE, y, width=page.width, size=9, leading=1.45
        )
    return y
