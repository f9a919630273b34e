"""Papers with somebody invented on them, to see how a shop's look comes out before it is kept."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO, Literal, get_args

from db.moment import Moment
from db.rules.customers import member_number
from db.rules.paper_choices import PaperChoices
from desktop.i18n import speaking, tr
from desktop.papers.coupon_sheets import SAMPLE_CODE
from desktop.printing.card import CardSheet, draw_card
from desktop.printing.coupon import draw_coupon
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook
from desktop.printing.receipt import PointsLine, ReceiptSheet, draw_receipt
from desktop.words.referrals import friend_code, friend_line

Sample = Literal["coupon", "card", "receipt"]
_CODE = "MISAKI7"
SAMPLES: tuple[Sample, ...] = get_args(Sample)


def sample_paper(kind: Sample, look: ShopLook, words: PaperChoices, moment: Moment) -> bytes:
    """Return a PDF of such a paper in this look, in the language of the shop's papers."""
    content = BytesIO()
    with speaking(moment.settings.language):
        _DRAWN[kind](look, words, moment, content)
    return content.getvalue()


def _coupon(look: ShopLook, words: PaperChoices, moment: Moment, to: BinaryIO) -> None:
    sheet = CouponSheet(
        look,
        tr("A cup of coffee"),
        SAMPLE_CODE,
        valid_until=moment.today + timedelta(days=30),
        for_name=tr("Misaki Tanaka"),
        words=words.coupon_words,
        friend=friend_line(moment.settings, _CODE),
    )
    draw_coupon(sheet, to)


def _card(look: ShopLook, words: PaperChoices, moment: Moment, to: BinaryIO) -> None:
    code = friend_code(moment.settings, _CODE)
    sheet = CardSheet(look, member_number(1), tr("Misaki Tanaka"), code, words.card_words)
    draw_card(sheet, to)


def _receipt(look: ShopLook, words: PaperChoices, moment: Moment, to: BinaryIO) -> None:
    settings = moment.settings
    here = moment.now.astimezone(settings.timezone)
    sale = 1980 * 10**settings.digits
    sheet = ReceiptSheet(
        look=look,
        sold_at=here,
        printed_at=here,
        currency=settings.currency,
        digits=settings.digits,
        sale_minor=sale,
        paid_minor=sale,
        number=member_number(1),
        breakdown=(PointsLine(tr("Points"), 19),),
        earned=19,
        balance=1259,
        referral_code=friend_code(settings, _CODE),
        words=words.receipt_words,
    )
    draw_receipt(sheet, to)


_DRAWN: dict[Sample, Callable[[ShopLook, PaperChoices, Moment, BinaryIO], None]] = {
    "coupon": _coupon,
    "card": _card,
    "receipt": _receipt,
}
