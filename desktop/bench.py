"""Measures the desk against its floors: the same work with nothing around it, in the same run.

A ratio says how many times longer Okaeri takes than its floor does, medians of both, taken in
turns. Times belong to one machine on one day; ratios can be compared.
"""

import os
import platform
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pysqlite3
from platformdirs import user_cache_path

from db.clock import new_id
from db.connection import create_book, hurried, open_book
from db.floors import (
    DuckDbMonth,
    asked_of_sales,
    bare_insert,
    bare_questions,
    fill_with_members,
    statements_of,
)
from db.queries.customers import customers_page
from db.queries.figure_cache import kept_figures
from db.queries.month import month_figures
from db.queries.plan_figures import month_of_plans
from db.queries.sales import first_sale_day
from db.queries.search import find_customers
from db.queries.trials import try_promotion
from db.rules.columns import Kind, find_columns
from db.rules.intake import FileRow, FileTable
from db.rules.periods import add_months
from db.rules.promotions import Conditions, Promotion
from db.rules.rewards import Terms
from db.rules.spans import period_of
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.intake import Intake, import_customers, import_purchases
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import new_book
from desktop import formats
from desktop.demo.people import invented_people
from desktop.demo.shop import moved_purchases
from desktop.i18n import tr

_TYPED = ("tanaka", "田中", "さとう", "0000-00", "m", "suzuki mis")
_ROUNDS = {
    "find": 20, "sale": 40, "month": 5, "figures": 5, "trial": 5,
    "coupons": 5, "members": 9, "value": 5, "window": 3,
}  # fmt: skip
_SEED, _AMOUNT, _COUPONS, _MEMBERS = 1998, 1980, 1000, 5000


@dataclass(frozen=True)
class Timing:
    """What one kind of work took, in milliseconds, and what its floor took."""

    desk_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        """Return how many times longer it took than its floor."""
        return self.desk_ms / self.floor_ms


@dataclass(frozen=True)
class Benchmark:
    """Everything that was measured; None where the floor is not installed here."""

    customers: int
    sales: int
    machine: dict[str, str]
    timings: dict[str, Timing | None]


def run_benchmark(*, customers: int) -> Benchmark:
    """Fill a book with so many customers, measure on it, and throw it away."""
    with _filled_book(customers) as (session, sales):
        return Benchmark(
            customers=customers,
            sales=sales,
            machine=_machine(),
            timings={
                "find": time_search(session),
                "sale": time_sale(session),
                "month": time_month(session),
                "figures": time_figures(session),
                "trial": time_trial(session),
                "coupons": time_coupons(session),
                "members": time_members(session.path.with_name("members.okaeri")),
                "value": time_value(session),
                "window": time_window(session.path),
            },
        )


def benchmark_answer(benchmark: Benchmark) -> dict[str, Any]:
    """Return what was measured as plain JSON; a ratio is null where there was no floor."""
    timings = benchmark.timings.items()
    return {
        "customers": benchmark.customers,
        "sales": benchmark.sales,
        "machine": benchmark.machine,
        "ratios": {name: timing and round(timing.ratio, 2) for name, timing in timings},
        "milliseconds": {
            name: timing
            and {"okaeri": round(timing.desk_ms, 3), "floor": round(timing.floor_ms, 3)}
            for name, timing in timings
        },
    }


def benchmark_lines(benchmark: Benchmark) -> list[str]:
    """Return what was measured, a line for each thing."""
    words = {
        "find": tr("Finding a customer, against the same SELECTs in bare SQLite"),
        "sale": tr("A sale safe on disk, against one bare insert that waits for the disk"),
        "month": tr("A month's figures, against DuckDB over the same rows"),
        "figures": tr("The present month again after a sale, against DuckDB over the same rows"),
        "trial": tr("A promotion tried on every sale, against the same SELECTs in bare SQLite"),
        "members": tr("A month of 5,000 members, against the same SELECTs in bare SQLite"),
        "coupons": tr("A thousand coupons on paper, against the bare drawing of their QR codes"),
        "value": tr(
            "What customers are worth, learnt from all histories, against the bare likelihood "
            "as often"
        ),
        "window": tr("The window until it is seen, against a bare window"),
    }
    lines = [
        tr("{customers} customers, {sales} sales").format(
            customers=formats.number(benchmark.customers), sales=formats.number(benchmark.sales)
        ),
        ", ".join(f"{name} {value}" for name, value in benchmark.machine.items()),
    ]
    for name, timing in benchmark.timings.items():
        if timing is None:
            lines.append(
                tr("{what}: not measured, since DuckDB is not installed here.").format(
                    what=words[name]
                )
            )
        else:
            lines.append(
                tr("{what}: {ratio} × ({desk} ms, {floor} ms)").format(
                    what=words[name],
                    ratio=f"{timing.ratio:.2f}",
                    desk=f"{timing.desk_ms:.2f}",
                    floor=f"{timing.floor_ms:.2f}",
                )
            )
    return lines


