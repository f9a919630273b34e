"""What a paper says is what the book says, whatever is printed, for whom and when."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf.generic import DictionaryObject

from db.clock import fixed_clock
from db.errors import (
    BadRequest,
    ForgedCoupon,
    UnknownCoupon,
    UnknownCustomer,
    UnknownSale,
    UnknownVoucher,
)
from db.rules.customers import NewCustomer
from db.rules.payments import PayWith
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.customers import add_customer
from db.usecases.pictures import set_picture
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.i18n import speaking
from desktop.messages import label_of
from desktop.papers.counter import (
    print_batch,
    print_cards,
    print_coupons,
    print_receipt,
    print_voucher,
)
from desktop.printing.coupon import COUPON_PAPERS
from desktop.printing.voucher import VOUCHER_PAPERS
from tests.desktop.read_back import about, codes_of, text_of
from tests.pictures import drawn

OFF = Terms("amount_off", 200, "¥200 off", minimum=1000)


@dataclass(frozen=True)
class Carried:
    """What a hundred customers carry home."""

    coupons: list[str]
    cards: list[str]
    vouchers: list[str]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def shop(session: Session, set_shop: Callable[..., None]) -> Session:
    set_shop(name="花の店", expiry={"months": 1})
    session.label = label_of
    return session


@pytest.fixture
def misaki(shop: Session) -> str:
    """Return the id of a customer."""
    return add_customer(shop, new=NewCustomer("田中 美咲"), operation_id="misaki").id


def number_of(session: Session, customer: str) -> str:
    row = session.db.conn.execute("SELECT number FROM customers WHERE id = ?", (customer,))
    return str(row.fetchone()[0])


def sold(session: Session, customer: str | None, amount: int, *, at: str = "2026-11-22T10:14",
         points_used: int = 0, coupons: tuple[str, ...] = ()) -> str:  # fmt: skip
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{at}+09:00")))
    order = SaleOrder((OrderLine(amount),), customer, points_used=points_used, coupons=coupons)
    sale = record_sale(then, order, operation_id=f"{at}-{amount}").sale
    assert sale is not None
    return sale


def receipt(session: Session, sale: str) -> str:
    buffer = io.BytesIO()
    print_receipt(session, sale, buffer, paper="receipt80")
    return text_of(buffer.getvalue())


def test_a_receipt_says_paid_used_earned_and_held(shop: Session, misaki: str) -> None:
    sold(shop, misaki, 10_000, at="2026-11-21T10:00")
    (coupon,) = issue_coupons(shop, Issue(OFF), operation_id="coupon")
    text = receipt(shop, sold(shop, misaki, 1980, points_used=30, coupons=(coupon.code,)))
    for said in ("花の店", "¥1,980", "¥200 off", "¥1,750", "1 point per ¥100 on ¥1,750", "87"):
        assert said in text, said


def test_a_receipt_printed_later_says_what_was_held_after_its_own_sale(
    shop: Session, misaki: str
) -> None:
    first = sold(shop, misaki, 1000, at="2026-11-20T10:00")
    before = receipt(shop, first)
    sold(shop, misaki, 543_200, at="2026-11-21T10:00")
    assert receipt(shop, first) == before
    assert "5,432" not in before


def test_a_receipt_says_when_points_end_soon_and_only_then(
    shop: Session, set_shop: Callable[..., None], misaki: str
) -> None:
    assert "22 Dec" in receipt(shop, sold(shop, misaki, 1000))
    set_shop(expiry="never")
    other = add_customer(shop, new=NewCustomer("佐藤 健"), operation_id="ken").id
    assert "Dec" not in receipt(shop, sold(shop, other, 900))


def test_a_receipt_without_a_customer_speaks_of_no_points(shop: Session) -> None:
    text = receipt(shop, sold(shop, None, 1980))
    assert "¥1,980" in text
    assert "point" not in text.lower()


def test_a_card_carries_the_number_and_the_friend_s_code_where_friends_bring_something(
    shop: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    def card() -> bytes:
        buffer = io.BytesIO()
        print_cards(shop, [misaki], buffer, paper="cr80")
        return buffer.getvalue()

    code = shop.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    assert number_of(shop, misaki) in codes_of(card())
    assert "田中 美咲" in text_of(card())
    assert code not in text_of(card())
    set_shop(referral={"referrer": {"points": 100}})
    assert code in text_of(card())


def test_coupons_come_in_the_order_asked_for_with_their_conditions_and_owner(
    shop: Session, misaki: str
) -> None:
    issue = Issue(OFF, customer_id=misaki, valid_until=date(2026, 12, 31))
    (hers,) = issue_coupons(shop, issue, operation_id="hers")
    (any_s,) = issue_coupons(shop, Issue(Terms("percent_off", 10)), operation_id="any")
    buffer = io.BytesIO()
    print_coupons(shop, [any_s.code, hers.code.lower()], buffer, paper="a6")
    text = text_of(buffer.getvalue())
    assert {code.replace("-", "") for code in codes_of(buffer.getvalue())} == {
        hers.code, any_s.code,
    }  # fmt: skip
    assert text.index("10 % off") < text.index("¥200 off")
    for said in ("田中 美咲", "from ¥1,000", "31 Dec 2026"):
        assert said in text, said


def test_of_a_batch_only_what_can_still_be_used_is_printed(shop: Session) -> None:
    issued = issue_coupons(shop, Issue(OFF, count=3, batch="flyer"), operation_id="batch")
    use_coupon(shop, code=issued[0].code, amount=2000, sale=None, operation_id="use")
    buffer = io.BytesIO()
    assert print_batch(shop, "flyer", buffer, paper="a4") == 2
    assert len(codes_of(buffer.getvalue())) == 2
    for coupon in issued[1:]:
        operation = f"use-{coupon.code}"
        use_coupon(shop, code=coupon.code, amount=2000, sale=None, operation_id=operation)
    nothing = io.BytesIO()
    for name, problem in (("none", "no_batch"), ("flyer", "batch_over")):
        with pytest.raises(BadRequest) as refused:
            print_batch(shop, name, nothing, paper="a4")
        assert refused.value.problem == problem
    assert nothing.getvalue() == b""


def every_font_is_embedded(pdf: bytes) -> bool:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    dictionaries = [each for each in objects if isinstance(each, DictionaryObject)]
    fonts = [each for each in dictionaries if each.get("/Type") == "/Font"]
    files = [each for each in dictionaries if "/FontFile2" in each]
    return len(fonts) == len(files) > 0


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_paper_has_a_title_a_language_and_its_own_letters(
    shop: Session, misaki: str, language: str
) -> None:
    issue_coupons(shop, Issue(OFF, batch="flyer"), operation_id="batch")
    sale = sold(shop, misaki, 1980)
    voucher = issue_voucher(shop, NewVoucher(1000), operation_id="voucher").code
    with speaking(language):
        for draw in (
            lambda to: print_batch(shop, "flyer", to, paper="a4"),
            lambda to: print_cards(shop, [misaki], to, paper="cr80"),
            lambda to: print_receipt(shop, sale, to, paper="receipt58"),
            lambda to: print_voucher(shop, voucher, to, paper="a6"),
        ):
            buffer = io.BytesIO()
            draw(buffer)
            title, tongue = about(buffer.getvalue())
            assert title
            assert tongue.startswith(language)
            assert every_font_is_embedded(buffer.getvalue())


def test_what_is_not_in_the_book_is_not_printed(shop: Session) -> None:
    (coupon,) = issue_coupons(shop, Issue(OFF), operation_id="coupon")
    wrong = coupon.code[:-1] + ("7" if coupon.code[-1] != "7" else "8")
    to = io.BytesIO()
    with pytest.raises(UnknownCoupon):
        print_coupons(shop, [coupon.code, "HELLO"], to, paper="a6")
    with pytest.raises(ForgedCoupon):
        print_coupons(shop, [wrong], to, paper="a6")
    with pytest.raises(UnknownCustomer):
        print_cards(shop, ["nobody"], to, paper="cr80")
    with pytest.raises(UnknownSale):
        print_receipt(shop, "1-1", to, paper="receipt80")
    assert to.getvalue() == b""


NAMES = (
    "Tea",
    "季節のフルーツパフェ Seasonal parfait 抹茶アイスクリームとゼリー添え with tea",
    "ケーキ🍰ひとつ",
    "Slice of cake",
    "\U00020bb7野家の牛丼 (並)",
    "¥500 off anything that you find in the shop today",
)


def scanned(pdf: bytes, *, dpi: int, one_bit: bool = False) -> list[str]:
    """Return what a scanner reads on all pages; a roll's printer knows only black and white."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    if one_bit:
        pictures = [picture.convert("1", dither=Image.Dither.NONE) for picture in pictures]
    return [
        code.text for picture in pictures for code in zxingcpp.read_barcodes(picture.convert("L"))
    ]


