"""What the world's tables say of currencies and zones."""

import pytest

from db.errors import BadRequest
from db.places import countries, country_of_zone, currency_digits


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("USD", 2), ("KWD", 3), ("EUR", 2)])
def test_a_currency_has_its_decimals(currency: str, digits: int) -> None:
    assert currency_digits(currency) == digits


@pytest.mark.parametrize("currency", ["YEN", "jpy", "", "12"])
def test_what_is_no_currency_is_refused(currency: str) -> None:
    with pytest.raises(BadRequest):
        currency_digits(currency)


def test_a_zone_lies_in_its_country() -> None:
    assert country_of_zone("Asia/Tokyo") == "JP"
    assert country_of_zone("America/New_York") == "US"
    assert country_of_zone("Mars/Olympus") is None
    assert {"JP", "US", "DE"} <= countries()
