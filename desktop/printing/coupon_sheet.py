"""What is printed on a coupon, and the words in which every kind of paper says it."""

from dataclasses import dataclass
from datetime import date

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.lettering import Run
from desktop.printing.look import ShopLook


@dataclass(frozen=True)
class CouponSheet:
    """All that is printed on a coupon, already decided by `db`."""

    look: ShopLook
    title: str
    code: str  # the twelve characters, without hyphens
    title2: str = ""  # a second line, as in another language
    valid_from: date | None = None
    valid_until: date | None = None
    for_name: str | None = None
    conditions: tuple[str, ...] = ()  # ready words such as "from ¥1,000"
    uses: int = 1
    words: str = ""  # the shop's own
    colour: str = ""  # of the edge; empty: the shop's
    picture: bytes | None = None  # PNG or JPEG
    friend: str = ""  # the owner's code for friends, in a few words

    @property
    def edge(self) -> str:
        """Return the colour of the edge."""
        return self.colour or self.look.colour


def grouped(code: str) -> str:
    """Return a code in three groups, as it is read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def for_whom(sheet: CouponSheet) -> str:
    """Return whose coupon it is, empty for whoever brings it."""
    return tr("for {name}").format(name=sheet.for_name) if sheet.for_name else ""


def terms_of(sheet: CouponSheet) -> list[Run]:
    """Return until when, how often and for what it is good; the first is what matters most."""
    rest = (_uses(sheet.uses), *sheet.conditions, *((sheet.friend,) if sheet.friend else ()))
    return [Run(_validity(sheet), bold=True), *(Run(term) for term in rest)]


def _validity(sheet: CouponSheet) -> str:
    first, last = sheet.valid_from, sheet.valid_until
    if first and last:
        return tr("From {first} to {last}").format(first=formats.day(first), last=formats.day(last))
    if last:
        return tr("Until {day}").format(day=formats.day(last))
    if first:
        return tr("From {day}").format(day=formats.day(first))
    return tr("No last day")


def _uses(uses: int) -> str:
    if uses == 1:
        return tr("once")
    return trn("{count} time", "{count} times", uses).format(count=formats.number(uses))
