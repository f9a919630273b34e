"""Which column of a file holds what."""

import pytest

from db.environment import MissingColumns
from db.errors import BadRequest
from db.rules.columns import (
    Kind,
    change_columns,
    channel_of_consent,
    customer_key,
    find_columns,
    refuse_missing,
    unused_columns,
)


def names_of(kind: Kind, header: str) -> dict[str, str]:
    cells = header.split(",")
    return {field: cells[place] for field, place in find_columns(kind, cells).items()}


def test_the_columns_of_a_japanese_customer_list_are_known() -> None:
    assert names_of(
        "customers",
        "会員番号,氏名,フリガナ,電話番号,メールアドレス,生年月日,登録日,ポイント残高,備考",
    ) == {
        "number": "会員番号",
        "name": "氏名",
        "reading": "フリガナ",
        "phone": "電話番号",
        "email": "メールアドレス",
        "birthday": "生年月日",
        "joined": "登録日",
        "points": "ポイント残高",
        "note": "備考",
    }


def test_the_columns_of_an_american_till_are_known() -> None:
    assert names_of(
        "customers",
        "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Birthday,Memo,"
        "Creation Source,First Visit,Last Visit,Transaction Count,Email Subscription Status",
    ) == {
        "number": "Reference ID",
        "last_name": "Last Name",
        "first_name": "First Name",
        "phone": "Phone Number",
        "email": "Email Address",
        "birthday": "Birthday",
        "joined": "First Visit",
        "note": "Memo",
        "consent": "Email Subscription Status",
    }


def test_names_in_two_parts_with_their_kana_are_known() -> None:
    assert names_of("customers", "姓,名,姓(カナ),名(カナ),ＴＥＬ,Ｅメール,ＤＭ希望") == {
        "last_name": "姓",
        "first_name": "名",
        "last_reading": "姓(カナ)",
        "first_reading": "名(カナ)",
        "phone": "ＴＥＬ",
        "email": "Ｅメール",
        "consent": "ＤＭ希望",
    }


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (
            "customer_id,master_id,date,cds,amount",
            {"customer": "customer_id", "date": "date", "amount": "amount"},
        ),
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            {
                "customer": "CustomerID",
                "date": "InvoiceDate",
                "quantity": "Quantity",
                "unit_price": "UnitPrice",
                "receipt": "InvoiceNo",
            },
        ),
        (
            "Date,Time,Net Sales,Total Collected,Transaction ID,Customer ID,Staff Name",
            {
                "customer": "Customer ID",
                "date": "Date",
                "time": "Time",
                "amount": "Total Collected",
                "receipt": "Transaction ID",
                "staff": "Staff Name",
            },
        ),
        (
            "伝票番号,売上日,会員番号,金額（税込）,担当者,部門",
            {
                "customer": "会員番号",
                "date": "売上日",
                "amount": "金額（税込）",
                "receipt": "伝票番号",
                "category": "部門",
                "staff": "担当者",
            },
        ),
        (
            "id,customer,time,amount_usd",
            {"customer": "customer", "date": "time", "amount": "amount_usd"},
        ),
    ],
)
def test_the_columns_of_purchases_are_known(header: str, found: dict[str, str]) -> None:
    assert names_of("purchases", header) == found


def test_no_column_serves_two_fields() -> None:
    for header in ("customer,customer,date,amount", "name,name", "備考,メモ"):
        for kind in ("customers", "purchases"):
            places = list(find_columns(kind, header.split(",")).values())
            assert len(places) == len(set(places))


@pytest.mark.parametrize("column", ["会員名", " 会員名 ", "b", "B", "2"])
def test_a_person_names_a_column_by_header_letter_or_number(column: str) -> None:
    header = ["番号", "会員名", "かな"]
    changed = change_columns("customers", {"number": 0, "name": 2}, {"name": column}, header)
    assert changed == {"number": 0, "name": 1}


def test_an_empty_choice_leaves_a_field_out() -> None:
    assert change_columns("customers", {"name": 0, "note": 1}, {"note": ""}, ["a", "b"]) == {
        "name": 0
    }


def test_the_header_comes_before_the_letter() -> None:
    assert change_columns("customers", {}, {"name": "A"}, ["B", "A"]) == {"name": 1}


@pytest.mark.parametrize("column", ["Z", "9", "0", "-1", "nothing", "²"])
def test_a_column_that_is_not_there_is_refused(column: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        change_columns("customers", {}, {"name": column}, ["a", "b"])
    assert refusal.value.problem == "column"


def test_a_field_that_is_none_is_refused_and_the_fields_are_named() -> None:
    with pytest.raises(BadRequest) as refusal:
        change_columns("purchases", {}, {"shoe_size": "A"}, ["a"])
    assert "customer, date" in str(refusal.value.detail)


def test_what_nothing_can_be_read_without_is_named() -> None:
    with pytest.raises(MissingColumns) as refusal:
        refuse_missing("purchases", {"receipt": 0})
    assert refusal.value.fields == ("customer", "date", "amount")
    with pytest.raises(MissingColumns) as refusal:
        refuse_missing("customers", {"phone": 0})
    assert refusal.value.fields == ("name",)
    refuse_missing("customers", {"last_name": 0})
    refuse_missing("purchases", {"customer": 0, "date": 1, "unit_price": 2})


def test_columns_that_are_not_used_are_named_in_their_order() -> None:
    assert unused_columns({"name": 1}, ["x", "name", " ", "a"]) == ("x", "a")


@pytest.mark.parametrize(
    ("header", "name"), [("電話番号", "phone"), ("E-mail", "email"), ("会員番号", "number")]
)
def test_the_header_tells_what_customers_are_named_by(header: str, name: str) -> None:
    assert customer_key({"customer": 0}, [header]) == name


def test_a_yes_to_letters_is_no_yes_to_mails() -> None:
    assert channel_of_consent({"consent": 0}, ["ＤＭ希望"]) == "letter"
    assert channel_of_consent({"consent": 0}, ["メルマガ"]) == "email"
    assert channel_of_consent({}, []) == "email"
