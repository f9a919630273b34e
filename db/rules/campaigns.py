"""Campaigns: something is tried with part of a group, and measured by the rest; rules.md §10.

Shares and money for each person are exact. What needs a root is worked out with 40 decimals and
cut at 12, so that every computer says the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb
from typing import Any, Literal

from db.errors import BadDate, BadRequest
from db.rules.channels import CAMPAIGN_CHANNELS, CampaignChannel
from db.rules.periods import parse_business_date
from db.rules.segments import Segment
from db.rules.shop import Gift, line_of_text, one_of, read_gift, whole

Verdict = Literal["better", "worse", "too_few", "no_holdout"]
CampaignState = Literal["planned", "running", "over", "stopped"]

DEFAULT_HOLDOUT_PERCENT = 20
MOST_HOLDOUT_PERCENT = 50
DEFAULT_DAYS = 30
LONGEST_NAME, LONGEST_MESSAGE = 60, 2000

Z = Decimal("1.959963984540054235524594430520551527555")  # of 95 %
_POWER = Decimal("0.841621233572914205178706158480185126")  # of 80 %
# An owner who looks every day would sooner or later see a difference that chance made, so that
# a campaign under way is judged by a far stricter line, as Haybittle (1971) and Peto (1976) taught;
# what daily looks add to the false alarms is taken off the 5 % of the last one.
_OFTEN_ENOUGH = {True: Fraction(49, 1000), False: Fraction(1, 10_000)}
_DECIMALS = Decimal("1e-12")


@dataclass(frozen=True)
class Campaign:
    """What is tried, with whom, and until when; the group is drawn when it starts."""

    id: str
    name: str
    segment: Segment
    offer: Gift | None
    channel: CampaignChannel
    message: str | None
    first_day: date  # coming back is counted from this day
    last_day: date
    holdout_percent: int
    cost_each: int  # minor units for each person who is written to
    added_on: date
    started_on: date | None = None
    stopped_on: date | None = None

    def state(self, today: date) -> CampaignState:
        """Return what it does on a day; on its last day it still runs."""
        if self.stopped_on is not None:
            return "stopped"
        if self.started_on is None:
            return "planned"
        return "over" if today > self.last_day else "running"

    @property
    def counted_from(self) -> date:
        """Return the first day on which coming back counts: nothing does before the draw."""
        return max(self.first_day, self.started_on or self.first_day)

    @property
    def counted_to(self) -> date:
        """Return the last day on which coming back counts."""
        return min(self.last_day, self.stopped_on or self.last_day)

    def is_whole(self, today: date) -> bool:
        """Tell whether it ran to its last day: then it is judged once and for all."""
        return self.stopped_on is None and today >= self.last_day


@dataclass(frozen=True)
class LeftOut:
    """Those of the group who stand in neither arm, each under the first reason that holds."""

    refused: int = 0  # said no to the channel; to e-mails: did not say yes
    unreachable: int = 0  # no address, phone or e-mail, whatever they said
    elsewhere: int = 0  # in an arm of another campaign that runs

    @property
    def total(self) -> int:
        """Return how many they are."""
        return self.refused + self.unreachable + self.elsewhere


@dataclass(frozen=True)
class Interval:
    """Where the true share, or the true lift, lies in 95 of 100 such campaigns."""

    low: Fraction
    high: Fraction

    def __contains__(self, lift: Fraction | int) -> bool:
        """Tell whether a lift lies within, ends included."""
        return self.low <= lift <= self.high


@dataclass(frozen=True)
class Arm:
    """One part of the group: who was written to, or who got nothing."""

    customers: int = 0
    came_back: int = 0  # bought at least once, and did not give all of it back
    money: int = 0  # minor units, net of what was handed back

    @property
    def share(self) -> Fraction | None:
        """Return which part came back; None of nobody."""
        return Fraction(self.came_back, self.customers) if self.customers else None

    @property
    def money_each(self) -> Fraction | None:
        """Return minor units for each person of the arm, those who did not come too."""
        return Fraction(self.money, self.customers) if self.customers else None

    @property
    def interval(self) -> Interval | None:
        """Return Wilson's 95 % score interval of the share; None of nobody."""
        if not self.customers:
            return None
        _, low, high = _wilson(self)
        return Interval(_cut(low), _cut(high))


