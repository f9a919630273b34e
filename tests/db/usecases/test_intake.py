"""Files on their way into the book: all of a file or nothing, and nothing twice."""

from collections.abc import Callable

import pytest

from db.clock import new_id
from db.environment import MissingColumns
from db.errors import NotAllowed
from db.queries.customers import customer_named, customer_record, customers_page
from db.queries.points import account_at
from db.rules.columns import Kind, find_columns
from db.rules.customers import NewCustomer
from db.rules.intake import FileRow, FileTable
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.intake import (
    ImportReport,
    Intake,
    Progress,
    import_customers,
    import_purchases,
    no_progress,
)
from db.usecases.merging import merge_customers
from db.usecases.points import open_points

PEOPLE = """会員番号,氏名,フリガナ,電話番号,メールアドレス,生年月日,登録日,ポイント残高,備考
1001,山﨑 浩,ヤマザキ ヒロシ,090-0000-0001,kyaku1@example.jp,1953-04-23,2019/2/5,"2027",くるみ
1002,山﨑さくら,ヤマザキ サクラ,090-0000-0002,kyaku2＠example.jp,8月16日,2026/7/16,1574,
1003,渡邊 陽菜,ﾜﾀﾅﾍﾞ ﾊﾙﾅ,090-0000-0001,,昭和51年12月7日,2021/7/4,1361,
1004,渡邊千代子,ワタナベ チヨコ,０９０－００００－０００４,,1999/13/45,2023/10/10,654,
1005,,サトウ セイイチロウ,090-0000-0005,,5月26日,2023/5/21,3373,
1006,東海林 浩,ショウジ ヒロシ,090-0000-0006,,1997-04-24,2019/10/26,12x0,
1002,大久保美咲,オオクボ ミサキ,090-0000-0007,,1954/12/1,2020/3/15,1043,
1008,田中翔太,ﾀﾅｶ ｼｮｳﾀ,090-0000-0008,,1968/8/12,2031/4/1,2471,
1009,大久保美咲,オオクボ ミサキ,090-0000-0009,,1953/10/10,2023/1/2,-120,
1010,森 さくら,モリ サクラ,090-0000-0010,,R1.5.1,令和2年1月15日,,"""


def take(
    session: Session,
    kind: Kind,
    text: str,
    *,
    strict: bool = False,
    dry_run: bool = False,
    new_customers: bool = True,
    progress: Progress = no_progress,
) -> ImportReport:
    """Take a text in as the file f.csv."""
    cells = [tuple(line.replace('"', "").split(",")) for line in text.splitlines()]
    rows = [FileRow(number, each) for number, each in enumerate(cells, 1)]
    table = FileTable("f.csv", rows[0], tuple(rows[1:]))
    intake = Intake(table, find_columns(kind, cells[0]), strict, dry_run, new_customers)
    do = import_customers if kind == "customers" else import_purchases
    return do(session, intake, operation_id=new_id(), progress=progress)


def facts(session: Session) -> int:
    return session.db["facts"].count


def sales(session: Session) -> list[tuple[object, ...]]:
    asked = "SELECT day, paid, customer_id IS NOT NULL, receipt FROM sales ORDER BY at, rowid"
    return list(session.db.conn.execute(asked).fetchall())


# -- Customers ------------------------------------------------------------------------------


def test_good_rows_go_in_and_bad_ones_are_listed_with_line_and_reason(session: Session) -> None:
    report = take(session, "customers", PEOPLE)
    assert (report.rows, report.taken, report.already, report.kept) == (10, 3, 0, True)
    assert [(bad.line, bad.field, bad.problem, bad.other) for bad in report.bad] == [
        (4, "phone", "repeated", "2"),
        (5, "birthday", "no_day", ""),
        (6, "name", "missing", ""),
        (7, "points", "no_number", ""),
        (8, "number", "repeated", "3"),
        (9, "joined", "ahead", ""),
        (10, "points", "below_nothing", ""),
    ]
    assert ("email", "repaired") in {(notice.field, notice.kind) for notice in report.notices}
    assert report.points == 3601


