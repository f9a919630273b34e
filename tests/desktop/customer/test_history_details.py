"""What a line of the whole history was made of, in one line."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from db.queries.history import HistoryLine
from db.queries.whole_history import GROUPS
from db.rules.tiers import Tier, TierChange
from db.session import Session
from desktop.customer.history_details import group_words, row_of
from desktop.i18n import speaking

SALE = HistoryLine("sale", datetime(2026, 11, 22, 1, 14, tzinfo=UTC), "s1", amount=1780, after=42)
GOLD = Tier("g", "Gold", 50_000, "spend", Fraction(2), 12, 12, "met", date(2026, 1, 1))


@pytest.mark.usefixtures("english")
def test_a_sale_tells_goods_discounts_points_stamps_and_receipt(session: Session) -> None:
    line = replace(
        SALE,
        goods=(("Coffee", 2), ("Cake", 1)),
        discounts=(("¥200 off", 200), ("", 80)),
        points_used=1,
        stamped=2,
        receipt="A-17",
    )
    row = row_of(line, session.moment())
    assert (row.day, row.clock, row.what) == ("22 Nov 2026", "10:14", "Sale ¥1,780")
    assert row.details == (
        "2 × Coffee, Cake · ¥200 off −¥200 · Coupon −¥80 · 1 point used · 2 stamps · receipt A-17"
    )
    assert (row.after, row.is_sale) == ("42", True)


@pytest.mark.usefixtures("english")
def test_a_plain_sale_needs_no_more_words(session: Session) -> None:
    assert row_of(SALE, session.moment()).details == ""


@pytest.mark.usefixtures("english")
def test_a_change_of_tier_tells_why_and_what_time_brought_has_no_hour(session: Session) -> None:
    change = TierChange(
        day=date(2026, 3, 31), cause="look", kind="kept", tier=GOLD, before=GOLD,
        until=date(2027, 3, 31), asked=GOLD, have=52_000, first=date(2025, 4, 1),
        last=date(2026, 3, 31),
    )  # fmt: skip
    at = datetime(2026, 3, 31, 3, tzinfo=UTC)
    line = HistoryLine("tier", at, "", tier=change, has_hour=False)
    row = row_of(line, session.moment())
    assert (row.day, row.clock) == ("31 Mar 2026", "")
    assert row.what == "Gold until 31 Mar 2027"
    assert "¥52,000" in row.details
    assert not row.is_sale


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_has_words_of_its_own(language: str) -> None:
    with speaking(language):
        words = [group_words(group) for group in GROUPS]
    assert len(set(words)) == len(GROUPS)
