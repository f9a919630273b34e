"""Says in one plain sentence what a promotion gives, when, to whom and how often.

The sentence has a head (what is given), conditions (on which sales) and limits (how often, until
when). Each clause is a whole phrase; how they stand together is for the translation to say.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta

from db.rules.promotions import WEEKDAYS, Conditions, Once, Promotion, Weekday
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trc, trn
from desktop.words.offers import factor, money

_WORKING_DAYS = WEEKDAYS[:5]
_WEEKEND = WEEKDAYS[5:]
_A_MONDAY = date(2024, 1, 1)
_ONCE: dict[Once, str] = {
    "ever": mark("only once for each customer"),
    "year": mark("once a year"),
    "month": mark("once a month"),
    "day": mark("once a day"),
}


def promotion_sentence(
    promotion: Promotion, settings: ShopSettings, *, today: date | None = None
) -> str:
    """Return a promotion in a sentence; days of this year are short where `today` is told.

    "Double points, weekdays 14:00–17:00, for Gold and above, until 31 Dec".
    """
    conditions = _conditions(promotion, settings)
    if conditions:
        sentence = tr("{gift}, {conditions}").format(
            gift=_gift(promotion), conditions=_beside(conditions)
        )
    elif promotion.category is not None:  # a bonus for goods has a condition: they were bought
        sentence = _gift(promotion)
    else:
        sentence = tr("{gift} on every sale").format(gift=_gift(promotion))
    limits = _limits(promotion, today)
    if not limits:
        return sentence
    return tr("{promotion}, {limits}").format(promotion=sentence, limits=_beside(limits))


# -- What is given -------------------------------------------------------------------------


def _gift(promotion: Promotion) -> str:
    if promotion.points is not None:
        words = trn("{points} extra point", "{points} extra points", promotion.points)
        return words.format(points=formats.number(promotion.points))
    assert promotion.multiplier is not None
    named = {2: tr("Double points"), 3: tr("Triple points")}
    gift = named.get(int(promotion.multiplier)) if promotion.multiplier.denominator == 1 else None
    if gift is None:
        gift = tr("Points × {factor}").format(factor=factor(promotion.multiplier))
    if promotion.category is None:
        return gift
    return tr("{gift} on {category}").format(gift=gift, category=promotion.category)


# -- On which sales ------------------------------------------------------------------------


def _conditions(promotion: Promotion, settings: ShopSettings) -> list[str]:
    """Return a clause for each condition, from the day to the amount."""
    when = promotion.conditions
    clauses = [tr("on days when you say so") if when.called else "", _time(when), *_who(when)]
    goods = list(when.categories)
    if promotion.points is not None and promotion.category is not None:
        goods = list(dict.fromkeys([promotion.category, *goods]))
    if goods:
        clauses.append(tr("when buying {goods}").format(goods=_any_of(goods)))
    if when.minimum:
        clauses.append(
            trc("condition", "from {amount}").format(amount=money(when.minimum, settings))
        )
    return [clause for clause in clauses if clause]


def _time(when: Conditions) -> str:
    days = "" if len(when.weekdays) == len(WEEKDAYS) else _weekdays(when.weekdays)
    hours = _hours(*when.hours) if when.hours else ""
    if days and hours:
        return tr("{days} {hours}").format(days=days, hours=hours)
    return days or hours


def _weekdays(days: Sequence[Weekday]) -> str:
    if not days:
        return ""
    if tuple(days) == _WORKING_DAYS:
        return tr("weekdays")
    if tuple(days) == _WEEKEND:
        return tr("weekends")
    dates = [_A_MONDAY + timedelta(days=WEEKDAYS.index(day)) for day in days]
    if len(dates) == 1:
        return tr("every {weekday}").format(weekday=formats.weekday(dates[0]))
    if len(dates) > 2 and (dates[-1] - dates[0]).days == len(dates) - 1:  # a run of days
        return tr("{first_weekday} to {last_weekday}").format(
            first_weekday=formats.weekday_short(dates[0]),
            last_weekday=formats.weekday_short(dates[-1]),
        )
    names = [formats.weekday_short(day) for day in dates]
    several = trc("between weekdays", ", ").join(names[:-1])
    return tr("every {weekdays} and {last_weekday}").format(
        weekdays=several, last_weekday=names[-1]
    )


def _hours(start: time, end: time) -> str:
    begins, ends = start.isoformat("minutes"), end.isoformat("minutes")
    if end == time(0):
        return tr("from {time} on").format(time=begins)
    if start == time(0):
        return tr("until {time}").format(time=ends)
    words = tr("{start}–{end}") if start < end else trc("across midnight", "{start}–{end}")
    return words.format(start=begins, end=ends)


def _who(when: Conditions) -> list[str]:
    clauses = []
    if when.tier is not None:
        clauses.append(tr("for {tier} and above").format(tier=when.tier))
    if when.plan is not None:
        clauses.append(tr("for members of {plan}").format(plan=when.plan))
    if when.tag is not None:
        clauses.append(tr("for customers tagged “{tag}”").format(tag=when.tag))
    if when.birthday is not None:
        clauses.append(
            {
                "day": tr("on the birthday"),
                "week": tr("from 3 days before to 3 days after the birthday"),
                "month": tr("in the month of the birthday"),
            }[when.birthday]
        )
    return clauses + _visits(when)


def _visits(when: Conditions) -> list[str]:
    clauses = []
    if when.first_sale:
        clauses.append(tr("on the first sale ever"))
    if when.nth_visit is not None:
        clauses.append(tr("on visit number {number}").format(number=when.nth_visit))
    days = when.days_since_last_visit
    if days:
        words = trn("after {count} day or more away", "after {count} days or more away", days)
        clauses.append(words.format(count=formats.number(days)))
    elif days is not None:
        clauses.append(tr("for those who came before"))
    return clauses


# -- How often and until when --------------------------------------------------------------


def _limits(promotion: Promotion, today: date | None) -> list[str]:
    limits = []
    once = promotion.once
    if once is None and promotion.points is not None and promotion.conditions.birthday:
        once = "year"  # by itself
    if once is not None:
        limits.append(tr(_ONCE[once]))
    if promotion.points_budget is not None:
        words = trn("{points} point in all", "{points} points in all", promotion.points_budget)
        limits.append(words.format(points=formats.number(promotion.points_budget)))
    return [*limits, *_dates(promotion.conditions, today)]


def _dates(when: Conditions, today: date | None) -> list[str]:
    first, last = when.first_day, when.last_day
    if first and last:
        if first == last:
            return [tr("only on {day}").format(day=_day(first, today))]
        return [
            tr("from {first} to {last}").format(first=_day(first, today), last=_day(last, today))
        ]
    if first:
        return [tr("from {day} on").format(day=_day(first, today))]
    return [tr("until {day}").format(day=_day(last, today))] if last else []


def _day(day: date, today: date | None) -> str:
    this_year = today is not None and day.year == today.year
    return formats.day_short(day) if this_year else formats.day(day)


# -- Phrases beside each other -------------------------------------------------------------


def _beside(clauses: Sequence[str]) -> str:
    return tr(", ").join(clauses)


def _any_of(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return tr("{names} or {last_name}").format(names=tr(", ").join(names[:-1]), last_name=names[-1])
