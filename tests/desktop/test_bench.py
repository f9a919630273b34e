"""The benchmark measures what it says on a true book; how long things take is nobody's law."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import checks
from db.connection import open_book
from db.session import Session
from desktop import bench
from desktop.bench import Benchmark, Timing, benchmark_answer, benchmark_lines


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with bench._filled_book(40) as (session, sales):
            assert session.db["sales"].count == sales > 40
            yield session
            assert checks.problems(session.db) == []


def test_the_book_holds_as_many_customers_as_were_asked_for(filled: Session) -> None:
    assert filled.db["customers"].count == 40


def test_each_thing_is_measured_against_its_floor(filled: Session) -> None:
    measures = (
        bench.time_search, bench.time_sale, bench.time_month, bench.time_figures, bench.time_trial,
        bench.time_value,
    )  # fmt: skip
    for timing in (measure(filled) for measure in measures):
        assert timing is not None
        assert timing.ratio > 0


def test_a_month_of_members_is_measured_on_a_book_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_MEMBERS", 60)
    book = tmp_path / "members.okaeri"
    assert bench.time_members(book).ratio > 0
    made = open_book(book)
    assert made["subscriptions"].count == 60
    assert checks.problems(made) == []
    made.conn.close()


def test_coupons_are_measured_against_their_codes_alone(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_COUPONS", 24)
    monkeypatch.setitem(bench._ROUNDS, "coupons", 1)
    assert bench.time_coupons(filled).ratio > 0


def test_the_window_is_seen_in_a_process_of_its_own(filled: Session) -> None:
    assert bench._in_new_process(bench._paint_desk, str(filled.path)) > 0
    assert bench._in_new_process(bench._paint_bare, str(filled.path)) > 0


def test_without_duckdb_the_month_is_said_to_be_unmeasured(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)  # as where only the desk is installed
    assert bench.time_month(filled) is bench.time_figures(filled) is None


def test_what_was_measured_is_told_as_ratios() -> None:
    measured = Benchmark(
        customers=1000,
        sales=3000,
        machine={"system": "Here", "Python": "3"},
        timings={"find": Timing(3.0, 2.0), "sale": Timing(1.0, 0.5), "month": None,
                 "trial": Timing(6.0, 2.0), "window": Timing(2.0, 1.0)},
    )  # fmt: skip
    answer = benchmark_answer(measured)
    assert answer["customers"] == 1000
    assert answer["ratios"] == {
        "find": 1.5,
        "sale": 2.0,
        "month": None,
        "trial": 3.0,
        "window": 2.0,
    }
    assert answer["milliseconds"]["find"] == {"okaeri": 3.0, "floor": 2.0}
    lines = benchmark_lines(measured)
    assert lines[0] == "1,000 customers, 3,000 sales"
    assert any("DuckDB is not installed" in line for line in lines)


def test_the_floors_are_no_part_of_the_program_that_is_shipped() -> None:
    shipped = (Path(__file__).parents[2] / "requirements.in").read_text(encoding="utf-8")
    assert "duckdb" not in shipped