@dataclass(frozen=True)
class Measured:
    """Both arms side by side, and what may be said of them."""

    treated: Arm
    held: Arm
    whole: bool = True  # the campaign ran to its last day

    @property
    def lift(self) -> Fraction | None:
        """Return how much larger the part is that came back among those written to."""
        if self.treated.share is None or self.held.share is None:
            return None
        return self.treated.share - self.held.share

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the lift."""
        if self.lift is None:
            return None
        return newcombe(self.treated, self.held)

    @property
    def verdict(self) -> Verdict:
        """Return what may be said: a difference only where chance hardly ever makes such a one."""
        lift, interval = self.lift, self.interval
        if lift is None or interval is None:
            return "no_holdout"
        if 0 in interval or is_chance(self.treated, self.held, _OFTEN_ENOUGH[self.whole]):
            return "too_few"
        return "better" if lift > 0 else "worse"

    @property
    def gained(self) -> Fraction | None:
        """Return minor units more than if nobody had been written to: difference × people."""
        with_it, without = self.treated.money_each, self.held.money_each
        if with_it is None or without is None:
            return None
        return (with_it - without) * self.treated.customers


def newcombe(first: Arm, second: Arm) -> Interval:
    """Return the 95 % interval of the difference of two shares.

    Newcombe (1998), Statistics in Medicine 17, method 10: the squares of the arms of Wilson's
    score intervals are added. Neither arm may be empty.
    """
    with localcontext() as context:
        context.prec = 40
        p, p_low, p_high = _wilson(first)
        q, q_low, q_high = _wilson(second)
        low = p - q - ((p - p_low) ** 2 + (q_high - q) ** 2).sqrt()
        high = p - q + ((p_high - p) ** 2 + (q - q_low) ** 2).sqrt()
        return Interval(_cut(low), _cut(high))


def share_interval(arm: Arm) -> Interval:
    """Return where the true share of an arm lies, by Wilson's score; it may not be empty."""
    with localcontext() as context:
        context.prec = 40
        _, low, high = _wilson(arm)
        return Interval(_cut(low), _cut(high))


def is_chance(first: Arm, second: Arm, often_enough: Fraction) -> bool:
    """Tell whether the draw alone would make such a difference more often than that.

    Fisher's exact test. Had the campaign no effect, the same people would have come back whatever
    arm they were drawn into, and each way of drawing is as likely as any other: of all these ways,
    those are counted that are no likelier than the one that happened. So false alarms stay
    under the line for arms of any size and any share, by counting, not by approximation.
    """
    people = first.customers + second.customers
    back = first.came_back + second.came_back
    least = max(0, back - second.customers)
    most = min(first.customers, back)
    ways = comb(first.customers, least) * comb(second.customers, back - least)
    each = []
    for here in range(least, most + 1):
        each.append(ways)
        there = back - here
        ways = ways * (first.customers - here) * there
        ways //= (here + 1) * (second.customers - there + 1)
    seen = each[first.came_back - least]
    unlikely = sum(count for count in each if count <= seen)
    return Fraction(unlikely, comb(people, back)) > often_enough


def held_of(size: int, percent: int) -> int:
    """Return how many of a group get nothing, rounded half up."""
    return (size * percent * 2 + 100) // 200


def check_arms(size: int, held: int, *, percent: int) -> None:
    """Let pass a group and its holdout; raises BadRequest where an arm would be empty.

    Without a holdout nothing can be measured, but that may be wanted.
    """
    if size == 0:
        raise BadRequest("segment", "nobody")
    if percent and not 0 < held < size:
        raise BadRequest("holdout_percent", "arm_empty", str(size))


def customers_needed(base: Fraction, lift: Fraction, *, treated: int, held: int) -> int:
    """Return how large a group must be to see a lift, in 4 of 5 campaigns.

    `base` is the share that comes back by itself, `lift` is to be added to it; the arms stand to
    each other as `treated` to `held`. Fleiss, Tytun and Ury (1980), with their correction,
    since the exact test asks for a little more than the interval.
    """
    ratio = Fraction(treated, held)
    base = min(max(base, Fraction(1, 100)), Fraction(99, 100))
    other = min(max(base + lift, Fraction(1, 200)), Fraction(199, 200))
    if other == base:
        raise ValueError("a lift of nothing is never seen")
    with localcontext() as context:
        context.prec = 40
        p, q, r = _decimal(other), _decimal(base), _decimal(ratio)
        mean, gap = (r * p + q) / (r + 1), abs(p - q)
        both = ((r + 1) * mean * (1 - mean)).sqrt()
        apart = (p * (1 - p) + r * q * (1 - q)).sqrt()
        plain = (Z * both + _POWER * apart) ** 2 / (r * gap**2)
        corrected = plain / 4 * (1 + (1 + 2 * (r + 1) / (plain * r * gap)).sqrt()) ** 2
        return int((corrected * (r + 1)).to_integral_value("ROUND_CEILING"))


