"""The summary's third page: whom to speak to, the groups of customers, the best, and friends."""

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.charts import Frame
from desktop.printing.summary_page import BETWEEN, SummaryPage
from desktop.printing.tables import Row


def draw_people(page: SummaryPage) -> None:
    """Draw who is worth a call, groups by recency, frequency and money, and who brings most."""
    y = _calls(page, page.head() - BETWEEN - 4)
    y = _groups(page, y)
    page.columns(y, [lambda place: _best(page, place), lambda place: _friends(page, place)])


def _calls(page: SummaryPage, y: float) -> float:
    rows = [
        Row((call.name, call.phone, formats.number(call.score), call.chance, call.why))
        for call in page.sheet.calls
    ]
    titles = (tr("Name"), tr("Phone"), tr("score"), tr("still ours"), tr("Why"))
    told_on = formats.day(page.sheet.so_far or page.sheet.last_day)
    return page.table(
        tr("Worth a call, as of {day}").format(day=told_on),
        y,
        titles=titles,
        rows=rows,
        widths=page.shares(18, 15, 7, 9, 51),
        texts=(0, 4),
        empty=tr("Nobody is late beyond their own rhythm, or nobody who may be called."),
    )


def _groups(page: SummaryPage, y: float) -> float:
    rows = [
        Row((
            group.name, formats.number(group.customers), formats.percent(group.share_percent),
            group.advice,
        ))
        for group in page.sheet.groups
    ]  # fmt: skip
    titles = ("", tr("customers"), tr("share"), tr("What helps"))
    return page.table(
        tr("Customers by last visit, visits and money"), y,
        titles=titles, rows=rows, widths=page.shares(18, 10, 9, 63), texts=(0, 3),
    )  # fmt: skip


def _best(page: SummaryPage, place: Frame) -> float:
    rows = [
        Row((who.name, formats.number(who.visits), page.money(who.spent_minor)))
        for who in page.sheet.top_customers
    ]
    titles = ("", tr("visits"), tr("spent"))
    widths = [place.width * share for share in (0.58, 0.14, 0.28)]
    return page.half(tr("Customers who spent most"), place, titles, rows, widths=widths)


def _friends(page: SummaryPage, place: Frame) -> float:
    friends = page.sheet.friends
    if friends is None:
        return place.top
    rows = [
        Row((who.name, formats.number(who.friends), page.money(who.spent_minor)))
        for who in friends.bringers
    ]
    titles = ("", tr("friends"), tr("spent by them"))
    widths = [place.width * share for share in (0.52, 0.18, 0.30)]
    y = page.half(tr("Who brings friends"), place, titles, rows, widths=widths)
    told = trn(
        "{count} friend was brought this month, {qualified} bought.",
        "{count} friends were brought this month, {qualified} bought.",
        friends.attached,
    ).format(
        count=formats.number(friends.attached), qualified=formats.number(friends.qualified)
    )  # fmt: skip
    return page.note(told, y, left=place.left, width=place.width)
