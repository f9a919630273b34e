"""The coupons as a file: a row for each, readable by every spreadsheet."""

import csv
import io
from collections.abc import Callable

from python_calamine import CalamineWorkbook

from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon, use_coupon
from db.usecases.customers import add_customer
from desktop.coupon_file import HEADER, coupon_csv, coupon_workbook


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # or Excel reads Japanese as something else
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_coupon_has_its_row_in_the_order_of_making(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(currency="USD")
    new = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="c")
    off = Terms("amount_off", 250, "“2.50” off", minimum=1000, categories=())
    issue = Issue(off, customer_id=new.id, batch="Flyer")
    (mine,) = issue_coupons(session, issue, operation_id="a")
    issue_coupons(session, Issue(Terms("percent_off", 10), count=2), operation_id="b")
    use_coupon(session, code=mine.code, amount=2000, sale=None, operation_id="u")
    rows = rows_of(coupon_csv(session))
    assert len(rows) == 3
    assert tuple(rows[0]) == HEADER
    first = rows[0]
    assert (first["code"], first["state"], first["name"]) == (
        spoken_code(mine.code), "used", "田中 美咲",
    )  # fmt: skip
    assert (first["value"], first["minimum"], first["discount"]) == ("2.50", "10.00", "2.50")
    assert (first["used_on"], first["batch"], first["gives"]) == (
        "2026-11-22", "Flyer", "“2.50” off",
    )  # fmt: skip
    assert (rows[1]["value"], rows[1]["customer"], rows[1]["state"]) == ("10", "", "issued")
    assert [row["batch"] for row in rows_of(coupon_csv(session, batch="Flyer"))] == ["Flyer"]


def test_a_reprint_names_its_old_code(session: Session) -> None:
    (old,) = issue_coupons(session, Issue(Terms("percent_off", 10)), operation_id="a")
    new = replace_coupon(session, code=old.code, reason="lost", operation_id="r")
    first, second = rows_of(coupon_csv(session))
    assert (first["state"], first["replaced_by"]) == ("voided", spoken_code(new.code))
    assert (second["state"], second["reason"]) == ("issued", "replaced")


def test_nothing_in_a_workbook_is_a_formula(session: Session) -> None:
    terms = Terms("percent_off", 10, "=1+1")
    issue_coupons(session, Issue(terms, count=2), operation_id="a")
    book = CalamineWorkbook.from_filelike(io.BytesIO(coupon_workbook(session)))
    rows = book.get_sheet_by_index(0).to_python()
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 3
    assert rows[1][HEADER.index("gives")] == "=1+1"