def test_a_person_stands_in_the_book_as_the_file_tells(session: Session) -> None:
    take(session, "customers", PEOPLE)
    first = customer_record(session.db, customer_named(session.db, "1001", country="JP"))
    assert (first.name, first.reading, first.email) == (
        "山﨑 浩",
        "ヤマザキ ヒロシ",
        "kyaku1@example.jp",
    )
    assert (first.birthday, first.joined.isoformat()) == ("1953-04-23", "2019-02-05")
    assert (first.cards, first.note) == (("1001",), "くるみ")
    assert first.number.startswith("20")
    second = customer_record(session.db, customer_named(session.db, "1002", country="JP"))
    assert (second.birthday, second.email) == ("--08-16", "kyaku2@example.jp")


def test_opening_points_are_a_fact_of_their_own_with_the_files_name(session: Session) -> None:
    take(session, "customers", PEOPLE)
    customer_id = customer_named(session.db, "1001", country="JP")
    assert account_at(session.moment(), customer_id).balance(session.today) == 2027
    row = session.db.conn.execute(
        "SELECT delta, account, doc FROM facts WHERE kind = 'points.opening' AND customer = ?",
        (customer_id,),
    ).fetchone()
    assert row[:2] == (2027, "points")
    assert '"file":"f.csv"' in row[2]


def test_opening_points_keep_the_expiry_in_force(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 12})
    take(session, "customers", PEOPLE)
    expires = session.db.conn.execute("SELECT DISTINCT expires_on FROM lots").fetchall()
    assert expires == [("2027-11-22",)]


def test_the_same_customers_again_add_nothing(session: Session) -> None:
    first = take(session, "customers", PEOPLE)
    before = facts(session)
    again = take(session, "customers", PEOPLE)
    assert (again.taken, again.already, again.points) == (0, 3, 0)
    assert again.bad == first.bad
    assert facts(session) == before


def test_people_without_number_and_phone_come_once_too(session: Session) -> None:
    text = "name,birthday\nMia,1990-01-02\nMia,1991-01-02\nMia,1990-01-02"
    report = take(session, "customers", text)
    assert (report.taken, [(bad.line, bad.problem, bad.other) for bad in report.bad]) == (
        2,
        [(4, "repeated", "2")],
    )
    assert take(session, "customers", text).already == 2


def test_who_was_corrected_since_is_still_known_by_the_file(session: Session) -> None:
    text = "番号,氏名\n1001,森"
    take(session, "customers", text)
    customer_id = customer_named(session.db, "1001", country="JP")
    changes = {"name": "林"}
    edit_customer(session, customer_id=customer_id, changes=changes, operation_id=new_id())
    again = take(session, "customers", text)
    assert (again.already, again.bad) == (1, ())


def test_who_is_in_the_book_with_this_phone_is_not_made_again(session: Session) -> None:
    add_customer(
        session, new=NewCustomer("髙橋 結衣", phone="090-0000-0016"), operation_id=new_id()
    )
    report = take(session, "customers", "氏名,電話番号\n高橋結衣,09000000016\n森,090-0000-0016")
    assert (report.taken, report.already) == (0, 1)
    assert [(bad.field, bad.problem) for bad in report.bad] == [("phone", "repeated")]


def test_a_number_or_phone_of_someone_else_keeps_a_row_out(session: Session) -> None:
    someone = NewCustomer("髙橋 結衣", phone="090-0000-0016", card="1016")
    add_customer(session, new=someone, operation_id=new_id())
    report = take(session, "customers", "番号,氏名,電話\n1016,森,\n1017,林,090-0000-0016")
    assert [(bad.field, bad.problem, bad.other) for bad in report.bad] == [
        ("number", "taken", "髙橋 結衣"),
        ("phone", "taken", "髙橋 結衣"),
    ]


def test_a_bad_row_does_not_hold_a_number(session: Session) -> None:
    report = take(session, "customers", "番号,氏名,ポイント\n1001,森,-5\n1001,林,5")
    assert (report.taken, len(report.bad)) == (1, 1)


def test_a_number_of_our_own_stays_the_member_number(session: Session) -> None:
    take(session, "customers", "番号,氏名\n2000000000015,森")
    customer = customer_record(
        session.db, customer_named(session.db, "2000000000015", country="JP")
    )
    assert (customer.number, customer.cards) == ("2000000000015", ())


