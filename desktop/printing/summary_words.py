"""Tells a month in plain sentences: what happened, and how its figures were worked out."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from desktop import formats
from desktop.i18n import language_in_use, tr, trn
from desktop.printing.lettering import Run, marked
from desktop.printing.sheet import amount
from desktop.printing.summary_sheet import AtRisk, KeyFigures, PointsAccount, SummarySheet


def period(first_day: date, last_day: date) -> str:
    """Write the days of a month: "1–31 October 2026"."""
    return tr("{first}–{last} {month}").format(
        first=first_day.day, last=last_day.day, month=formats.month(first_day)
    )


def days_of(sheet: SummarySheet) -> str:
    """Write which days are told: "1–30 November 2026 · so far, up to 22 Nov"."""
    days = period(sheet.first_day, sheet.last_day)
    if sheet.so_far is None:
        return days
    so_far = tr("so far, up to {day}").format(day=formats.day_short(sheet.so_far))
    return f"{days} · {so_far}"


def story(sheet: SummarySheet) -> tuple[Run, ...]:
    """Return the month as one paragraph."""
    return _one_paragraph(_sentences(sheet))


def explanation(sheet: SummarySheet) -> list[tuple[Run, ...]]:
    """Return how retention and churn were worked out, with the month's own numbers.

    Each formula is a paragraph of its own, the definitions are one.
    """
    return [*_formulas(sheet), _one_paragraph(_definitions(sheet))]


def difference(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return what the printed percentages differ by, so that the reader's own sum agrees."""
    if now is None or before is None:
        return None
    return _shown(now) - _shown(before)


def _shown(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)  # half-even, as it is printed


def _one_paragraph(sentences: Iterator[tuple[Run, ...]]) -> tuple[Run, ...]:
    between = () if language_in_use() == "ja" else (Run(" "),)
    runs: tuple[Run, ...] = ()
    for sentence in sentences:
        runs += (*between, *sentence) if runs else sentence
    return runs


def _sentences(sheet: SummarySheet) -> Iterator[tuple[Run, ...]]:
    yield _kept(sheet)
    yield from _change(sheet)
    if sheet.lapsed:
        lapsed = trn(
            "{count} customer lapsed, with no visit for {window} days.",
            "{count} customers lapsed, with no visit for {window} days.",
            sheet.lapsed,
        )
        yield marked(lapsed, count=formats.number(sheet.lapsed), window=sheet.window_days)
    yield _newcomers(sheet)
    if sheet.reactivated:
        back = trn(
            "{count} former customer found the way back.",
            "{count} former customers found the way back.",
            sheet.reactivated,
        )
        yield marked(back, count=formats.number(sheet.reactivated))
    if sheet.figures.returning_share_percent is not None:
        share = formats.percent(sheet.figures.returning_share_percent)
        yield marked(
            tr("Returning customers brought in <b>{share}</b> of what members spent."), share=share
        )
    if sheet.at_risk is not None:
        yield _at_risk(sheet.at_risk, sheet)


def _kept(sheet: SummarySheet) -> tuple[Run, ...]:
    """Return the sentence on who stayed; with nobody to keep there is no rate to tell."""
    start, retained = sheet.start, sheet.retained
    if start == 0:
        sentence = tr(
            "Nobody had visited in the {window} days before {month} began, "
            "so there is <b>no retention rate</b> for it yet."
        )
    elif retained == 0:
        sentence = trn(
            "The one customer you had when {month} began <b>did not stay</b>: "
            "a retention rate of <b>{rate}</b>.",
            "<b>None</b> of the {start} customers you had when {month} began stayed: "
            "a retention rate of <b>{rate}</b>.",
            start,
        )
    elif retained == start:
        sentence = trn(
            "The one customer you had when {month} began <b>stayed with you</b>: "
            "a retention rate of <b>{rate}</b>.",
            "<b>All {start} customers</b> you had when {month} began <b>stayed with you</b>: "
            "a retention rate of <b>{rate}</b>.",
            start,
        )
    else:
        sentence = tr(
            "Of the {start} customers you had when {month} began, "
            "<b>{retained} stayed with you</b>: a retention rate of <b>{rate}</b>."
        )
    return marked(
        sentence,
        start=formats.number(start),
        retained=formats.number(retained),
        month=formats.month(sheet.first_day),
        rate=formats.percent(sheet.figures.retention_percent),
        window=sheet.window_days,
    )


