"""The demo shop: real purchases lived again, a whole book, and its papers."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db import checks
from db.clock import fixed_clock
from db.connection import open_book
from db.queries.customers import customers_count
from db.queries.friends import waiting_referrals
from db.queries.search import find_customers
from db.queries.shop import shop_settings
from db.session import Session
from desktop.demo.shop import BOOK_NAME, make_demo, moved_purchases
from desktop.i18n import speaking
from desktop.resources import resource
from tests.desktop.small_demo import TODAY, slice_of

CLOCK = fixed_clock(datetime.fromisoformat("2026-11-22T10:14+09:00"))


@pytest.fixture(scope="module", params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture(scope="module")
def demo(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the place of a small demo's book."""
    folder = tmp_path_factory.mktemp(f"demo-{language}") / "deep" / "inside"
    with speaking(language):
        return make_demo(folder, today=TODAY, purchases=slice_of(moved_purchases(TODAY)))


@pytest.fixture
def session(demo: Path) -> Iterator[Session]:
    opened = Session(open_book(demo), clock=CLOCK)
    yield opened
    opened.db.conn.close()


@pytest.mark.parametrize("today", ["2026-11-01", "2026-11-30", "2024-03-31", "2027-01-15"])
def test_the_last_month_is_the_last_full_one(today: str) -> None:
    day = date.fromisoformat(today)
    purchases = moved_purchases(day)
    last = purchases[-1].day
    assert last < day.replace(day=1)
    assert (day.replace(day=1) - last).days <= 3
    assert len({purchase.person for purchase in purchases}) == 2357
    assert [purchase.day for purchase in purchases] == sorted(each.day for each in purchases)
    months = {(purchase.day.year, purchase.day.month) for purchase in purchases}
    assert len(months) == 18


def test_somebody_is_new_in_every_month() -> None:
    first: dict[str, date] = {}
    for purchase in moved_purchases(TODAY):
        first.setdefault(purchase.person, purchase.day)
    newcomers = Counter(day.replace(day=1) for day in first.values())
    assert len(newcomers) == 18
    assert min(newcomers.values()) > 30


def test_everybody_buys_what_the_sample_says_and_cents_are_taken_for_yen() -> None:
    cents, yen = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    with resource("samples/cdnow_sample.csv").open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["date"]):
            cents[row["customer_id"]].append(int(Decimal(row["amount"]) * 100))
    for purchase in moved_purchases(TODAY):
        yen[purchase.person].append(purchase.amount)
    lived = 0
    for person, amounts in cents.items():
        assert sorted(yen[person]) == sorted(amounts[: len(yen[person])]), person
        lived += len(yen[person])
    assert 4_500 < lived < 6_919  # what would lie ahead is left out


def test_the_book_is_whole_and_speaks_the_language_asked_for(
    session: Session, demo: Path, language: str
) -> None:
    assert checks.problems(session.db) == []
    assert demo.name == BOOK_NAME
    settings = shop_settings(session.db)
    assert (settings.language, settings.currency) == (language, "JPY")
    assert settings.name == {"en": "Komorebi Records", "ja": settings.name}[language]
    assert settings.name.isascii() is (language == "en")
    rewards = [name for (name,) in session.db.conn.execute("SELECT name FROM rewards")]
    assert any(not name.isascii() for name in rewards) or language == "en"


def test_somebody_called_tanaka_is_known(session: Session) -> None:
    for typed in ("tanaka", "たなか", "ﾀﾅｶ", "田中", "0000-0001"):
        found = find_customers(session.db, typed, today=TODAY, limit=20)
        assert "田中 美咲" in [row.name for row in found], typed


def test_everybody_bought_what_the_sample_says(session: Session) -> None:
    purchases = slice_of(moved_purchases(TODAY))
    last = purchases[-1].day.isoformat()
    sales = session.db.conn.execute(
        "SELECT count(*), sum(amount), max(day) FROM sales WHERE day <= ?", (last,)
    ).fetchone()
    people = {purchase.person for purchase in purchases}
    assert customers_count(session.db) == len(people) + 2  # one signed up twice, one neighbour came
    assert sales == (
        len(purchases),
        sum(purchase.amount for purchase in purchases),
        last,
    )


def test_the_owner_is_asked_about_a_friend_of_the_same_household(session: Session) -> None:
    (waiting,) = waiting_referrals(session.moment())
    assert "phone" in waiting.link.signs


def test_a_demo_that_is_there_is_not_made_again(demo: Path) -> None:
    before = demo.stat()
    assert make_demo(demo.parent, today=TODAY) == demo
    assert (demo.stat().st_mtime_ns, demo.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_a_broken_off_demo_left_behind_is_cleared_away(tmp_path: Path) -> None:
    for name in ("demo.okaeri.growing", "demo.okaeri.growing-wal"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    purchases = slice_of(moved_purchases(TODAY))[:5]
    book = make_demo(tmp_path, today=TODAY, purchases=purchases)
    assert [path.name for path in tmp_path.glob("demo.okaeri*")] == [book.name]
