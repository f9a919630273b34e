"""Nothing on the Counter is cut, in either language, however wide the window is."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop import theme
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.widgets.page import Subject
from tests.screens.cut_text import cut_texts


def counter(window: MainWindow) -> CounterPage:
    page = window.pages["counter"]
    assert isinstance(page, CounterPage)
    return page


def drawn(window: MainWindow, qtbot: QtBot) -> CounterPage:
    """Return the page once it was painted with all its places settled."""
    with qtbot.waitExposed(window):
        window.grab()
    qtbot.wait(20)
    window.grab()
    return counter(window)


def test_while_nobody_is_there(window: MainWindow, qtbot: QtBot) -> None:
    assert cut_texts(drawn(window, qtbot)) == []


def test_while_a_sale_is_typed_for_a_customer(
    window: MainWindow, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    window.turn_to("counter", Subject("customer", tanaka))
    page = counter(window)
    code = session.db.conn.execute("SELECT code FROM coupons").fetchone()[0]
    page.put_on_sale(code)
    page.amount.setText("2345")
    assert cut_texts(drawn(window, qtbot)) == []
    record = page.record_button
    assert record.mapTo(page, record.rect().bottomLeft()).y() < page.height()


def test_after_a_sale(window: MainWindow, tanaka: str, qtbot: QtBot) -> None:
    window.turn_to("counter", Subject("customer", tanaka))
    page = counter(window)
    page.amount.setText("1980")
    page.record_sale()
    assert cut_texts(drawn(window, qtbot)) == []
    assert page.notice.isVisible()


def test_in_its_panels(window: MainWindow, session: Session, tanaka: str, qtbot: QtBot) -> None:
    page = counter(window)
    page.people.editor.open_new("田中 美咲")
    assert cut_texts(drawn(window, qtbot)) == []
    page.people.editor.close_panel()
    page.serve(tanaka)
    page.rewards.redeem_first()
    assert cut_texts(drawn(window, qtbot)) == []
    assert session.db["coupons"].count == 2


def test_every_button_is_large_enough_for_a_finger(
    window: MainWindow, tanaka: str, qtbot: QtBot
) -> None:
    window.turn_to("counter", Subject("customer", tanaka))
    page = drawn(window, qtbot)
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert min(each.width(), each.height()) >= theme.TOUCH, each.objectName()
