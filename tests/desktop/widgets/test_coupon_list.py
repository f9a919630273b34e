"""A customer's coupons."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.widgets.coupon_list import CouponLine, CouponList

CODE = "C7K29QXM4T8D"


def line(*, usable: bool = True, on_sale: bool = False) -> CouponLine:
    return CouponLine(CODE, "¥500 off", "until 25 Dec", "C7K2-9QXM-4T8D", usable, on_sale)


def button(shown: CouponList, what: str) -> QPushButton | None:
    found = shown.findChildren(QPushButton, f"counter.coupon.{CODE}.{what}")
    return found[-1] if found else None


def test_a_press_uses_a_coupon_another_prints_it(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = CouponList()
    qtbot.addWidget(shown)
    shown.show_coupons("Coupons · 1", [line()])
    shown.show()
    for what, signal in (("use", shown.use_asked), ("print", shown.print_asked)):
        pressed = button(shown, what)
        assert pressed is not None
        assert "¥500 off" in pressed.accessibleName()
        with qtbot.waitSignal(signal) as heard:
            pressed.click()
        assert heard.args == [CODE]


def test_one_that_lies_on_the_sale_cannot_be_put_there_again(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = CouponList()
    qtbot.addWidget(shown)
    shown.show_coupons("Coupons · 1", [line(on_sale=True)])
    use = button(shown, "use")
    assert use is not None
    assert not use.isEnabled()


def test_one_that_is_no_matter_for_a_sale_is_only_printed(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = CouponList()
    qtbot.addWidget(shown)
    shown.show_coupons("Coupons · 1", [line(usable=False)])
    assert button(shown, "use") is None
    assert button(shown, "print") is not None


def test_the_first_that_can_be_used_has_a_key(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = CouponList()
    qtbot.addWidget(shown)
    lines = [
        replace(line(usable=False), code="A"),
        replace(line(on_sale=True), code="B"),
        replace(line(), code="C"),
    ]
    shown.show_coupons("Coupons · 3", lines, first_key="F10")
    assert shown.first == "C"
    shown.show_coupons("Coupons · 2", lines[:2], first_key="F10")
    assert shown.first is None