def more_needed(measured: Measured, lift: Fraction) -> int | None:
    """Return how many more customers would show such a lift, 0: there are enough; None: no holdout.

    The share that comes back by itself is taken from those who got nothing, drawn a little to the
    middle (Agresti and Coull 1998), since 0 of 3 is not never.
    """
    treated, held = measured.treated, measured.held
    if not treated.customers or not held.customers:
        return None
    base = Fraction(held.came_back + 2, held.customers + 4)
    needed = customers_needed(base, lift, treated=treated.customers, held=held.customers)
    return max(0, needed - treated.customers - held.customers)


def smallest_lift(base: Fraction, *, treated: int, held: int) -> Fraction | None:
    """Return the smallest lift, in whole hundredths, that such arms would show in 4 of 5 campaigns.

    None where no lift would be large enough.
    """
    if not treated or not held:
        return None
    for points in range(1, 100):
        lift = Fraction(points, 100)
        if base + lift > 1:
            return None
        if customers_needed(base, lift, treated=treated, held=held) <= treated + held:
            return lift
    return None


def read_offer(spoken: object) -> Gift | None:
    """Understand what is offered: {reward: name}, {points: n}, or nothing; raises BadRequest.

    A reward's name alone is understood too.
    """
    if spoken is None:
        return None
    if isinstance(spoken, str):
        spoken = {"reward": spoken}
    gift = read_gift(spoken, "offer")
    if gift.reward is None and gift.points == 0:
        raise BadRequest("offer.points", "zero")
    return gift


def read_days(spoken: Mapping[str, Any], *, today: date) -> tuple[date, date]:
    """Understand from which day to which coming back counts; raises BadDate."""
    first = parse_business_date(str(spoken["from"])) if spoken.get("from") else today
    if spoken.get("to"):
        last = parse_business_date(str(spoken["to"]))
    else:
        last = date.fromordinal(first.toordinal() + DEFAULT_DAYS - 1)
    if last < first:
        raise BadDate(last.isoformat())
    return first, last


def read_message(spoken: object) -> str | None:
    """Understand the words that are written to them; raises BadRequest."""
    if spoken is None or spoken == "":
        return None
    if not isinstance(spoken, str):
        raise BadRequest("message", "type")
    if len(spoken) > LONGEST_MESSAGE:
        raise BadRequest("message", "too_long", str(LONGEST_MESSAGE))
    return spoken.strip() or None


def read_name(spoken: object, *, field: str = "name") -> str:
    """Understand what a campaign or a saved segment is called; raises BadRequest."""
    return line_of_text(spoken, field, longest=LONGEST_NAME)


def read_channel(spoken: object) -> CampaignChannel:
    """Understand how people are told; raises BadRequest."""
    return one_of(spoken, "channel", CAMPAIGN_CHANNELS)


def read_holdout(spoken: object) -> int:
    """Understand the percentage that gets nothing; raises BadRequest."""
    return whole(spoken, "holdout_percent", least=0, most=MOST_HOLDOUT_PERCENT)


def _wilson(arm: Arm) -> tuple[Decimal, Decimal, Decimal]:
    """Return the share that came back and both ends of its score interval."""
    with localcontext() as context:
        context.prec = 40
        count, back = Decimal(arm.customers), Decimal(arm.came_back)
        middle = 2 * back + Z**2
        reach = Z * (Z**2 + 4 * back * (1 - back / count)).sqrt()
        below = 2 * (count + Z**2)
        return back / count, (middle - reach) / below, (middle + reach) / below


def _cut(value: Decimal) -> Fraction:
    with localcontext() as context:
        context.prec = 40
        return Fraction(value.quantize(_DECIMALS))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
