"""All models of a book; of an empty one, or one where nobody came again, there are none."""

from collections.abc import Callable
from datetime import date

import pytest

from db.session import Session
from db.usecases.sales import SaleOutcome
from db.value.models import fit_models

Sell = Callable[..., SaleOutcome]


def test_a_real_shop_has_all_models(record_shop: Session) -> None:
    models = fit_models(record_shop.db, until=date(1997, 9, 30), unit=100)
    assert (models.customers, models.until) == (520, date(1997, 9, 30))
    assert models.bgnbd is not None
    assert models.mbgnbd is not None
    assert models.gammagamma is not None
    assert models.gammagamma.customers == models.repeat_customers == 216
    assert models == fit_models(record_shop.db, until=date(1997, 9, 30), unit=100)


@pytest.mark.parametrize("sales", [0, 1, 3])
def test_where_nobody_came_again_nothing_is_learnt(
    session: Session, a_customer: Callable[..., str], sell: Sell, sales: int
) -> None:
    for number in range(sales):
        sell(a_customer(f"客{number}"), 500)  # all on one day, today
    models = fit_models(session.db, until=session.today, unit=1)
    assert (models.customers, models.repeat_customers) == (sales, 0)
    assert (models.bgnbd, models.mbgnbd, models.gammagamma) == (None, None, None)


def test_one_who_came_again_is_learnt_from_without_a_warning(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    misaki = a_customer()
    for day in ("2026-11-01", "2026-11-08"):
        sell(misaki, 500, on=day)
    models = fit_models(session.db, until=session.today, unit=1)
    assert models.bgnbd is not None
    assert models.gammagamma is None