def _change(sheet: SummarySheet) -> Iterator[tuple[Run, ...]]:
    before: KeyFigures | None = sheet.previous
    if before is None or sheet.figures.retention_percent is None:
        return
    month = formats.month(sheet.first_day - timedelta(days=1))
    change = difference(sheet.figures.retention_percent, before.retention_percent)
    if change is None:
        yield marked(tr("{month} has no figure to compare it with."), month=month)
    elif change == 0:
        yield marked(tr("That is the same as in {month}."), month=month)
    else:
        sentence = (
            tr("That is {points} percentage points more than in {month}.")
            if change > 0
            else tr("That is {points} percentage points less than in {month}.")
        )
        yield marked(sentence, points=formats.percent_bare(abs(change)), month=month)


def _newcomers(sheet: SummarySheet) -> tuple[Run, ...]:
    count, brought = sheet.first_time, sheet.newcomers_by_friends
    if count == 0:
        return marked(tr("Nobody came for the first time."))
    if brought:
        sentence = trn(
            "{count} person came for the first time, brought by a friend.",
            "{count} people came for the first time, {brought} of them brought by friends.",
            count,
        )
        return marked(sentence, count=formats.number(count), brought=formats.number(brought))
    sentence = trn(
        "{count} person came for the first time.",
        "{count} people came for the first time.",
        count,
    )
    return marked(sentence, count=formats.number(count))


def _at_risk(at_risk: AtRisk, sheet: SummarySheet) -> tuple[Run, ...]:
    sentence = trn(
        "Most at risk: {count} customer worth {worth} a year (page 3).",
        "Most at risk: {count} customers worth {worth} a year (page 3).",
        at_risk.customers,
    )
    worth = amount(at_risk.yearly_minor, currency=sheet.currency, digits=sheet.digits)
    return marked(sentence, count=formats.number(at_risk.customers), worth=worth)


def _formulas(sheet: SummarySheet) -> Iterator[tuple[Run, ...]]:
    if sheet.start == 0:
        yield marked(
            tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start 0: this has no value, so none is shown."
            ),
            end=formats.number(sheet.end),
            gained=formats.number(sheet.gained),
        )
    else:
        yield marked(
            tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start {start} × 100 = {rate}."
            ),
            end=formats.number(sheet.end),
            gained=formats.number(sheet.gained),
            start=formats.number(sheet.start),
            rate=formats.percent(sheet.figures.retention_percent),
        )
        yield marked(
            tr("Churn = lapsed {lapsed} ÷ customers at the start {start} × 100 = {rate}."),
            lapsed=formats.number(sheet.lapsed),
            start=formats.number(sheet.start),
            rate=formats.percent(sheet.figures.churn_percent),
        )


def _definitions(sheet: SummarySheet) -> Iterator[tuple[Run, ...]]:
    yield marked(
        tr(
            "A customer counts as active on a day with at least one purchase in the {window} days "
            "that end with it. Gained are those active when the month ended but not when it began: "
            "{first_time} for the first time, {reactivated} after a break."
        ),
        window=sheet.window_days,
        first_time=formats.number(sheet.first_time),
        reactivated=formats.number(sheet.reactivated),
    )
    yield from _second_visit(sheet)


def _second_visit(sheet: SummarySheet) -> Iterator[tuple[Run, ...]]:
    if sheet.second_visit_month is None or sheet.second_visit_size == 0:
        return
    sentence = trn(
        "“Newcomers back” looks at the one newcomer of {month}, "
        "the latest month whose 60 days are over.",
        "“Newcomers back” looks at the {count} newcomers of {month}, "
        "the latest month whose 60 days are over.",
        sheet.second_visit_size,
    )
    yield marked(
        sentence,
        count=formats.number(sheet.second_visit_size),
        month=formats.month(sheet.second_visit_month),
    )


def points_note(sheet: SummarySheet) -> str:
    """Return what the points are worth and how many are still to come."""
    points = sheet.points
    worth = amount(points.liability_minor, currency=sheet.currency, digits=sheet.digits)
    told = tr("All points outstanding are worth {worth}.").format(worth=worth)
    if points.pending:
        told = _pending(points, worth)
    between = "" if language_in_use() == "ja" else " "
    return between.join(filter(None, (told, _debt(points))))


def _debt(points: PointsAccount) -> str:
    sentence = trn(
        "{owed} point that customers still owe after refunds is taken off above.",
        "{owed} points that customers still owe after refunds are taken off above.",
        points.owed,
    )
    return sentence.format(owed=formats.number(points.owed)) if points.owed else ""


def _pending(points: PointsAccount, worth: str) -> str:
    sentence = trn(
        "All points outstanding are worth {worth}; {pending} of them is still pending.",
        "All points outstanding are worth {worth}; {pending} of them are still pending.",
        points.pending,
    )
    return sentence.format(worth=worth, pending=formats.number(points.pending))