def test_what_cannot_be_a_phone_or_an_address_is_left_out_and_said(session: Session) -> None:
    report = take(session, "customers", "氏名,電話,メール\n森,自宅のみ,mori at example")
    assert report.taken == 1
    assert [(notice.field, notice.kind) for notice in report.notices] == [
        ("email", "left_out"),
        ("phone", "left_out"),
    ]


# -- Purchases ------------------------------------------------------------------------------


def test_unknown_customers_are_made_on_the_way_named_by_their_number(session: Session) -> None:
    report = take(
        session,
        "purchases",
        "customer_id,date,amount\n0001,2026-01-01,300\n0001,2025-12-24,200\n0002,2026-02-01,0",
    )
    assert (report.taken, report.made_customers, report.bad) == (3, 2, ())
    made = customer_record(session.db, customer_named(session.db, "0001", country="JP"))
    assert (made.name, made.cards, made.joined.isoformat()) == ("0001", ("0001",), "2025-12-24")
    totals = session.db.conn.execute(
        "SELECT sales, visits, spent, first_day, last_day FROM customer_totals"
        " WHERE customer_id = ?",
        (made.id,),
    ).fetchone()
    assert totals == (2, 2, 500, "2025-12-24", "2026-01-01")


def test_a_customer_is_found_by_card_phone_or_address(session: Session) -> None:
    someone = NewCustomer("森", phone="090-0000-0016", card="A-1", email="mori@example.jp")
    add_customer(session, new=someone, operation_id=new_id())
    keys = ("A-1", "09000000016", "mori@example.jp")
    text = "\n".join(["customer,date,amount", *(f"{key},2026-01-01,1" for key in keys)])
    report = take(session, "purchases", text)
    assert (report.taken, report.made_customers) == (3, 0)


def test_customers_named_by_phone_are_made_with_it(session: Session) -> None:
    take(session, "purchases", "電話番号,日付,金額\n03-1234-5678,2026-01-01,300")
    made = customer_record(session.db, customer_named(session.db, "0312345678", country="JP"))
    assert (made.phone, made.cards) == ("+81312345678", ())


def test_no_new_leaves_unknown_customers_out(session: Session) -> None:
    text = "customer,date,amount\n0001,2026-01-01,300\n,2026-01-01,300"
    report = take(session, "purchases", text, new_customers=False)
    assert (report.taken, report.made_customers) == (1, 0)
    assert [(bad.line, bad.field, bad.problem) for bad in report.bad] == [
        (2, "customer", "unknown")
    ]


def test_a_purchase_without_a_customer_is_one_of_nobody(session: Session) -> None:
    take(session, "purchases", "customer,date,amount\n,2026-01-01,300")
    assert sales(session) == [("2026-01-01", 300, 0, None)]


def test_purchases_give_no_points(session: Session) -> None:
    take(session, "purchases", "customer,date,amount\n0001,2026-01-01,30000")
    customer_id = customer_named(session.db, "0001", country="JP")
    assert account_at(session.moment(), customer_id).balance(session.today) == 0


def test_a_refund_lowers_what_was_spent_and_is_no_visit(session: Session) -> None:
    report = take(
        session, "purchases", "customer,date,amount\n0001,2026-01-01,500\n0001,2026-02-01,-200"
    )
    assert (report.taken, report.refunds) == (2, 1)
    totals = session.db.conn.execute(
        "SELECT sales, visits, spent, last_day FROM customer_totals"
    ).fetchone()
    assert totals == (1, 1, 300, "2026-01-01")


def test_a_refund_keeps_no_points_alive(session: Session, set_shop: Callable[..., None]) -> None:
    set_shop(expiry={"inactive_months": 12})
    take(session, "customers", "番号,氏名,ポイント\n0001,森,50")
    take(session, "purchases", "customer,date,amount\n0001,2026-11-21,-200")
    assert session.db.conn.execute("SELECT expires_on FROM lots").fetchall() == [("2027-11-22",)]


