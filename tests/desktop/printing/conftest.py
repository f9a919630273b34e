"""Reads papers back as a customer, a scanner and a printer would."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pypdf
import pypdfium2
import pytest
import zxingcpp

from desktop.i18n import speaking
from desktop.printing.summary_sheet import (
    AtRisk,
    Bringer,
    Call,
    CampaignFigures,
    Cohort,
    FriendFigures,
    GroupFigures,
    HistoryMonth,
    KeyFigures,
    OtherFigures,
    PlanFigures,
    PointsAccount,
    PromotionFigures,
    RewardFigures,
    StageFigures,
    SummarySheet,
    TeamFigures,
    TopCustomer,
    WordsOfCustomers,
)

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]


@pytest.fixture
def texts() -> Texts:
    """Return what can be copied as text from each page."""

    def read(pdf: bytes) -> list[str]:
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]

    return read


@pytest.fixture
def codes() -> Codes:
    """Return what a scanner reads from all pages printed with so many dots an inch."""

    def read(pdf: bytes, dpi: int) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        pictures = [page.render(scale=dpi / 72, grayscale=True).to_numpy() for page in document]
        document.close()
        return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]

    return read


@pytest.fixture
def ink() -> Ink:
    """Return how far text reaches on each page: left, bottom, right, top, in points."""

    def read(pdf: bytes) -> list[tuple[float, float, float, float]]:
        document = pypdfium2.PdfDocument(pdf)
        reaches = [_reach(page.get_textpage()) for page in document]
        document.close()
        return reaches

    return read


@pytest.fixture
def touching() -> Touching:
    """Return which lines of text run into each other, on any page."""

    def find(pdf: bytes) -> list[tuple[str, str]]:
        document = pypdfium2.PdfDocument(pdf)
        found = [pair for page in document for pair in _touching(page.get_textpage())]
        document.close()
        return found

    return find


def _touching(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, str]]:
    boxes = [page.get_rect(place) for place in range(page.count_rects())]
    for place, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(top, other[3]) - max(bottom, other[1])
            if across > 0.1 and down > 0.6:
                lines = (left, bottom, right, top), other
                yield tuple(page.get_text_bounded(*line) for line in lines)


def _reach(page: pypdfium2.PdfTextPage) -> tuple[float, float, float, float]:
    boxes = [
        page.get_charbox(place, loose=False)
        for place in range(page.count_chars())
        if page.get_text_range(place, 1).strip()
    ]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test once in each language."""
    with speaking(request.param):
        yield request.param


@pytest.fixture
def october() -> SummarySheet:
    """Return a full month's summary: 438 of 538 stayed, 74 were gained, 100 lapsed."""
    return SummarySheet(
        shop_name="Café Komorebi",
        first_day=date(2026, 10, 1),
        last_day=date(2026, 10, 31),
        printed_at=datetime(2026, 11, 1, 9, 0, tzinfo=timezone(timedelta(hours=9))),
        currency="JPY",
        digits=0,
        window_days=90,
        start=538,
        end=512,
        gained=74,
        first_time=51,
        reactivated=23,
        retained=438,
        lapsed=100,
        figures=KeyFigures(
            retention_percent=Fraction(43800, 538),
            churn_percent=Fraction(10000, 538),
            repeat_rate_percent=Fraction(61),
            second_visit_percent=Fraction(43),
            returning_share_percent=Fraction(68),
            average_sale_minor=Fraction(1146),
            plan_members=141,
            points_owed=184220,
        ),
        previous=KeyFigures(
            retention_percent=Fraction(793, 10),
            churn_percent=Fraction(207, 10),
            repeat_rate_percent=Fraction(606, 10),
            second_visit_percent=Fraction(445, 10),
            returning_share_percent=Fraction(672, 10),
            average_sale_minor=Fraction(1125),
            plan_members=135,
            points_owed=178100,
        ),
        second_visit_month=date(2026, 8, 1),
        second_visit_size=81,
        sales=1812,
        buyers=512,
        new_customers=74,
        returning_customers=438,
        revenue_minor=2076900,
        revenue_new_minor=664600,
        revenue_returning_minor=1412300,
        refunds_minor=12300,
        net_revenue_minor=2064600,
        anonymous_sales=212,
        anonymous_revenue_minor=188020,
        points=PointsAccount(178100, 31940, 22310, 3510, 120, 80, 40, 184220, 310, 184220),
        history=tuple(_past(n) for n in range(12)),
        cohorts=tuple(Cohort(_past(n).month, 58, (58, 27, 25)[: 12 - n]) for n in range(12)),
        others=OtherFigures(
            Fraction(719, 10), Fraction(855, 10), Fraction(62), 1820,
            Fraction(354, 100), 103, Fraction(5121, 100),
        ),
        plans=PlanFigures(10, 4, 159400, Fraction(-12, 10), (("Coffee pass", 92), ("Friends", 49))),
        top_customers=(TopCustomer("田中 美咲", 12, 38200), TopCustomer("Maria Santos", 9, 31050)),
        newcomers_by_friends=14,
        stages=StageFigures(
            180, Fraction(431, 10), 260, Fraction(712, 10), 310, Fraction(42, 10)
        ),
        groups=(
            GroupFigures("Champions", 61, Fraction(119, 10), "Thank them by name; ask them."),
            GroupFigures("Slipping away", 44, Fraction(86, 10), "Write before they are gone."),
        ),
        calls=(
            Call("伊藤 直樹", "090-0000-0142", 94, "31 %", "42 days late · ¥86,200 a year"),
            Call("Maria Santos", "090-0000-0143", 91, "", "scored us 6 in September"),
        ),
        at_risk=AtRisk(14, 612000),
        friends=FriendFigures(23, 14, 12, (Bringer("田中 美咲", 4, 52300),)),
        rewards=RewardFigures(21300, 88200, 120, 61, 14, 42500, Fraction(112, 10), Fraction(21)),
        promotions=(PromotionFigures("Rainy-day double", 212, 4310, 4310),),
        campaigns=(
            CampaignFigures(
                "Autumn letter", "1–31 Oct",
                "12 of 60 came back, 4 of 15 without the letter: too few to say.",
            ),
        ),
        team=(TeamFigures("Mio", 11, 6, 8, 14), TeamFigures("Ken", 3, 2, 5, 9)),
        words=WordsOfCustomers(
            41, "NPS +42 (between +21 and +58), from 41 answers.",
            ("“The kindest shop in town.” – M.",),
        ),
    )  # fmt: skip


def _past(n: int) -> HistoryMonth:
    """Return the n-th month of the twelve up to October 2026; the first has no figure."""
    month = date(2025 + (10 + n) // 12, (10 + n) % 12 + 1, 1)
    retention = None if n == 0 else Fraction(720 + 8 * n, 10)
    return HistoryMonth(month, retention, buyers=300 + 11 * n, revenue_minor=1_500_000 + 5021 * n)
