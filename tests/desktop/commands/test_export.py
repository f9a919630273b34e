"""`okaeri export coupons`: every coupon as a row, in both kinds of file."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.desktop.command_line import Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")


def test_coupons_are_saved_with_their_codes(run: Run, shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "coupons.csv"
    told = run("export", "coupons", file, book=shop.book)
    assert (told.status, told.out.strip()) == (0, str(file))
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["code"] for row in rows} == set(shop.codes)
    assert {(row["state"], row["batch"], row["value"]) for row in rows} == {
        ("issued", "flyer", "200")
    }


def test_a_workbook_holds_the_same(run: Run, shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "coupons.XLSX"
    assert run("export", "coupons", file, "--batch", "flyer", book=shop.book).status == 0
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + len(shop.codes)


def test_an_unknown_batch_or_ending_is_refused(run: Run, shop: Shop, tmp_path: Path) -> None:
    told = run("export", "coupons", tmp_path / "x.csv", "--batch", "flier", book=shop.book)
    refused(told, "No batch is called “flier”.")
    assert run("export", "coupons", tmp_path / "x.pdf", book=shop.book).status == 2
    assert list(tmp_path.glob("x.*")) == []
