"""The real window in each language, size and look, on a shop with something to show.

`window` stands on a small shop with one regular, `tanaka`; `screen` on a shop that has lived for
half a year: `screen.look("counter-sale")` keeps a picture (in build/screens, or where
OKAERI_SCREENS says) and fails where text is cut.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.connection import open_book
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_category, new_book
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier
from desktop import theme
from desktop.i18n import use_language
from desktop.main_window import MainWindow
from desktop.messages import label_of
from desktop.preferences import Looks, Preferences
from tests.desktop.a_shop_year import live_a_year
from tests.screens.cut_text import cut_texts

PICTURES = Path(os.environ.get("OKAERI_SCREENS", "build/screens"))
NOW = fixed_clock(datetime.fromisoformat("2026-11-22T10:14:00+09:00"))


@dataclass(frozen=True)
class Words:
    """The names of a shop in its language."""

    shop: str
    tier: str
    plan: str
    drinks: str
    rewards: tuple[str, str, str]


WORDS = {
    "en": Words(
        "Café Komorebi", "Gold", "Bean Club", "Drinks",
        ("Free drip coffee", "¥500 off", "Latte art class"),
    ),
    "ja": Words(
        "喫茶こもれび", "ゴールド", "豆の会", "飲み物",
        ("ドリップコーヒー1杯", "500円引き", "ラテアート教室"),
    ),
}  # fmt: skip


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield str(request.param)
    use_language("en")


@pytest.fixture(params=[(1366, 768), (1024, 768)], ids=["1366x768", "1024x768"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    width, height = request.param
    return width, height


@pytest.fixture(params=["light", "dark"])
def looks(request: pytest.FixtureRequest) -> Looks:
    chosen: Looks = request.param
    return chosen


@pytest.fixture
def tanaka(session: Session, set_shop: Callable[..., None], language: str) -> str:
    """Return a regular of a shop that has everything a counter shows."""
    words = WORDS[language]
    set_shop(name=words.shop, language=language, expiry={"months": 12})
    session.label = label_of
    add_category(session, name=words.drinks, earns=True, tax_rate=None, operation_id="category")
    add_tier(session, NewTier(words.tier, "30000", multiplier="1.5"), operation_id="tier")
    plan = NewPlan(words.plan, "980", "month", discount_percent=5, points_each_period=50,
                   renew_bonus={"points": 200, "days_before": 3})  # fmt: skip
    add_plan(session, plan, operation_id="plan")
    for number, name in enumerate(words.rewards):
        new = NewReward(name, "free_item", "450", (number + 1) ** 2 * 300, valid_days=30)
        add_reward(session, new, operation_id=f"reward-{number}")
    new_customer = NewCustomer("田中 美咲", reading="タナカ ミサキ", birthday="1990-11-25")
    customer = add_customer(session, new=new_customer, operation_id="tanaka").id
    then = session.with_request(clock=fixed_clock(session.clock().replace(day=2)))
    start_subscription(
        then, customer_id=customer, plan=words.plan, trial=None, paid=None, operation_id="join"
    )
    order = SaleOrder((OrderLine(98_000),), customer_id=customer)
    record_sale(session, order, operation_id="before")
    redeem_reward(session, customer_id=customer, reward=words.rewards[0], operation_id="redeem")
    return customer


@dataclass(frozen=True)
class Dress:
    """How the window looks."""

    language: str
    size: tuple[int, int]
    looks: Looks

    def __str__(self) -> str:
        return f"{self.language}-{self.size[0]}-{self.looks}"


@pytest.fixture
def dress(language: str, size: tuple[int, int], looks: Looks) -> Dress:
    return Dress(language, size, looks)


@dataclass(frozen=True)
class Screen:
    """The window in one dress."""

    window: MainWindow
    dress: Dress
    qtbot: QtBot

    def look(self, name: str) -> None:
        """Keep a picture, and fail where text is cut or the page does not fit in its width."""
        self.qtbot.waitUntil(self.window.tasks.idle)
        for _ in range(6):  # words that take more lines move what lies below them, panel by panel
            QApplication.processEvents()
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(PICTURES / f"{name}-{self.dress}.png"))
        page = self.window.current()
        assert page.scroll_area.horizontalScrollBar().maximum() == 0, "wider than the window"
        assert cut_texts(self.window) == []


@pytest.fixture
def open_window(
    qapp: QApplication,
    dress: Dress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Iterator[Callable[[Session], MainWindow]]:
    """Return what shows the window of a session in the dress of this test."""
    monkeypatch.setenv("OKAERI_HOME", str(tmp_path / "home"))
    theme.load_fonts()
    theme.apply_theme(qapp, dress.looks)
    opened: list[MainWindow] = []

    def show(session: Session) -> MainWindow:
        width, height = dress.size
        made = MainWindow(session, Preferences(looks=dress.looks, width=width, height=height))
        opened.append(made)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        return made

    yield show
    for each in opened:
        each.close()
        each.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(
    session: Session, tanaka: str, open_window: Callable[[Session], MainWindow]
) -> MainWindow:
    """Return the window, open on the Counter."""
    del tanaka
    return open_window(session)


@pytest.fixture(scope="session")
def living_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book with half a year of customers in it."""
    path = tmp_path_factory.mktemp("living") / "shop.okaeri"
    session = new_book(
        path, name="Hana", currency="JPY", timezone="Asia/Tokyo", country=None, language="en"
    )
    session.label = label_of
    live_a_year(session)
    session.db.conn.close()
    return path


@pytest.fixture
def screen(
    living_book: Path,
    tmp_path: Path,
    dress: Dress,
    open_window: Callable[[Session], MainWindow],
    qtbot: QtBot,
) -> Iterator[Screen]:
    """Return the window on a copy of the living book."""
    place = tmp_path / "living.okaeri"
    place.write_bytes(living_book.read_bytes())
    session = Session(open_book(place), clock=NOW, label=label_of)
    window = open_window(session)
    window.shop_name.setText(WORDS[dress.language].shop)
    yield Screen(window, dress, qtbot)
    window.close()
    session.db.conn.close()