@pytest.fixture
def carried_home(shop: Session, set_shop: Callable[..., None], misaki: str) -> Carried:
    """Return a hundred codes: coupons of all lengths, cards and vouchers, with logo and words."""
    set_shop(paper={"coupon_words": "Come again.\nまたお越しください。", "card_words": "お帰り!"})
    set_picture(shop, name="logo", content=drawn(120, 60), operation_id="logo")
    coupons = [
        issue_coupons(
            shop,
            Issue(
                Terms("amount_off", 200, NAMES[number % len(NAMES)], minimum=1000 * (number % 3)),
                customer_id=misaki if number % 2 else None,
                valid_until=date(2026, 12, 31) if number % 3 else None,
            ),
            operation_id=f"coupon{number}",
        )[0].code
        for number in range(66)
    ]
    cards = [
        add_customer(shop, new=NewCustomer(NAMES[n % len(NAMES)]), operation_id=f"{n}").id
        for n in range(22)
    ]
    vouchers = [
        issue_voucher(shop, NewVoucher(1000 + number), operation_id=f"voucher{number}").code
        for number in range(12)
    ]
    return Carried(coupons, cards, vouchers)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_hundred_of_a_hundred_codes_read_back_from_mixed_sheets(
    shop: Session, carried_home: Carried, dpi: int, language: str
) -> None:
    asked, read = [], []
    with speaking(language):
        for number, paper in enumerate(COUPON_PAPERS):
            codes = carried_home.coupons[number * 6 : number * 6 + 6]
            buffer = io.BytesIO()
            print_coupons(shop, codes, buffer, paper=paper)
            asked += codes
            read += scanned(buffer.getvalue(), dpi=dpi, one_bit=paper.startswith("receipt"))
        for paper, cards in (("a4", carried_home.cards[:11]), ("letter", carried_home.cards[11:])):
            buffer = io.BytesIO()
            print_cards(shop, cards, buffer, paper=paper)
            asked += [number_of(shop, card) for card in cards]
            read += scanned(buffer.getvalue(), dpi=dpi)
        for number, code in enumerate(carried_home.vouchers):
            paper = VOUCHER_PAPERS[number % len(VOUCHER_PAPERS)]
            buffer = io.BytesIO()
            print_voucher(shop, code, buffer, paper=paper)
            asked.append(code)
            read += scanned(buffer.getvalue(), dpi=dpi, one_bit=paper != "a6")
    assert len(asked) == 100
    assert sorted(read) == sorted(asked)


def test_a_voucher_says_what_is_left_and_who_stands_for_it(
    shop: Session, set_shop: Callable[..., None], misaki: str
) -> None:
    set_shop(paper={"address": "1-2 Komorebi\nNerima", "phone": "090-0000-1234"})
    new = NewVoucher(5000, customer_id=misaki, valid_until=date(2027, 5, 21))
    code = issue_voucher(shop, new, operation_id="voucher").code

    def printed() -> str:
        buffer = io.BytesIO()
        print_voucher(shop, code, buffer, paper="a6")
        return text_of(buffer.getvalue())

    before = printed()
    for said in (
        "¥5,000",
        "21 May 2027",
        "田中 美咲",
        "花の店, 1-2 Komorebi, Nerima",
        "090-0000-1234",
    ):
        assert said in before, said
    assert "left on" not in before
    order = SaleOrder((OrderLine(1200),), misaki, pay_with=(PayWith(voucher=code),))
    record_sale(shop, order, operation_id="sale")
    assert "¥3,800 left" in printed()
    with pytest.raises(UnknownVoucher):
        print_voucher(shop, "HELLO", io.BytesIO(), paper="a6")