def test_equal_rows_are_separate_sales_and_the_same_file_again_adds_nothing(
    session: Session,
) -> None:
    text = "customer,date,amount,receipt\n" + "0001,2026-01-01,300,R1\n" * 3
    assert take(session, "purchases", text).taken == 3
    again = take(session, "purchases", text)
    assert (again.taken, again.already) == (0, 3)
    one_more = take(session, "purchases", text + "0001,2026-01-01,300,R1\n")
    assert (one_more.taken, one_more.already) == (1, 3)
    assert len(sales(session)) == 4


def test_another_file_that_overlaps_adds_only_what_is_new(session: Session) -> None:
    head = "customer,date,amount\n"
    take(session, "purchases", head + "0001,2026-01-01,300\n0002,2026-01-02,100")
    report = take(session, "purchases", head + "0002,2026-01-02,100\n0001,2026-01-03,300")
    assert (report.taken, report.already) == (1, 1)


def test_a_sale_at_the_counter_is_no_purchase_of_a_file(session: Session) -> None:
    from db.usecases.sales import OrderLine, SaleOrder, record_sale

    record_sale(session, SaleOrder((OrderLine(300),)), operation_id=new_id())
    report = take(session, "purchases", "customer,date,amount\n,2026-11-22 10:14,300")
    assert (report.taken, report.already) == (1, 0)


def test_lines_of_one_receipt_are_one_sale(session: Session) -> None:
    text = (
        "InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
        "536365,6,12/1/2010 8:26,25,17850.0\n536365,2,12/1/2010 8:26,10,17850.0\n"
        "C536379,-1,12/1/2010 9:41,20,17850.0\n536366,1,12/13/2010 8:28,7,"
    )
    report = take(session, "purchases", text)
    assert (report.rows, report.taken, report.refunds) == (4, 3, 1)
    assert sales(session) == [
        ("2010-12-01", 170, 1, "536365"),
        ("2010-12-01", -20, 1, "C536379"),
        ("2010-12-13", 7, 0, "536366"),
    ]
    assert {notice.kind for notice in report.notices} == {"together", "multiplied"}
    assert take(session, "purchases", text).already == 3


def test_bad_purchases_are_listed_with_line_and_reason(session: Session) -> None:
    text = "customer,date,amount\n1,2026-02-30,5\n1,2026-12-24,5\n1,2026-01-01,x\n1,2026-01-01,5.5"
    report = take(session, "purchases", text)
    assert [(bad.line, bad.field, bad.problem) for bad in report.bad] == [
        (2, "date", "no_day"),
        (3, "date", "ahead"),
        (4, "amount", "no_amount"),
        (5, "amount", "too_precise"),
    ]
    assert not report.anything_read


def test_a_purchase_of_today_happened_by_now(session: Session) -> None:
    take(session, "purchases", "customer,date,amount\n1,2026-11-22,5")
    at = session.db.conn.execute("SELECT max(at) FROM sales").fetchone()[0]
    assert at == int(session.moment().now.timestamp() * 1000)


def test_history_that_comes_late_leaves_balances_right(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"inactive_months": 6})
    take(session, "customers", "番号,氏名,ポイント\n0001,森,50\n0002,林,70")
    rows = [f"000{1 + n % 2},2026-{1 + n % 10:02d}-{1 + n % 28:02d},{n}" for n in range(80)]
    take(session, "purchases", "\n".join(["customer,date,amount", *rows]))
    assert [
        account_at(session.moment(), customer_named(session.db, card, country="JP")).balance(
            session.today
        )
        for card in ("0001", "0002")
    ] == [50, 70]  # and the session's end compares every derived table


def test_people_who_were_only_a_number_get_their_names(session: Session) -> None:
    take(session, "purchases", "customer,date,amount\n0001,2026-01-01,300")
    text = "番号,氏名,電話,ポイント,登録日\n0001,森 さくら,090-0000-0001,50,2020/1/1"
    assert take(session, "customers", text).taken == 1
    person = customer_record(session.db, customer_named(session.db, "0001", country="JP"))
    assert (person.name, person.phone, person.joined.isoformat()) == (
        "森 さくら",
        "09000000001",
        "2020-01-01",
    )
    assert account_at(session.moment(), person.id).balance(session.today) == 50
    assert take(session, "customers", text).already == 1
    assert session.db["customers"].count == 1


