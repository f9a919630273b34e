"""What is expected of each customer: ranks and sums that the next months bear out."""

from datetime import date

import numpy as np
import pytest

from db.session import Session
from db.value import forecast
from db.value.forecast import Forecast
from db.value.forecast import forecast as expected_of_all

UNTIL = date(1997, 9, 30)


def ask(shop: Session, least_days: int = 180) -> Forecast | None:
    return expected_of_all(
        shop.db, today=shop.today, learnt_until=UNTIL, unit=100, least_days=least_days
    )


def test_every_customer_has_a_chance_and_a_worth(record_shop: Session) -> None:
    found = ask(record_shop)
    assert found is not None
    assert found.money is not None
    assert len(found.places) == 520
    assert ((found.alive > 0) & (found.alive <= 1)).all()
    assert (found.purchases >= 0).all()
    assert (found.money >= 0).all()
    one = found.of(next(iter(found.places)))
    assert one is not None
    assert one.money is not None
    assert 0 < one.alive < 100
    assert float(one.alive) == pytest.approx(100 * found.alive[0], abs=1e-4)
    assert found.of("nobody") is None
    # The whole sample's buyers bought 0.75 times in the 39 weeks that came; a year here.
    assert 0.4 < float(np.mean(found.purchases)) < 1.5


def test_a_book_younger_than_asked_is_not_learnt_from(record_shop: Session) -> None:
    assert ask(record_shop, least_days=274) is None


def test_models_are_learnt_once_for_the_same_histories(record_shop: Session) -> None:
    ask(record_shop)
    before = dict(forecast._LEARNT)
    ask(record_shop)
    assert list(forecast._LEARNT) == list(before)
    assert all(forecast._LEARNT[key] is learnt for key, learnt in before.items())