def time_search(session: Session) -> Timing:
    """Measure a search, from typed words to rows, against the SELECTs it asks."""
    today = session.today
    ask = bare_questions(session.path)

    def find() -> None:
        for text in _TYPED:
            find_customers(session.db, text, today=today)

    with statements_of(session.db) as statements:
        find()
    return _timed("find", find, lambda: ask(statements))


def time_sale(session: Session) -> Timing:
    """Measure a customer's sale, safe on disk, against one bare insert that is."""
    regulars = customers_page(session.db, order="spent", today=session.today, limit=50).rows
    draw = random.Random(_SEED)  # noqa: S311 - nobody gains by guessing

    def sell() -> None:
        order = SaleOrder((OrderLine(_AMOUNT),), customer_id=draw.choice(regulars).id)
        record_sale(session, order, operation_id=new_id())

    return _timed("sale", sell, bare_insert(session.path.with_name("bare.okaeri")))


def time_month(session: Session) -> Timing | None:
    """Measure the last full month against DuckDB, which must come to the same figures."""
    settings, today = session.settings, session.today
    month = add_months(today.replace(day=1), -1)
    try:
        duck = DuckDbMonth(session.db)
    except ImportError:
        return None
    ours = month_figures(session.db, month=month, today=today, settings=settings)
    theirs = duck.figures(month=month, active_days=settings.active_days)
    assert asked_of_sales(ours) == theirs, "DuckDB comes to other figures"
    return _timed(
        "month",
        lambda: month_figures(session.db, month=month, today=today, settings=settings),
        lambda: duck.figures(month=month, active_days=settings.active_days),
    )


def time_figures(session: Session) -> Timing | None:
    """Measure the present month, shown anew after each sale, against DuckDB asked anew."""
    settings, today, month = session.settings, session.today, period_of("month", session.today)
    desk, floor = [], []
    try:
        duck = DuckDbMonth(session.db)
    except ImportError:
        return None
    for _ in range(_ROUNDS["figures"] + 1):
        record_sale(session, SaleOrder((OrderLine(_AMOUNT),)), operation_id=new_id())
        began = perf_counter()
        kept_figures(session.db, period=month, today=today, settings=settings)
        seen = perf_counter()
        duck.figures(month=month.first, active_days=settings.active_days)
        desk.append(1000 * (seen - began))
        floor.append(1000 * (perf_counter() - seen))
    return Timing(median(desk[1:]), median(floor[1:]))  # the first look reads the whole book


def time_trial(session: Session) -> Timing:
    """Measure what double points would have cost, on all the book's sales, against reading them."""
    moment, ask = session.moment(), bare_questions(session.path)
    first = first_sale_day(session.db) or moment.today
    double = Promotion("", "", multiplier=Fraction(2), conditions=Conditions(minimum=1))

    def try_it() -> None:
        try_promotion(moment, double, first=first, last=moment.today)

    with statements_of(session.db) as statements:
        try_it()
    return _timed("trial", try_it, lambda: ask(statements))


def time_members(book: Path) -> Timing:
    """Measure the plans' figures of a month and the year before it, on a book of members alone."""
    filling = Session(create_book(book))
    with hurried(filling.db):
        fill_with_members(filling, _MEMBERS)
    filling.db.conn.close()
    session, ask = Session(open_book(book)), bare_questions(book)
    today = session.today
    month = add_months(today.replace(day=1), -1)

    def figures() -> None:
        month_of_plans(session.db, month=month, today=today)

    with statements_of(session.db) as statements:
        figures()
    timing = _timed("members", figures, lambda: ask(statements))
    session.db.conn.close()
    return timing


def time_value(session: Session) -> Timing:
    """Measure what the three models take to learn, against their likelihoods asked 20 times each.

    The floor asks them of every customer; the fit groups histories that are the same.
    """
    from db.value.bare_likelihood import bare_likelihoods
    from db.value.histories import read_histories
    from db.value.models import models_of

    unit = 10**session.settings.digits
    histories = read_histories(session.db, session.today)
    return _timed(
        "value",
        lambda: models_of(replace(histories), unit=unit),  # anew, so that it is grouped again
        bare_likelihoods(histories, unit=unit),
    )