# -- Both -----------------------------------------------------------------------------------

SOME = {
    "customers": "番号,氏名,ポイント\n1,森,5\n2,林,x",
    "purchases": "customer,date,amount\n1,2026-01-01,5\n2,2026-01-01,x",
}


@pytest.mark.parametrize("kind", ["customers", "purchases"])
def test_a_dry_run_says_the_same_and_writes_nothing(session: Session, kind: Kind) -> None:
    tried = take(session, kind, SOME[kind], dry_run=True)
    assert facts(session) == 0
    assert session.db["customers"].count == session.db["operations"].count == 0
    done = take(session, kind, SOME[kind])
    assert (tried.taken, tried.made_customers, tried.bad) == (
        done.taken,
        done.made_customers,
        done.bad,
    )
    assert (tried.kept, done.kept) == (False, True)


@pytest.mark.parametrize("kind", ["customers", "purchases"])
def test_strict_takes_all_or_nothing(session: Session, kind: Kind) -> None:
    report = take(session, kind, SOME[kind], strict=True)
    assert (report.kept, len(report.bad), facts(session)) == (False, 1, 0)
    good = "\n".join(SOME[kind].splitlines()[:2])
    assert take(session, kind, good, strict=True).kept


@pytest.mark.parametrize("kind", ["customers", "purchases"])
def test_cancelled_at_any_point_nothing_of_the_file_is_kept(session: Session, kind: Kind) -> None:
    class Stopped(Exception):
        pass

    told: list[tuple[int, int]] = []
    take(session, kind, SOME[kind], dry_run=True, progress=lambda *at: told.append(at))
    for stop in range(len(told)):
        left = iter(range(stop, -1, -1))

        def stop_at(_done: int, _total: int, left: object = left) -> None:
            if next(left) == 0:  # type: ignore[call-overload]
                raise Stopped

        with pytest.raises(Stopped):
            take(session, kind, SOME[kind], progress=stop_at)
        assert facts(session) == session.db["customers"].count == 0


def test_progress_grows_to_the_end(session: Session) -> None:
    told: list[tuple[int, int]] = []
    rows = "\n".join(f"{n % 40},2026-01-{1 + n % 28:02d},{n}" for n in range(2500))
    take(session, "purchases", f"customer,date,amount\n{rows}", progress=lambda *a: told.append(a))
    assert told == sorted(told)
    assert all(0 <= done <= total == 7500 for done, total in told)
    assert told[-1][0] > 5000


def test_a_file_without_its_columns_is_refused(session: Session) -> None:
    with pytest.raises(MissingColumns):
        take(session, "purchases", "a,b\n1,2")


def test_the_listeners_hear_what_changed(session: Session) -> None:
    heard: list[frozenset[str]] = []
    session.listeners.append(heard.append)
    take(session, "purchases", SOME["purchases"])
    assert {"facts", "sales", "customers", "customer_totals"} <= heard[0]


def test_whoever_was_merged_meanwhile_comes_in_as_the_one_who_was_kept(session: Session) -> None:
    people = "会員番号,氏名,電話番号,ポイント残高\n1001,山﨑 浩,090-0000-0001,100\n"
    take(session, "customers", people)
    old = customer_named(session.db, "1001", country="JP")
    keep = add_customer(session, new=NewCustomer("山崎 ひろし"), operation_id="keep").id
    merge_customers(session, keep=keep, merge=old, operation_id="merge")
    assert take(session, "customers", people).already == 1
    another = "氏名,電話番号\n山崎浩,090 0000 0001\n佐藤 健,090-0000-0001\n"
    report = take(session, "customers", another)
    assert (report.already, report.taken, len(report.bad)) == (1, 0, 1)
    bought = "会員番号,日付,金額\n1001,2026-11-01,1980\n"
    assert take(session, "purchases", bought).made_customers == 0
    assert customers_page(session.db, order="spent", today=session.today).rows[0].id == keep
    with pytest.raises(NotAllowed):
        open_points(session, customer_id=keep, points=5, reason=None, operation_id="again")
