"""Says what a trial on the shop's past came to, and what it takes for granted."""

from datetime import date

from db.rules.periods import last_day_of_month
from db.rules.shop import ShopSettings
from db.rules.trials import Assumption, Trial
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.offers import money

_ASSUMPTIONS: dict[Assumption, str] = {
    "rates": mark("Today's rates of earning are taken for all of that time."),
    "levels": mark("Tiers and plans are taken as customers hold them today."),
    "tags": mark("Tags are taken as customers have them today."),
    "called": mark("It is taken as called on every day."),
    "dates": mark("Its own dates lie apart from these days: it is tried as if it held on all."),
}


def trial_sentence(trial: Trial, settings: ShopSettings) -> str:
    """Return the answer in one sentence: how many points, what they are worth, of what share."""
    totals = trial.totals
    if not totals.sales:
        return tr("{time} there were no sales with a customer.").format(time=_time(trial))
    if trial.kind == "earning":
        return _earning_sentence(trial, settings)
    if not totals.touched:
        words = trn(
            "{time} this would have given nothing on the one sale with a customer.",
            "{time} this would have given nothing on any of {sales} sales.",
            totals.sales,
        )
        return words.format(time=_time(trial), sales=formats.number(totals.sales))
    words = trn(
        "{time} this would have given {points} points ({worth}) on {sales} sale, {share} of what "
        "that sale brought.",
        "{time} this would have given {points} points ({worth}) on {sales} sales, {share} of what "
        "those sales brought.",
        totals.touched,
    )
    return words.format(
        time=_time(trial),
        points=formats.number(totals.points),
        worth=money(totals.worth, settings),
        sales=formats.number(totals.touched),
        share=formats.percent(totals.percent_of_touched),
    )


def trial_notes(trial: Trial) -> list[str]:
    """Return what is worth knowing beside the sentence: whom it reaches, what was given."""
    totals = trial.totals
    notes = []
    if totals.touched and totals.points_per_sale is not None and trial.kind == "promotion":
        words = trn(
            "{customers} customer would have got something: {average} points on each of these "
            "sales, on average.",
            "{customers} customers would have got something: {average} points on each of these "
            "sales, on average.",
            trial.customers,
        )
        average = formats.percent_bare(totals.points_per_sale)
        notes.append(words.format(customers=formats.number(trial.customers), average=average))
    if totals.given and totals.given != (totals.before if trial.kind == "earning" else None):
        words = trn(
            "The rules of that time gave {points} point.",
            "The rules of that time gave {points} points.",
            totals.given,
        )
        notes.append(words.format(points=formats.number(totals.given)))
    return notes


def assumption_lines(trial: Trial) -> list[str]:
    """Return what a trial takes for granted, a sentence each."""
    return [tr(_ASSUMPTIONS[each]) for each in trial.assumptions]


def _earning_sentence(trial: Trial, settings: ShopSettings) -> str:
    totals = trial.totals
    if totals.points == 0:
        words = tr("{time} this would have given as many points as today's rules: {before}.")
    elif totals.points > 0:
        words = tr(
            "{time} this would have given {after} points instead of {before}: {points} more "
            "({worth}), {share} of what was paid."
        )
    else:
        words = tr(
            "{time} this would have given {after} points instead of {before}: {points} fewer "
            "({worth}), {share} of what was paid."
        )
    share = totals.percent_of_revenue
    return words.format(
        time=_time(trial),
        after=formats.number(totals.after),
        before=formats.number(totals.before),
        points=formats.number(abs(totals.points)),
        worth=money(abs(totals.worth), settings),
        share=formats.percent(None if share is None else abs(share)),
    )


def _time(trial: Trial) -> str:
    """Return the time looked at, with which a sentence begins; a young book has a shorter one."""
    first, last = trial.first, trial.last
    if trial.months and trial.months[0].month > first:
        first = trial.months[0].month
    if first.day == 1 and last == last_day_of_month(last):
        months = _whole_months(first, last)
        words = trn("In {month},", "In the {months} months to {month},", months)
        return words.format(months=months, month=formats.month(last))
    return tr("From {first} to {last},").format(first=formats.day(first), last=formats.day(last))


def _whole_months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1