def time_coupons(session: Session) -> Timing:
    """Measure a printed batch of flyers, from the book to the PDF, against their QR runs alone."""
    from desktop.papers.counter import print_batch
    from desktop.printing.codes import draw_qr
    from desktop.printing.sheet import PAGE_SIZES, open_paper

    terms = Terms("amount_off", _AMOUNT, "Okaeri")
    issue = Issue(terms, count=_COUPONS, batch="Okaeri")
    codes = [coupon.code for coupon in issue_coupons(session, issue, operation_id=new_id())]

    def print_all() -> None:
        print_batch(session, "Okaeri", BytesIO(), paper="a4")

    def draw_runs() -> None:
        canvas = open_paper(BytesIO(), size=PAGE_SIZES["a4"], title="", author="")
        for place, code in enumerate(codes):
            draw_qr(canvas, code, 40 + 250 * (place % 2), 40 + 190 * (place % 8 // 2), dots=7)
            if place % 8 == 7:
                canvas.showPage()
        canvas.save()

    return _timed("coupons", print_all, draw_runs)


def time_window(book: Path) -> Timing:
    """Measure the desk's window from its making to its first picture, each in a new process."""
    desk, floor = [], []
    for _ in range(_ROUNDS["window"]):
        desk.append(_in_new_process(_paint_desk, str(book)))
        floor.append(_in_new_process(_paint_bare, str(book)))
    return Timing(median(desk), median(floor))


def _timed(name: str, desk: Callable[[], object], floor: Callable[[], object]) -> Timing:
    """Run both in turns, so that what else the machine does falls on both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS[name]):
        for work, taken in zip((desk, floor), times, strict=True):
            began = perf_counter()
            work()
            taken.append(1000 * (perf_counter() - began))
    return Timing(*map(median, times))


# -- The window, in a process of its own --------------------------------------------------------


def _in_new_process(paint: Callable[[str], float], book: str) -> float:
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_without_screen) as children:
        return children.submit(paint, book).result()


def _without_screen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _paint_desk(book: str) -> float:
    from desktop import theme
    from desktop.app import application
    from desktop.main_window import MainWindow
    from desktop.preferences import Preferences

    app = application()
    theme.apply_theme(app, "light")
    session = Session(open_book(Path(book)))
    return _until_painted(lambda: MainWindow(session, Preferences()))


def _paint_bare(_: str) -> float:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    assert app is not None

    def make() -> QMainWindow:
        window = QMainWindow()
        window.resize(1366, 768)
        return window

    return _until_painted(make)


def _until_painted(make: Callable[[], Any]) -> float:
    """Return the milliseconds from making a window to its first picture."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    class FirstPicture(QObject):
        """Ends the program when all that is painted at once has been."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Expose:  # after it, all is painted in one go
                QTimer.singleShot(0, QCoreApplication.quit)
            return super().eventFilter(watched, event)

    began = perf_counter()
    window = make()
    window.show()
    first = FirstPicture()
    window.windowHandle().installEventFilter(first)
    QCoreApplication.exec()
    return 1000 * (perf_counter() - began)


# -- The book to measure on -----------------------------------------------------------------------


@contextmanager
def _filled_book(customers: int) -> Iterator[tuple[Session, int]]:
    """Make a book of invented people who bought as the sample's customers did; yields its sales."""
    # Not in the system's folder for passing files: that is often no disk at all.
    place = user_cache_path("okaeri", appauthor=False, ensure_exists=True)
    with TemporaryDirectory(prefix="bench-", dir=place) as folder:
        path = Path(folder) / "bench.okaeri"
        filling = new_book(
            path,
            name="Okaeri",
            currency="JPY",
            timezone="Asia/Tokyo",
            country="JP",
            language="ja",
        )
        with hurried(filling.db):
            _take_in(filling, "customers", "number name reading phone", _people(customers))
            purchases = _purchases(customers, filling.today)
            sales = _take_in(filling, "purchases", "customer date amount", purchases)
        filling.db.conn.close()  # whole on disk from here on
        session = Session(open_book(path))
        yield session, sales
        session.db.conn.close()


def _take_in(session: Session, kind: Kind, header: str, rows: Iterator[tuple[str, ...]]) -> int:
    """Take rows in through the door of files, and return how many there were."""
    columns = tuple(header.split())
    lines = tuple(FileRow(line, cells) for line, cells in enumerate(rows, start=2))
    table = FileTable(f"{kind}.csv", FileRow(1, columns), lines)
    intake = Intake(table, find_columns(kind, columns))
    take_in = import_customers if kind == "customers" else import_purchases
    report = take_in(session, intake, operation_id=new_id())
    assert report.taken == len(lines), report.bad[:3]
    return report.taken


def _people(customers: int) -> Iterator[tuple[str, ...]]:
    people = invented_people(random.Random(_SEED))  # noqa: S311 - nobody is meant
    for number, person in zip(range(1, customers + 1), people, strict=False):
        yield str(number), person.name, person.reading or "", person.phone or ""


def _purchases(customers: int, today: date) -> Iterator[tuple[str, ...]]:
    """Yield each customer's purchases: those of one of the sample's, again and again."""
    sample = moved_purchases(today)
    persons = sorted({purchase.person for purchase in sample})
    places = {person: place for place, person in enumerate(persons, start=1)}
    for purchase in sample:
        for number in range(places[purchase.person], customers + 1, len(persons)):
            yield str(number), purchase.day.isoformat(), str(purchase.amount)


def _machine() -> dict[str, str]:
    return {
        "system": platform.platform(terse=True),
        "processors": f"{os.cpu_count()} × {platform.machine()}",
        "Python": platform.python_version(),
        "SQLite": pysqlite3.sqlite_version,
    }
