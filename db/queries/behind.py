"""The customers behind a figure: for every figure of a period a list that adds up to it exactly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.errors import BadRequest
from db.queries import behind_accounts, behind_sales
from db.queries.behind_sales import Asked, Found
from db.queries.figure_cache import kept_histories
from db.rules.buyers import buyer_of, days_late
from db.rules.histories import History
from db.rules.shop import ShopSettings
from db.rules.spans import Period

_ROWS = """
SELECT customers.id, number, name FROM customers
WHERE id IN ({wanted})
"""
Finder = Callable[[Asked], Found]
_FINDERS: Mapping[str, Finder] = {**behind_sales.FIGURES, **behind_accounts.FIGURES}
_MADE: Mapping[str, Callable[[Asked, str], Found]] = {
    "cohort": behind_sales.cohort,
    "rfm": behind_sales.group,
    "tier": behind_accounts.tier,
}
FIGURES: tuple[str, ...] = tuple(_FINDERS)
"""Every figure by the name that programs know it by; besides there are cohort:YYYY-MM, and
cohort:YYYY-MM:k for those of them who bought k months later, rfm:NAME or rfm:543, tier:NAME."""


@dataclass(frozen=True)
class CustomerBehind:
    """A customer behind a figure, as of the period's last day; money in minor units."""

    customer_id: str
    number: str
    name: str
    amount: int  # what of the figure is theirs: 1 of a number of customers, else money or points
    first_day: date | None  # of their sales; None: they never bought
    last_day: date | None
    sales: int  # to date
    spent: int  # to date, less what was handed back
    sales_in_period: int
    spent_in_period: int
    days_late: int | None  # beyond their own rhythm; None: no rhythm yet


@dataclass(frozen=True)
class Behind:
    """How many customers are behind a figure, what they come to together, and some of them."""

    figure: str
    unit: str  # customers, money, points, members, answers, friends
    total: int  # customers
    amount: int  # the figure
    rows: tuple[CustomerBehind, ...]


def customers_behind(
    db: Database,
    *,
    period: Period,
    figure: str,
    settings: ShopSettings,
    today: date,
    limit: int | None = None,
    offset: int = 0,
) -> Behind:
    """Return the customers behind a figure, those with the most of it first, then who spent most.

    Raises BadRequest for a figure that nobody knows.
    """
    asked = _asked(db, period=period, settings=settings, today=today)
    found = _found(asked, figure)
    nobody = History((), ())

    def place(id: str) -> tuple[int, int, str]:
        return -found.amounts[id], -asked.histories.get(id, nobody).net, id

    ids = sorted(found.amounts, key=place)
    shown = ids[offset:] if limit is None else ids[offset : offset + limit]
    names = _names(db, shown)
    rows = (_row(asked, id, names.get(id, (id, id)), found.amounts[id]) for id in shown)
    return Behind(figure, found.unit, len(ids), sum(found.amounts.values()), tuple(rows))


def ids_behind(
    db: Database, *, period: Period, figure: str, settings: ShopSettings, today: date
) -> frozenset[str]:
    """Return the ids of all customers behind a figure; raises BadRequest for an unknown one."""
    asked = _asked(db, period=period, settings=settings, today=today)
    return frozenset(_found(asked, figure).amounts)


def _asked(db: Database, *, period: Period, settings: ShopSettings, today: date) -> Asked:
    period = period.until(today)
    last = period.last.toordinal()
    histories = {
        id: past if past.days[-1] <= last and not past.back else past.until(last)
        for id, past in kept_histories(db).items()
        if past.days[0] <= last
    }
    return Asked(db, period, period.last, today, settings, histories)


def _found(asked: Asked, figure: str) -> Found:
    name, _, rest = figure.partition(":")
    if figure in _FINDERS:
        return _FINDERS[figure](asked)
    if name in _MADE and rest:
        return _MADE[name](asked, rest)
    raise BadRequest("figure", "unknown")


def _names(db: Database, ids: list[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        question = _ROWS.format(wanted=", ".join("?" * len(some)))
        rows = db.conn.execute(question, some).fetchall()
        found.update((id, (number, name)) for id, number, name in rows)
    return found


def _row(asked: Asked, id: str, named: tuple[str, str], amount: int) -> CustomerBehind:
    past = asked.histories.get(id)
    if past is None:
        return CustomerBehind(id, *named, amount, None, None, 0, 0, 0, 0, None)
    buyer = buyer_of(past, asked.period.first.toordinal())
    return CustomerBehind(
        customer_id=id,
        number=named[0],
        name=named[1],
        amount=amount,
        first_day=date.fromordinal(past.days[0]),
        last_day=date.fromordinal(past.days[-1]),
        sales=len(past.days),
        spent=past.net,
        sales_in_period=buyer.sales,
        spent_in_period=buyer.revenue,
        days_late=days_late(past.days, on=asked.as_of.toordinal()),
    )
