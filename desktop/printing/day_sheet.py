"""What stands on the paper about the end of a day, in ready words and figures."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DayLine:
    """What it is, and how much; a sum stands under a line."""

    words: str
    figure: str
    is_sum: bool = False


@dataclass(frozen=True)
class DayPart:
    """Lines under a heading."""

    title: str
    lines: tuple[DayLine, ...]


@dataclass(frozen=True)
class StaffLine:
    """What one person took in."""

    name: str
    sales: int
    paid: str
    refunds: int
    money_back: str
    plan_payments: int
    plan_money: str
    money_in: str
    points_given: str


@dataclass(frozen=True)
class DaySheet:
    """All that is printed about the end of a day."""

    shop_name: str
    day: date
    printed_at: datetime  # in the shop's zone
    hours: str  # of the first sale and the last, nothing on a day without sales
    money: DayPart  # what should have come in, and how it comes about
    parts: tuple[DayPart, ...]  # sales, points, and what else there was
    staff: tuple[StaffLine, ...] = ()  # nobody where nobody was named
    together: StaffLine | None = None
    counted: tuple[DayLine, ...] = ()  # what was found in the drawer; left open where nobody said
