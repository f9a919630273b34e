"""The summary's second page: who comes back, how each stage keeps, and the months one by one."""

from fractions import Fraction

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.charts import HEAT_ROW, Frame, HeatRow, draw_heat
from desktop.printing.summary_page import BETWEEN, SIDE, SummaryPage
from desktop.printing.summary_sheet import Cohort
from desktop.printing.tables import Row

_COHORTS_SHOWN = 12


def draw_staying(page: SummaryPage) -> None:
    """Draw cohorts, stages with what else the month tells, and twelve months."""
    y = page.head() - BETWEEN - 4
    if page.sheet.cohorts:
        y = _cohorts(page, y) - BETWEEN
    y = _stages(page, y)
    page.columns(y, [lambda place: _months(page, place), lambda place: _others(page, place)])


def _cohorts(page: SummaryPage, y: float) -> float:
    y = page.section(tr("Who comes back: share of each month's newcomers still buying"), y)
    shown = page.sheet.cohorts[-_COHORTS_SHOWN:]
    steps = min(max(len(cohort.active) for cohort in shown), _COHORTS_SHOWN)
    rows = [
        HeatRow(formats.month_year(cohort.month), cohort.size, _percents(cohort))
        for cohort in shown
    ]
    frame = Frame(SIDE, y, page.width, len(rows) * HEAT_ROW)
    y = draw_heat(page.canvas, frame, rows=rows, size_title=tr("newcomers"), steps=steps)
    return page.note(tr("+1 is the month after the first purchase; figures are in percent."), y)


def _percents(cohort: Cohort) -> tuple[Fraction | None, ...]:
    if cohort.size == 0:
        return tuple(None for _ in cohort.active)
    return tuple(Fraction(active * 100, cohort.size) for active in cohort.active)


def _stages(page: SummaryPage, y: float) -> float:
    stages = page.sheet.stages
    if stages is None:
        return y
    rows = [
        Row((
            tr("First 3 months"), formats.number(stages.new),
            tr("came on a second day"), formats.percent(stages.new_back_percent),
        )),
        Row((
            tr("3 to 18 months"), formats.number(stages.settling),
            tr("keep to their own rhythm"), formats.percent(stages.rhythm_kept_percent),
        )),
        Row((
            tr("18 months and more"), formats.number(stages.loyal),
            tr("spent more or less than in the year before"), _change(stages.growth_percent),
        )),
    ]  # fmt: skip
    return page.table(
        tr("How each stage keeps"), y,
        titles=(tr("since the first purchase"), tr("customers"), tr("measured by"), ""),
        rows=rows,
        widths=page.shares(26, 14, 46, 14),
        texts=(0, 2),
    )  # fmt: skip


def _change(percent: Fraction | None) -> str:
    if percent is None or percent <= 0:
        return formats.percent(percent)
    return f"+{formats.percent(percent)}"


def _others(page: SummaryPage, place: Frame) -> float:
    others = page.sheet.others
    if others is None:
        return place.top
    best = trn("The best customer", "The best {count} customers", others.top20_count)
    each = others.sales_per_buyer
    rows = [
        Row((tr("Bought last month and this month"),
             formats.percent(others.month_on_month_percent))),
        Row((tr("Had bought before"), formats.percent(others.returning_rate_percent))),
        Row((tr("Sales for each customer"),
             "–" if each is None else formats.money_bare(round(each * 100), digits=2))),
        Row((best.format(count=formats.number(others.top20_count)),
             formats.percent(others.top20_share_percent))),
        Row((tr("Customers since the beginning"), formats.number(others.customers_to_date))),
        Row((tr("Of these, bought twice or more"),
             formats.percent(others.repeat_rate_to_date_percent))),
    ]  # fmt: skip
    widths = [place.width - 70, 70]
    return page.half(tr("More of the month"), place, ("", ""), rows, widths=widths)


def _months(page: SummaryPage, place: Frame) -> float:
    rows = [
        Row((
            formats.month_year(month.month),
            formats.percent(month.retention_percent),
            formats.number(month.buyers),
            page.money(month.revenue_minor),
        ))
        for month in page.sheet.history
    ]  # fmt: skip
    titles = ("", tr("retention"), tr("buyers"), tr("revenue"))
    widths = [place.width * share for share in (0.28, 0.22, 0.17, 0.33)]
    return page.half(tr("Month by month"), place, titles, rows, widths=widths)
